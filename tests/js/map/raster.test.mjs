import assert from "node:assert/strict";
import { test } from "node:test";
import { makeStamp, Raster } from "../../../layers/static/map/raster.mjs";

const WIDTH = 24;
const HEIGHT = 16;
const RED = 0x0000ff;
const BLUE = 0xff0000;
const at = (x, y) => y * WIDTH + x;
const word = (colour, alpha) => ((alpha << 24) | colour) >>> 0;

// A plus sign three pixels wide: full in the middle, half at the tips.
function plus(colour, opacity) {
  const [tip, full] = [word(colour, 128), word(colour, 255)];
  return makeStamp(Uint32Array.of(0, tip, 0, tip, full, tip, 0, tip, 0), 3, WIDTH, opacity);
}

const raster = () => new Raster(new Uint32Array(WIDTH * HEIGHT), WIDTH);
const order = (n) => Uint32Array.from({ length: n }, (_, i) => i);

test("a stamp holds the pixels that are not empty, counted from its centre", () => {
  const { offsets, colours, strength } = plus(RED);
  assert.deepEqual([...offsets], [-WIDTH, -1, 0, 1, WIDTH]);
  assert.deepEqual([...colours], [word(RED, 128), word(RED, 128), word(RED, 255), word(RED, 128), word(RED, 128)]);
  assert.equal(strength, 255);
});

test("a fainter stamp has less opacity and keeps its colour", () => {
  const { colours, strength } = plus(BLUE, 0.5);
  assert.deepEqual([colours[2], strength], [word(BLUE, 128), 128]);
});

test("where symbols meet the newer one is on top", () => {
  const image = raster();
  image.stampAll(order(2), Int32Array.of(at(5, 5), at(5, 5)), (i) => plus(i === 1 ? RED : BLUE));
  assert.equal(image.words[at(5, 5)], word(RED, 255));
});

test("a stronger older pixel shows under a weaker newer one", () => {
  const image = raster();
  image.stampAll(order(2), Int32Array.of(at(5, 5), at(6, 5)), (i) => plus(i === 1 ? RED : BLUE));
  assert.deepEqual([image.words[at(5, 5)], image.words[at(6, 5)]], [word(BLUE, 255), word(RED, 255)]);
});

test("an event that is not on the canvas leaves no mark", () => {
  const image = raster();
  image.stampAll(order(1), Int32Array.of(-1), () => plus(RED));
  assert.equal(image.stampOnTop(order(1), Int32Array.of(-1), () => plus(RED)), null);
  assert.ok(image.words.every((pixel) => pixel === 0));
});

test("adding later events on top gives the same picture as stamping all anew", () => {
  let seed = 11;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const stamps = [plus(RED), plus(BLUE), plus(RED, 0.4), plus(BLUE, 0.4)];
  for (let round = 0; round < 50; round += 1) {
    const n = 120;
    const centres = Int32Array.from({ length: n }, () => (random(9) ? at(1 + random(WIDTH - 2), 1 + random(HEIGHT - 2)) : -1));
    const kinds = Array.from({ length: n }, () => random(4));
    const stampOf = (i) => stamps[kinds[i]];
    const [anew, added] = [raster(), raster()];
    anew.stampAll(order(n), centres, stampOf);
    const split = random(n);
    added.stampAll(order(n).subarray(0, split), centres, stampOf);
    added.stampOnTop(order(n).subarray(split), centres, stampOf);
    assert.deepEqual(added.words, anew.words);
  }
});

test("what was added is inside the box returned", () => {
  const image = raster();
  const box = image.stampOnTop(order(2), Int32Array.of(at(3, 4), at(10, 9)), () => plus(RED));
  assert.deepEqual(box, [3, 4, 11, 10]);
});

test("the position in the list comes with the event", () => {
  const asked = [];
  raster().stampAll(Uint32Array.of(7, 9), Int32Array.from({ length: 10 }, (_, i) => at(i, 3)), (i, k) => asked.push([i, k]) && plus(RED));
  assert.deepEqual(asked, [[9, 1], [7, 0]]);
});

test("a cleared image takes stamps as a new one does", () => {
  const image = raster();
  image.stampAll(order(1), Int32Array.of(at(5, 5)), () => plus(RED));
  image.clear();
  image.stampAll(order(1), Int32Array.of(at(5, 5)), () => plus(BLUE, 0.4));
  assert.equal(image.words[at(5, 5)], word(BLUE, 102));
});
