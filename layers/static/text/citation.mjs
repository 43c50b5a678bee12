// What a reader takes away: a reference to an item as shown here, and a letter that says what is wrong with it.
import { periodText, publishedText, stateLabel, statusParts, titleText } from "./phrases.mjs";
import { citedName, sourcesAt } from "./sources.mjs";

const STATED = { route: "routes", crossing: "crossings" };

/** Title, dates, sources, data version and the address of this very state, in one line of text. */
export function citationText(ctx, item, address) {
  const { payload: { situation }, words } = ctx;
  const { title, dates, sources } = STATED[item.kind] ? citedState(ctx, item) : citedItem(ctx, item);
  return words.t("citation.text", {
    title, dates, address,
    sources: sources.filter(Boolean).join("; ") || words.t("item.nosources"),
    situation: words.either(situation.title).text,
    version: situation.version ?? "",
  });
}

// A line or area of an added layer names its source in a word of its own.
function citedItem({ payload, words, state }, item) {
  return {
    title: titleText(words, item),
    dates: "start" in item ? periodText(words, item.start, item.end) : words.date(state().day),
    sources: item.sources ? sourceTexts({ payload, words }, item.sources) : [item.properties?.source],
  };
}

// The sources of a state come first, then those of the road or the crossing as such.
function citedState({ payload, words, moment, state }, item) {
  const { day } = state();
  const status = moment[STATED[item.kind]](day).find(({ id }) => id === item.id);
  const label = [stateLabel(words, status, item.kind), ...statusParts(words, status)].join(", ");
  const numbers = [...status.rows.flatMap((row) => row.sources), ...item.sources];
  return {
    title: words.t("citation.state", { title: titleText(words, item), state: label }),
    dates: words.date(day),
    sources: sourceTexts({ payload, words }, [...new Set(numbers)]),
  };
}

function sourceTexts({ payload, words }, numbers) {
  return sourcesAt(payload, numbers).map((source) =>
    [citedName(words, source), source.title, publishedText(words, source.published), source.url].filter(Boolean).join(", "));
}

/** Where to write about an error in an item: a mail with its subject filled in, a web address, or "" when none is given. */
export function correctionsLink({ payload, words }, item) {
  const { corrections, version } = payload.situation;
  if (!corrections) return "";
  if (!corrections.startsWith("mailto:")) return corrections;
  const subject = words.t("correction.subject", { id: item.id, version: version ?? "" });
  return `${corrections}${corrections.includes("?") ? "&" : "?"}subject=${encodeURIComponent(subject)}`;
}
