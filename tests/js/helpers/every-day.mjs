// Prints what the page says of every day of the timeline, for a payload on standard input: states and the headline by language.
import { readFileSync } from "node:fs";
import { isoDay } from "../../../layers/static/base/days.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";
import { createMoment } from "../../../layers/static/state/moment.mjs";
import { headline } from "../../../layers/static/text/headline.mjs";

const { payload, problems } = readPayload(JSON.parse(readFileSync(0, "utf8")));
if (problems.length) throw new Error(problems.join("; "));
const { situation } = payload;
const moment = createMoment(payload);
const words = Object.keys(payload.words).map((lang) => makeWords(payload.words, lang));
const isoOrNull = (day) => (day === null ? null : isoDay(day));

const said = [];
for (let day = situation.focus[0]; day < situation.focus[1]; day += 1) {
  said.push({
    day: isoDay(day),
    states: Object.fromEntries([...moment.routes(day), ...moment.crossings(day)]
      .map(({ id, state, since, confirmed, age, basis }) => [id, [state, isoOrNull(since), isoOrNull(confirmed), age, basis]])),
    headlines: Object.fromEntries(words.map((each) => [each.lang, headline(each, situation, moment.headlineCounts(day), day)])),
  });
}
process.stdout.write(JSON.stringify(said));
