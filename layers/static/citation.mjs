// What a reader takes away: a reference to an item as shown here, and a letter that says what is wrong with it.
import { dayNumber } from "./days.mjs";
import { periodText, publishedText, titleText } from "./describe.mjs";
import { sourcesAt } from "./sources.mjs";

/** Title, dates, sources, data version and the address of this very state, in one line of text. */
export function citationText({ payload, words }, item, address) {
  const { situation } = payload;
  const sources = sourcesAt(payload, item.sources ?? []).map((source) =>
    [source.publisher, source.title, publishedText(words, source.published, dayNumber), source.url].filter(Boolean).join(", "));
  return words.t("citation.text", {
    title: titleText(words, item),
    dates: "start" in item ? periodText(words, item.start, item.end) : words.date(item.day),
    sources: sources.join("; ") || words.t("item.nosources"),
    situation: words.either(situation.title).text,
    version: situation.version ?? "",
    address,
  });
}

/** Where to write about an error in an item: a mail with its subject filled in, a web address, or "" when none is given. */
export function correctionsLink({ payload, words }, item) {
  const { corrections, version } = payload.situation;
  if (!corrections) return "";
  if (!corrections.startsWith("mailto:")) return corrections;
  const subject = words.t("correction.subject", { id: item.id, version: version ?? "" });
  return `${corrections}${corrections.includes("?") ? "&" : "?"}subject=${encodeURIComponent(subject)}`;
}
