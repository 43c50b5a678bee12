import assert from "node:assert/strict";
import { test } from "node:test";
import { citationText, correctionsLink } from "../../layers/static/citation.mjs";
import { makeClock } from "../../layers/static/clock-moves.mjs";
import { onSettled } from "../../layers/static/hosts.mjs";
import { createMoment } from "../../layers/static/moment.mjs";
import { readPayload } from "../../layers/static/payload.mjs";
import { makeLinks, noteProblems } from "../../layers/static/session.mjs";
import { createStore } from "../../layers/static/store.mjs";
import { makeWords } from "../../layers/static/words.mjs";

test("listeners hear what changed and why, and nothing when nothing did", () => {
  const store = createStore({ day: 1, layers: ["a"] });
  const heard = [];
  store.subscribe((state, changed, cause) => heard.push([state.day, [...changed], cause]));
  store.update({ day: 1, layers: ["a"] });
  store.update({ day: 2, layers: ["a"] }, "release");
  assert.deepEqual(heard, [[2, ["day"], "release"]]);
});

test("a listener that fails does not keep the others from hearing", () => {
  const errors = [];
  const store = createStore({ day: 1 }, (error) => errors.push(error.message));
  let heard = 0;
  store.subscribe(() => { throw new Error("broken part"); });
  store.subscribe(() => { heard += 1; });
  store.update({ day: 2 });
  assert.deepEqual([errors, heard], [["broken part"], 1]);
});

test("scrubbing is told once, when it ends; what came from outside is never told back", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = createStore({ day: 1, busy: false });
  const told = [];
  onSettled(store, (names) => told.push(names));
  for (const day of [2, 3, 4]) store.update({ day, busy: true }, "scrub");
  t.mock.timers.tick(2000);
  assert.deepEqual(told, []);
  store.update({ busy: false }, "release");
  assert.deepEqual(told, [["day"]]);
  store.update({ day: 9 }, "restore");
  t.mock.timers.tick(2000);
  assert.equal(told.length, 1);
});

test("keys are told 300 ms after the last of them", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = createStore({ day: 1, busy: false });
  let told = 0;
  onSettled(store, () => { told += 1; });
  store.update({ day: 2 }, "release");
  t.mock.timers.tick(299);
  assert.equal(told, 0);
  t.mock.timers.tick(1);
  assert.equal(told, 1);
});

const raw = {
  situation: { span: [0, 100], focus: [10, 50], version: "2026-11-23", title: { en: "Blockade" }, home: { lat: 13.2, lon: -7.2, zoom: 6 }, day: 20, corrections: "mailto:a@b.example" },
  events: { n: 3, id: ["a", "b", "c"], start: [5, 20, 30] },
  sources: { id: ["s"], publisher: ["RFI"], title: ["Convoi"], url: ["https://rfi.example/1"], published: ["2025-10"] },
  style: { categories: { attack: {} } }, words: { en: { "language.locale": "en-GB", "citation.text": "{title}. {dates}. {sources}. {situation}, {version}. {address}", "correction.subject": "{id} {version}" } },
};
const { payload } = readPayload(raw);

function clockAt(day) {
  const store = createStore({ day, mode: "asof", days: 7, busy: false, speed: 1, layers: ["events"], filters: { category: [], corroboration: [], route: [], q: "" } });
  return { store, clock: makeClock({ payload, store, moment: createMoment(payload) }) };
}

test("next and previous go to the days on which events begin, also outside the main period", () => {
  const { store, clock } = clockAt(20);
  clock.next();
  assert.equal(store.get().day, 30);
  clock.next();
  assert.equal(store.get().day, 30);
  clock.previous();
  clock.previous();
  assert.equal(store.get().day, 5);
});

test("no step leaves the days the situation speaks of", () => {
  const { store, clock } = clockAt(20);
  clock.step(-1000);
  assert.equal(store.get().day, 0);
  clock.goTo(1e6);
  assert.equal(store.get().day, 99);
});

test("dragging the start of the window changes its days, not the day shown", () => {
  const { store, clock } = clockAt(20);
  clock.dragStart(11, true);
  assert.deepEqual([store.get().day, store.get().days], [20, 10]);
});

test("a link leaves out what is usual but always names the data version", () => {
  const links = makeLinks(payload, { has: () => true });
  assert.equal(links.write(links.defaults), "v=2026-11-23");
  assert.equal(links.write({ ...links.defaults, day: 25, selected: "a" }), "t=1970-01-26&s=a&v=2026-11-23");
});

test("an older version, a day outside and nonsense in a link are each told in their own words", () => {
  const links = makeLinks(payload, { has: () => false });
  const told = [];
  const notes = { add: (key, vars) => told.push([key, vars.link ?? vars.list]), outside: (day) => told.push(["outside", day]) };
  noteProblems(notes, links.read("t=1969-12-01&v=2026-01-01&m=sideways&s=zzz").problems, payload.situation);
  assert.deepEqual(told, [["note.older", "2026-01-01"], ["outside", -31], ["note.share", "m=sideways; s=zzz"]]);
});

test("a citation names title, dates, sources with what is known of their date, data version and address", () => {
  const words = makeWords(payload.words, "en");
  const item = { title: { en: "Convoy" }, start: 20, end: 21, sources: [0] };
  assert.equal(citationText({ payload, words }, item, "file.html#t=1970-01-21"),
    "Convoy. 21 January 1970. RFI, Convoi, October 2025, https://rfi.example/1. Blockade, 2026-11-23. file.html#t=1970-01-21");
});

test("a correction is a mail about this very item, or nothing when there is no address", () => {
  const words = makeWords(payload.words, "en");
  assert.equal(correctionsLink({ payload, words }, { id: "a" }), "mailto:a@b.example?subject=a%202026-11-23");
  const without = { situation: { ...payload.situation, corrections: "" } };
  assert.equal(correctionsLink({ payload: without, words }, { id: "a" }), "");
});
