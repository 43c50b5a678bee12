import assert from "node:assert/strict";
import { test } from "node:test";
import { shapeHolds } from "../../../layers/static/data/shapes.mjs";

test("a drawn shape holds in its half-open days, and always without them", () => {
  const dated = { properties: { start: 10, end: 12 } };
  assert.deepEqual([[9, 10], [11, 12], [12, 13]].map(([a, b]) => shapeHolds(dated, a, b)), [false, true, false]);
  assert.equal(shapeHolds({ properties: {} }, 0, 1), true);
});
