// The legend, made from the same style table and by the same painters as the map.
import { WINDOW } from "../data/time-index.mjs";
import { labelOf, stateLabel } from "../text/describe.mjs";
import { h } from "../base/dom.mjs";
import { SEVERITY } from "../data/ledger.mjs";
import { categorySign, crossingSign, placeSign, regionSign, stateSign } from "../map/signs.mjs";

const UNKNOWN_STATE = "unknown";
const OPEN_CLAIM = { state: "open", basis: "claim" };

/** `used(kind, code)` tells which entries are wanted; without it all are. */
export function buildLegend(ctx, used = () => true) {
  const { words } = ctx;
  return h("div", { class: "legend" },
    block(words.t("legend.routes"), routeEntries(ctx)),
    block(words.t("legend.crossings"), crossingEntries(ctx, used)),
    block(words.t("legend.events"), eventEntries(ctx, used)),
    block(words.t("legend.certainty"), certaintyEntries(ctx, used)),
    block(words.t("legend.places"), placeEntries(ctx)),
    h("p", { class: "quiet" }, words.t("legend.schematic")),
    h("p", { class: "quiet" }, words.t("legend.boundaries")));
}

/** The states of roads in one line, for the map's corner. */
export function buildStateBar(ctx) {
  return h("ul", { class: "state-bar", "aria-label": ctx.words.t("legend.routes") },
    routeEntries(ctx).map(([sign, text]) => h("li", {}, sign, text)));
}

function block(title, entries) {
  return entries.length > 0 && h("section", {},
    h("h2", {}, title),
    h("ul", {}, entries.map(([sign, text]) => h("li", {}, sign, h("span", {}, text)))));
}

function routeEntries({ words, palette, payload }) {
  if (!payload.routes.length) return [];
  const states = SEVERITY.filter((state) => state !== "closed");
  return [
    ...states.filter((state) => state !== UNKNOWN_STATE).map((state) => [stateSign(palette, { state }), stateLabel(words, { state })]),
    [stateSign(palette, OPEN_CLAIM), stateLabel(words, OPEN_CLAIM)],
    [stateSign(palette, { state: UNKNOWN_STATE }), stateLabel(words, { state: UNKNOWN_STATE })],
  ];
}

function crossingEntries({ words, palette, payload }, used) {
  if (!payload.crossings.length) return [];
  return SEVERITY.filter((state) => used("crossing", state))
    .map((state) => [crossingSign(palette, { state }), stateLabel(words, { state }, "crossing")]);
}

function eventEntries({ words, palette, payload: { events } }, used) {
  return palette.categories.filter((code) => events.category.codes.includes(code) && used("category", code))
    .map((code) => [categorySign(palette, code), labelOf(words, "category", code)]);
}

function certaintyEntries({ words, palette }, used) {
  const [category] = palette.categories;
  const older = categorySign(palette, category);
  older.style.opacity = String(palette.page.fade.at(-1));
  return [
    [stateSign(palette, { state: "blocked", stale: true }), words.t("legend.stale")],
    [stateSign(palette, { state: "escorted", basis: "claim" }), words.t("legend.claim")],
    [categorySign(palette, category, { claim: true }), words.t("legend.claimevent")],
    [categorySign(palette, category), words.t("legend.point")],
    [regionSign(palette, category), words.t("legend.region")],
    ...(used("mode", WINDOW) ? [[older, words.t("legend.older")]] : []),
  ];
}

function placeEntries({ words, palette, payload: { places, capitals } }) {
  const kinds = ["regional-capital", "port", "airport", "depot"].filter((kind) => places.some((place) => place.kind === kind));
  return [...(capitals.length ? ["capital"] : []), ...kinds].map((kind) => [placeSign(palette, kind), labelOf(words, "kind", kind)]);
}
