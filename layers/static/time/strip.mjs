// The route strip: one row per route, its headline state over time, drawn like the roads on the map; a row opens into its legs.
import { routeLegs, routeState, SEVERITY } from "../data/ledger.mjs";
import { paintAlong } from "../map/painter.mjs";
import { roadStrokes } from "../map/stroke-styles.mjs";
import { citedName, sourcesAt } from "../text/sources.mjs";
import { routeShortName, stateLabel, statusParts, stretchText } from "../text/phrases.mjs";

const MIN_PERIOD_PX = 2;
const CLIP_PX = 20; // more than half of the widest line

/** The rows of the strip, [{route, name, title, part, opens, periods}]: the routes, and after each that is open its parts. */
export function stripRows({ payload: { routes }, words }, open, interval) {
  return routes.flatMap((route) => {
    const [name, title] = [routeShortName(words, route), words.either(route.name).text];
    const parts = partsOf(route);
    const whole = { route, name, title, part: false, opens: parts.length > 1 };
    const opened = open.has(route.id) ? parts.map((ends) => partRow(words, route, ends)) : [];
    return [whole, ...opened].map((row) => ({ ...row, periods: routePeriods(row.route, interval) }));
  });
}

// [[from, to], …]: neighbouring legs of which the same rows of the ledger speak are one part; `from` and `to` are places of waypoints.
function partsOf(route) {
  const said = route.legs.map((leg) => route.rows.filter(({ legs }) => legs.has(leg)));
  const isSame = (a, b) => a.length === b.length && a.every((row, k) => row === b[k]);
  const parts = [];
  said.forEach((rows, leg) => {
    if (leg > 0 && isSame(rows, said[leg - 1])) parts.at(-1)[1] = leg + 1;
    else parts.push([leg, leg + 1]);
  });
  return parts;
}

// A part is a road of its own, said of which is what is said of it.
function partRow(words, route, [from, to]) {
  const [waypoints, legs] = [route.waypoints.slice(from, to + 1), route.legs.slice(from, to)];
  const isOfPart = (row) => row.legs.has(legs[0]);
  const [rows, permits] = [route.rows, route.permits].map((list) => list.filter(isOfPart));
  const name = stretchText(words, [waypoints[0], waypoints.at(-1)]);
  const part = { ...route, waypoints, legs, rows, permits };
  return { route: part, name, title: `${words.either(route.name).text}: ${name}`, part: true, opens: false };
}

/** The states of a route over [first, end) as periods of equal state, stretch and report; `rest` is that of its other legs. */
export function routePeriods(route, [first, end]) {
  const edges = new Set([first]);
  for (const row of route.rows) for (const day of [row.start, row.end, row.counts_until]) if (day > first && day < end) edges.add(day);
  const days = [...edges].sort((a, b) => a - b);
  const periods = [];
  days.forEach((start, k) => {
    const period = { start, end: days[k + 1] ?? end, ...routeState(route, start), rest: restState(route, start) };
    const last = periods.at(-1);
    if (last && isSamePeriod(last, period)) last.end = period.end;
    else periods.push(period);
  });
  return periods;
}

// Where the legs of a route differ: the most severe state of those that are in another than the headline's; else null.
function restState(route, day) {
  const key = ({ state, age }) => 2 * SEVERITY.indexOf(state) + (age > 0 ? 1 : 0);
  const legs = routeLegs(route, day).sort((a, b) => key(a) - key(b));
  const rest = legs.find((leg) => key(leg) !== key(legs[0]));
  return rest ? { state: rest.state, age: rest.age, basis: rest.row?.basis ?? null, rows: rest.row ? [rest.row] : [] } : null;
}

function isSamePeriod(a, b) {
  return isSameBand(a, b) && (a.rest === b.rest || Boolean(a.rest && b.rest && isSameBand(a.rest, b.rest)));
}

function isSameBand(a, b) {
  return a.state === b.state && a.age > 0 === b.age > 0 && a.basis === b.basis && a.rows.length === b.rows.length
    && a.rows.every((row, k) => row === b.rows[k]);
}

/** `lane` is {height, line, rest}: how high a row is, and where in it the line of its headline lies, and that of its other legs. */
export function paintStrip(pen, rows, scale, lane, palette) {
  rows.forEach(({ periods }, k) => {
    for (const period of periods) {
      const { strip } = palette.page;
      paintBand(pen, period, { ...bandOf(scale, period), y: (k + lane.line) * lane.height }, { palette, scale, factor: strip.factor });
      if (!period.rest) continue;
      const rest = { ...period.rest, start: period.start, end: period.end };
      paintBand(pen, rest, { ...bandOf(scale, period), y: (k + lane.rest) * lane.height }, { palette, scale, factor: strip.rest });
    }
  });
}

const bandOf = (scale, { start, end }) => {
  const left = scale.left(start);
  return { left, right: Math.max(scale.left(end), left + MIN_PERIOD_PX) };
};

// A last known state fades from day to day; the dashes run on beneath.
function paintBand(pen, period, { left, right, y }, { palette, scale, factor }) {
  const line = new Path2D();
  line.moveTo(left, y);
  line.lineTo(right, y);
  if (period.age === 0) {
    paintAlong(pen, line, bandStrokes(palette, period, 0, factor));
    return;
  }
  for (let day = period.start; day < period.end; day += 1) {
    const band = bandOf(scale, { start: day, end: day + 1 });
    pen.save();
    pen.beginPath();
    pen.rect(band.left, y - CLIP_PX, band.right - band.left, 2 * CLIP_PX);
    pen.clip();
    paintAlong(pen, line, bandStrokes(palette, period, fadedOn(period.rows, day), factor));
    pen.restore();
  }
}

const fadedOn = (rows, day) => Math.min(...rows.map((row) => (day - row.end + 1) / Math.max(1, row.counts_until - row.end)));

function bandStrokes(palette, { state, basis }, faded, factor) {
  const { unknown } = palette.page.strip;
  return roadStrokes(palette, { state, faded, claim: basis === "claim" }, { factor: state === "unknown" ? unknown : factor, cased: false });
}

/** A period in words as of a day: when, of which road, the state on its last day by then, since when, where, who says so. */
export function periodWords({ payload, words }, { route, title }, period, asOf) {
  const isLater = period.start > asOf;
  const status = routeState(route, isLater ? period.end - 1 : Math.min(period.end - 1, asOf));
  const sources = [...new Set(status.rows.flatMap((row) => sourcesAt(payload, row.sources).map((source) => citedName(words, source))))];
  const text = [
    `${title}: ${stateLabel(words, status)}`,
    ...statusParts(words, status),
    sources.length ? `${words.t("item.sources")}: ${sources.join(", ")}` : "",
  ].filter(Boolean).join(" · ");
  return `${periodDates(words, period, asOf)}. ${text}`;
}

function periodDates(words, { start, end }, asOf) {
  const dates = new Set([start, end - 1].map((day) => words.date(day, "short")));
  if (start > asOf) return words.t("later.begins", { text: [...dates].join(" – ") });
  if (end - 1 <= asOf) return [...dates].join(" – ");
  return words.t("item.from", { date: words.date(start, "short") });
}
