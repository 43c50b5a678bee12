// All that is known of one item, as nodes: the same in a popup and in the list.
import { correctionsLink } from "../../text/citation.mjs";
import {
  categoryText, countryName, disputedVersions, labelOf, periodText, precisionMarks, stateLabel, statusParts, titleText,
} from "../../text/describe.mjs";
import { h, hasText, link, spoken } from "../../base/dom.mjs";
import { routeRuns } from "../../layers/routes.mjs";
import { sourceList } from "../../text/sources.mjs";
import { crossingSign, stateSign } from "../../map/signs.mjs";

const BODIES = { event: eventBody, route: routeBody, crossing: crossingBody, place: placeBody, capital: placeBody, shape: shapeBody };

/** ctx: {payload, words, palette, items, moment, state(), copyCitation(item), goTo(day)}. */
export function itemDetails(ctx, item) {
  return [...BODIES[item.kind](ctx, item), itemActions(ctx, item)];
}

export function itemHeading(ctx, item, level = "h2") {
  const name = item.title ?? item.name;
  const text = typeof name === "string" ? name : spoken(ctx.words, name);
  return h(level, { class: "item-title" }, text || titleText(ctx.words, item));
}

export function kindText({ words }, item) {
  if (item.kind === "event") return categoryText(words, item);
  if (item.kind === "shape") return item.layerName ?? item.layer;
  if (item.kind === "place" || item.kind === "capital") return labelOf(words, "kind", item.type ?? item.kind);
  return words.t(`kind.${item.kind}`);
}

function eventBody(ctx, event) {
  const { words, payload } = ctx;
  const route = payload.routes[event.route];
  return [
    hasText(event.summary) && h("p", {}, spoken(words, event.summary)),
    disputedBlock(ctx, event.disputed),
    facts([
      [words.t("item.period"), periodText(words, event.start, event.end)],
      [words.t("item.place"), placeText(words, event)],
      [words.t("item.precision"), precisionMarks(words, event).join("; ")],
      [words.t("item.corroboration"), labelOf(words, "corroboration", event.corroboration)],
      [words.t("item.actors"), hasText(event.actors) && spoken(words, event.actors)],
      [words.t("item.route"), route && spoken(words, route.name)],
      [words.t("item.tankers"), event.tankers === null ? "" : words.number(event.tankers)],
      [words.t("item.fatalities"), event.fatalities === null ? "" : words.number(event.fatalities)],
      [words.t("item.coordsource"), event.pinned && inEnglish(event.coordSource)],
      [words.t("item.note"), hasText(event.note) && spoken(words, event.note)],
      [words.t("item.layer"), addedName(payload, event.layer)],
      [words.t("item.insublayer"), event.sublayer],
    ]),
    originalBlock(ctx, event.original),
    notShown(ctx, event),
    sourcesBlock(ctx, event.sources),
  ];
}

// Layers of the situation itself go without a name.
const addedName = ({ layers }, id) => layers.find((layer) => layer.id === id)?.name ?? "";

function originalBlock({ words }, original) {
  if (!original) return null;
  return h("details", { class: "original" }, h("summary", {}, words.t("item.original")), facts(Object.entries(original)));
}

function placeText(words, event) {
  const country = countryName(words, event.country);
  return [hasText(event.place) ? spoken(words, event.place) : "", country ? ` (${country})` : ""];
}

function notShown({ moment, state, words }, event) {
  const now = state();
  const [a, b] = moment.interval(now);
  const shown = event.start === null || (event.start < b && (event.end === null || event.end > a));
  return shown ? null : h("p", { class: "hint" }, words.t("item.notshown", { date: periodText(words, event.start, event.end) }));
}

function disputedBlock({ words }, disputed) {
  if (!hasText(disputed)) return null;
  const { text, lang } = words.either(disputed);
  const { versions, kept } = disputedVersions(text);
  return h("section", { class: "disputed", lang },
    h("h3", { lang: words.lang }, words.t("item.disputed")),
    h("ul", {}, versions.map((version) => h("li", {}, version))),
    kept && h("p", { class: "quiet" }, kept));
}

function routeBody(ctx, route) {
  const { words, payload, palette, moment, state } = ctx;
  const { day } = state();
  const crossing = payload.crossings.find((each) => each.id === route.crossing);
  const status = moment.routes(day).find((each) => each.id === route.id);
  return [
    h("h3", {}, words.t("page.asof", { date: words.date(day) })),
    statusLine(words, status, "route", stateSign(palette, status)),
    stretchList(ctx, route, day),
    facts([
      [words.t("item.roads"), (route.road_numbers ?? []).join(", ")],
      [words.t("item.length"), lengthText(words, route)],
      [words.t("item.crossing"), crossing && spoken(words, crossing.name)],
      [words.t("item.note"), hasText(route.length_note) && spoken(words, route.length_note)],
    ]),
    historyBlock(ctx, route),
    sourcesBlock(ctx, route.sources ?? []),
  ];
}

function lengthText(words, { length_km: length }) {
  return length ? words.t("item.kilometres", { n: words.number(length) }) : "";
}

function statusLine(words, status, kind, sign) {
  return h("p", {}, sign, " ", h("b", {}, stateLabel(words, status, kind)), ` ${statusParts(words, status).join("; ")}`);
}

function stretchList(ctx, route, day) {
  return h("ul", { class: "stretches" }, routeRuns(route, day).map((run) => stretchItem(ctx, route, run)));
}

function stretchItem({ words, palette }, route, { state, stale, claim, from, to }) {
  const told = { state, stale, basis: claim ? "claim" : "reported" };
  const doubts = [stale && words.t("print.stale"), claim && words.t("status.claim")].filter(Boolean).join(", ");
  return h("li", {},
    stateSign(palette, told), " ", h("b", {}, stateLabel(words, told)), " ",
    h("span", {}, words.t("status.stretch", { from: route.waypoints[from].name, to: route.waypoints[to].name }),
      doubts && h("span", { class: "quiet" }, ` (${doubts})`)));
}

function crossingBody(ctx, crossing) {
  const { words, palette, moment, state } = ctx;
  const { day } = state();
  const status = moment.crossings(day).find((each) => each.id === crossing.id);
  return [
    h("h3", {}, words.t("page.asof", { date: words.date(day) })),
    statusLine(words, status, "crossing", crossingSign(palette, status)),
    facts([
      [words.t("item.sides"), crossing.sides.flatMap((side, k) => [k > 0 && " – ", ...sideText(words, side)])],
      [words.t("item.coordsource"), inEnglish(crossing.coord_source)],
      [words.t("item.note"), hasText(crossing.note) && spoken(words, crossing.note)],
    ]),
    historyBlock(ctx, crossing),
    sourcesBlock(ctx, crossing.sources ?? []),
  ];
}

function sideText(words, { name, country }) {
  return [spoken(words, name), country && ` (${countryName(words, country)})`];
}

// Where a position comes from is written down in English only.
const inEnglish = (text) => text && h("span", { lang: "en" }, text);

function placeBody(ctx, place) {
  const { words } = ctx;
  return [
    facts([
      [words.t("item.country"), countryName(words, place.country)],
      [words.t("item.population"), place.population ? words.number(place.population) : ""],
      [words.t("item.precision"), place.approximate ? words.t("item.approximate") : ""],
      [words.t("item.coordsource"), inEnglish(place.coord_source)],
      [words.t("item.note"), hasText(place.note) && spoken(words, place.note)],
    ]),
    place.sources?.length ? sourcesBlock(ctx, place.sources) : null,
  ];
}

function shapeBody(ctx, shape) {
  const { words } = ctx;
  const { summary, category, place, source, sublayer, original, ...rest } = shape.properties;
  const others = Object.entries(rest).filter(([, value]) => ["string", "number"].includes(typeof value) && value !== "");
  return [
    summary && h("p", {}, String(summary)),
    facts([
      [words.t("item.period"), shape.start === null && shape.end === null ? "" : periodText(words, shape.start, shape.end)],
      [words.t("item.incategory"), category],
      [words.t("item.place"), place],
      [words.t("item.sources"), source],
      [words.t("item.layer"), shape.layerName ?? shape.layer],
      [words.t("item.insublayer"), sublayer],
      ...others.map(([name, value]) => [name, String(value)]),
    ]),
    originalBlock(ctx, original),
  ];
}

function facts(rows) {
  const told = rows.filter(([, value]) => (Array.isArray(value) ? value.some(Boolean) : value));
  return told.length > 0 && h("dl", { class: "facts" }, told.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

function sourcesBlock(ctx, numbers) {
  return h("section", {}, h("h3", {}, ctx.words.t("item.sources")), sourceList(ctx, numbers));
}

// Every row of the ledger, newest first, each with a way to its first day.
function historyBlock(ctx, item) {
  const { words, palette, goTo } = ctx;
  const rows = [...item.rows].sort((a, b) => b.start - a.start);
  const sign = item.kind === "crossing" ? crossingSign : stateSign;
  const none = item.kind === "crossing" ? "list.history.nocrossing" : "list.history.none";
  return h("details", { class: "history" }, h("summary", {}, words.t("list.history")),
    rows.length === 0 && h("p", { class: "quiet" }, words.t(none)),
    h("ol", {}, rows.map((row) => h("li", {},
      sign(palette, row), " ",
      h("b", {}, stateLabel(words, row, item.kind)), " ",
      h("button", { type: "button", class: "text-button", onclick: () => goTo(row.start) }, periodText(words, row.start, row.end)),
      row.segment && h("span", {}, ` ${words.t("status.stretch", { from: row.segment[0], to: row.segment[1] })}`),
      row.basis === "claim" && h("span", { class: "quiet" }, ` (${words.t("basis.claim")})`),
      hasText(row.why) && h("p", {}, spoken(words, row.why)),
      sourceList(ctx, row.sources)))));
}

function itemActions(ctx, item) {
  const { words, copyCitation } = ctx;
  const address = correctionsLink(ctx, item);
  return h("p", { class: "item-actions" },
    h("button", { type: "button", class: "text-button", onclick: (event) => copyCitation(item, event.currentTarget) },
      words.t("item.copycitation")),
    address ? link(address, words.t("item.correct")) : h("span", { class: "quiet" }, words.t("item.nocorrect")));
}
