import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { makePalette } from "../../../layers/static/base/theme.mjs";
import { crossingStrokes, eventStrokes, placeStrokes, roadStrokes } from "../../../layers/static/map/stroke-styles.mjs";
import { namedColours, style } from "../helpers/style-table.mjs";

const cases = JSON.parse(readFileSync(new URL("../../cases/strokes.json", import.meta.url), "utf8"));
const named = makePalette(namedColours, "light");
const LEFT_OUT = { shape: "", radius: 0, line: [], fill: "none", color: "none", width: 0, dash: [], cap: "butt", opacity: 1 };
const PAINTED = { roads: roadStrokes, crossings: crossingStrokes, events: eventStrokes, places: placeStrokes };
const BOTH = [false, true];
const everyState = [
  ...Object.keys(style.states).flatMap((state) => BOTH.flatMap((claim) => [0, 1].map((faded) => ({ state, claim, faded })))),
  ...["restricted", "attacked"].map((state) => ({ state, claim: false, faded: 0.2 })), // on the way: one above its floor, one at it
];
const realRoads = [ // which no crossing is
  ...Object.keys(style.states).map((state) => ({ state, claim: false, faded: 0, road: true })),
  { state: "attacked", claim: true, faded: 1, road: true },
];
const farRoads = [
  { state: "unknown", claim: false, faded: 0, far: true },
  { state: "open", claim: true, faded: 0, far: true },
];
const EVERY = {
  roads: [...everyState, ...realRoads, ...farRoads],
  crossings: everyState,
  events: Object.keys(style.categories).flatMap((category) => BOTH.flatMap((claim) => BOTH.map((vague) => ({ category, claim, vague })))),
  places: Object.keys(style.places).flatMap((kind) => BOTH.map((approximate) => ({ kind, approximate }))),
};

function rounded(value) {
  if (Array.isArray(value)) return value.map(rounded);
  return typeof value === "number" ? Number(value.toFixed(6)) : value;
}

const whole = (stroke) => ({ ...LEFT_OUT, ...stroke });
const drawn = (stroke) => Object.fromEntries(Object.entries(stroke).map(([name, value]) => [name, rounded(value)]));

for (const [what, strokes] of Object.entries(PAINTED)) {
  test(`${what} have the strokes of the cases`, () => {
    assert.deepEqual(cases[what].map(({ strokes: _, ...members }) => members), EVERY[what]);
    for (const { strokes: expected, ...members } of cases[what]) {
      assert.deepEqual(strokes(named, members).map(drawn), expected.map(whole), JSON.stringify(members));
    }
  });
}

test("a road that is drawn wider has the same dash and rim of its casing", () => {
  const wide = roadStrokes(named, { state: "blocked", claim: true }, { factor: 2 });
  assert.deepEqual(wide.map(({ width, dash }) => [width, dash]), [[14.5, []], [12, [3, 2]], [5.4, []]]);
});

test("beside the map a road has no casing", () => {
  const flat = roadStrokes(named, { state: "blocked", claim: false }, { cased: false });
  assert.deepEqual(flat.map(({ color }) => color), ["state"]);
});

test("the colours are those of the theme", () => {
  const colours = (theme) => roadStrokes(makePalette(style, theme), { state: "open", claim: true }).map(({ color }) => color);
  for (const theme of ["light", "dark"]) {
    const { land, halo } = style.base[theme];
    assert.deepEqual(colours(theme), [land, style.states.open[theme], halo]);
  }
});

test("a state that is not listed is drawn like unknown", () => {
  const current = { claim: false };
  assert.deepEqual(roadStrokes(named, { state: "flooded", ...current }), roadStrokes(named, { state: "unknown", ...current }));
});
