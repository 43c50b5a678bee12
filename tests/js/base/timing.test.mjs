import assert from "node:assert/strict";
import { test } from "node:test";
import { onFrame } from "../../../layers/static/base/timing.mjs";

// Frames that are drawn when the test says so.
function frames() {
  const asked = new Map();
  globalThis.requestAnimationFrame = (work) => asked.set(asked.size + 1, work).size;
  globalThis.cancelAnimationFrame = (number) => asked.delete(number);
  return () => {
    const due = [...asked.values()];
    asked.clear();
    for (const work of due) work();
  };
}

test("however often it is asked for, the work is done once in a frame", () => {
  const draw = frames();
  let done = 0;
  const ask = onFrame(() => { done += 1; });
  for (let k = 0; k < 3; k += 1) ask();
  assert.equal(done, 0);
  draw();
  assert.equal(done, 1);
});

test("a frame that fails is reported and the next is drawn", () => {
  const draw = frames();
  const failed = [];
  let broken = true;
  let done = 0;
  const ask = onFrame(() => {
    if (broken) throw new Error("no canvas");
    done += 1;
  }, (error) => failed.push(error.message));
  ask();
  draw();
  broken = false;
  ask();
  draw();
  assert.deepEqual([failed, done], [["no canvas"], 1]);
});

test("work that is done at once fails where it is asked for", () => {
  frames();
  const ask = onFrame(() => { throw new Error("no canvas"); }, () => assert.fail("not told"));
  assert.throws(() => ask.now(), /no canvas/);
});

test("without an error listener a frame that fails throws", () => {
  const draw = frames();
  onFrame(() => { throw new Error("no canvas"); })();
  assert.throws(draw, /no canvas/);
});
