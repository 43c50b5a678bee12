import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber } from "../../../layers/static/base/days.mjs";
import {
  labelOf, periodText, publishedText, routeShortName, stateLabel, statusParts, stretchText,
} from "../../../layers/static/text/phrases.mjs";
import { headline } from "../../../layers/static/text/headline.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";

const locale = (lang) => JSON.parse(readFileSync(new URL(`../../../layers/static/locales/${lang}.json`, import.meta.url), "utf8"));
const texts = { en: locale("en"), fr: locale("fr") };
const english = makeWords(texts, "en");
const french = makeWords(texts, "fr");
const day = dayNumber;

test("a day, a span, an ongoing event and one without a date read as such", () => {
  assert.equal(periodText(english, day("2025-10-17"), day("2025-10-18")), "17 October 2025");
  assert.match(periodText(english, day("2025-10-26"), day("2025-11-10")), /26 October 2025 to 9 November 2025/);
  assert.match(periodText(english, day("2025-09-03"), null), /3 September 2025.*ongoing/);
  assert.equal(periodText(english, null, null), "no date");
});

test("a publication date is shown no finer than it is known", () => {
  assert.match(publishedText(english, "2025-10-31", day), /31 Oct 2025/);
  assert.equal(publishedText(english, "2022-01", day), "January 2022");
  assert.equal(publishedText(english, "2022", day), "2022");
  assert.equal(publishedText(english, "", day), "date not given");
});

test("open on a claim is called resumed, open on reports is called open", () => {
  assert.equal(stateLabel(english, { state: "open", basis: "claim" }), "Resumed (claimed)");
  assert.equal(stateLabel(english, { state: "open", basis: "reported" }), "Open");
  assert.equal(stateLabel(english, { state: "blocked", basis: "claim" }), "Blocked");
});

test("an unknown state reads only that no source reports", () => {
  const nothing = { state: "unknown", age: 0, since: null, confirmed: null, later: null, basis: null, stretches: [] };
  assert.deepEqual(statusParts(english, nothing), ["no source speaks of this day"]);
});

test("a state tells its age in days: some happen, the others are reported", () => {
  const label = (state, age, words = english) => stateLabel(words, { state, age, basis: "reported" }).replaceAll("\u00a0", " ");
  assert.deepEqual([0, 1, 3].map((age) => label("attacked", age)), ["Attacked", "Attacked yesterday", "Attacked 3 days ago"]);
  assert.deepEqual([label("restricted", 1), label("blocked", 7)], ["Restricted, reported yesterday", "Blocked, reported 7 days ago"]);
  assert.deepEqual([label("attacked", 3, french), label("restricted", 1, french)],
    ["Attaquée il y a 3 jours", "Restreinte, rapporté hier"]);
});

test("beside a state stand since when, last report and, apart, later ones", () => {
  const named = ["A", "B"].map((name) => ({ name: { en: name } }));
  const status = { state: "blocked", age: 0, since: day("2025-09-08"), confirmed: day("2025-09-14"), later: day("2026-01-08"),
    basis: "claim", stretches: [named], stretch: named };
  assert.deepEqual(statusParts(english, status).map((part) => part.replace("Sept", "Sep")),
    ["since 8 Sep 2025", "last report 14 Sep 2025", "later reports: until 8 Jan 2026", "claim of one party", "A – B"]);
});

test("as of a day, what lies after it is told as later", () => {
  const period = (from, to, asOf) => periodText(english, day(from), to && day(to), day(asOf));
  assert.equal(period("2025-10-01", "2025-10-21", "2025-10-20"), "1 October 2025 to 20 October 2025");
  assert.equal(period("2025-10-01", "2025-10-21", "2025-10-19"), "from 1 October 2025; later, until 20 October 2025");
  assert.equal(period("2025-10-20", "2025-10-21", "2025-10-19"), "later: 20 October 2025");
  assert.equal(period("2025-10-01", null, "2025-10-19"), "from 1 October 2025, ongoing, end not known");
});

test("a source that came out wholly after a day says so", () => {
  const at = (published, asOf) => publishedText(english, published, day(asOf));
  assert.deepEqual([at("2025-10-20", "2025-10-20"), at("2025-10-21", "2025-10-20")], ["20 Oct 2025", "21 Oct 2025, later"]);
  assert.deepEqual([at("2025-10", "2025-10-02"), at("2025-11", "2025-10-31")], ["October 2025", "November 2025, later"]);
  assert.deepEqual([at("2025", "2025-01-01"), at("2026", "2025-12-31"), at("", "2025-01-01")], ["2025", "2026, later", "date not given"]);
});

test("an unlisted code is shown as it is", () => assert.equal(labelOf(english, "category", "locusts"), "locusts"));

const byArmy = { by: { en: "the army", fr: "l’armée" }, end: day("2025-11-02") };
const unknown = { state: "unknown", age: 0, since: null, confirmed: null, later: null, basis: null, stretches: [] };

test("a permit is told with its last day, and that passage is not reported", () => {
  assert.deepEqual(statusParts(english, { ...unknown, permits: [byArmy] }),
    ["no source speaks of this day", "allowed by the army until 1 Nov 2025", "passage not reported"]);
  assert.deepEqual(statusParts(french, { ...unknown, permits: [{ ...byArmy, end: null }] }).slice(1),
    ["autorisé par l’armée, sans terme indiqué", "passage non signalé"]);
});

test("beside a reported state a permit is told alone", () => {
  const open = { ...unknown, state: "open", basis: "reported", stretches: [["a", "b"]], permits: [byArmy, { ...byArmy, end: null }] };
  assert.deepEqual(statusParts(english, open),
    ["whole road", "allowed by the army until 1 Nov 2025", "allowed by the army, no end given"]);
});

test("who allows passage falls back to another language", () => {
  const permit = { by: { en: "the army", fr: "" }, end: null };
  assert.equal(statusParts(french, { ...unknown, permits: [permit] })[1], "autorisé par the army, sans terme indiqué");
});

test("a stretch is told by the names of its ends in the reader’s language", () => {
  const [from, to] = [{ name: { en: "Timbuktu", fr: "Tombouctou" } }, { name: { en: "Gao", fr: "" } }];
  assert.deepEqual([english, french].map((words) => stretchText(words, [from, to]).replaceAll("\u00a0", " ")),
    ["Timbuktu – Gao", "Tombouctou – Gao"]);
});

test("a route has a short name for narrow places, else its whole one", () => {
  const name = { en: "Dakar – Kayes – Bamako", fr: "Dakar – Kayes – Bamako" };
  assert.equal(routeShortName(french, { name, short: { en: "Dakar by Diboli", fr: "Dakar par Diboli" } }), "Dakar par Diboli");
  assert.equal(routeShortName(english, { name }), "Dakar – Kayes – Bamako");
});

const aged = (heading, routes, age = 0) => ({ heading, routes, youngest: age, oldest: age });
const intoBamako = { destination: { en: "Bamako", fr: "Bamako" } };
const counts = {
  total: 8, knownOpen: false,
  counts: [aged("escorted", 2), aged("escorted", 1, 1), aged("unknown", 5)],
};

test("the headline is the sentence of the design", () => {
  const sentence = headline(english, intoBamako, counts, day("2025-10-31"));
  assert.equal(sentence,
    "31 October 2025: of 8 routes into Bamako, 2 escorted, 1 escorted (reported yesterday), 5 unknown; none known to be open.");
});

test("the headline in French has French plurals and spaces", () => {
  const sentence = headline(french, intoBamako, { ...counts, counts: [aged("blocked", 4), aged("unknown", 1)] }, day("2025-10-31"));
  assert.match(sentence,
    /^31 octobre 2025\u00a0: sur 8 routes vers Bamako, 4 bloquées, 1 à l’état inconnu\u00a0; aucune n’est signalée ouverte\.$/);
});

test("without routes to the destination the headline reports none", () => {
  assert.match(headline(english, intoBamako, { ...counts, total: 0 }, day("2025-10-31")), /no routes into Bamako/);
});
