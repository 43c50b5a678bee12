import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber, isoDay } from "../../../layers/static/base/days.mjs";
import { headlineCounts } from "../../../layers/static/data/news/headline-counts.mjs";
import { crossingState, routeLegs, routeState } from "../../../layers/static/data/ledger.mjs";
import { ledgerRow, mali, onLegs } from "../helpers/mali.mjs";

const { cases, synthetic } = JSON.parse(readFileSync(new URL("../../cases/ledger.json", import.meta.url), "utf8"));
const { routes, crossings } = mali();
const tenLegs = Array.from({ length: 11 }, (_, k) => `p${k}`);

function permitOn({ start, end }, numbers) {
  return { ...onLegs(numbers), start: dayNumber(start), end: end && dayNumber(end) + 1 };
}

function road(ids, rows, { fadeDays = 7, permits = [] } = {}) {
  const legs = ids.slice(1).map((_, k) => k);
  return {
    id: "road", bound: true, waypoints: ids.map((id) => ({ id })), legs,
    rows: rows.map((each) => ledgerRow(each, each.legs ?? legs, fadeDays)),
    permits: permits.map((each) => permitOn(each, each.legs ?? legs)),
  };
}

const idsOf = (stretches) => stretches.map((stretch) => stretch.map(({ id }) => id));

function asCase({ state, age, basis, since, confirmed, later }) {
  const iso = (day) => (day === null ? null : isoDay(day));
  return { state, age, basis, since: iso(since), confirmed: iso(confirmed), later: iso(later) };
}

const row = (legs, start, end, state, basis = "reported") => ({ legs, start, end, state, basis, confirmed: end });

test("the cases hold all thirteen routes and twelve crossings on six days", () => {
  assert.equal(cases.length, (routes.length + crossings.length) * 6);
  assert.deepEqual([routes.length, crossings.length], [13, 12]);
});

test("routes and crossings of Mali have the states their sources support", () => {
  for (const { id, day, ...expected } of cases) {
    const route = routes.find((each) => each.id === id);
    const found = route ? routeState(route, dayNumber(day)) : crossingState(crossings.find((each) => each.id === id), dayNumber(day));
    assert.deepEqual(asCase(found), expected, `${id} on ${day}`);
  }
});

for (const { why, fade_days: fadeDays, legs, rows, permits = [], allowed = [], day, expect } of synthetic) {
  test(`on a road: ${why}`, () => {
    const route = road(tenLegs.slice(0, legs + 1), rows, { fadeDays, permits });
    const found = routeState(route, dayNumber(day));
    assert.deepEqual(asCase(found), expect);
    assert.deepEqual(found.permits.map((permit) => route.permits.indexOf(permit)), allowed);
  });
}

test("a crossing follows the same rules as a road of one leg", () => {
  const isWhole = (legs, of) => legs === null || legs.length === of;
  const wholeRoads = synthetic.filter(({ rows, legs }) => rows.every((each) => isWhole(each.legs, legs)));
  assert.ok(wholeRoads.length >= 20);
  for (const { why, fade_days: fadeDays, rows, permits = [], allowed = [], day, expect } of wholeRoads) {
    const crossing = { rows: rows.map((each) => ledgerRow(each, [0], fadeDays)), permits: permits.map((each) => permitOn(each, [0])) };
    const found = crossingState(crossing, dayNumber(day));
    assert.deepEqual(asCase(found), expect, why);
    assert.deepEqual(found.permits.map((permit) => crossing.permits.indexOf(permit)), allowed, why);
  }
});

test("a closed crossing is counted as closed", () => {
  const crossing = { rows: [ledgerRow(row(null, "2022-01-10", "2022-03-12", "closed"), [0], 7)] };
  assert.deepEqual(asCase(crossingState(crossing, dayNumber("2022-02-01"))),
    { state: "closed", age: 0, basis: "reported", since: "2022-01-10", confirmed: "2022-01-10", later: "2022-03-12" });
});

test("legs between the ends of a row are in its state, the others unknown", () => {
  const legs = routeLegs(road(["a", "b", "c", "d"], [row([1], "2025-10-01", "2025-10-05", "blocked")]), dayNumber("2025-10-07"));
  assert.deepEqual(legs.map(({ state, age }) => [state, age]), [["unknown", 0], ["blocked", 2], ["unknown", 0]]);
});

test("a leg names the row it rests on, an unknown one none", () => {
  const route = road(["a", "b", "c"], [row([0], "2025-10-01", "2025-10-05", "open")]);
  assert.deepEqual(routeLegs(route, dayNumber("2025-10-03")).map((leg) => leg.row), [route.rows[0], null]);
});

test("neighbouring legs in the leading state are one named stretch", () => {
  const route = road(["a", "b", "c", "d"],
    [row([0], "2025-10-01", "2025-10-05", "blocked"), row([1], "2025-10-02", "2025-10-05", "blocked")]);
  const { stretch, stretches, whole, rows } = routeState(route, dayNumber("2025-10-03"));
  assert.deepEqual({ stretch, stretches, whole, rows: rows.length },
    { stretch: stretches[0], stretches: [[route.waypoints[0], route.waypoints[2]]], whole: false, rows: 2 });
});

test("stretches that do not touch are named one by one", () => {
  const route = road(["a", "b", "c", "d"],
    [row([0], "2025-10-01", "2025-10-05", "blocked"), row([2], "2025-10-02", "2025-10-05", "blocked")]);
  const { stretch, stretches } = routeState(route, dayNumber("2025-10-03"));
  assert.deepEqual({ stretch, stretches: idsOf(stretches) }, { stretch: null, stretches: [["a", "b"], ["c", "d"]] });
});

test("a road is wholly in a state only when every leg is, if only last known", () => {
  const wholeOn = (rows, day) => routeState(road(["a", "b", "c"], rows), dayNumber(day)).whole;
  assert.equal(wholeOn([row(null, "2025-10-01", "2025-10-05", "open")], "2025-10-05"), true);
  assert.equal(wholeOn([row(null, "2025-10-01", "2025-10-05", "open")], "2025-10-06"), true);
  assert.equal(wholeOn([row([0], "2025-10-01", "2025-10-05", "open")], "2025-10-05"), false);
  assert.equal(wholeOn([], "2025-10-05"), false);
});

test("a route without waypoints is unknown", () => {
  assert.equal(routeState({ waypoints: [], legs: [], rows: [] }, 0).state, "unknown");
});

test("asking for a state changes neither rows nor their order", () => {
  const route = road(["a", "b", "c"],
    [row([0, 1], "2025-10-06", "2025-10-07", "open"), row([0, 1], "2025-10-01", "2025-10-05", "blocked")]);
  const before = structuredClone(route);
  routeState(route, dayNumber("2025-10-09"));
  assert.deepEqual(route, before);
});

test("the headline counts each route to the destination once", () => {
  const day = "2025-10-03";
  const now = (state, basis) => row(null, "2025-10-01", "2025-10-05", state, basis);
  const roads = [
    [now("blocked")], [now("closed")], [now("attacked")], [now("restricted")], [now("escorted")], [now("open")], [now("open", "claim")],
    [row([0], "2025-10-01", "2025-10-05", "open")], [row(null, "2025-09-28", "2025-10-01", "blocked")], [],
  ].map((rows) => road(["a", "b", "c"], rows));
  const elsewhere = { ...roads[0], bound: false };
  assert.deepEqual(headlineCounts([...roads, elsewhere], dayNumber(day)), {
    total: 10, knownOpen: true,
    counts: [
      ["blocked", 0], ["blocked", 2], ["closed", 0], ["attacked", 0], ["restricted", 0], ["escorted", 0], ["open", 0],
      ["openInPart", 0], ["resumed", 0], ["unknown", 0],
    ].map(([heading, age]) => ({ heading, routes: 1, youngest: age, oldest: age })),
  });
});

test("a road that was last known to be open is not known to be open", () => {
  const roads = [road(["a", "b"], [row(null, "2025-10-01", "2025-10-05", "open")])];
  const openOn = (day) => headlineCounts(roads, dayNumber(day)).knownOpen;
  assert.deepEqual([openOn("2025-10-05"), openOn("2025-10-06")], [true, false]);
});

test("a road open on a claim or in part is not known to be open", () => {
  const open = (legs, basis) => row(legs, "2025-10-01", "2025-10-05", "open", basis);
  const roads = [[open(null, "claim")], [open([0])], [open([0]), open([1], "claim")]];
  assert.equal(headlineCounts(roads.map((rows) => road(["a", "b", "c"], rows)), dayNumber("2025-10-03")).knownOpen, false);
});

test("on 31 October 2025 no road into Bamako is known to be open", () => {
  const { total, knownOpen, counts } = headlineCounts(routes, dayNumber("2025-10-31"));
  assert.deepEqual({ total, knownOpen, counts: counts.map((count) => Object.values(count)) },
    { total: 8, knownOpen: false, counts: [["attacked", 1, 3, 3], ["restricted", 4, 0, 0], ["escorted", 3, 0, 0]] });
});
