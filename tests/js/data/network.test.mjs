import assert from "node:assert/strict";
import { test } from "node:test";
import { routeState } from "../../../layers/static/data/ledger.mjs";
import { onNetwork, readNetwork, stretchesOf } from "../../../layers/static/data/network.mjs";

const place = (id, lon) => ({ id, name: { en: id.toUpperCase() }, lat: 12, lon });
const rowOf = (legs, state = "blocked") => ({ legs, start: 10, end: 20, counts_until: 27, state, basis: "reported" });
const raw = {
  waypoints: [place("a", 0), place("b", 1), place("c", 2), place("d", 3)],
  legs: [[0, 1], [1, 2], [3, 1]],
  rows: [rowOf([1]), rowOf([0, 2], "open")],
  permits: [{ legs: [2], start: 5, end: null, by: { en: "the army" } }],
};
const main = { id: "main", waypoints: [0, 1, 2], legs: [0, 1] };
const side = { id: "side", waypoints: [3, 1, 2], legs: [2, 1] };

function reading(given) {
  const problems = [];
  return { network: readNetwork(given, (name) => problems.push(name)), problems };
}

const on = (route, given = raw) => onNetwork(route, reading(given).network);
const idsOf = (waypoints) => waypoints.map(({ id }) => id);

test("nothing at all is a network of nothing", () => {
  for (const nothing of [undefined, null, {}]) {
    const network = { waypoints: [], legs: [], lines: [], far: new Set(), rows: [], permits: [] };
    assert.deepEqual(reading(nothing), { network, problems: [] });
  }
});

test("a route has its places and what is said of any of its legs", () => {
  const [first, second] = [on(main), on(side)];
  assert.deepEqual([idsOf(first.waypoints), idsOf(second.waypoints)], [["a", "b", "c"], ["d", "b", "c"]]);
  assert.deepEqual(first.rows.map(({ state }) => state), ["blocked", "open"]);
  assert.deepEqual([first.permits.length, second.permits.length], [0, 1]);
});

test("a row on a shared leg is the same row for both routes", () => {
  const { network } = reading(raw);
  const [first, second] = [main, side].map((route) => onNetwork(route, network));
  assert.equal(first.rows[0], second.rows[0]);
  const [onMain, onSide] = [first, second].map((route) => routeState(route, 15));
  assert.deepEqual([onMain.state, onSide.state], ["blocked", "blocked"]);
  assert.deepEqual([idsOf(onMain.stretch), idsOf(onSide.stretch)], [["b", "c"], ["b", "c"]]);
});

test("a route knows which of its legs are far from what all is about", () => {
  assert.deepEqual([main, side].map((route) => on(route, { ...raw, far: [0, 2] }).far), [[true, false], [true, false]]);
  for (const broken of [undefined, null, "02", { 0: true }]) assert.deepEqual(on(main, { ...raw, far: broken }).far, [false, false]);
});

test("a row of two routes counts on each with its own legs", () => {
  const open = { ...raw, rows: [rowOf([0, 2], "open")] };
  assert.deepEqual([main, side].map((route) => idsOf(routeState(on(route, open), 15).stretch)), [["a", "b"], ["d", "b"]]);
});

test("a route that no row touches has none", () => {
  const away = { id: "away", waypoints: [0, 1], legs: [0] };
  assert.deepEqual(on(away, { ...raw, rows: [rowOf([1])] }).rows, []);
});

test("a broken place leaves the numbers of the others as they are", () => {
  const { network, problems } = reading({ ...raw, waypoints: [{ id: "a", lat: null, lon: 0 }, ...raw.waypoints.slice(1)] });
  assert.deepEqual(problems, ["network"]);
  assert.deepEqual(idsOf(onNetwork(side, network).waypoints), ["d", "b", "c"]);
});

test("a route over a place that is broken or missing is unknown", () => {
  const broken = { ...raw, waypoints: [{ id: "a" }, ...raw.waypoints.slice(1)] };
  const missing = [4, -1].map((number) => on({ ...main, waypoints: [0, 1, number] }));
  for (const route of [on(main, broken), ...missing]) {
    assert.deepEqual([route.waypoints, route.legs, route.rows, route.permits], [[], [], [], []]);
    assert.equal(routeState(route, 15).state, "unknown");
  }
});

test("a broken leg is named and leaves the numbers of the others", () => {
  const { network, problems } = reading({ ...raw, legs: [[0], [1, 2], [3, 1]] });
  assert.deepEqual(problems, ["network"]);
  assert.deepEqual(network.legs.slice(1), [[1, 2], [3, 1]]);
});

test("a row without legs speaks of no route", () => {
  const { network } = reading({ ...raw, rows: [rowOf(undefined), rowOf("all")] });
  assert.deepEqual(network.rows.map(({ legs }) => legs.size), [0, 0]);
  assert.deepEqual(onNetwork(main, network).rows, []);
});

test("rows of the same stretch are known as such, others are not", () => {
  const { network } = reading({ ...raw, rows: [rowOf([1, 2]), rowOf([1, 2], "open"), rowOf([12])] });
  const [first, second, third] = network.rows.map(({ where }) => where);
  assert.equal(first, second);
  assert.notEqual(first, third);
});

test("neighbouring legs of a route are one stretch from end to end", () => {
  const route = { waypoints: ["a", "b", "c", "d", "e"] };
  assert.deepEqual(stretchesOf(route, [0, 1, 3]), [["a", "c"], ["d", "e"]]);
  assert.deepEqual(stretchesOf(route, []), []);
});

// The first leg follows a road from beside a to b, through a corner; the second is straight.
const road = { ...raw, per_degree: 10, legs: [[0, 1, "CwHIGKH"], [1, 2], [3, 1]] };

test("a leg has its line, whichever way a route passes it", () => {
  const back = { id: "back", waypoints: [2, 1, 0], legs: [1, 0] };
  assert.deepEqual(on(main, road).lines, [[[0.1, 12], [0.5, 12.3], [1, 12]], [[1, 12], [2, 12]]]);
  assert.deepEqual(on(back, road).lines, [[[2, 12], [1, 12]], [[1, 12], [0.5, 12.3], [0.1, 12]]]);
  assert.deepEqual([on(main, road).roads, on(back, road).roads, on(side, road).roads], [[true, false], [false, true], [false, false]]);
});

test("a straight leg begins where the road beside it ends", () => {
  const beside = { ...road, legs: [[0, 1, "CwHQC"], [1, 2], [3, 1]] };
  assert.deepEqual(on(main, beside).lines[1], [[0.9, 12.1], [2, 12]]);
});

test("a leg with half a line is broken and straight", () => {
  for (const line of ["CwH", "CwH-", [1, 120, 4, 3], null]) {
    const { network, problems } = reading({ ...road, legs: [[0, 1, line], [1, 2], [3, 1]] });
    assert.deepEqual(problems, ["network"]);
    assert.deepEqual(onNetwork(main, network).lines, [[[0, 12], [1, 12]], [[1, 12], [2, 12]]]);
  }
});
