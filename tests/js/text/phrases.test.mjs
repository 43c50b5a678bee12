import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber } from "../../../layers/static/base/days.mjs";
import { disputedVersions, labelOf, periodText, publishedText, stateLabel, statusParts } from "../../../layers/static/text/phrases.mjs";
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
  const nothing = { state: "unknown", since: null, confirmed: null, stale: false, basis: null, stretches: [] };
  assert.deepEqual(statusParts(english, nothing), ["no source speaks of this day"]);
});

test("a stale state names the day since which nothing was reported", () => {
  const stale = { state: "blocked", since: day("2025-09-08"), confirmed: day("2025-09-14"), stale: true, basis: "claim",
    stretches: [["A", "B"]], stretch: ["A", "B"] };
  const parts = statusParts(english, stale).join(" | ");
  for (const part of [/since 8 Sept? 2025/, /stale: no report since 14 Sept? 2025/, /claim of one party/, /A – B/]) {
    assert.match(parts, part);
  }
});

test("an unlisted code is shown as it is", () => assert.equal(labelOf(english, "category", "locusts"), "locusts"));

test("competing accounts are split where each names its source", () => {
  const text =
    "At least 15 tankers burned (RFI) or more than 20 (a Sikasso security source, to AFP); the army mentions only damaged tankers. " +
    "15 is shown here.";
  assert.deepEqual(disputedVersions(text), {
    versions: ["At least 15 tankers burned (RFI)", "more than 20 (a Sikasso security source, to AFP)",
      "the army mentions only damaged tankers."],
    accepted: "15 is shown here.",
  });
});

test("the accepted account is found anywhere, in either language", () => {
  const text =
    "40 burned (Reuters) or 130 (Tanakra); 40 is shown here. The convoy was going east (RFI) or west (BBC); shown here as going east.";
  assert.deepEqual(disputedVersions(text), {
    versions: ["40 burned (Reuters)", "130 (Tanakra)", "The convoy was going east (RFI)", "west (BBC)"],
    accepted: "40 is shown here. shown here as going east.",
  });
  assert.equal(disputedVersions("14 civils tués (Africanews) ou 12 (Particle News). Le chiffre retenu ici est 14.").accepted,
    "Le chiffre retenu ici est 14.");
});

test("a single sentence stays one account", () => {
  assert.deepEqual(disputedVersions("Only one outlet reports this."), { versions: ["Only one outlet reports this."], accepted: "" });
});

const counts = { total: 8, blocked: 0, attacked: 0, restricted: 0, escorted: 2, open: 0, openInPart: 0, resumed: 0, stale: 1, unknown: 5,
  knownOpen: false };

test("the headline is the sentence of the design", () => {
  const sentence = headline(english, { destination: "Bamako" }, counts, day("2025-10-31"));
  assert.equal(sentence, "31 October 2025: of 8 routes into Bamako, 2 escorted, 1 stale, 5 unknown; none known to be open.");
});

test("the headline in French has French plurals and spaces", () => {
  const sentence = headline(french, { destination: "Bamako" }, { ...counts, unknown: 1, blocked: 4 }, day("2025-10-31"));
  assert.match(sentence,
    /^31 octobre 2025\u00a0: sur 8 routes vers Bamako, 4 bloquées, .*1 à l’état inconnu\u00a0; aucune n’est signalée ouverte\.$/);
});

test("without routes to the destination the headline reports none", () => {
  assert.match(headline(english, { destination: "Bamako" }, { ...counts, total: 0 }, day("2025-10-31")), /no routes into Bamako/);
});
