import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber } from "../../../layers/static/base/days.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";
import { headlineCounts } from "../../../layers/static/data/headline-counts.mjs";
import { headline } from "../../../layers/static/text/headline.mjs";

const FADE_DAYS = 7;
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const { cases } = read("../../cases/headline.json");
const texts = Object.fromEntries(["en", "fr"].map((lang) => [lang, read(`../../../layers/static/locales/${lang}.json`)]));
const spaces = (text) => text.replace(/[\u00a0\u202f]/g, " ");

function ledgerRow({ start, end, ...rest }) {
  const stale = dayNumber(end) + 1;
  return { ...rest, start: dayNumber(start), end: stale, stale_until: stale + FADE_DAYS, confirmed: null };
}

function road({ destination, rows }) {
  return { destination, waypoints: ["a", "b", "c"].map((name) => ({ name })), rows: rows.map(ledgerRow) };
}

for (const { why, day, destination, routes, ...sentences } of cases) {
  test(`the headline of a day: ${why}`, () => {
    const roads = routes.flatMap(({ count, ...route }) => Array.from({ length: count }, () => road(route)));
    const counts = headlineCounts(roads, destination, dayNumber(day));
    for (const [lang, sentence] of Object.entries(sentences)) {
      assert.equal(spaces(headline(makeWords(texts, lang), { destination }, counts, dayNumber(day))), sentence);
    }
  });
}
