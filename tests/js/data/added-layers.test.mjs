import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { joinedEvents, openUnpacked, unpacked } from "../../../layers/static/data/added-layers.mjs";
import { makeItems } from "../../../layers/static/layers/items.mjs";
import { createMoment, shownIds } from "../../../layers/static/state/moment.mjs";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";

const packed = (value) => gzipSync(JSON.stringify(value)).toString("base64");
const words = { en: {}, fr: {} };
const situation = { span: [0, 100], focus: [0, 100], day: 10 };
const own = {
  words, situation, sources: { id: ["s"], publisher: ["Own"], title: ["T"], url: ["https://example.org"], published: [""] },
  events: { n: 2, id: ["b", "d"], start: [10, 20], end: [11, 21], lat: [1, 2], lon: [1, 2], sources: [[0], [0]],
    title: { en: ["B", "D"], fr: ["", "D"] },
    category: { codes: ["attack"], at: [0, 0] } },
};
const added = {
  layers: [{ id: "mine", name: "Mine", color: "#0f62fe", timeless: false, shapes: { features: [
    { geometry: { type: "LineString", coordinates: [[1, 1], [2, 2]] }, properties: { id: "mine-line", start: 5, end: 12, title: "Line" } },
  ] } }],
  sources: { id: ["a"], publisher: ["Paper"], title: [""], url: [""], published: [""] },
  events: { n: 3, id: ["a", "c", "e"], start: [10, 15, null], end: [null, 16, null], lat: [1, 2, 3], lon: [1, 2, 3],
    sources: [[0], [], [0]],
    title: ["A", "C", "E"], own_category: ["Battles", "", ""], category: { codes: ["other", "attack"], at: [0, 1, 0] },
    layer: { codes: ["mine"], at: [0, 0, 0] } },
  span: [0, 150],
};
const joined = () => readPayload({ ...own, added }).payload;
const state = (more = {}) => ({ day: 10, mode: "asof", days: 1, filters: {}, layers: joined().layers.map(({ id }) => id), ...more });

test("rows are in order of time, then of id, with undated ones last", () => {
  const { events } = joined();
  assert.deepEqual(events.id, ["a", "b", "c", "d", "e"]);
  assert.deepEqual(events.start, [10, 10, 15, 20, null]);
  assert.deepEqual(events.end, [null, 11, 16, 21, null]);
});

test("codes, texts and sources still belong to their rows", () => {
  const payload = joined();
  const items = makeItems(payload);
  const partsOf = (id) => {
    const { category, layer, sources, title } = items.byId(id);
    return [category, layer, sources.map((k) => payload.sources.publisher[k]).join(), title.fr];
  };
  assert.deepEqual(partsOf("a"), ["other", "mine", "Paper", "A"]);
  assert.deepEqual(partsOf("b"), ["attack", "events", "Own", ""]);
  assert.deepEqual(partsOf("c"), ["attack", "mine", "", "C"]);
  assert.deepEqual(items.byId("a").ownCategory, { en: "Battles", fr: "Battles" });
});

test("the timeline reaches as far as the added rows", () => assert.deepEqual(joined().situation.span, [0, 150]));

test("rows and shapes are shown on their days, and undated rows are not", () => {
  const payload = joined();
  const shown = shownIds(payload, createMoment(payload), state());
  assert.deepEqual(shown.sort(), ["a", "b", "mine-line"]);
});

test("a hidden layer shows neither rows nor shapes", () => {
  const payload = joined();
  assert.deepEqual(shownIds(payload, createMoment(payload), state({ layers: ["events"] })), ["b"]);
});

test("a layer without any date is places, and shown on every day", () => {
  const [layer] = added.layers;
  const { payload } = readPayload({ ...own, added: { ...added, layers: [{ ...layer, timeless: true }] } });
  assert.ok(shownIds(payload, createMoment(payload), state({ day: 99 })).includes("e"));
});

test("joining with nothing changes nothing", () => {
  const { events } = readPayload(own).payload;
  const nothing = readPayload({ words }).payload.events;
  assert.deepEqual(joinedEvents(events, nothing, 1).id, events.id);
});

test("what was packed is unpacked", async () => assert.deepEqual(await unpacked(packed(added)), added));

test("a command that comes before the page waits for it", async () => {
  const commands = [];
  let given = null;
  const open = (options) => {
    given = options;
    return { ready: Promise.resolve(), command: (command) => commands.push(command) };
  };
  const early = openUnpacked({ added: packed(added), payload: own, host: "app" }, open);
  early.command({ seq: 1 });
  early.command({ seq: 2 });
  await early.ready;
  assert.deepEqual(commands, [{ seq: 2 }]);
  assert.deepEqual(given.payload.added, added);
});

test("additions that cannot be unpacked cost only themselves, and are named", async () => {
  let given = null;
  await openUnpacked({ added: "bm9wZQ==", payload: own }, (options) => {
    given = options;
    return { ready: null };
  }).ready;
  const { payload, problems } = readPayload(given.payload);
  assert.deepEqual(payload.events.id, ["b", "d"]);
  assert.equal(problems.length, 1);
});
