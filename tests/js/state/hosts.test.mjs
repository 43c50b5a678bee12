import assert from "node:assert/strict";
import { test } from "node:test";
import { makeHost } from "../../../layers/static/state/hosts.mjs";
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
