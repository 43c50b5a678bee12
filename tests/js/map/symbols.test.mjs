import assert from "node:assert/strict";
import { test } from "node:test";
import { makePalette } from "../../../layers/static/base/theme.mjs";
import { paintSign } from "../../../layers/static/map/painter.mjs";
import { eventStrokes } from "../../../layers/static/map/stroke-styles.mjs";
import { discRadius, EventKinds, shortNumber, SpriteSet } from "../../../layers/static/map/symbols.mjs";
import { installStandIns, recordingContext } from "../helpers/map-stand-in.mjs";
import { style as table } from "../helpers/style-table.mjs";

installStandIns();
const style = {
  ...table,
  categories: {
    attack: { light: "#ad1101", dark: "#df8f3e", shape: "square" }, other: { light: "#888888", dark: "#777777", shape: "circle" },
  },
  base: { light: { paper: "#ffffff", text: "#000000", place: "#333333" }, dark: { paper: "#000000", text: "#ffffff", place: "#cccccc" } },
  shapes: { square: [[[-1, -1], [1, -1], [1, 1], [-1, 1]]], circle: null },
};
const columns = {
  n: 5,
  category: { codes: ["attack", "storm"], at: [0, 0, 1, 0, 0] },
  layer: { codes: ["events", "field-notes"], at: [0, 0, 0, 1, 0] },
  location_precision: { codes: ["town", "region", "road"], at: [0, 1, 0, 0, 2] },
  corroboration: { codes: ["multiple", "claim"], at: [0, 0, 0, 1, 1] },
};
const kinds = new EventKinds(columns, style);
const sprites = (theme = "light") => new SpriteSet(kinds, style, { theme, ratio: 1, colors: { "field-notes": "#123456" } });

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

test("a number has at most four signs, and no thousand reads as more", () => {
  const written = [2, 38, 999, 1000, 1049, 1234, 9940, 9960, 38_999, 999_999, 1_000_000, 2_550_000].map(shortNumber);
  assert.deepEqual(written, ["2", "38", "999", "1k", "1k", "1.2k", "9.9k", "9.9k", "38k", "999k", "1M", "2.5M"]);
});

test("the disc of more events is larger, up to a limit", () => {
  const radii = [2, 20, 2000, 1e6, 1e9].map((count) => discRadius(count, table.page.spot));
  assert.deepEqual(radii, [...radii].sort((a, b) => a - b));
  assert.ok(radii[1] > radii[0] && radii.at(-1) === table.page.spot.largest);
});

test("of a disc the attacks have their share of the rim, one among many too", () => {
  const arcOf = (count, attacks) => {
    const calls = sprites().disc(count, attacks).context.calls.filter(([name]) => name === "arc");
    return calls.length < 3 ? 0 : (calls.at(-1)[5] - calls.at(-1)[4]) / (2 * Math.PI);
  };
  assert.deepEqual([arcOf(10, 0), arcOf(10, 5), arcOf(10, 10)], [0, 0.5, 1]);
  assert.ok(arcOf(1000, 1) > 0);
});

test("the same disc is made once", () => {
  const set = sprites();
  assert.equal(set.disc(1201, 0), set.disc(1201, 0));
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
    const calls = signOf(category).map(([name]) => name).filter((name) => ["beginPath", "moveTo", "lineTo", "arc"].includes(name));
    return calls.slice(calls.lastIndexOf("beginPath") + 1);
  };
  assert.deepEqual(outline("attack"), ["moveTo", "lineTo", "lineTo", "lineTo"]);
  assert.deepEqual(outline("storm"), ["arc"]);
});

test("a name that every object has is no category", () => {
  assert.deepEqual(makePalette(style, "light").category("constructor"), { ...style.categories.other, color: "#888888" });
});
