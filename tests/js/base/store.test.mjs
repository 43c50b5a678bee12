import assert from "node:assert/strict";
import { test } from "node:test";
import { createStore } from "../../../layers/static/base/store.mjs";

test("listeners get what changed and why, and no call without a change", () => {
  const store = createStore({ day: 1, layers: ["a"] });
  const calls = [];
  store.subscribe((state, changed, cause) => calls.push([state.day, [...changed], cause]));
  store.update({ day: 1, layers: ["a"] });
  store.update({ day: 2, layers: ["a"] }, "release");
  assert.deepEqual(calls, [[2, ["day"], "release"]]);
});

test("a listener that fails does not stop the others", () => {
  const errors = [];
  const store = createStore({ day: 1 }, (error) => errors.push(error.message));
  let calls = 0;
  store.subscribe(() => { throw new Error("broken part"); });
  store.subscribe(() => { calls += 1; });
  store.update({ day: 2 });
  assert.deepEqual([errors, calls], [["broken part"], 1]);
});
