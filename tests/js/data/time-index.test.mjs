import assert from "node:assert/strict";
import { test } from "node:test";
import { EventIndex, firstAtOrAfter, MODES, queryInterval } from "../../../layers/static/data/time-index.mjs";

const ONGOING = null;
const UNDATED = null;

function columns(intervals) {
  return { n: intervals.length, start: intervals.map(([start]) => start), end: intervals.map(([, end]) => end) };
}

function manyColumns(n, seed = 7) {
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const starts = Array.from({ length: n }, () => Math.floor(random() * 400)).sort((a, b) => a - b);
  return columns(starts.map((start) => [start, random() < 0.1 ? ONGOING : start + 1 + Math.floor(random() * random() * 60)]));
}

// The definition, read off directly.
function overlapping({ n, start, end }, a, b, mask) {
  return Array.from({ length: n }, (_, i) => i)
    .filter((i) => start[i] !== null && start[i] < b && (end[i] ?? Infinity) > a && (!mask || mask[i]));
}

test("there are three ways to read the clock", () => {
  assert.deepEqual(MODES, ["asof", "window", "sum"]);
});

test("each mode asks for its own days: a day, a window or all so far", () => {
  assert.deepEqual(queryInterval("asof", 20392, 14, 15000), [20392, 20393]);
  assert.deepEqual(queryInterval("window", 20392, 7, 15000), [20386, 20393]);
  assert.deepEqual(queryInterval("window", 20392, 1, 15000), [20392, 20393]);
  assert.deepEqual(queryInterval("sum", 20392, 14, 15000), [15000, 20393]);
});

test("the sum before its start still asks for the day itself", () => {
  assert.deepEqual(queryInterval("sum", 14000, 14, 15000), [14000, 14001]);
});

test("an event shows from its first to its last day", () => {
  const index = new EventIndex(columns([[10, 13]]));
  assert.deepEqual([9, 10, 12, 13].map((day) => index.visible(day, day + 1).length), [0, 1, 1, 0]);
});

test("an event that is not known to have ended shows on every later day", () => {
  const index = new EventIndex(columns([[10, ONGOING], [11, 12]]));
  assert.deepEqual([...index.visible(5000, 5001)], [0]);
});

test("an undated event is never shown by time and always listed as undated", () => {
  const index = new EventIndex(columns([[10, 11], [12, 13], [UNDATED, ONGOING], [UNDATED, ONGOING]]));
  assert.deepEqual([...index.visible(-100000, 100000)], [0, 1]);
  assert.deepEqual([...index.undated()], [2, 3]);
});

test("no events are no trouble", () => {
  const index = new EventIndex(columns([]));
  assert.deepEqual([index.visible(0, 10).length, index.undated().length], [0, 0]);
});

test("an interval yields exactly the overlapping events, ascending", () => {
  const events = manyColumns(3000);
  const index = new EventIndex(events);
  const mask = Uint8Array.from({ length: events.n }, (_, i) => (i % 3 === 0 ? 1 : 0));
  for (let a = -5; a < 470; a += 13) {
    for (const length of [1, 7, 30, 1000]) {
      for (const passing of [null, mask]) {
        assert.deepEqual([...index.visible(a, a + length, passing)], overlapping(events, a, a + length, passing), `[${a}, ${a + length})`);
      }
    }
  }
});

test("stepping forward in the sum extends one list instead of copying it", () => {
  const events = manyColumns(3000);
  const index = new EventIndex(events);
  for (const mask of [null, new Uint8Array(events.n).fill(1, 500)]) {
    const [before, after] = [200, 201].map((day) => index.visible(0, day, mask));
    assert.equal(before.buffer, after.buffer);
    assert.equal(before.byteOffset, after.byteOffset);
    assert.ok(after.length > before.length);
  }
});

test("an answer stays as it is when others are asked for", () => {
  const index = new EventIndex(manyColumns(1000));
  const answer = index.visible(100, 130);
  const kept = [...answer];
  index.visible(0, 400);
  index.visible(100, 130, new Uint8Array(1000));
  assert.deepEqual([...answer], kept);
});

test("the first position at or after a value is found by halves", () => {
  const values = Int32Array.of(1, 3, 3, 7);
  assert.deepEqual([0, 1, 2, 3, 4, 7, 8].map((value) => firstAtOrAfter(values, value)), [0, 0, 1, 1, 3, 3, 4]);
});
