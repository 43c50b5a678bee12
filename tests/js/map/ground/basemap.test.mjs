import assert from "node:assert/strict";
import { test } from "node:test";
import { makeBasemap, turnsInView } from "../../../../layers/static/map/ground/basemap.mjs";
import { spotsWithin } from "../../../../layers/static/map/ground/countries.mjs";

const WORLD_PX = 3600; // a degree of longitude is ten pixels
const view = (left, width) => ({
  scale: WORLD_PX, left, top: 0,
  toCanvas: (x, y) => [x * WORLD_PX - left, y * WORLD_PX],
  sees: ([x0, , x1]) => x1 * WORLD_PX - left >= 0 && x0 * WORLD_PX - left <= width,
});

test("a page without a basemap has none, and does not fail", () => {
  for (const nothing of [undefined, {}, { grounds: null, regions: "x" }]) {
    const { grounds, towns, regions } = makeBasemap(nothing);
    assert.deepEqual([grounds, towns, regions.lines], [[], [], []]);
  }
});

const line = "gBCCDfA"; // [16, 1], [17, 0], [2, 0] where a step is a degree
const sound = { frame: [0, 0, 20, 2], per_degree: 1, countries: [{ code: "XX", lines: [line] }], held: [] };

test("what is broken in a basemap is left out and named", () => {
  const broken = [
    { ...sound, frame: null }, { ...sound, per_degree: 0 }, { ...sound, countries: 5 }, { ...sound, countries: [null] }, null, "x",
    { ...sound, countries: [{ code: "XX", lines: ["é{}"] }] }, { ...sound, held: [7] }, { ...sound, frame: [0, 0, "a", 2] },
  ];
  for (const ground of broken) {
    const { grounds, problems } = makeBasemap({ grounds: [sound, ground] });
    assert.deepEqual([grounds.length, problems], [1, ["basemap"]], JSON.stringify(ground));
  }
  const { rivers, towns, regions, problems } = makeBasemap({
    per_degree: 1, rivers: [{ rank: 1 }, { rank: 2, lines: [line] }], regions: 7,
    towns: { name: ["A", "B"], kind: ["town"], lat: [1], lon: [2] },
  });
  assert.deepEqual([rivers.length, towns.length, regions.lines, problems], [1, 1, [], ["basemap"]]);
});

test("a sound basemap names no problem", () => {
  assert.deepEqual(makeBasemap({ grounds: [sound], per_degree: 1, regions: [line] }).problems, []);
});

test("a country that reaches the pole is drawn to the edge of the map", () => {
  const southern = { ...sound, countries: [{ code: "AQ", lines: ["AzFoBAnBA"] }] }; // (0, -89), (20, -89), (1, -89)
  const { grounds, problems } = makeBasemap({ grounds: [southern], per_degree: 1 });
  assert.deepEqual([grounds.length, problems], [1, []]);
  const [, , , bottom] = grounds[0].countries[0].bounds;
  assert.ok(bottom > 0.99 && bottom < 1.01, `${bottom}`);
});

test("beyond the antimeridian the ground of the world goes on", () => {
  const world = { isWorld: true, frame: [0, 0, 1, 1] };
  const about = view(3500, 300); // from 170° E to 160° W
  const lefts = turnsInView(world, about).map(({ left }) => left);
  assert.deepEqual(lefts, [3500, -100]); // the second shows 180° W, the left edge of the world, at 100 px
});

test("a ground that is not the whole world is drawn once", () => {
  assert.equal(turnsInView({ isWorld: false, frame: [0.9, 0, 1.1, 1] }, view(3500, 300)).length, 1);
});

const square = (left, top, side) => [[left, top], [left + side, top], [left + side, top + side], [left, top + side], [left, top]]
  .map(([x, y]) => [x / WORLD_PX, y / WORLD_PX]);

test("the name of a country stands inside the part of it that is in view", () => {
  const spots = spotsWithin([square(-500, 0, 700)], view(0, 1000), [0, 0, 1000, 600], { width: 80, height: 12 });
  assert.ok(spots.length > 0);
  for (const [x] of spots) assert.ok(x - 40 >= 0 && x + 40 <= 200, `at ${x}`);
});

test("a country with no room for its name has none", () => {
  assert.deepEqual(spotsWithin([square(100, 100, 60)], view(0, 1000), [0, 0, 1000, 600], { width: 80, height: 12 }), []);
});

test("no name of a country stands on a hole in it", () => {
  const rings = [square(0, 0, 600), square(100, 100, 400)]; // 100 px wide all around
  for (const [x, y] of spotsWithin(rings, view(0, 1000), [0, 0, 1000, 600], { width: 80, height: 12 })) {
    assert.ok(x + 40 <= 100 || x - 40 >= 500 || y <= 100 || y >= 500, `at ${x}, ${y}`);
  }
});
