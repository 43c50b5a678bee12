import assert from "node:assert/strict";
import { test } from "node:test";
import { labelPoint, makeBasemap } from "../../../layers/static/map/basemap.mjs";

test("the name of a country goes into the middle of its largest part", () => {
  const square = (left, side) => [left, 0, side, 0, 0, side, -side, 0, 0, -side]; // a first position, then steps, in degrees
  const [shape] = makeBasemap({ per_degree: 1, countries: [{ properties: {}, lines: [square(100, 1), square(0, 10)] }] }, null).countries;
  const [x] = labelPoint(shape);
  assert.ok(Math.abs((x - 0.5) * 360 - 5) < 0.01);
});
