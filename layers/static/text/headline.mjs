// The situation of one day in one sentence, in the words of layers/text/headline.py: tests/cases/headline.json holds both to one.

const COUNTED = ["blocked", "closed", "attacked", "restricted", "escorted", "open", "openInPart", "resumed", "stale", "unknown"];

/** "31 October 2025: of 8 routes into the city, 2 escorted, …; none known to be open." */
export function headline(words, situation, counts, day) {
  const date = words.date(day);
  const destination = words.either(situation.destination).text;
  if (!destination) return words.t("headline.plain", { date });
  if (!counts.total) return words.t("headline.noroutes", { date, destination });
  const parts = COUNTED.filter((name) => counts[name]).map((name) => words.plural(`headline.${name}`, counts[name]));
  const verdict = words.t(counts.knownOpen ? "headline.someopen" : "headline.noneopen");
  return words.t("headline.sentence", { date, destination, total: words.number(counts.total), parts: parts.join(", "), verdict });
}
