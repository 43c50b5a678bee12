import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber } from "../../../layers/static/base/days.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";
import { headlineCounts } from "../../../layers/static/data/news/headline-counts.mjs";
import { headline } from "../../../layers/static/text/headline.mjs";

const FADE_DAYS = 7;
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const { cases } = read("../../cases/headline.json");
const texts = Object.fromEntries(["en", "fr"].map((lang) => [lang, read(`../../../layers/static/locales/${lang}.json`)]));
const spaces = (text) => text.replace(/[\u00a0\u202f]/g, " ");

const BOTH = [0, 1];

function ledgerRow({ legs, start, end, ...rest }) {
  const after = dayNumber(end) + 1;
  const numbers = legs ?? BOTH;
  return {
    ...rest, legs: new Set(numbers), where: numbers.join(" "), start: dayNumber(start), end: after, counts_until: after + FADE_DAYS,
    reports: [],
  };
}

function road({ from = "start", to, rows }, destinations) {
  const [permits, passages] = [true, false].map((wanted) => rows.filter(({ basis }) => (basis === "permit") === wanted).map(ledgerRow));
  const waypoints = [from, "middle", to].map((id) => ({ id, name: { en: id } }));
  return { bound: destinations.includes(to), waypoints, legs: BOTH, rows: passages, permits };
}

for (const { why, day, destinations, into, routes, ...sentences } of cases) {
  test(`the headline of a day: ${why}`, () => {
    const roads = routes.flatMap(({ count, ...route }) => Array.from({ length: count }, () => road(route, destinations)));
    const destination = into ?? Object.fromEntries(Object.keys(sentences).map((lang) => [lang, destinations[0] ?? ""]));
    const counts = headlineCounts(roads, dayNumber(day));
    for (const [lang, sentence] of Object.entries(sentences)) {
      assert.equal(spaces(headline(makeWords(texts, lang), { destination }, counts, dayNumber(day))), sentence);
    }
  });
}
