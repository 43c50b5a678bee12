import assert from "node:assert/strict";
import { test } from "node:test";
import { mercator } from "../../../layers/static/map/projection.mjs";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";
import { routes } from "../../../layers/static/layers/routes.mjs";
import { routeRuns } from "../../../layers/static/data/ledger.mjs";
import { legs, row, waypoints } from "../helpers/route-rows.mjs";

test("neighbouring legs that look alike are one line, a claim is another", () => {
  const route = { waypoints, legs, rows: [row([0, 1], 10, 20, "escorted"), row([2], 10, 20, "escorted", "claim")] };
  assert.deepEqual(routeRuns(route, 15).map(({ from, to, claim }) => [from, to, claim]), [[0, 2, false], [2, 3, true]]);
  assert.deepEqual(routeRuns(route, 40).map(({ from, to, state }) => [from, to, state]), [[0, 3, "unknown"]]);
});

// Two routes over one network: "long" passes a, b, c, d; "cross" passes d, c, b and then e, so that two legs are of both.
const rowOf = (numbers, state) => ({ legs: numbers, start: 10, end: 20, counts_until: 27, state, basis: "reported" });
const network = {
  waypoints: ["a", "b", "c", "d", "e"].map((id, k) => ({ id, name: { en: id }, lat: 12, lon: k })),
  legs: [[0, 1], [1, 2], [2, 3], [1, 4]],
  rows: [rowOf([1], "blocked"), rowOf([3], "open")],
};
const long = { id: "long", waypoints: [0, 1, 2, 3], legs: [0, 1, 2] };
const cross = { id: "cross", waypoints: [3, 2, 1, 4], legs: [2, 1, 3] };
const linesOn = (day, list) => routes.make(readPayload({ network, routes: list }).payload).on(day).runs;
const ends = (points) => [points[0], points.at(-1)].map(([x]) => network.waypoints.find(({ lat, lon }) => mercator(lat, lon)[0] === x)?.id);

test("a leg that two routes share is one line", () => {
  const lines = linesOn(15, [long, cross]).map(({ id, state, points }) => [id, state, ...ends(points)]);
  assert.deepEqual(lines.sort(), [
    ["cross", "open", "b", "e"], ["long", "blocked", "b", "c"], ["long", "unknown", "a", "b"], ["long", "unknown", "c", "d"],
  ]);
});

test("a shared leg is drawn whichever route comes first, the worst on top", () => {
  const lines = linesOn(15, [cross, long]).map(({ id, state, points }) => [id, state, ...ends(points)]);
  assert.deepEqual(lines, [
    ["cross", "unknown", "d", "c"], ["long", "unknown", "a", "b"], ["cross", "open", "b", "e"], ["cross", "blocked", "c", "b"],
  ]);
});

test("a line does not run on over a leg that another route has drawn", () => {
  const branch = { id: "branch", waypoints: [1, 2], legs: [1] };
  const lines = linesOn(40, [branch, long]).map(({ id, points }) => [id, ...ends(points)]);
  assert.deepEqual(lines, [["branch", "b", "c"], ["long", "a", "b"], ["long", "c", "d"]]);
});

test("a dash is counted along the first route that has a leg, on any day", () => {
  const alongOf = (day) => linesOn(day, [long, cross]).map(({ id, from, along }) => [id, from, Number((along * 360).toFixed(6))]).sort();
  assert.deepEqual(alongOf(15), [["cross", 2, 2], ["long", 0, 0], ["long", 1, 1], ["long", 2, 2]]);
  assert.deepEqual(alongOf(40), [["cross", 2, 2], ["long", 0, 0]]);
});

test("where a road begins and a schematic line ends one line becomes two", () => {
  const followed = { ...network, per_degree: 1, legs: [[0, 1], [1, 2, "CYCGAH"], [2, 3], [1, 4]], rows: [] };
  const { runs } = routes.make(readPayload({ network: followed, routes: [long] }).payload).on(40);
  const drawn = runs.map(({ from, to, road, points }) => [from, to, road, points.length]);
  assert.deepEqual(drawn, [[0, 1, false, 2], [1, 2, true, 3], [2, 3, false, 2]]);
});

test("where a road is no longer far one line becomes two", () => {
  const { runs } = routes.make(readPayload({ network: { ...network, far: [0], rows: [] }, routes: [long] }).payload).on(40);
  assert.deepEqual(runs.map(({ from, to, far }) => [from, to, far]), [[0, 1, true], [1, 3, false]]);
});
