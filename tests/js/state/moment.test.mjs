import assert from "node:assert/strict";
import { test } from "node:test";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";
import { createMoment, shownIds } from "../../../layers/static/state/moment.mjs";
import { events } from "../helpers/three-events.mjs";

const point = { lat: 12, lon: -8 };
const route = { id: "r", name: { en: "R" }, waypoints: [0, 1], legs: [0] };
const network = { waypoints: [{ id: "a", name: { en: "A" }, ...point }, { id: "b", name: { en: "B" }, lat: 13, lon: -8 }], legs: [[0, 1]] };

const whole = readPayload({ events, network, routes: [route], places: [{ id: "p", ...point }] }).payload;
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
