import assert from "node:assert/strict";
import { test } from "node:test";
import { Spots } from "../../../layers/static/map/spots.mjs";

const SIDE = 1000; // pixels of the unit square
const rules = { cell: 46, radiusOf: (n) => (n < 2 ? 8 : Math.min(20, 9 + 2.6 * Math.log10(n))), obstacles: [] };
const view = { left: 0, top: 0, scale: SIDE, width: 1000, height: 700 };
const none = (n) => new Uint8Array(n);
const numbers = (n) => Uint32Array.from({ length: n }, (_, i) => i);

// Made from a fixed seed, so that every run sees the same places (mulberry32, in the public domain).
function randomPoints(n, seed = 7) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { x: Float64Array.from({ length: n }, random), y: Float64Array.from({ length: n }, () => random() * 0.7) };
}

const boxesOf = (spots) => spots.signs.map(({ at: [x, y], count }) => [x, y, rules.radiusOf(count)]);
const meet = ([x0, y0, r0], [x1, y1, r1]) => Math.abs(x0 - x1) < r0 + r1 - 1e-9 && Math.abs(y0 - y1) < r0 + r1 - 1e-9;
const pairs = (list) => list.flatMap((a, k) => list.slice(k + 1).map((b) => [a, b]));

for (const n of [100, 5000, 100_000]) {
  test(`no sign of ${n} events covers another or the sign of a crossing`, () => {
    const obstacles = [[500, 350, 8.5], [512, 350, 8.5], [100, 100, 8.5], [900, 600, 8.5]];
    const spots = new Spots(randomPoints(n), view, { ...rules, obstacles });
    const boxes = boxesOf(spots);
    assert.ok(boxes.length > 50);
    assert.deepEqual(pairs(boxes).filter(([a, b]) => meet(a, b)), []);
    assert.deepEqual(boxes.filter((box) => obstacles.some((other) => meet(box, other))), []);
  });

  test(`all of ${n} events are counted, and the attacks among them`, () => {
    const spots = new Spots(randomPoints(n), view, rules);
    spots.count(numbers(n), Uint8Array.from({ length: n }, (_, i) => i % 3 === 0));
    const sum = (counts) => counts.reduce((all, count) => all + count, 0);
    assert.deepEqual([sum(spots.counts), sum(spots.attacks)], [n, Math.ceil(n / 3)]);
  });
}

test("an event that is alone stands at its place", () => {
  const spots = new Spots({ x: [0.5], y: [0.25] }, view, rules, numbers(1));
  assert.deepEqual(spots.signs.map(({ at }) => at), [[500, 250]]);
});

test("events of the moment have spots of the moment, wherever others were", () => {
  const points = { x: [0.5, 0.52, 0.51], y: [0.25, 0.25, 0.26] };
  const spots = new Spots(points, view, rules, Uint32Array.of(1));
  assert.deepEqual(spots.signs.map(({ at }) => at), [[520, 250]]);
});

test("an event nowhere or beyond the view is in no spot", () => {
  const spots = new Spots({ x: [NaN, 1.5, 0.5], y: [0.1, 0.1, 0.1] }, view, rules);
  spots.count(numbers(3), none(3));
  assert.deepEqual([...spots.counts], [1]);
});

test("a map that is moved by a few pixels keeps its spots", () => {
  const points = randomPoints(400);
  const inMiddle = (spots, by) => spots.signs.map(({ at, count }) => [...at.map((px) => Math.round(px + by)), count])
    .filter((sign) => sign.slice(0, 2).every((px) => px > 150 && px < 550)).map(String);
  const [still, moved] = [0, 13].map((by) => new Spots(points, { ...view, left: by, top: by }, rules));
  const [before, after] = [inMiddle(still, 0), inMiddle(moved, 13)];
  assert.ok(before.length > 20);
  const kept = before.filter((text) => after.includes(text)).length;
  assert.ok(kept / before.length > 0.9, `${kept} of ${before.length}`); // what lies at the edge may move others
});

test("going on with a list counts the same as counting it anew", () => {
  const points = randomPoints(5000);
  const all = numbers(5000);
  const [stepwise, anew] = [new Spots(points, view, rules), new Spots(points, view, rules)];
  for (const end of [10, 900, 901, 5000]) stepwise.count(all.subarray(0, end), none(5000), [end - 5, end - 2]);
  anew.count(all.filter((i) => i !== 4995 && i !== 4998), none(5000));
  assert.deepEqual(stepwise.counts, anew.counts);
  stepwise.count(all.subarray(0, 20), none(5000));
  assert.equal(stepwise.counts.reduce((sum, count) => sum + count, 0), 20);
});
