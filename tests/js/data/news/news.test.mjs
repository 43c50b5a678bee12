import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber } from "../../../../layers/static/base/days.mjs";
import { isAttack } from "../../../../layers/static/data/news/news.mjs";
import { makeNotable } from "../../../../layers/static/data/news/notable.mjs";
import { style } from "../../helpers/style-table.mjs";

const cases = JSON.parse(readFileSync(new URL("../../../cases/news.json", import.meta.url), "utf8"));
const DAY = dayNumber(cases.day);
const UNSAID = {
  start: cases.day, date_precision: "day", location_precision: "exact", at: [0, 0], category: "diplomacy", corroboration: "multiple",
  destroyed: null, fatalities: null,
};
const CODED = ["date_precision", "location_precision", "category", "corroboration"];

// The columns of the page, sorted by the first day: undated events stand at the end.
function columnsOf(given) {
  const dayOf = ({ start }) => (start === null ? null : dayNumber(start));
  const events = given.map((event) => ({ ...UNSAID, ...event })).sort((a, b) => (dayOf(a) ?? Infinity) - (dayOf(b) ?? Infinity));
  const coded = (name) => {
    const codes = [...new Set(events.map((event) => event[name]))];
    return { codes, at: events.map((event) => codes.indexOf(event[name])) };
  };
  return {
    id: events.map(({ id }) => id), start: events.map(dayOf),
    lat: events.map(({ at }) => at?.[1] ?? null), lon: events.map(({ at }) => at?.[0] ?? null),
    ...Object.fromEntries(CODED.map((name) => [name, coded(name)])),
    destroyed: events.map(({ destroyed }) => destroyed), fatalities: events.map(({ fatalities }) => fatalities),
  };
}

function notableOf({ events = [], places = {}, routes = {} }) {
  const columns = columnsOf(events);
  const points = Object.entries(places).map(([id, [lon, lat]]) => ({ id, lon, lat }));
  const roads = Object.values(routes).map(({ way, known }) => ({
    waypoints: way.map((id) => ({ id })), legs: known.map((_, leg) => leg),
    rows: known.flatMap((isKnown, leg) => (isKnown ? [rowOf(leg)] : [])),
  }));
  const notable = makeNotable({ events: columns, routes: roads, places: points, crossings: [], capitals: [], style });
  const { news, ...rest } = notable(events.map((_, i) => i), DAY);
  return { news: news.map((i) => columns.id[i]), ...rest };
}

const rowOf = (leg) =>
  ({ legs: new Set([leg]), state: "restricted", start: DAY, end: DAY + 1, counts_until: DAY + 1, basis: "reported", reports: [DAY] });

for (const { why, events, expect } of cases.news) {
  test(`news: ${why}`, () => assert.deepEqual(notableOf({ events }).news, expect));
}

for (const { why, at, places, expect } of cases.near) {
  test(`the place in the news: ${why}`, () => {
    assert.deepEqual([...notableOf({ events: [{ id: "a", at }], places }).places], expect ? [expect] : []);
  });
}

for (const { why, routes, expect } of cases.active) {
  test(`active places: ${why}`, () => assert.deepEqual([...notableOf({ routes }).active].sort(), expect));
}

test("an attack is told by its category", () => {
  const columns = columnsOf([{ id: "a", category: "attack" }, { id: "b" }]);
  assert.deepEqual([isAttack(columns, 0), isAttack(columns, 1)], [true, false]);
});
