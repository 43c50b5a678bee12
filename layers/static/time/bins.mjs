// The histogram: how many events begin in each day, week or month, by category.
import { dayOf, utcDate } from "../base/days.mjs";

const MIN_BIN_PX = 3;
const BIN_DAYS = [["day", 1], ["week", 7], ["month", 30.4]];

/** The finest unit whose bars are still wide enough to see. */
export function binUnit(spanDays, widthPx) {
  const fits = BIN_DAYS.find(([, days]) => (widthPx * days) / spanDays >= MIN_BIN_PX);
  return fits ? fits[0] : "month";
}

export const unitStart = {
  day: (day) => day,
  week: (day) => day - ((((day + 3) % 7) + 7) % 7), // Monday; day 0 was a Thursday
  month: (day) => day - utcDate(day).getUTCDate() + 1,
};

const unitNext = {
  day: (start) => start + 1,
  week: (start) => start + 7,
  month: (start) => monthsLater(start, 1),
};

/** The first day of the month so many months after the month that begins on a day. */
export function monthsLater(start, months) {
  const date = utcDate(start);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
}

/** Bin k holds the days [edges[k], edges[k + 1]); an event counts once, where it begins. */
export function bins(columns, [first, end], unit, mask = null) {
  const edges = binEdges(first, end, unit);
  const binOf = dayToBin(edges);
  const counts = columns.category.codes.map(() => new Array(edges.length - 1).fill(0));
  for (let i = 0; i < columns.n; i += 1) {
    const start = columns.start[i];
    if (start === null || start < first || start >= end || (mask && !mask[i])) continue;
    counts[columns.category.at[i]][binOf[start - first]] += 1;
  }
  return { unit, edges, counts, max: tallest(counts, edges.length - 1) };
}

function binEdges(first, end, unit) {
  const edges = [first];
  for (let edge = unitNext[unit](unitStart[unit](first)); edge < end; edge = unitNext[unit](edge)) edges.push(edge);
  return [...edges, end];
}

function dayToBin(edges) {
  const binOf = new Uint32Array(edges.at(-1) - edges[0]);
  for (let k = 0; k + 1 < edges.length; k += 1) binOf.fill(k, edges[k] - edges[0], edges[k + 1] - edges[0]);
  return binOf;
}

function tallest(counts, length) {
  let max = 0;
  for (let k = 0; k < length; k += 1) max = Math.max(max, counts.reduce((sum, row) => sum + row[k], 0));
  return max;
}
