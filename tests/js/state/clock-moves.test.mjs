import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../layers/static/base/store.mjs";
import { readPayload } from "../../../layers/static/layers/read-payload.mjs";
import { makeClock } from "../../../layers/static/state/clock-moves.mjs";
import { onSettled } from "../../../layers/static/state/address.mjs";
import { createMoment } from "../../../layers/static/state/moment.mjs";
import { payload, raw } from "../helpers/small-situation.mjs";

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
    let reported = 0;
    onSettled(store, () => { reported += 1; });
    store.subscribe((state, names) => assert.ok(!state.playing, `${name}: ${[...names]}`));
    move(clock);
    const { day } = store.get();
    pass(t, 10000);
    assert.equal(store.get().day, day, name);
    assert.equal(store.get().busy, false, name);
    assert.ok(reported <= 1, name);
  }
});

test("dragging the window's start while playing ends when it is released", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { store, clock } = clockAt(20);
  const reported = [];
  onSettled(store, (names) => reported.push(names));
  clock.toggle();
  pass(t, 1200);
  for (const day of [15, 14, 13]) clock.dragStart(day, false);
  pass(t, 5000);
  assert.deepEqual(reported, []);
  clock.dragStart(13, true);
  assert.deepEqual(reported, [["day", "days"]]);
});

test("an address that comes while playing stops the play without a report", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { store, clock } = clockAt(20);
  const reported = [];
  onSettled(store, (names) => reported.push(names));
  clock.toggle();
  pass(t, 1200);
  clock.stop("restore");
  store.update({ day: 30 }, "restore");
  pass(t, 10000);
  assert.deepEqual([store.get().day, reported], [30, []]);
});
