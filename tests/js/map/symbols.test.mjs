import assert from "node:assert/strict";
import { test } from "node:test";
import { makePalette } from "../../../layers/static/base/theme.mjs";
import { paintSign } from "../../../layers/static/map/painter.mjs";
import { eventStrokes } from "../../../layers/static/map/stroke-styles.mjs";
import { EventKinds, SpriteSet } from "../../../layers/static/map/symbols.mjs";
import { recordingContext } from "../helpers/map-stand-in.mjs";
import { style as table } from "../helpers/style-table.mjs";

const style = {
  ...table,
  categories: {
    attack: { light: "#ad1101", dark: "#df8f3e", shape: "square" }, other: { light: "#888888", dark: "#777777", shape: "circle" },
  },
  base: { light: { paper: "#ffffff", text: "#000000" }, dark: { paper: "#000000", text: "#ffffff" } },
  shapes: { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], circle: null },
};
const columns = {
  n: 5,
  category: { codes: ["attack", "storm"], at: [0, 0, 1, 0, 0] },
  layer: { codes: ["events", "field-notes"], at: [0, 0, 0, 1, 0] },
  location_precision: { codes: ["town", "region", "road"], at: [0, 1, 0, 0, 2] },
  corroboration: { codes: ["multiple", "claim"], at: [0, 0, 0, 1, 1] },
};
const kinds = new EventKinds(columns, style);
const sprites = (theme = "light") => new SpriteSet(kinds, style, { theme, ratio: 1, colors: { "field-notes": "#123456" }, width: 100 });
const alphas = (stamp) => [...stamp.colours].map((colour) => colour >>> 24);

test("a kind holds category, layer, vagueness and claim", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((i) => kinds.describe(kinds.of[i])), [
    { category: "attack", layer: "events", vague: false, claim: false },
    { category: "attack", layer: "events", vague: true, claim: false },
    { category: "storm", layer: "events", vague: false, claim: false },
    { category: "attack", layer: "field-notes", vague: false, claim: true },
    { category: "attack", layer: "events", vague: true, claim: true },
  ]);
});

test("events without those columns are all of one plain kind", () => {
  const plain = new EventKinds({ n: 2 }, style);
  assert.deepEqual(plain.describe(plain.of[1]), { category: "", layer: "", vague: false, claim: false });
});

test("a colour is the layer's, else the category's, else that of other", () => {
  const colours = (theme) => [0, 2, 3].map((i) => sprites(theme).colour(kinds.describe(kinds.of[i])));
  assert.deepEqual(colours("light"), ["#ad1101", "#888888", "#123456"]);
  assert.deepEqual(colours("dark"), ["#df8f3e", "#777777", "#123456"]);
});

test("a dot is full in its colour at the centre", () => {
  const { offsets, colours, strength } = sprites().dotStamps(5)(kinds.of[0]);
  assert.equal(strength, 255);
  assert.equal(colours[offsets.indexOf(0)], 0xff0111ad);
});

test("a claimed dot is paper inside and colour around", () => {
  const { offsets, colours } = sprites().dotStamps(5)(kinds.of[3]);
  assert.equal(colours[offsets.indexOf(0)], 0xffffffff);
  assert.equal(colours[offsets.indexOf(2)] & 0xffffff, 0x563412);
});

test("a dot whose place is vague is fainter, and so is one that fades", () => {
  const stampOf = sprites().dotStamps(5);
  const stamps = [stampOf(kinds.of[0]), stampOf(kinds.of[0], 2), stampOf(kinds.of[1]), stampOf(kinds.of[1], 2)];
  const strengths = stamps.map((stamp) => Math.max(...alphas(stamp)));
  assert.deepEqual(strengths, [255, 128, 115, 57]);
});

test("the same dot is made once", () => {
  const stampOf = sprites().dotStamps(5);
  assert.equal(stampOf(0, 0), stampOf(0));
  assert.equal(stampOf(0, 2), stampOf(0, 2));
});

function signOf(category, claim = false) {
  const ctx = recordingContext();
  const palette = makePalette(style, "light");
  paintSign(ctx, [0, 0], eventStrokes(palette, { category, claim, vague: false }), palette.shapes);
  return ctx.calls;
}

test("a symbol is filled in its colour, a claim is hollow with a dashed line", () => {
  const colourAt = (calls, k) => calls.slice(0, k).findLast(([name]) => name === "fillStyle=")[1];
  const fills = (calls) => calls.flatMap(([name], k) => (name === "fill" ? colourAt(calls, k) : []));
  const isDashed = (calls) => calls.some(([name, dash]) => name === "setLineDash" && dash.length > 0);
  assert.deepEqual([fills(signOf("attack")), isDashed(signOf("attack"))], [["#ad1101"], false]);
  assert.deepEqual([fills(signOf("attack", true)), isDashed(signOf("attack", true))], [["#ffffff"], true]);
});

test("a polygon has its corners, a category that is not listed is a circle", () => {
  const outline = (category) => {
    const calls = signOf(category).map(([name]) => name).filter((name) => ["beginPath", "lineTo", "arc"].includes(name));
    return calls.slice(calls.lastIndexOf("beginPath") + 1);
  };
  assert.deepEqual(outline("attack"), ["lineTo", "lineTo", "lineTo", "lineTo"]);
  assert.deepEqual(outline("storm"), ["arc"]);
});

test("a name that every object has is no category", () => {
  assert.deepEqual(makePalette(style, "light").category("constructor"), { ...style.categories.other, color: "#888888" });
});
