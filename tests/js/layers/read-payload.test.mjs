import assert from "node:assert/strict";
import { test } from "node:test";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";
import { registeredLayers } from "../../../layers/static/layers/layer-registry.mjs";

const point = { lat: 12, lon: -8 };
const network = { waypoints: [{ id: "a", name: { en: "A" }, ...point }, { id: "b", name: { en: "B" }, lat: 13, lon: -8 }], legs: [[0, 1]] };
const route = { id: "r", name: { en: "R" }, waypoints: [0, 1], legs: [0] };

test("an empty payload becomes a whole one without a complaint", () => {
  const { payload, problems } = readPayload({});
  assert.deepEqual(problems, []);
  assert.equal(payload.events.n, 0);
  assert.deepEqual(payload.layers.map((layer) => layer.id), ["routes", "crossings", "events", "capitals", "places"]);
  assert.ok(payload.situation.span[0] < payload.situation.span[1]);
});

test("a layer that states no reading has its part as it is, or an empty list", () => {
  const wells = { id: "wells", kinds: ["well"] };
  const read = (raw) => readPayload(raw, [...registeredLayers(), wells]).payload.wells;
  assert.deepEqual(read({}), []);
  assert.deepEqual(read({ wells: [{ depth: 48 }] }), [{ depth: 48 }]);
});

test("nothing at all is read as an empty payload", () => assert.equal(readPayload(null).payload.events.n, 0));

test("a broken member is left out and named, its neighbours stay", () => {
  const { payload, problems } = readPayload({ network, routes: [route, { id: "no-waypoints" }],
    places: [{ id: "p", ...point }, { id: "q", lat: null, lon: 3 }], crossings: 7 });
  assert.deepEqual(problems, ["routes", "crossings", "places"]);
  assert.deepEqual(payload.routes.map(({ id }) => id), ["r"]);
  assert.deepEqual(payload.places.map(({ id }) => id), ["p"]);
});

test("places that come as columns are read, without what they do not have", () => {
  const columns = { id: ["p", "q", "r"], name: { en: ["P", "Q", "R"] }, lat: [12, "x", 3], lon: [-8, 1, 2], population: [null, 4, 5] };
  const { payload, problems } = readPayload({ places: columns });
  assert.deepEqual(payload.places, [
    { id: "p", name: { en: "P" }, lat: 12, lon: -8 }, { id: "r", name: { en: "R" }, lat: 3, lon: 2, population: 5 },
  ]);
  assert.deepEqual(problems, ["places"]);
  for (const broken of [{ id: "x" }, { id: ["p"], lat: 3 }, { id: [null], name: { en: 7 }, lat: [1], lon: [2] }]) {
    assert.deepEqual(readPayload({ places: broken }).payload.places, []);
  }
});

test("columns of unequal length are not believed", () => {
  const { payload, problems } = readPayload({ events: { n: 2, id: ["a"], start: [1] } });
  assert.deepEqual(problems, ["events"]);
  assert.equal(payload.events.n, 0);
});

test("ends cut short are not believed, else what has ended would go on", () => {
  const { payload, problems } = readPayload({ events: { n: 2, id: ["a", "b"], start: [1, 2], end: [2] } });
  assert.deepEqual([problems, payload.events.n], [["events"], 0]);
});

test("events that are not in order of time are refused", () => {
  const read = (start) => readPayload({ events: { n: 3, id: ["a", "b", "c"], start } }).problems;
  for (const start of [[2, 1, 3], [null, 1, 2], [1, null, 2]]) assert.deepEqual(read(start), ["events"]);
  for (const start of [[1, 1, 3], [1, null, null], [null, null, null]]) assert.deepEqual(read(start), []);
});

test("the span of a situation without one is that of its data", () => {
  const { payload } = readPayload({ events: { n: 2, id: ["a", "b"], start: [10, null], end: [14, null] } });
  assert.deepEqual(payload.situation.span, [10, 14]);
});

test("the map reaches to what a reader has added, however far", () => {
  const situation = { box: [-13, 9, 5, 26] };
  const reach = (extent) => readPayload({ situation, added: { extent } }).payload.situation.reach;
  assert.deepEqual(reach([-20, 10, 107, 48]), [-20, 9, 107, 48]);
  for (const none of [undefined, null, [1], ["a", 1, 2, 3]]) assert.deepEqual(reach(none), situation.box);
});

test("home is a box, else the situation's own, else the world", () => {
  const home = (situation) => readPayload({ situation }).payload.situation.home;
  const box = [-13, 9, 5, 26];
  assert.deepEqual(home({ box, home: [-12, 10, -4, 16] }), [-12, 10, -4, 16]);
  for (const none of [undefined, null, "home", [1, 2, 3], [1, 2, 3, NaN]]) assert.deepEqual(home({ box, home: none }), box);
  assert.equal(home({}).length, 4);
  assert.deepEqual(readPayload({ situation: { box, home: [-20, 10, -4, 16] } }).payload.situation.reach, [-20, 9, 5, 26]);
});
