import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber } from "../../../layers/static/base/days.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";
import { parseShare } from "../../../layers/static/state/link-codec.mjs";
import { shareNotes } from "../../../layers/static/text/share-notes.mjs";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const { cases } = read("../../cases/notes.json");
const { first_day: first, last_day: last, ids, ...others } = read("../../cases/share.json").limits;
const allowed = { ...others, ids: new Set(ids), span: [dayNumber(first), dayNumber(last) + 1] };
const texts = Object.fromEntries(["en", "fr"].map((lang) => [lang, read(`../../../layers/static/locales/${lang}.json`)]));
const spaces = (text) => text.replace(/[\u00a0\u202f]/g, " ");

for (const lang of ["en", "fr"]) {
  test(`a link with unusable parts is reported as in the cases (${lang})`, () => {
    for (const { text, [lang]: expected } of cases) {
      const notes = shareNotes(makeWords(texts, lang), parseShare(text, allowed).problems, allowed);
      assert.deepEqual(notes.map(spaces), expected, text);
    }
  });
}

test("a version of the page that is no day is shown unchanged", () => {
  const [note] = shareNotes(makeWords(texts, "en"), [{ key: "v", value: "2026-01-01" }], { ...allowed, version: "draft" });
  assert.match(note, /the page holds the data of draft\./);
});
