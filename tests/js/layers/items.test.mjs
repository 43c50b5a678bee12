import assert from "node:assert/strict";
import { test } from "node:test";
import { itemPosition, makeItems } from "../../../layers/static/layers/items.mjs";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";
import { events } from "../helpers/three-events.mjs";

test("columns that are left out are empty ones", () => {
  const { payload } = readPayload({ events: { n: 1, id: ["a"], start: [10] } });
  const event = makeItems(payload).byId("a");
  assert.deepEqual([event.start, event.end, event.lat, event.pinned, event.category, event.fatalities],
    [10, 11, null, false, "other", null]);
});

test("a nationwide event has no place on the map", () => {
  const items = makeItems(readPayload({ events }).payload);
  assert.deepEqual(itemPosition(items.byId("placed")), [12, -8]);
  assert.equal(itemPosition(items.byId("nationwide")), null);
  assert.equal(items.byId("nobody"), null);
  assert.equal(items.byId(null), null);
});

test("the place of a shape is the middle one of its positions", () => {
  const middle = (geometry) => itemPosition({ kind: "shape", geometry });
  assert.deepEqual(middle({ type: "MultiLineString", coordinates: [[[1, 2, 99], [3, 4]]] }), [4, 3]);
  assert.deepEqual(middle({ type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [5, 6] }] }), [6, 5]);
});

test("an event has the accounts, routes and losses that its columns give", () => {
  const versions = { accounts: [{ text: { en: "Fifteen" }, sources: [0] }, { text: { en: "Twenty" }, sources: [1] }], kept: 0, why: {} };
  const columns = {
    n: 2, id: ["a", "b"], start: [10, 11], versions: [versions, null], routes: [[1, 0], []], destroyed: [15, null],
    unit: { codes: ["", "tankers"], at: [1, 0] }, coord_source: { en: ["GeoNames", ""], fr: ["GeoNames (fr)", ""] },
  };
  const items = makeItems(readPayload({ events: columns, words: { en: {}, fr: {} } }).payload);
  const members = ({ versions: told, routes, destroyed, unit }) => [told, routes, destroyed, unit];
  assert.deepEqual(members(items.byId("a")), [versions, [1, 0], 15, "tankers"]);
  assert.deepEqual(members(items.byId("b")), [null, [], null, ""]);
  assert.deepEqual(items.byId("a").coordSource, { en: "GeoNames", fr: "GeoNames (fr)" });
});
