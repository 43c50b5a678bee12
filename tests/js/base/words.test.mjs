import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber } from "../../../layers/static/base/days.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";

const table = {
  en: { hello: "Hello {name}", "events.one": "{n} event", "events.other": "{n} events" },
  fr: { hello: "Bonjour {name}", "events.one": "{n} événement", "events.other": "{n} événements" },
};
const english = makeWords(table, "en");
const french = makeWords(table, "fr");
const spaces = (text) => text.replace(/[\u00a0\u202f]/g, " ");

test("a key reads as its text with the values filled in", () => {
  assert.equal(english.t("hello", { name: "Kayes" }), "Hello Kayes");
  assert.equal(french.t("hello", { name: "Kayes" }), "Bonjour Kayes");
});

test("a missing key reads as the key, a missing value as its placeholder", () => {
  assert.equal(english.t("goodbye"), "goodbye");
  assert.equal(english.t("hello"), "Hello {name}");
  assert.equal(english.t("constructor"), "constructor");
  assert.equal(english.t("hello", Object.create({ name: "inherited" })), "Hello {name}");
});

test("a value is put in unchanged even when it looks like a placeholder", () => {
  assert.equal(english.t("hello", { name: "{n} $& $1" }), "Hello {n} $& $1");
});

test("numbers follow each language's plural: French counts nought as one", () => {
  assert.deepEqual([0, 1, 2].map((n) => english.plural("events", n)), ["0 events", "1 event", "2 events"]);
  assert.deepEqual([0, 1, 2].map((n) => french.plural("events", n)), ["0 événement", "1 événement", "2 événements"]);
});

test("large numbers are grouped as the language does", () => {
  assert.equal(english.number(1233), "1,233");
  assert.equal(spaces(french.number(1233)), "1 233");
  assert.equal(spaces(french.plural("events", 1000000)), "1 000 000 événements");
});

test("a day is written in the language, without a time zone moving it", () => {
  const day = dayNumber("2025-10-31");
  assert.equal(english.date(day), "October 31, 2025");
  assert.equal(french.date(day), "31 octobre 2025");
  assert.equal(french.date(day, "short"), "31 oct. 2025");
  assert.equal(french.date(day, "month"), "octobre 2025");
});

test("a text in the reader's language is taken as it is", () => {
  assert.deepEqual(french.either({ en: "Blocked", fr: "Bloquée" }), { text: "Bloquée", fallback: false, lang: "fr" });
});

test("a missing text falls back visibly to another language", () => {
  assert.deepEqual(french.either({ en: "Blocked", fr: "" }), { text: "Blocked", fallback: true, lang: "en" });
  assert.deepEqual(english.either({ fr: "Bloquée" }), { text: "Bloquée", fallback: true, lang: "fr" });
});

test("no text at all is an empty text and no fallback", () => {
  for (const nothing of [{}, { en: "", fr: "" }, null, undefined]) {
    assert.deepEqual(french.either(nothing), { text: "", fallback: false, lang: "fr" });
  }
});

test("a language without words still reads keys", () => {
  assert.equal(makeWords(table, "bm").t("hello"), "hello");
});

const tankers = { en: { one: "{n} tanker", other: "{n} tankers" }, fr: { one: "{n} citerne", other: "{n} citernes" } };

test("a quantity has the words of its unit and the plural of the language", () => {
  assert.deepEqual([0, 1, 1.5, 2].map((n) => english.counted(tankers, n)), ["0 tankers", "1 tanker", "1.5 tankers", "2 tankers"]);
  assert.deepEqual([0, 1, 1.5, 2].map((n) => french.counted(tankers, n)), ["0 citerne", "1 citerne", "1,5 citerne", "2 citernes"]);
});

test("a large quantity is grouped as the language does", () => {
  assert.equal(english.counted(tankers, 53000000), "53,000,000 tankers");
  assert.equal(spaces(french.counted(tankers, 1000000)), "1 000 000 citernes");
});

test("a unit without words in the language is told in those it has", () => {
  assert.equal(french.counted({ en: tankers.en }, 2), "2 tankers");
  assert.equal(english.counted({ en: { other: "{n} t" } }, 1), "1 t");
});

test("a unit without any words is its number alone", () => {
  for (const nothing of [undefined, null, {}, { en: {} }]) assert.equal(english.counted(nothing, 1200), "1,200");
});
