import assert from "node:assert/strict";
import { test } from "node:test";
import { routePeriods } from "../../../layers/static/time/strip.mjs";
import { legs, row, waypoints } from "../helpers/route-rows.mjs";

test("a strip separates reported, last known and unknown days, omits none", () => {
  const route = { waypoints, legs, rows: [row(null, 10, 12, "blocked")] };
  const periods = routePeriods(route, [8, 30]).map(({ start, end, state, age }) => [start, end, state, age > 0]);
  assert.deepEqual(periods, [[8, 10, "unknown", false], [10, 12, "blocked", false], [12, 19, "blocked", true], [19, 30, "unknown", false]]);
});
