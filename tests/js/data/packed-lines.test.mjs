import assert from "node:assert/strict";
import { test } from "node:test";
import { unpackedLine } from "../../../layers/static/data/packed-lines.mjs";

test("a line is its first position and the steps from each to the next", () => {
  assert.deepEqual(unpackedLine([-9141, 15495, -1, 0, -205, 91], 1000), [[-9.141, 15.495], [-9.142, 15.495], [-9.347, 15.586]]);
});

test("a line without points is empty", () => {
  assert.deepEqual(unpackedLine([], 1000), []);
});

test("degrees come out as they were written, however many steps lead there", () => {
  const written = Array.from({ length: 2000 }, (_, k) => [Number((-18 + k * 0.007).toFixed(3)), Number((28 - k * 0.011).toFixed(3))]);
  const [whole, before] = [([lon, lat]) => [Math.round(lon * 1000), Math.round(lat * 1000)], [0, 0]];
  const steps = written.map(whole).flatMap(([x, y]) => {
    const step = [x - before[0], y - before[1]];
    [before[0], before[1]] = [x, y];
    return step;
  });
  assert.deepEqual(unpackedLine(steps, 1000), written);
});
