// Who says so: sources as links, in full or in one line.
import { publishedText } from "./phrases.mjs";
import { h, link } from "../base/dom.mjs";

/** The sources of those numbers: {publisher, title, url, published}. */
export function sourcesAt({ sources }, numbers) {
  return numbers.filter((k) => sources.publisher[k] !== undefined).map((k) => ({
    publisher: sources.publisher[k], title: sources.title[k], url: sources.url[k], published: sources.published[k] ?? "",
  }));
}

export function sourceList({ payload, words, state }, numbers) {
  const list = sourcesAt(payload, numbers);
  if (!list.length) return h("p", { class: "quiet" }, words.t("item.nosources"));
  return h("ul", { class: "sources" }, list.map((source) => h("li", {},
    h("span", { class: "publisher" }, source.publisher), " ",
    link(source.url, source.title || source.url), " ",
    h("span", { class: "quiet" }, publishedText(words, source.published, state().day)))));
}

/** Publishers as links in one line, for lists. */
export function sourceLine({ payload, words, state }, numbers) {
  const list = sourcesAt(payload, numbers);
  if (!list.length) return h("span", { class: "quiet" }, words.t("item.nosources"));
  return h("span", { class: "source-line" }, list.map((source) => [
    link(source.url, `${source.publisher}, ${publishedText(words, source.published, state().day)}`, { title: source.title }), " ",
  ]));
}
