import assert from "node:assert/strict";
import { test } from "node:test";
import { citationText, correctionsLink } from "../../../layers/static/text/citation.mjs";
import { makeClock } from "../../../layers/static/state/clock-moves.mjs";
import { onSettled } from "../../../layers/static/state/hosts.mjs";
import { createMoment } from "../../../layers/static/state/moment.mjs";
import { readPayload } from "../../../layers/static/layers/payload.mjs";
import { makeLinks } from "../../../layers/static/state/session.mjs";
import { createStore } from "../../../layers/static/base/store.mjs";
import { makeWords } from "../../../layers/static/base/words.mjs";

test("listeners get what changed and why, and no call without a change", () => {
  const store = createStore({ day: 1, layers: ["a"] });
  const heard = [];
  store.subscribe((state, changed, cause) => heard.push([state.day, [...changed], cause]));
  store.update({ day: 1, layers: ["a"] });
  store.update({ day: 2, layers: ["a"] }, "release");
  assert.deepEqual(heard, [[2, ["day"], "release"]]);
});

test("a listener that fails does not stop the others", () => {
  const errors = [];
  const store = createStore({ day: 1 }, (error) => errors.push(error.message));
  let heard = 0;
  store.subscribe(() => { throw new Error("broken part"); });
  store.subscribe(() => { heard += 1; });
  store.update({ day: 2 });
  assert.deepEqual([errors, heard], [["broken part"], 1]);
});

test("scrubbing is reported once, when it ends, and outside changes never", (t) => {
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

test("keys are reported 300 ms after the last of them", (t) => {
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
  situation: { span: [0, 100], focus: [10, 50], version: "2026-11-23", title: { en: "Blockade" }, home: { lat: 13.2, lon: -7.2, zoom: 6 },
    day: 20, corrections: "mailto:a@b.example" },
  events: { n: 3, id: ["a", "b", "c"], start: [5, 20, 30] },
  sources: { id: ["s"], publisher: ["RFI"], title: ["Convoi"], url: ["https://rfi.example/1"], published: ["2025-10"] },
  style: { categories: { attack: {} } },
  words: {
    en: {
      "language.locale": "en-GB", "citation.text": "{title}. {dates}. {sources}. {situation}, {version}. {address}",
      "citation.state": "{title}: {state}", "correction.subject": "{id} {version}",
    },
  },
};
const { payload } = readPayload(raw);

function reader({ language = "en-GB", width = 1280 } = {}) {
  Object.defineProperty(globalThis, "navigator", { value: { language }, configurable: true });
  globalThis.window = { innerWidth: width };
}

// Timers that set timers are run in turn.
function pass(t, ms) {
  for (let past = 0; past < ms; past += 50) t.mock.timers.tick(50);
}

function clockAt(day, more = {}) {
  const store = createStore({
    day, mode: "asof", days: 7, busy: false, playing: false, allDates: false, speed: 1, layers: ["events"],
    filters: { category: [], corroboration: [], route: [], q: "" }, ...more,
  });
  return { store, clock: makeClock({ payload, store, moment: createMoment(payload) }) };
}

test("next and previous go to first days of events, outside the focus too", () => {
  const { store, clock } = clockAt(20);
  clock.next();
  assert.equal(store.get().day, 30);
  clock.next();
  assert.equal(store.get().day, 30);
  clock.previous();
  clock.previous();
  assert.equal(store.get().day, 5);
});

test("no step leaves the days of the situation", () => {
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

test("the window never grows longer than a link can hold", () => {
  const { payload: long } = readPayload({ ...raw, situation: { ...raw.situation, span: [0, 20000] } });
  const store = createStore({ day: 19000, days: 7 });
  makeClock({ payload: long, store, moment: null }).dragStart(0, true);
  assert.equal(store.get().days, 3650);
});

test("playing ends on the last day of the timeline and restarts at the first", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const played = (day, allDates) => {
    const { store, clock } = clockAt(day, { allDates });
    clock.toggle();
    const first = store.get().day;
    pass(t, 100000);
    assert.deepEqual([store.get().playing, store.get().busy], [false, false]);
    return [first, store.get().day];
  };
  assert.deepEqual(played(20, false), [21, 49]);
  assert.deepEqual(played(49, false), [11, 49]);
  assert.deepEqual(played(5, false), [11, 49]);
  assert.deepEqual(played(49, true), [50, 99]);
  assert.deepEqual(played(70, true), [71, 99]);
  assert.deepEqual(played(99, true), [1, 99]);
});

const MOVES = {
  goTo: (clock) => clock.goTo(40), step: (clock) => clock.step(1), next: (clock) => clock.next(), previous: (clock) => clock.previous(),
  drag: (clock) => clock.drag(40, true), dragStart: (clock) => clock.dragStart(15, true), stop: (clock) => clock.stop("release"),
};

test("whatever moves the clock stops the play in the same change", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const [name, move] of Object.entries(MOVES)) {
    const { store, clock } = clockAt(20);
    clock.toggle();
    pass(t, 1200);
    let told = 0;
    onSettled(store, () => { told += 1; });
    store.subscribe((state, names) => assert.ok(!state.playing, `${name}: ${[...names]}`));
    move(clock);
    const { day } = store.get();
    pass(t, 10000);
    assert.equal(store.get().day, day, name);
    assert.equal(store.get().busy, false, name);
    assert.ok(told <= 1, name);
  }
});

test("dragging the window's start while playing ends when it is released", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { store, clock } = clockAt(20);
  const told = [];
  onSettled(store, (names) => told.push(names));
  clock.toggle();
  pass(t, 1200);
  for (const day of [15, 14, 13]) clock.dragStart(day, false);
  pass(t, 5000);
  assert.deepEqual(told, []);
  clock.dragStart(13, true);
  assert.deepEqual(told, [["day", "days"]]);
});

test("an address that comes while playing stops the play without a report", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { store, clock } = clockAt(20);
  const told = [];
  onSettled(store, (names) => told.push(names));
  clock.toggle();
  pass(t, 1200);
  clock.stop("restore");
  store.update({ day: 30 }, "restore");
  pass(t, 10000);
  assert.deepEqual([store.get().day, told], [30, []]);
});

test("a link leaves out what is usual but always names the data version", () => {
  reader();
  const links = makeLinks(payload, { has: () => true });
  assert.equal(links.write(links.defaults), "v=2026-11-23");
  assert.equal(links.write({ ...links.defaults, day: 25, selected: "a" }), "t=1970-01-26&s=a&v=2026-11-23");
});

const french = { ...payload, words: { ...payload.words, fr: {} } };
const everything = { has: () => true };

test("going back to a link shows what opening it showed", () => {
  for (const text of ["", "t=1970-01-26", "lang=en&z=9"]) {
    for (const setting of [{}, { language: "fr-CA" }, { width: 360 }, { language: "fr", width: 360 }]) {
      reader(setting);
      const links = makeLinks(french, everything);
      assert.deepEqual(links.restored(text), links.opened(text), `${text} ${JSON.stringify(setting)}`);
    }
  }
});

test("an empty link is the view the page was made with, by Back too", () => {
  reader({ language: "fr" });
  const links = makeLinks({ ...french, view: { share: "t=1970-01-26&m=sum" } }, everything);
  for (const read of [links.opened, links.restored]) {
    const { day, mode, lang } = read("").state;
    assert.deepEqual([day, mode, lang], [25, "sum", "fr"]);
  }
});

test("what the reader has set is always written, so that Back finds it", () => {
  reader({ language: "fr", width: 360 });
  const links = makeLinks(french, everything);
  for (const change of [{ lang: "en" }, { lang: "fr" }, { zoom: 6 }, { zoom: 5 }]) {
    const state = { ...links.opened("").state, ...change };
    assert.deepEqual(links.restored(links.write(state)).state, { ...state, version: "2026-11-23" });
  }
});

test("in the app a link means what it means to the panels, whoever reads it", () => {
  reader({ language: "fr", width: 360 });
  const links = makeLinks(french, everything, "app");
  assert.equal(links.opened("").state.lang, "fr");
  assert.deepEqual(links.restored("").state, links.defaults);
  assert.equal(links.write({ ...links.defaults, lang: "fr" }), "lang=fr&v=2026-11-23");
  assert.equal(links.write(links.defaults), "v=2026-11-23");
});

test("the whole area is seen from further away on a narrow screen", () => {
  reader({ width: 360 });
  assert.deepEqual(makeLinks(payload, everything).home, { center: [13.2, -7.2], zoom: 5 });
});

const status = { id: "r", kind: "route", state: "escorted", basis: "reported", stale: false, since: 18, confirmed: 19,
  stretches: [["Kakolé", "Bamako"]], stretch: ["Kakolé", "Bamako"], rows: [{ sources: [0] }] };
const citing = {
  payload: { ...payload, sources: { ...payload.sources, publisher: ["RFI", "JICA"], title: ["Convoi", "Roads"],
    url: ["https://rfi.example/1", ""], published: ["2025-10", ""] } },
  words: makeWords(payload.words, "en"), state: () => ({ day: 20 }),
    moment: { routes: () => [status], crossings: () => [{ ...status, id: "c" }] },
};

test("a citation has title, dates, dated sources, data version and address", () => {
  const item = { kind: "event", title: { en: "Convoy" }, start: 20, end: 21, sources: [0] };
  assert.equal(citationText(citing, item, "file.html#t=1970-01-21"),
    "Convoy. 21 January 1970. RFI, Convoi, October 2025, https://rfi.example/1. Blockade, 2026-11-23. file.html#t=1970-01-21");
});

test("a route is cited with its state on the day and each source once", () => {
  for (const [kind, id] of [["route", "r"], ["crossing", "c"]]) {
    const cited = citationText(citing, { kind, id, name: { en: "Nigoun road" }, rows: [], sources: [1, 0] }, "x");
    assert.match(cited, /^Nigoun road: .*escorted, status\.since, status\.confirmed, status\.stretch\. 21 January 1970\. RFI, Convoi/);
    assert.equal(cited.split("RFI").length, 2);
    assert.ok(cited.indexOf("RFI") < cited.indexOf("JICA, Roads"));
  }
});

test("a place is cited as of the day, an added shape with its source", () => {
  assert.match(citationText(citing, { kind: "place", name: { en: "Kayes" }, sources: [1] }, "x"), /^Kayes\. 21 January 1970\. JICA/);
  const shape = { kind: "shape", title: "Camp", start: null, end: null, properties: { source: "OCHA" } };
  assert.match(citationText(citing, shape, "x"), /^Camp\. item\.undated\. OCHA\. /);
});

test("a correction is a mail about the item, or nothing without an address", () => {
  const words = makeWords(payload.words, "en");
  assert.equal(correctionsLink({ payload, words }, { id: "a" }), "mailto:a@b.example?subject=a%202026-11-23");
  const without = { situation: { ...payload.situation, corrections: "" } };
  assert.equal(correctionsLink({ payload: without, words }, { id: "a" }), "");
});
