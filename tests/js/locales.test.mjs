import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { askedTexts } from "./helpers/asked-texts.mjs";

const ROOT = new URL("../../", import.meta.url);
const LOCALES = new URL("layers/static/locales/", ROOT);
const SOURCES = ["layers", "geodata", "map_app.py"];
const CODE = /\.(mjs|py)$/;
const APP = "app."; // the app asks for its texts without it
const CODE_OR_NAME = /["'`]([\w-]+)["'`]|(\w+)(?=:)|\b(\d+)\b/g;
const KEY = /["'`]([a-z]+(?:\.[A-Za-z0-9-]+)+)["'`]/g;
const BEGUN = /["'`]([a-z]+(?:\.[A-Za-z0-9-]+)*)\.(?:\$\{|\{)/g; // `mode.${…}` in a script, f"mode.{…}" in Python
const PREFIX = /labelOf\(words, ([^)]*)\)/g;
const PLURAL_FORMS = /\.(zero|one|two|few|many|other)$/;
const ESCAPED_SPACE = "\u00a0";
const WORD = /\p{L}+/gu;
const LONG = 3; // words; fewer may well be the same in two languages: "Route", "{n} litres"

const locales = Object.fromEntries(readdirSync(LOCALES)
  .map((file) => [file.replace(".json", ""), JSON.parse(readFileSync(new URL(file, LOCALES), "utf8"))]));
const english = locales.en;
const filesIn = (path) => (CODE.test(path) ? [path] : readdirSync(new URL(`${path}/`, ROOT), { recursive: true })
  .map((file) => `${path}/${file}`));
const files = SOURCES.flatMap(filesIn).filter((file) => CODE.test(file)).map((file) => [file, readFileSync(new URL(file, ROOT), "utf8")]);
const code = files.map(([, text]) => text).join("\n");
const found = (pattern) => [...code.matchAll(pattern)].map((match) => match[1]);
const spaces = new Set(Object.keys(english).map((key) => key.split(".")[0]));
const named = new Set([...code.matchAll(CODE_OR_NAME)].map(([, ...ways]) => ways.find(Boolean)));
const begun = [...found(BEGUN), ...found(PREFIX).flatMap((words) => words.match(/(?<=")[a-z]+(?=")/g) ?? [])];
const prefixes = new Set(begun.flatMap((prefix) => [prefix, `${APP}${prefix}`]));
const keys = new Set(found(KEY));
const used = new Set(files.flatMap(([file, text]) => askedTexts(file, text, spaces)));
const style = JSON.parse(readFileSync(new URL("layers/static/style.json", ROOT), "utf8"));
const CODES = { kind: [...Object.keys(style.places), "political", "government", "route", "crossing"] }; // events go by their category
const isLong = (text) => (text.replace(/\{\w+\}/g, "").match(WORD) ?? []).length >= LONG;
const untranslated = (table, other) => Object.keys(table).filter((key) => table[key] === other[key] && isLong(table[key]));
const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
const bare = (names) => [...new Set(names.map((key) => key.replace(PLURAL_FORMS, "")))].sort();
const inEnglish = (key) => english[key] ?? english[key.replace(PLURAL_FORMS, ".other")] ?? ""; // which has fewer plural forms
const split = (key) => [key.slice(0, key.lastIndexOf(".")), key.slice(key.lastIndexOf(".") + 1)];
const isAsked = (key) => keys.has(key) || (key.startsWith(APP) && [keys, named].some((known) => known.has(key.slice(APP.length))));
const isComputed = ([prefix, name]) => prefixes.has(prefix) && (CODES[prefix]?.includes(name) ?? named.has(name));
const has = (table, key) => key in table || `${key}.other` in table;

test("the texts asked for are those of calls and tables, and no other string", () => {
  const asked = (path, text) => askedTexts(path, text, new Set(["page", "list"]));
  assert.deepEqual(asked("layers/app/context.py", 'ctx.say("count", n=1), ctx.say("a.b" if x else "c.d"), say(f("x.y"), "list.none")'),
    ["app.a.b", "app.c.d", "list.none"]);
  assert.deepEqual(asked("layers/style.py", 'NOTES = {"x": "page.copied", "y": "list.none"}\nsheet.say(NOTES[x])'),
    ["page.copied", "list.none"]);
  assert.deepEqual(asked("layers/static/page.mjs", "words.t(open ? `page.hide` : `page.show`)"), ["page.hide", "page.show"]);
  assert.deepEqual(asked("layers/style.py", 'say(language, "page.title") + read("page.html")'), ["page.title"]);
  assert.deepEqual(asked("layers/__init__.py", '{"write_export": "page.export"}'), []);
});

for (const [lang, table] of Object.entries(locales)) {
  test(`every text that the code asks for is there in ${lang}`, () => {
    assert.deepEqual([...used].filter((key) => !has(table, key)), []);
  });

  test(`no text in ${lang} is one that nothing asks for`, () => {
    const idle = Object.keys(table)
      .filter((key) => ![key, key.replace(PLURAL_FORMS, "")].some((each) => isAsked(each) || isComputed(split(each))));
    assert.deepEqual(idle, []);
  });

  test(`${lang} has the keys and the {places} of English`, () => {
    const [own, wanted] = [table, english].map((texts) => bare(Object.keys(texts)));
    const lacking = wanted.filter((key) => !own.includes(key));
    const surplus = own.filter((key) => !wanted.includes(key));
    const otherPlaces = Object.keys(table).filter((key) => places(table[key]).join() !== places(inEnglish(key)).join());
    assert.deepEqual({ lacking, surplus, otherPlaces }, { lacking: [], surplus: [], otherPlaces: [] });
  });

  test(`${lang} has every plural form its numbers need`, () => {
    const counted = bare(Object.keys(english)).filter((key) => `${key}.one` in english && `${key}.other` in english);
    const forms = [...new Set([0, 1, 2, 5, 21, 100].map((n) => new Intl.PluralRules(lang).select(n)))];
    const needed = counted.flatMap((key) => forms.map((form) => `${key}.${form}`));
    assert.deepEqual(needed.filter((key) => !(key in table)), []);
  });
}

test("no longer text is word for word the same in two languages", () => {
  const langs = Object.keys(locales);
  const pairs = langs.flatMap((lang, k) => langs.slice(k + 1).map((other) => [lang, other]));
  const same = pairs.flatMap(([lang, other]) => untranslated(locales[lang], locales[other]).map((key) => `${key}: ${lang} = ${other}`));
  assert.deepEqual(same, []);
});

test("a copied text is noticed, a word that languages share is not", () => {
  const copy = { "page.showlist": "Afficher la liste", "list.litres": "{n} litres", "status.stretch": "{from} – {to}" };
  assert.deepEqual(untranslated(copy, locales.fr), ["page.showlist"]);
  assert.ok(untranslated(locales.fr, { ...locales.fr }).length > 200);
});

test("French puts no breakable space before its double punctuation", () => {
  for (const [key, text] of Object.entries(locales.fr)) assert.doesNotMatch(text, / [:;?!»]|« /, key);
  assert.ok(Object.values(locales.fr).some((text) => text.includes(`${ESCAPED_SPACE}:`)));
});

test("states, categories and kinds of places all have a name", () => {
  const listed = [["state", style.states], ["crossingstate", style.states], ["category", style.categories], ["kind", style.places]];
  for (const [space, table] of listed) for (const name of Object.keys(table)) assert.ok(`${space}.${name}` in english, `${space}.${name}`);
});
