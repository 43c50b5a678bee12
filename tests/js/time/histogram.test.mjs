import assert from "node:assert/strict";
import { test } from "node:test";
import { dayScale } from "../../../layers/static/base/scale.mjs";
import { makePalette } from "../../../layers/static/base/theme.mjs";
import { histogramKey, paintHistogram } from "../../../layers/static/time/histogram.mjs";
import { recordingContext } from "../helpers/map-stand-in.mjs";
import { style } from "../helpers/style-table.mjs";

const palette = makePalette(style, "light");
const { light: alarm } = style.categories.attack;
const { sign } = style.base.light;
const HEIGHT = 11; // a pixel for the line beneath, and ten

// Two days of ten pixels each; the heights of the bars by colour.
function painted(counts, codes, max) {
  const pen = recordingContext();
  paintHistogram(pen, { edges: [0, 1, 2], counts, max }, codes, dayScale([0, 2], 20), HEIGHT, palette);
  const bars = [];
  let colour = "";
  for (const [name, ...given] of pen.calls) {
    if (name === "fillStyle=") [colour] = given;
    if (name === "fillRect" && given[3]) bars.push([colour, given[0], given[3]]);
  }
  return bars;
}

test("a bar is as high as its events, its foot as the attacks", () => {
  assert.deepEqual(painted([[1, 0], [1, 3], [0, 2]], ["siege", "attack", "convoy"], 5), [
    [sign, 0, 4], [alarm, 0, 2], [sign, 10, 10], [alarm, 10, 6],
  ]);
});

test("without attacks the bars have one colour, and no key", () => {
  assert.deepEqual(painted([[1, 2]], ["siege"], 2), [[sign, 0, 5], [sign, 10, 10]]);
  assert.deepEqual(histogramKey({ t: (key) => key }, ["siege"], palette), []);
});

test("the key names the colours of the bars", () => {
  const key = histogramKey({ t: (name) => name }, ["siege", "attack"], palette);
  assert.deepEqual(key, [[alarm, "timeline.attacks"], [sign, "timeline.others"]]);
});
