import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber, isoDay } from "../../../layers/static/base/days.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";
import { periodWords, routePeriods, stripRows } from "../../../layers/static/time/strip.mjs";
import { mali } from "../helpers/mali.mjs";
import { legs, row, waypoints } from "../helpers/route-rows.mjs";

const locale = JSON.parse(readFileSync(new URL("../../../layers/static/locales/en.json", import.meta.url), "utf8"));
const words = makeWords({ en: locale }, "en");
const named = (rows) => ({ id: "r", name: { en: "Road" }, waypoints, legs, rows, permits: [] });
const ctx = (routes) => ({ words, payload: { routes, sources: { publisher: [] } } });

test("a strip separates reported, last known and unknown days, omits none", () => {
  const route = { waypoints, legs, rows: [row(null, 10, 12, "blocked")] };
  const periods = routePeriods(route, [8, 30]).map(({ start, end, state, age }) => [start, end, state, age > 0]);
  assert.deepEqual(periods, [[8, 10, "unknown", false], [10, 12, "blocked", false], [12, 19, "blocked", true], [19, 30, "unknown", false]]);
});

test("a period has the state of the other legs, where legs differ", () => {
  const rest = (rows, day) => routePeriods({ waypoints, legs, rows }, [day, day + 1])[0].rest;
  assert.equal(rest([row(null, 10, 12, "blocked")], 10), null);
  assert.equal(rest([row([0], 10, 12, "blocked")], 10).state, "unknown");
  assert.equal(rest([row([0], 10, 12, "blocked"), row([1], 10, 12, "open"), row([2], 10, 12, "restricted")], 10).state, "restricted");
  const last = rest([row([0], 10, 15, "blocked"), row([1, 2], 10, 12, "blocked")], 13);
  assert.deepEqual([last.state, last.age], ["blocked", 2]);
});

test("a row opens into stretches of which the same is said", () => {
  const rows = [row([0, 1], 10, 12, "blocked"), row([2], 10, 12, "open"), row(null, 20, 22, "restricted")];
  const shown = stripRows(ctx([named(rows)]), new Set(["r"]), [0, 30]);
  assert.deepEqual(shown.map(({ name, part, opens }) => [name, part, opens]),
    [["Road", false, true], ["A – C", true, false], ["C – D", true, false]]);
  const on = ({ periods }, day) => periods.find(({ start, end }) => start <= day && day < end).state;
  assert.deepEqual(shown.map((each) => on(each, 10)), ["blocked", "blocked", "open"]);
  assert.deepEqual(shown.map((each) => on(each, 21)), ["restricted", "restricted", "restricted"]);
});

test("a road of which the same is said from end to end does not open", () => {
  const [whole, ...parts] = stripRows(ctx([named([row(null, 10, 12, "open")])]), new Set(["r"]), [0, 30]);
  assert.deepEqual([whole.opens, parts.length], [false, 1]);
});

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function namedDays(text) {
  return [...text.matchAll(/\b(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})\b/g)].map(([, day, month, year]) =>
    dayNumber(`${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`));
}

test("the strip of a day speaks of no later one unmarked", () => {
  const routes = mali().routes.map((route) => ({
    ...route, name: { en: route.id }, permits: [], waypoints: route.waypoints.map(({ id }) => ({ id, name: { en: id } })),
  }));
  const span = ["2025-07-01", "2026-06-02"].map(dayNumber);
  const rows = stripRows(ctx(routes), new Set(routes.map(({ id }) => id)), span);
  const leaks = [];
  let read = 0;
  for (const each of rows) {
    for (const period of each.periods) {
      // What is said of a period changes with the day only around its ends and its reports.
      const days = new Set([period.start, period.end, ...period.rows.flatMap(({ end, reports }) => [end, ...reports])]
        .flatMap((edge) => [edge - 1, edge]).concat(span[0], span[1] - 1));
      for (const day of days) {
        const text = periodWords(ctx(routes), each, period, day);
        read += namedDays(text).length;
        if (!/\blater\b/.test(text) && namedDays(text).some((said) => said > day)) leaks.push(`${isoDay(day)}: ${text}`);
      }
    }
  }
  assert.deepEqual(leaks, []);
  assert.ok(read > 10_000);
});

test("a period is told by the reports of the day, not by those to come", () => {
  const told = { ...row(null, 100, 200, "blocked"), reports: [100, 120, 199] };
  const route = named([told]);
  const [period] = routePeriods(route, [100, 200]);
  const text = (day) => periodWords(ctx([route]), { route, title: "Road" }, period, day);
  assert.match(text(130), /^from 11 Apr 1970\. Road: Blocked · since 11 Apr 1970 · last report 1 May 1970 · /);
  assert.match(text(130), / · later reports: until 19 Jul 1970 · /);
  assert.match(text(250), /^11 Apr 1970 – 19 Jul 1970\. Road: Blocked · since 11 Apr 1970 · last report 19 Jul 1970 · /);
  assert.match(text(90), /^later: 11 Apr 1970 – 19 Jul 1970\. /);
});
