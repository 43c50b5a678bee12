import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLabels } from "../../../layers/static/map/labels.mjs";

const label = (text, x, y, more) => ({ text, x, y, radius: 3, width: 40, size: 12, ...more });
const boxOf = ({ left, middle, width, size }) => [left, middle - size / 2, left + width, middle + size / 2];
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

test("no name on the map covers another, however many there are", () => {
  const labels = Array.from({ length: 300 }, (_, k) => label(`n${k}`, (k * 37) % 400, (k * 53) % 300));
  const boxes = placeLabels(labels, [0, 0, 400, 300]).map(boxOf);
  assert.ok(boxes.length > 20);
  for (const [k, a] of boxes.entries()) for (const b of boxes.slice(k + 1)) assert.ok(!overlap(a, b));
});

test("the more important name is placed and one that fits nowhere is not", () => {
  const placed = placeLabels([label("first", 50, 20), label("second", 50, 20, { centred: true }),
    label("third", 51, 20, { centred: true })], [0, 0, 140, 40]);
  assert.equal(placed[0].text, "first");
  assert.ok(placed.length < 3);
});

test("a strong name rather covers a mark than be missing", () => {
  const marks = [[0, 0, 200, 200]];
  assert.equal(placeLabels([label("weak", 100, 100)], [0, 0, 200, 200], marks).length, 0);
  assert.equal(placeLabels([label("strong", 100, 100, { strong: true })], [0, 0, 200, 200], marks).length, 1);
});
