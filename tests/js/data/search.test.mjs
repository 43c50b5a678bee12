import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fold, makeSearch } from "../../../layers/static/data/search.mjs";

const columns = {
  n: 4, id: ["a-1", "a-2", "a-3", "a-4"],
  title: { en: ["Tankers burned near Kaniéra", "Queue at Nigouni", "Shortage in Bamako", ""],
    fr: ["Citernes brûlées", "", "Pénurie à Bamako", ""] },
  summary: { en: ["", "Lorries wait.", "", "A siege of Nioro du Sahel"], fr: [] },
  place: { en: ["Kaniéra", "Niougoni", "Bamako", "Nioro"], fr: [] },
};
const search = makeSearch(columns, [["nigoun", "nigouni", "niougoni"]]);
const found = (query) => [...search(query)].flatMap((hit, i) => (hit ? [columns.id[i]] : []));

const shared = JSON.parse(readFileSync(new URL("../../cases/search.json", import.meta.url), "utf8"));

test("every query matches as in the cases, also by spellings of many words", () => {
  const ids = Object.keys(shared.events);
  const find = makeSearch({ n: ids.length, id: ids, title: { en: Object.values(shared.events) } }, shared.variants);
  for (const { query, found: expected } of shared.cases) assert.deepEqual(ids.filter((_, i) => find(query)[i]), expected, query);
});

test("folding takes away accents, case, ligatures and punctuation", () => {
  for (const [text, folded] of Object.entries(shared.folded)) assert.equal(fold(text), folded);
});

test("folding what is folded changes nothing", () => {
  for (const text of ["Kaniéra–Lakamané", "Nioro du Sahel", "ÇÀ ET LÀ", "№ 5 ﬁn"]) assert.equal(fold(fold(text)), fold(text));
});

test("nothing to look for is no mask", () => {
  for (const query of ["", "  ", "…", null, undefined]) assert.equal(search(query), null);
});

test("accents and case do not matter, on either side", () => {
  assert.deepEqual(found("KANIERA"), ["a-1"]);
  assert.deepEqual(found("brulees"), ["a-1"]);
  assert.deepEqual(found("pénurie"), ["a-3"]);
});

test("every word must begin a word of the event, in whatever field", () => {
  assert.deepEqual(found("tank kan"), ["a-1"]);
  assert.deepEqual(found("tank bamako"), []);
  assert.deepEqual(found("anker"), []);
  assert.deepEqual(found("nioro siege"), ["a-4"]);
});

test("any spelling of a name finds the others, once enough of it is written", () => {
  for (const query of ["Nigoun", "nigouni", "Niougoni", "niou"]) assert.deepEqual(found(query), ["a-2"], query);
});

test("an id finds its event", () => {
  assert.deepEqual(found("a-4"), ["a-4"]);
});

test("the same query gives the same mask, so that nothing is computed again", () => {
  const mask = search("bamako");
  assert.equal(search(" Bamako "), mask);
  assert.notEqual(search("nioro"), mask);
});

test("columns left out are searched as empty", () => {
  assert.deepEqual([...makeSearch({ n: 2, id: ["x", "y"] })("y")], [0, 1]);
});
