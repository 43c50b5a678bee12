// Dates, states and marks of an item in words; text only, no document.
import { dayNumber, isoDay } from "../base/days.mjs";

const DATE_PRECISE = "day";
const HAPPENINGS = ["attacked"]; // states that are events, not conditions

/**
 * "17 October 2025", "from … to …", "from …, ongoing", "no date"; the interval is half-open, null is not known. As of a day, what
 * lies after it is told as later.
 */
export function periodText(words, start, end, day = Infinity) {
  if (start === null || start === undefined) return words.t("item.undated");
  if (start > day) return words.t("later.begins", { text: periodText(words, start, end) });
  const first = words.date(start);
  if (end === null || end === undefined) return `${words.t("item.from", { date: first })}, ${words.t("item.ongoing")}`;
  if (end <= start + 1) return first;
  const last = words.date(end - 1);
  if (end - 1 > day) return words.t("later.goeson", { from: first, to: last });
  return words.t("status.period", { from: first, to: last });
}

/** A label for a code of a closed list; an unlisted code is shown as it is. */
export function labelOf(words, prefix, code) {
  const key = `${prefix}.${code}`;
  const text = words.t(key);
  return text === key ? code : text;
}

/** A state, "Restricted, reported yesterday"; an open road that only one party calls open is "resumed (claimed)". */
export function stateLabel(words, { state, basis, age = 0 }, kind = "route") {
  const code = state === "open" && basis === "claim" ? "resumed" : state;
  const label = labelOf(words, kind === "crossing" ? "crossingstate" : "state", code);
  return age > 0 ? words.plural(`age.${ageCode(state)}`, age, { state: label }) : label;
}

/** The code of the words for the age of a last known state: some happen, the others are reported. */
export const ageCode = (state) => (HAPPENINGS.includes(state) ? state : "reported");

/** What stands beside a state: since when, last report, later ones, whose word, where. */
export function statusParts(words, status) {
  if (status.state === "unknown") return [words.t("status.unknown"), ...permitTexts(words, status)];
  return [
    status.since === null ? "" : words.t("status.since", { date: words.date(status.since, "short") }),
    status.confirmed === null ? "" : words.t("status.confirmed", { date: words.date(status.confirmed, "short") }),
    status.later === null ? "" : words.t("later.until", { date: words.date(status.later, "short") }),
    status.basis === "claim" ? words.t("status.claim") : "",
    ...stretchTexts(words, status),
    ...permitTexts(words, status),
  ].filter(Boolean);
}

// One stretch that is not named as such is the road from end to end.
function stretchTexts(words, { stretches = [], stretch }) {
  if (stretches.length === 1 && !stretch) return [words.t("status.whole")];
  return stretches.map((ends) => stretchText(words, ends));
}

/** The name of a route for narrow places. */
export const routeShortName = (words, route) => words.either(route.short ?? route.name).text;

/** The part of a road between two waypoints. */
export function stretchText(words, [from, to]) {
  return words.t("status.stretch", { from: words.either(from.name).text, to: words.either(to.name).text });
}

/** Who allows passage, until when: "allowed by the army until 31 Dec 2025". */
export function permitText(words, { by, end }) {
  const key = end === null ? "status.permitopen" : "status.permit";
  return words.t(key, { by: words.either(by).text, date: end === null ? "" : words.date(end - 1, "short") });
}

// That somebody may pass does not say that anybody did.
function permitTexts(words, { permits = [], state }) {
  const texts = permits.map((permit) => permitText(words, permit));
  return texts.length && state === "unknown" ? [...texts, words.t("status.nopassage")] : texts;
}

/** That a text speaks of days after the one shown, "" where it does not; `told` is the last day of which it speaks, or null. */
export function toldText(words, told, day) {
  return told > day ? words.t("later.told", { date: words.date(told) }) : "";
}

/** The category of an event; a word of the file it came from stands for itself. */
export function categoryText(words, event) {
  return words.either(event.ownCategory).text || labelOf(words, "category", event.category);
}

/** How well place and date of an event are known. */
export function precisionMarks(words, event) {
  return [
    labelOf(words, "precision", event.precision),
    event.datePrecision === DATE_PRECISE ? "" : labelOf(words, "dateprecision", event.datePrecision),
  ].filter(Boolean);
}

/** The marks of an event's certainty: where, when, how many say so. */
export function eventMarks(words, event) {
  return [...precisionMarks(words, event), labelOf(words, "corroboration", event.corroboration)].filter(Boolean);
}

/** A publication date as it was given, a day, a month, a year or nothing, and whether it lies wholly after a day. */
export function publishedText(words, published, asOf = Infinity) {
  if (!published) return words.t("item.nodate");
  const date = publishedDate(words, published);
  const isLater = Number.isFinite(asOf) && published > isoDay(asOf).slice(0, published.length);
  return isLater ? words.t("later.published", { date }) : date;
}

function publishedDate(words, published) {
  const [year, month] = published.split("-");
  const day = dayNumber(published.length === 10 ? published : `${year}-${month ?? "01"}-01`);
  if (day === null || !month) return published;
  return words.date(day, published.length === 10 ? "short" : "month");
}

const countryNames = {}; // by language: making them takes longer than asking them for a row

export function countryName({ lang }, code) {
  if (!code) return "";
  try {
    countryNames[lang] ??= new Intl.DisplayNames(lang, { type: "region" });
    return countryNames[lang].of(code);
  } catch {
    return code;
  }
}

export function titleText(words, item) {
  const text = typeof item.title === "string" ? item.title : words.either(item.title ?? item.name).text;
  return text || words.t("item.untitled");
}

/** An ISO day in words; what is none, as the version of older data may be, stands as it is. */
export function dateText(words, iso) {
  const day = dayNumber(iso);
  return day === null ? iso ?? "" : words.date(day);
}
