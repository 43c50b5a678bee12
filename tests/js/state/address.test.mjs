import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHost, onSettled } from "../../../layers/static/state/address.mjs";
import { createStore } from "../../../layers/static/base/store.mjs";

function appPage(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1000 });
  const reports = [];
  globalThis.window = { addEventListener() {}, Streamlit: { setComponentValue: ({ timeline }) => reports.push(timeline) }, setTimeout,
    clearTimeout };
  const store = createStore({ day: 1, busy: false });
  const restore = (text, cause) => store.update({ day: Number(text) }, cause);
  const host = makeHost("app", { store, share: () => String(store.get().day), restore });
  t.mock.timers.tick(1);
  return { host, store, reports, settle: () => t.mock.timers.tick(5000) };
}

test("a command is carried out once and not reported back", (t) => {
  const { host, store, reports, settle } = appPage(t);
  host.command({ seq: 1, after: reports[0].seq, share: "7" });
  store.update({ day: 8 }, "restore");
  host.command({ seq: 1, after: reports[0].seq, share: "7" });
  settle();
  assert.equal(store.get().day, 8);
  assert.equal(reports.length, 1);
});

test("a command older than the last report undoes nothing of the reader's", (t) => {
  const { host, store, reports, settle } = appPage(t);
  store.update({ day: 9 });
  settle();
  host.command({ seq: 1, after: reports[0].seq, share: "7" });
  assert.equal(store.get().day, 9);
  assert.deepEqual(reports.map(({ share }) => share), ["1", "9"]);
});

test("to an app that was started again the page tells its state, once", (t) => {
  const { host, store, reports, settle } = appPage(t);
  host.command({ visit: "a", seq: 1, after: reports[0].seq, share: "7" });
  store.update({ day: 9 });
  settle();
  for (const seq of [1, 1, 2]) host.command({ visit: "b", seq, after: 0, share: "7" });
  assert.equal(store.get().day, 9);
  assert.deepEqual(reports.map(({ share }) => share), ["1", "9", "9"]);
});

test("scrubbing is reported once, when it ends, and outside changes never", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = createStore({ day: 1, busy: false });
  const settled = [];
  onSettled(store, (names) => settled.push(names));
  for (const day of [2, 3, 4]) store.update({ day, busy: true }, "scrub");
  t.mock.timers.tick(2000);
  assert.deepEqual(settled, []);
  store.update({ busy: false }, "release");
  assert.deepEqual(settled, [["day"]]);
  store.update({ day: 9 }, "restore");
  t.mock.timers.tick(2000);
  assert.equal(settled.length, 1);
});

test("keys are reported 300 ms after the last of them", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const store = createStore({ day: 1, busy: false });
  let settled = 0;
  onSettled(store, () => { settled += 1; });
  store.update({ day: 2 }, "release");
  t.mock.timers.tick(299);
  assert.equal(settled, 0);
  t.mock.timers.tick(1);
  assert.equal(settled, 1);
});
