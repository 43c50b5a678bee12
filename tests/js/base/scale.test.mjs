import assert from "node:assert/strict";
import { test } from "node:test";
import { dayScale } from "../../../layers/static/base/scale.mjs";

test("a scale puts each day in its own stripe and knows no day outside", () => {
  const scale = dayScale([100, 110], 50);
  assert.deepEqual([scale.left(100), scale.left(110), scale.x(101)], [0, 50, 7.5]);
  assert.deepEqual([0, 4.9, 5, 49.9, 400, -3].map(scale.dayAt), [100, 100, 101, 109, 109, 100]);
  assert.deepEqual([99, 100, 109, 110].map(scale.holds), [false, true, true, false]);
});
