// The flagship's roads and their ledger, read off its files without the code under test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dayNumber } from "../../../layers/static/base/days.mjs";

const ROOT = new URL("../../../", import.meta.url);
const MALI_FADE_DAYS = 7; // situation.toml
const MALI_DESTINATION = "ml-bamako"; // situation.toml
const read = (path) => readFileSync(new URL(path, ROOT), "utf8");

function csvRecords(text) {
  const rows = [...text.matchAll(/(?:^|\n)((?:"(?:[^"]|"")*"|[^"\n])+)/g)].map(([, line]) =>
    [...`,${line.replace(/\r$/, "")}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
      quoted?.replaceAll('""', '"') ?? plain));
  return rows.slice(1).map((cells) => Object.fromEntries(rows[0].map((name, k) => [name, cells[k]])));
}

/** A row of a status table as the page has it. */
export function ledgerRow({ start, end, state, basis, confirmed, reports = [start, confirmed] }, numbers, fadeDays) {
  const after = dayNumber(end) + 1;
  return {
    ...onLegs(numbers), start: dayNumber(start), end: after, counts_until: after + (fadeDays[state] ?? fadeDays), state, basis,
    reports: reports.map(dayNumber), sources: [],
  };
}

export function onLegs(numbers) {
  return { legs: new Set(numbers), where: numbers.join(" ") };
}

// Legs of the routes of a row, or of all that have both ends of its segment, by the pair of places that each joins.
function legsOf({ routes: named, segment }, roads) {
  const ends = segment ? segment.split(" ") : [];
  const meant = named ? named.split(" ").map((id) => roads.find((each) => each.id === id))
    : roads.filter(({ ways }) => ends.every((end) => ways.includes(end)));
  assert.ok(meant.length > 0 && meant.every(Boolean), `${named} / ${segment} is a stretch of some route`);
  return [...new Set(meant.flatMap(({ ways, pairs }) => {
    const [from, to] = ends.length ? ends.map((end) => ways.indexOf(end)).sort((a, b) => a - b) : [0, pairs.length];
    assert.ok(from >= 0, `${segment} names two waypoints`);
    return pairs.slice(from, to);
  }))].sort();
}

// The days by which sources support a row: its first, its last confirmed one, and the days of publication between.
function reportDays({ start, confirmed }, dates) {
  const between = dates.filter((date) => date.length === 10 && start < date && date < confirmed);
  return [...new Set([start, ...between, confirmed])].sort();
}

/** {routes, crossings}; a leg is told by the two places that it joins. */
export function mali() {
  const members = (name) => JSON.parse(read(`geodata/mali/${name}.geojson`)).features.map((feature) => feature.properties);
  const roads = members("fuel_routes").map(({ id, waypoints }) => {
    const ways = waypoints.split(" ");
    return { id, ways, pairs: ways.slice(1).map((end, k) => [ways[k], end].sort().join("+")) };
  });
  const published = Object.fromEntries(csvRecords(read("geodata/mali/sources.csv")).map((source) => [source.id, source.published]));
  const passages = (name) => csvRecords(read(`geodata/mali/${name}.csv`)).filter(({ basis }) => basis !== "permit")
    .map((record) => ({ ...record, reports: reportDays(record, record.sources.split(" ").map((source) => published[source])) }));
  const roadRows = passages("route_status").map((record) => ledgerRow(record, legsOf(record, roads), MALI_FADE_DAYS));
  const crossingRows = passages("crossing_status");
  return {
    routes: roads.map(({ id, ways, pairs }) => ({
      id, bound: ways.at(-1) === MALI_DESTINATION, waypoints: ways.map((name) => ({ id: name })), legs: pairs,
      rows: roadRows.filter(({ legs }) => pairs.some((pair) => legs.has(pair))),
    })),
    crossings: members("border_crossings").map(({ id }) => ({
      id, rows: crossingRows.filter(({ crossing }) => crossing === id).map((record) => ledgerRow(record, [0], MALI_FADE_DAYS)),
    })),
  };
}
