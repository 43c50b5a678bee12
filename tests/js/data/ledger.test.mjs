import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber, isoDay } from "../../../layers/static/base/days.mjs";
import { headlineCounts } from "../../../layers/static/data/headline-counts.mjs";
import { crossingState, routeLegs, routeState } from "../../../layers/static/data/ledger.mjs";

const ROOT = new URL("../../../", import.meta.url);
const MALI_FADE_DAYS = 7; // situation.toml
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");
const { cases, synthetic } = JSON.parse(read("tests/cases/ledger.json"));
const { routes, crossings } = mali();
const tenLegs = Array.from({ length: 11 }, (_, k) => `p${k}`);

function csvRecords(text) {
  const rows = [...text.matchAll(/(?:^|\n)((?:"(?:[^"]|"")*"|[^"\n])+)/g)].map(([, line]) =>
    [...`,${line.replace(/\r$/, "")}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
      quoted?.replaceAll('""', '"') ?? plain));
  return rows.slice(1).map((cells) => Object.fromEntries(rows[0].map((name, k) => [name, cells[k]])));
}

function ledgerRow({ start, end, state, basis, confirmed, ...rest }, fadeDays) {
  const stale = dayNumber(end) + 1;
  return { ...rest, start: dayNumber(start), end: stale, stale_until: stale + fadeDays, state, basis, confirmed: dayNumber(confirmed) };
}

function legsOf(segment, names) {
  if (!segment) return { from: 0, to: names.length - 1, segment: null };
  const ends = segment.split(" / ");
  const [from, to] = ends.map((name) => names.indexOf(name)).sort((a, b) => a - b);
  assert.ok(from >= 0, `${segment} names two waypoints`);
  return { from, to, segment: ends };
}

function mali() {
  const roads = JSON.parse(read("geodata/mali/fuel_routes.geojson")).features.map((feature) => feature.properties);
  const roadRows = csvRecords(read("geodata/mali/route_status.csv"));
  const crossingRows = csvRecords(read("geodata/mali/crossing_status.csv"));
  const names = JSON.parse(read("geodata/mali/border_crossings.geojson")).features.map((feature) => feature.properties.id);
  const rowsOf = (rows, column, id) => rows.filter((record) => record[column] === id);
  return {
    routes: roads.map(({ id, destination, waypoints }) => ({
      id, destination, waypoints,
      rows: rowsOf(roadRows, "route", id).map((record) =>
        ({ ...ledgerRow(record, MALI_FADE_DAYS), ...legsOf(record.segment, waypoints.map((point) => point.name)) })),
    })),
    crossings: names.map((id) => ({
      id, rows: rowsOf(crossingRows, "crossing", id).map((record) => ledgerRow(record, MALI_FADE_DAYS)),
    })),
  };
}

function road(names, rows, fadeDays = 7) {
  const whole = { from: 0, to: names.length - 1 };
  return {
    id: "road", destination: "Bamako", waypoints: names.map((name) => ({ name })),
    rows: rows.map(({ from, to, ...rest }) => ({
      ...whole, ...(from === null || from === undefined ? {} : { from, to }), ...ledgerRow(rest, fadeDays),
    })),
  };
}

function asCase({ state, stale, basis, since, confirmed }) {
  const iso = (day) => (day === null ? null : isoDay(day));
  return { state, stale, basis, since: iso(since), confirmed: iso(confirmed) };
}

const row = (from, to, start, end, state, basis = "reported") => ({ from, to, start, end, state, basis, confirmed: end });

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

for (const { why, fade_days: fadeDays, legs, rows, day, expect } of synthetic) {
  test(`on a road: ${why}`, () => {
    assert.deepEqual(asCase(routeState(road(tenLegs.slice(0, legs + 1), rows, fadeDays), dayNumber(day))), expect);
  });
}

test("a crossing follows the same rules as a road of one leg", () => {
  const wholeRoads = synthetic.filter((each) => each.rows.every((r) => r.from === 0 && r.to === each.legs));
  for (const { why, fade_days: fadeDays, legs, rows, day, expect } of wholeRoads) {
    assert.ok(legs > 0);
    assert.deepEqual(asCase(crossingState({ rows: rows.map((each) => ledgerRow(each, fadeDays)) }, dayNumber(day))), expect, why);
  }
});

test("a closed crossing is counted as closed", () => {
  const crossing = { rows: [ledgerRow(row(0, 1, "2022-01-10", "2022-03-12", "closed"), 7)] };
  assert.deepEqual(asCase(crossingState(crossing, dayNumber("2022-02-01"))),
    { state: "closed", stale: false, basis: "reported", since: "2022-01-10", confirmed: "2022-03-12" });
});

test("legs between the ends of a row are in its state, the others unknown", () => {
  const legs = routeLegs(road(["a", "b", "c", "d"], [row(1, 2, "2025-10-01", "2025-10-05", "blocked")]), dayNumber("2025-10-07"));
  assert.deepEqual(legs.map(({ state, stale }) => [state, stale]), [["unknown", false], ["blocked", true], ["unknown", false]]);
});

test("a leg names the row it rests on, an unknown one none", () => {
  const route = road(["a", "b", "c"], [row(0, 1, "2025-10-01", "2025-10-05", "open")]);
  assert.deepEqual(routeLegs(route, dayNumber("2025-10-03")).map((leg) => leg.row), [route.rows[0], null]);
});

test("neighbouring legs in the leading state are one named stretch", () => {
  const route = road(["a", "b", "c", "d"],
    [row(0, 1, "2025-10-01", "2025-10-05", "blocked"), row(1, 2, "2025-10-02", "2025-10-05", "blocked")]);
  const { stretch, stretches, whole, rows } = routeState(route, dayNumber("2025-10-03"));
  assert.deepEqual({ stretch, stretches, whole, rows: rows.length },
    { stretch: ["a", "c"], stretches: [["a", "c"]], whole: false, rows: 2 });
});

test("stretches that do not touch are named one by one", () => {
  const route = road(["a", "b", "c", "d"],
    [row(0, 1, "2025-10-01", "2025-10-05", "blocked"), row(2, 3, "2025-10-02", "2025-10-05", "blocked")]);
  const { stretch, stretches } = routeState(route, dayNumber("2025-10-03"));
  assert.deepEqual({ stretch, stretches }, { stretch: null, stretches: [["a", "b"], ["c", "d"]] });
});

test("a road is wholly in a state only when every leg is, and now", () => {
  const wholeOn = (rows, day) => routeState(road(["a", "b", "c"], rows), dayNumber(day)).whole;
  assert.equal(wholeOn([row(null, null, "2025-10-01", "2025-10-05", "open")], "2025-10-05"), true);
  assert.equal(wholeOn([row(null, null, "2025-10-01", "2025-10-05", "open")], "2025-10-06"), false);
  assert.equal(wholeOn([row(0, 1, "2025-10-01", "2025-10-05", "open")], "2025-10-05"), false);
  assert.equal(wholeOn([], "2025-10-05"), false);
});

test("a route without waypoints is unknown", () => {
  assert.equal(routeState({ waypoints: [], rows: [] }, 0).state, "unknown");
});

test("asking for a state changes neither rows nor their order", () => {
  const route = road(["a", "b", "c"], [row(0, 2, "2025-10-06", "2025-10-07", "open"), row(0, 2, "2025-10-01", "2025-10-05", "blocked")]);
  const before = JSON.stringify(route);
  routeState(route, dayNumber("2025-10-09"));
  assert.equal(JSON.stringify(route), before);
});

test("the headline counts each route to the destination once", () => {
  const day = "2025-10-03";
  const now = (state, basis) => row(null, null, "2025-10-01", "2025-10-05", state, basis);
  const roads = [
    [now("blocked")], [now("attacked")], [now("restricted")], [now("escorted")], [now("open")], [now("open", "claim")],
    [row(0, 1, "2025-10-01", "2025-10-05", "open")], [row(null, null, "2025-09-28", "2025-10-01", "blocked")], [],
  ].map((rows) => road(["a", "b", "c"], rows));
  const elsewhere = { ...roads[0], destination: "Gao" };
  assert.deepEqual(headlineCounts([...roads, elsewhere], "Bamako", dayNumber(day)), {
    total: 9, blocked: 1, attacked: 1, restricted: 1, escorted: 1, open: 1, openInPart: 1, resumed: 1, stale: 1, unknown: 1,
    knownOpen: true,
  });
});

test("a road open on a claim or in part is not known to be open", () => {
  const open = (from, to, basis) => row(from, to, "2025-10-01", "2025-10-05", "open", basis);
  const roads = [[open(null, null, "claim")], [open(0, 1)], [open(0, 1), open(1, 2, "claim")]];
  assert.equal(headlineCounts(roads.map((rows) => road(["a", "b", "c"], rows)), "Bamako", dayNumber("2025-10-03")).knownOpen, false);
});

test("on 31 October 2025 no road into Bamako is known to be open", () => {
  const { total, knownOpen, escorted, restricted, stale, unknown } = headlineCounts(routes, "Bamako", dayNumber("2025-10-31"));
  assert.deepEqual({ total, knownOpen, escorted, restricted, stale, unknown },
    { total: 8, knownOpen: false, escorted: 3, restricted: 2, stale: 2, unknown: 1 });
});
