// What the printed sheet says: the day's sentence, the legend, the states, the events, who says so, and where to see more.
import { dateText, labelOf, periodText, publishedText, routeShortName, stateLabel, toldText } from "../text/phrases.mjs";
import { h, localized } from "../base/dom.mjs";
import { headline } from "../text/headline.mjs";
import { buildLegend } from "../panels/legend.mjs";
import { crossingSign, stateSign } from "../map/signs.mjs";
import { citedName, sourcesAt } from "../text/sources.mjs";

const MOST_EVENTS = 40; // a sheet is read at a glance
const UNKNOWN = "unknown";

/** How many of everything there are to print. */
export function fullLimits(ctx) {
  const rows = statusRows(ctx).length;
  return { rows, events: Math.min(ctx.moment.visible(ctx.state()).length, MOST_EVENTS) };
}

/** All on one sheet, `whole`; or the `first` sheet, which says that the sources follow, and the `next` with these. */
export function printSheet(ctx, limits) {
  const { words, payload, moment, state } = ctx;
  const { day } = state();
  const { situation } = payload;
  const rows = statusRows(ctx);
  const events = newestEvents(ctx, limits.events);
  const numbers = citedSources(rows.slice(0, limits.rows), events);
  const marks = (cited) => cited.map((source) => numbers.get(source));
  const upper = [
    h("h1", {}, localized(words, situation.title)),
    h("p", { class: "print-headline" }, headline(words, situation, moment.headlineCounts(day), day)),
    buildLegend(ctx),
    rows.length > 0 && [
      h("h2", {}, words.t("print.states")), statesTable(ctx, rows.slice(0, limits.rows), marks), more(words, rows.length - limits.rows),
    ],
    unknownLine(ctx),
    eventsPart(ctx, events, marks),
  ];
  const sources = sourcesPart(ctx, [...numbers.keys()]);
  const foot = () => h("footer", {}, colophon(ctx).map((text) => h("p", {}, text)));
  const follow = h("p", { class: "print-more" }, words.t("sheet.sources.next", { last: words.number(numbers.size) }));
  const next = h("section", { class: "print-next" }, sources);
  return { whole: [upper, sources, foot()], first: [upper, follow, foot()], next };
}

function newestEvents({ moment, state, items }, most) {
  return Array.from(moment.visible(state())).reverse().slice(0, most).map((i) => items.event(i));
}

// The routes and crossings that a source speaks of.
function statusRows({ payload, moment, state, palette }) {
  const { day } = state();
  const row = (kind, sign, list) => (status, k) => (
    { kind, status, name: list[k].short ?? list[k].name, sign: () => sign(palette, status) });
  return [
    ...moment.routes(day).map(row("route", stateSign, payload.routes)),
    ...moment.crossings(day).map(row("crossing", crossingSign, payload.crossings)),
  ].filter(({ status }) => status.state !== UNKNOWN);
}

function unknownLine({ words, payload, moment, state }) {
  const names = moment.routes(state().day)
    .flatMap((status, k) => (status.state === UNKNOWN ? [routeShortName(words, payload.routes[k])] : []));
  return names.length > 0 && h("p", { class: "print-unknown" }, words.t("print.unknown", { list: names.join("; ") }));
}

// The numbers that sources get on the sheet, in the order in which they are named.
function citedSources(rows, events) {
  const cited = [...rows.flatMap(({ status }) => sourcesOf(status)), ...events.flatMap((event) => event.sources)];
  return new Map([...new Set(cited)].map((source, k) => [source, k + 1]));
}

const sourcesOf = (status) => [...new Set(status.rows.flatMap((row) => row.sources))];

const citing = (numbers) => numbers.length > 0 && h("span", { class: "print-cited" }, ` [${inRuns(numbers).join(", ")}]`);

// 1, 2, 3, 5 as 1–3, 5.
function inRuns(numbers) {
  const runs = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    if (n === runs.at(-1)?.[1] + 1) runs.at(-1)[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`));
}

const more = (words, n) => n > 0 && h("p", { class: "print-more" }, words.t("print.more", { n: words.number(n) }));

function statesTable({ words }, rows, marks) {
  const columns = ["route", "state", "since", "confirmed", "basis"];
  const date = (value) => (value === null ? "–" : words.date(value, "short"));
  const line = ({ kind, status, name, sign }) => h("tr", {},
    h("th", { scope: "row" }, localized(words, name)),
    h("td", {}, sign(), " ", stateLabel(words, status, kind)),
    h("td", {}, date(status.since)),
    h("td", {}, date(status.confirmed), status.later !== null && `; ${words.t("later.until", { date: date(status.later) })}`),
    h("td", {}, status.basis ? [labelOf(words, "basis", status.basis), citing(marks(sourcesOf(status)))] : "–"));
  return h("table", {},
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, words.t(`print.${name}`))))),
    h("tbody", {}, rows.map(line)));
}

function eventsPart(ctx, events, marks) {
  const { words, moment, state } = ctx;
  const total = moment.visible(state()).length;
  return total > 0 && [
    h("h2", {}, words.t("print.events")), h("ul", { class: "print-events" }, events.map((event) => eventLine(ctx, event, marks))),
    more(words, total - events.length),
  ];
}

function eventLine({ words, state }, event, marks) {
  const parts = [periodText(words, event.start, event.end, state().day), words.either(event.place).text,
    labelOf(words, "category", event.category), labelOf(words, "corroboration", event.corroboration),
    toldText(words, event.titled, state().day)];
  return h("li", {}, h("b", {}, localized(words, event.title)), ` – ${parts.filter(Boolean).join(", ")} `, citing(marks(event.sources)));
}

function sourcesPart({ words, payload, state }, cited) {
  const text = (source) => [
    citedName(words, source), source.title, publishedText(words, source.published, state().day),
    source.linked ? "" : words.t("source.nolink", { address: source.url }),
  ].filter(Boolean).join(", ");
  return cited.length > 0 && [
    h("h2", {}, words.t("print.sources")), h("p", { class: "print-more" }, words.t("source.marks")),
    h("ol", { class: "print-sources" }, sourcesAt(payload, cited).map((source) => h("li", {}, text(source)))),
  ];
}

function colophon({ words, payload: { situation, tiles }, state, address }) {
  const { version, licence, attribution, corrections } = situation;
  const tile = tiles.find(({ id }) => id === state().basemap);
  return [
    words.t("print.address", { address: address() }),
    [words.t("print.version", { version: dateText(words, version) }), licence, attribution, tile?.attribution,
      corrections?.replace(/^mailto:/, "")].filter(Boolean).join(" · "),
  ];
}
