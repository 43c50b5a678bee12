import assert from "node:assert/strict";
import { test } from "node:test";
import { routeRuns } from "../../../layers/static/data/ledger.mjs";
import { row, waypoints } from "../helpers/route-rows.mjs";

test("neighbouring legs that look alike are one line, a claim is another", () => {
  const route = { waypoints, rows: [row(0, 2, 10, 20, "escorted"), row(2, 3, 10, 20, "escorted", "claim")] };
  assert.deepEqual(routeRuns(route, 15).map(({ from, to, claim }) => [from, to, claim]), [[0, 2, false], [2, 3, true]]);
  assert.deepEqual(routeRuns(route, 40).map(({ from, to, state }) => [from, to, state]), [[0, 3, "unknown"]]);
});
