// The marks under the timeline: the finest step whose labels keep clear of each other.
import { utcDate } from "../base/days.mjs";
import { monthsLater, unitStart } from "./bins.mjs";

const CHARACTER_PX = 7; // generous for 12 px text, since nothing is measured here
const LABEL_GAP_PX = 10;
const TICK_STEPS = [
  ["day", 1], ["week", 1], ["month", 1], ["month", 2], ["month", 3], ["month", 6],
  ...[1, 2, 5, 10, 20, 50, 100, 500].map((years) => ["year", years]),
];
const UNIT_DAYS = { day: 1, week: 7, month: 30, year: 365 };
const LABEL_STYLE = {
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short" },
  month: { month: "short" },
  year: { year: "numeric" },
};

/** [{day, label, major}] inside [first, end); a label that would stick out is empty. */
export function ticks([first, end], widthPx, locale) {
  const perDay = widthPx / (end - first);
  for (const [unit, count] of TICK_STEPS) {
    if (perDay * UNIT_DAYS[unit] * count < LABEL_GAP_PX + CHARACTER_PX) continue;
    const marks = labelled(tickDays(unit, count, first, end), unit, locale, (day) => (day - first) * perDay, widthPx);
    if (keepClear(marks)) return marks.map(({ day, label, major }) => ({ day, label, major }));
  }
  return [];
}

function tickDays(unit, count, first, end) {
  if (unit === "day" || unit === "week") return everyDays(unit, first, end);
  const months = unit === "year" ? count * 12 : count;
  const days = [];
  for (let day = alignedMonth(first, months); day < end; day = monthsLater(day, months)) {
    if (day >= first) days.push(day);
  }
  return days;
}

function everyDays(unit, first, end) {
  const step = unit === "week" ? 7 : 1;
  const start = unitStart[unit](first);
  const days = [];
  for (let day = start < first ? start + step : start; day < end; day += step) days.push(day);
  return days;
}

// Steps of months count from January of year 0, so that quarters and decades fall where people expect them.
function alignedMonth(day, months) {
  const start = unitStart.month(day);
  const date = utcDate(start);
  const since = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return monthsLater(start, -(since % months));
}

function labelled(days, unit, locale, xOf, widthPx) {
  const words = labelWriter(unit, locale);
  let before = null;
  return days.map((day) => {
    const label = words(day, before);
    const mark = { day, x: xOf(day), label, major: isMajor(unit, day) };
    if (mark.x < halfLabel(mark) || mark.x > widthPx - halfLabel(mark)) return { ...mark, label: "" };
    before = day;
    return mark;
  });
}

// The first label and every change of year name the year.
function labelWriter(unit, locale) {
  const style = { ...LABEL_STYLE[unit], timeZone: "UTC" };
  const short = new Intl.DateTimeFormat(locale, style);
  const full = new Intl.DateTimeFormat(locale, { ...style, year: "numeric" });
  const year = (day) => utcDate(day).getUTCFullYear();
  return (day, before) => (before === null || year(before) !== year(day) ? full : short).format(utcDate(day));
}

function isMajor(unit, day) {
  if (unit === "year") return true;
  if (unit === "month") return utcDate(day).getUTCMonth() === 0;
  return utcDate(day).getUTCDate() <= (unit === "week" ? 7 : 1);
}

function halfLabel({ label }) {
  return (label.length * CHARACTER_PX) / 2;
}

function keepClear(marks) {
  const shown = marks.filter((mark) => mark.label);
  if (!shown.length) return false;
  return shown.every((mark, k) =>
    k === 0 || mark.x - shown[k - 1].x >= halfLabel(mark) + halfLabel(shown[k - 1]) + LABEL_GAP_PX);
}
