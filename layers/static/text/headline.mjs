// The situation of one day in one sentence, in the words of layers/text/headline.py: tests/cases/headline.json holds both to one.
import { ageCode } from "./phrases.mjs";

/** "31 October 2025: of 8 routes into the city, 2 escorted, …; none known to be open." */
export function headline(words, situation, counts, day) {
  const date = words.date(day);
  const destination = words.either(situation.destination).text;
  if (!destination) return words.t("headline.plain", { date });
  if (!counts.total) return words.t("headline.noroutes", { date, destination });
  const parts = counts.counts.map((count) => partText(words, count));
  const verdict = words.t(counts.knownOpen ? "headline.someopen" : "headline.noneopen");
  return words.t("headline.sentence", { date, destination, total: words.number(counts.total), parts: parts.join(", "), verdict });
}

// "2 blocked", "1 attacked 3 days ago", "2 restricted (reported 1 to 5 days ago)".
function partText(words, { heading, routes, youngest, oldest }) {
  const part = words.plural(`headline.${heading}`, routes);
  if (oldest === 0) return part;
  if (youngest === oldest) return words.plural(`headline.aged.${ageCode(heading)}`, oldest, { part });
  return words.t(`headline.span.${ageCode(heading)}`, { part, from: words.number(youngest), to: words.number(oldest) });
}
