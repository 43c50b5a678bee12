// Who says so: sources as links, in full or in one line, each with what a reader must know of it.
import { publishedText } from "./phrases.mjs";
import { h, link } from "../base/dom.mjs";
import { dayNumber } from "../base/days.mjs";

const COLUMNS = ["publisher", "title", "url", "published", "kind", "origin", "archived", "seen"];
const MARKED = ["party", "mirror"]; // kinds that are marked wherever a source is cited

/** The sources of those numbers, with the columns as members; `linked` tells whether a reader may be sent to its address. */
export function sourcesAt({ sources }, numbers) {
  return numbers.filter((k) => sources.publisher[k] !== undefined).map((k) => ({
    ...Object.fromEntries(COLUMNS.map((name) => [name, sources[name]?.[k] ?? ""])), linked: sources.linked?.[k] !== false,
  }));
}

/** The publisher; a party's own text and a copy on another site say so: "Africanews [party]". */
export function citedName(words, { publisher, kind }) {
  return MARKED.includes(kind) ? `${publisher} ${words.t(`source.${kind}`)}` : publisher;
}

export function sourceList({ payload, words, state }, numbers) {
  const list = sourcesAt(payload, numbers);
  if (!list.length) return h("p", { class: "quiet" }, words.t("item.nosources"));
  return h("ul", { class: "sources" }, list.map((source) => h("li", {},
    h("span", { class: "publisher" }, citedName(words, source)), " ",
    sourceLink(source, source.title || source.url), " ",
    h("span", { class: "quiet" }, [publishedText(words, source.published, state().day), ...passport(words, source)].join(" · ")),
    source.archived && [" · ", link(source.archived, words.t("source.archived"))])));
}

// Whose text it is where the publisher does not say so, when it was read, and an address that is none to be followed.
function passport(words, { publisher, origin, seen, linked, url }) {
  return [
    origin && origin !== publisher && words.t("source.origin", { origin }),
    dayNumber(seen) !== null && words.t("source.seen", { date: words.date(dayNumber(seen), "short") }),
    !linked && words.t("source.nolink", { address: url }),
  ].filter(Boolean);
}

/** Publishers as links in one line, for lists. */
export function sourceLine({ payload, words, state }, numbers) {
  const list = sourcesAt(payload, numbers);
  if (!list.length) return h("span", { class: "quiet" }, words.t("item.nosources"));
  return h("span", { class: "source-line" }, list.map((source) => [
    sourceLink(source, `${citedName(words, source)}, ${publishedText(words, source.published, state().day)}`, { title: source.title }), " ",
  ]));
}

const sourceLink = ({ linked, url }, text, attributes) => (linked ? link(url, text, attributes) : h("span", {}, text));
