import assert from "node:assert/strict";
import { test } from "node:test";
import { PixelGrid } from "../../../layers/static/map/grid.mjs";

const WIDTH = 300;
const HEIGHT = 200;
const at = (x, y) => y * WIDTH + x;
const grid = (...centres) => new PixelGrid(Int32Array.from(centres), WIDTH, HEIGHT);

test("events within the radius are found across cells, nearest first", () => {
  const found = grid(at(31, 31), at(40, 40), at(200, 100));
  assert.deepEqual(found.within(33, 33, 10), [0, 1]);
  assert.deepEqual(found.within(38, 38, 10), [1, 0]);
  assert.deepEqual(found.within(120, 120, 10), []);
});

test("events on the same pixel come newest first", () => {
  assert.deepEqual(grid(at(50, 50), at(52, 50), at(50, 50)).within(50, 50, 5), [2, 0, 1]);
});

test("only accepted events are found, and none that is not drawn", () => {
  const found = grid(at(50, 50), -1, at(51, 50));
  assert.deepEqual(found.within(50, 50, 5, (i) => i !== 0), [2]);
});

test("the radius itself counts, a pixel more does not", () => {
  const found = grid(at(60, 50));
  assert.deepEqual([found.within(50, 50, 10).length, found.within(49, 50, 10).length], [1, 0]);
});

test("asking at and beyond the rim is no trouble", () => {
  const found = grid(at(0, 0), at(WIDTH - 1, HEIGHT - 1));
  assert.deepEqual(found.within(-3, -3, 6), [0]);
  assert.deepEqual(found.within(WIDTH + 2, HEIGHT + 2, 6), [1]);
  assert.deepEqual(found.within(-500, 9000, 6), []);
});

test("many events give what comparing every one of them gives", () => {
  let seed = 3;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const points = Array.from({ length: 4000 }, () => [random(WIDTH), random(HEIGHT)]);
  const found = grid(...points.map(([x, y]) => at(x, y)));
  for (let round = 0; round < 100; round += 1) {
    const [x, y, radius] = [random(WIDTH), random(HEIGHT), random(40)];
    const expected = points.flatMap(([px, py], i) => (Math.hypot(px - x, py - y) <= radius ? [i] : []));
    assert.deepEqual(found.within(x, y, radius).sort((a, b) => a - b), expected);
  }
});
