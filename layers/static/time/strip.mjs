// The route strip: one row per route, its headline state over time, drawn like the roads on the map.
import { routeState } from "../data/ledger.mjs";
import { paintAlong } from "../map/painter.mjs";
import { roadStrokes } from "../map/stroke-styles.mjs";
import { sourcesAt } from "../text/sources.mjs";
import { stateLabel, statusParts } from "../text/phrases.mjs";

const MIN_PERIOD_PX = 2;

/** The states of a route over [first, end) as periods of equal state, stretch and report. */
export function routePeriods(route, [first, end]) {
  const edges = new Set([first]);
  for (const row of route.rows) for (const day of [row.start, row.end, row.stale_until]) if (day > first && day < end) edges.add(day);
  const days = [...edges].sort((a, b) => a - b);
  const periods = [];
  days.forEach((start, k) => {
    const period = { start, end: days[k + 1] ?? end, ...routeState(route, start) };
    const last = periods.at(-1);
    if (last && isSamePeriod(last, period)) last.end = period.end;
    else periods.push(period);
  });
  return periods;
}

function isSamePeriod(a, b) {
  return a.state === b.state && a.stale === b.stale && a.basis === b.basis && a.rows.length === b.rows.length
    && a.rows.every((row, k) => row === b.rows[k]);
}

/** `row` is {height, line}: how high a row is, and where in it the line lies. */
export function paintStrip(pen, rows, scale, { height, line: share }, palette) {
  rows.forEach((periods, k) => {
    const y = (k + share) * height;
    for (const period of periods) {
      const left = scale.left(period.start);
      const right = Math.max(scale.left(period.end), left + MIN_PERIOD_PX);
      const line = new Path2D();
      line.moveTo(left, y);
      line.lineTo(right, y);
      paintAlong(pen, line, periodStrokes(palette, period));
    }
  });
}

function periodStrokes(palette, { state, stale, basis }) {
  const { factor, unknown } = palette.page.strip;
  return roadStrokes(palette, { state, stale, claim: basis === "claim" }, { factor: state === "unknown" ? unknown : factor, cased: false });
}

/** A period in words: route, state, since when, where, who says so. */
export function periodWords({ payload, words }, route, period) {
  const sources = [...new Set(period.rows.flatMap((row) => sourcesAt(payload, row.sources).map((source) => source.publisher)))];
  return [
    `${words.either(route.name).text}: ${stateLabel(words, period)}`,
    ...statusParts(words, period),
    sources.length ? `${words.t("item.sources")}: ${sources.join(", ")}` : "",
  ].filter(Boolean).join(" · ");
}
