// What popups are put together from.
import { countryName, periodText, permitText, stateLabel, statusParts, stretchText, toldText } from "../../text/phrases.mjs";
import { h, hasText, localized } from "../../base/dom.mjs";
import { stretchesOf } from "../../data/network.mjs";
import { sourceLine, sourceList } from "../../text/sources.mjs";

const UNKNOWN = "unknown";

/** A list of [term, value]; what has no value is left out. */
export function facts(rows) {
  const filled = rows.filter(([, value]) => (Array.isArray(value) ? value.some(Boolean) : value));
  return filled.length > 0 && h("dl", { class: "facts" }, filled.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

/** That what is said above speaks of later days, too. */
export function toldNote({ words, state }, told) {
  const text = toldText(words, told ?? null, state().day);
  return text && h("p", { class: "quiet later" }, text);
}

export function sourcesBlock(ctx, numbers) {
  return h("section", {}, h("h3", {}, ctx.words.t("item.sources")), sourceList(ctx, numbers));
}

export function originalBlock({ words }, original) {
  if (!original) return null;
  return h("details", { class: "original" }, h("summary", {}, words.t("item.original")), facts(Object.entries(original)));
}

export function countryPart(words, code) {
  return code ? ` (${countryName(words, code)})` : "";
}

/** The state of a route or crossing in one line; its permits stand in a block of their own. */
export function statusLine(words, status, kind, sign) {
  const parts = statusParts(words, { ...status, permits: [] });
  return h("p", {}, sign, " ", h("b", {}, stateLabel(words, status, kind)), ` ${parts.join("; ")}`);
}

/** The lines of a route or crossing in the list. */
export function statusRow(ctx, status, kind) {
  const { words } = ctx;
  const numbers = [...new Set(status.rows.flatMap((row) => row.sources))];
  return {
    lines: [
      h("p", { class: "row-state" }, h("b", {}, stateLabel(words, status, kind)), ` · ${statusParts(words, status).join(" · ")}`),
      numbers.length > 0 && sourceLine(ctx, numbers),
    ],
  };
}

/** Every row of the ledger and every permit, each with a way to its first day; `none` is the key of the text without any. */
export function historyBlock(ctx, item, { sign, none }) {
  const { words } = ctx;
  const said = [...item.rows, ...item.permits];
  const draw = (row) => ("state" in row ? historyRow(ctx, item, row, sign) : permitRow(ctx, item, row));
  return h("details", { class: "history" }, h("summary", {}, words.t("list.history")),
    said.length === 0 && h("p", { class: "quiet" }, words.t(none)),
    asOfList(ctx, said, draw));
}

/** Dated rows as a list, newest first, as of the day shown: what begins after it stands behind a summary that says so. */
export function asOfList({ words, state }, rows, draw) {
  const { day } = state();
  const newestFirst = [...rows].sort((a, b) => b.start - a.start);
  const [begun, later] = [newestFirst.filter(({ start }) => start <= day), newestFirst.filter(({ start }) => start > day)];
  return [
    h("ol", { class: "rows" }, begun.map(draw)),
    later.length > 0 && h("details", { class: "later" },
      h("summary", {}, words.t("later.rows", { date: words.date(day), n: words.number(later.length) })),
      h("ol", { class: "rows" }, later.map(draw))),
  ];
}

function historyRow(ctx, item, row, sign) {
  const { words, palette, state } = ctx;
  return h("li", {},
    sign(palette, row), " ",
    h("b", {}, stateLabel(words, row, item.kind)), " ",
    wayTo(ctx, row, periodText(words, row.start, row.end, state().day)),
    rowStretches(item, row).map((stretch) => h("span", {}, ` ${stretchText(words, stretch)}`)),
    row.basis === "claim" && h("span", { class: "quiet" }, ` (${words.t("basis.claim")})`),
    reasons(ctx, row));
}

// A permit has a term of its own, known when it is given.
function permitRow(ctx, item, permit) {
  const { words, state } = ctx;
  return h("li", {},
    wayTo(ctx, permit, periodText(words, permit.start, permit.start + 1, state().day)), " ", permitText(words, permit),
    rowStretches(item, permit).map((stretch) => h("span", {}, ` ${stretchText(words, stretch)}`)),
    reasons(ctx, permit));
}

const wayTo = ({ goTo }, { start }, text) => h("button", { type: "button", class: "text-button", onclick: () => goTo(start) }, text);

const reasons = (ctx, { why, told, sources }) => [
  hasText(why) && h("p", {}, localized(ctx.words, why)), toldNote(ctx, told), sourceList(ctx, sources),
];

/** The permits in force on the day, each with its reason and its sources; a permit does not say that anybody passed. */
export function permitsBlock(ctx, { permits, state }) {
  const { words } = ctx;
  return permits.length > 0 && h("section", { class: "permits" }, h("h3", {}, words.t("item.permits")),
    h("ul", {}, permits.map((permit) => h("li", {}, permitText(words, permit), reasons(ctx, permit)))),
    state === UNKNOWN && h("p", { class: "quiet" }, words.t("status.nopassage")));
}

// The parts of a route that a row speaks of; none where it speaks of all of it, as at a crossing it does.
function rowStretches({ legs, ...route }, row) {
  const places = (legs ?? []).flatMap((leg, place) => (row.legs.has(leg) ? [place] : []));
  return places.length === (legs ?? []).length ? [] : stretchesOf(route, places);
}

export const routeStatus = ({ moment, state }, { id }) => moment.routes(state().day).find((status) => status.id === id);

export const crossingStatus = ({ moment, state }, { id }) => moment.crossings(state().day).find((status) => status.id === id);
