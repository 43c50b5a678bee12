import assert from "node:assert/strict";
import { test } from "node:test";
import { makeItems, itemPosition } from "../../../layers/static/layers/items.mjs";
import { createMoment, shownIds } from "../../../layers/static/state/moment.mjs";
import { shapeHolds } from "../../../layers/static/data/shapes.mjs";
import { readPayload } from "../../../layers/static/layers/payload.mjs";

const point = { lat: 12, lon: -8 };
const route = { id: "r", name: { en: "R" }, destination: "Bamako", waypoints: [{ name: "A", ...point }, { name: "B", lat: 13, lon: -8 }],
  rows: [] };

test("an empty payload becomes a whole one without a complaint", () => {
  const { payload, problems } = readPayload({});
  assert.deepEqual(problems, []);
  assert.equal(payload.events.n, 0);
  assert.deepEqual(payload.layers.map((layer) => layer.id), ["routes", "crossings", "events", "capitals", "places"]);
  assert.ok(payload.situation.span[0] < payload.situation.span[1]);
});

test("nothing at all is read as an empty payload", () => assert.equal(readPayload(null).payload.events.n, 0));

test("a broken member is left out and named, its neighbours stay", () => {
  const { payload, problems } = readPayload({ routes: [route, { id: "no-waypoints" }],
    places: [{ id: "p", ...point }, { id: "q", lat: null, lon: 3 }], crossings: 7 });
  assert.deepEqual(problems, ["routes", "crossings", "places"]);
  assert.deepEqual(payload.routes.map(({ id }) => id), ["r"]);
  assert.deepEqual(payload.places.map(({ id }) => id), ["p"]);
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

test("columns that are left out are empty ones", () => {
  const { payload } = readPayload({ events: { n: 1, id: ["a"], start: [10] } });
  const event = makeItems(payload).byId("a");
  assert.deepEqual([event.start, event.end, event.lat, event.pinned, event.category, event.fatalities],
    [10, 11, null, false, "other", null]);
});

test("the span of a situation without one is that of its data", () => {
  const { payload } = readPayload({ events: { n: 2, id: ["a", "b"], start: [10, null], end: [14, null] } });
  assert.deepEqual(payload.situation.span, [10, 14]);
});

const events = {
  n: 3, id: ["placed", "nationwide", "undated"], start: [10, 10, null], end: [12, null, null], lat: [12, 12, 12], lon: [-8, -8, -8],
  location_precision: { codes: ["town", "country"], at: [0, 1, 0] },
};

test("a nationwide event has no place on the map", () => {
  const items = makeItems(readPayload({ events }).payload);
  assert.deepEqual(itemPosition(items.byId("placed")), [12, -8]);
  assert.equal(itemPosition(items.byId("nationwide")), null);
  assert.equal(items.byId("nobody"), null);
  assert.equal(items.byId(null), null);
});

const whole = readPayload({ events, routes: [route], places: [{ id: "p", ...point }] }).payload;
const now = (patch) => ({ day: 10, mode: "asof", days: 7, layers: ["events", "routes", "places"],
  filters: { category: [], corroboration: [], route: [], q: "" }, ...patch });

test("what is shown follows time and layers", () => {
  const moment = createMoment(whole);
  assert.deepEqual(shownIds(whole, moment, now()).sort(), ["nationwide", "p", "placed", "r"]);
  assert.deepEqual(shownIds(whole, moment, now({ day: 13 })).sort(), ["nationwide", "p", "r"]);
  assert.deepEqual(shownIds(whole, moment, now({ layers: ["places"] })).sort(), ["p"]);
});

test("undated events are separate from those of a moment", () => {
  const moment = createMoment(whole);
  assert.deepEqual([...moment.undated(now())], [2]);
});

test("equal questions return the same object, so nothing is drawn twice", () => {
  const moment = createMoment(whole);
  assert.equal(moment.visible(now()), moment.visible(now({ zoom: 9 })));
});

test("a drawn shape holds in its half-open days, and always without them", () => {
  const dated = { properties: { start: 10, end: 12 } };
  assert.deepEqual([[9, 10], [11, 12], [12, 13]].map(([a, b]) => shapeHolds(dated, a, b)), [false, true, false]);
  assert.equal(shapeHolds({ properties: {} }, 0, 1), true);
});

test("the place of a shape is the middle one of its positions", () => {
  const middle = (geometry) => itemPosition({ kind: "shape", geometry });
  assert.deepEqual(middle({ type: "MultiLineString", coordinates: [[[1, 2, 99], [3, 4]]] }), [4, 3]);
  assert.deepEqual(middle({ type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [5, 6] }] }), [6, 5]);
});
