import assert from "node:assert/strict";
import { test } from "node:test";
import { distanceToLine, mercator, projectedPoints, pxPerMetre, worldPx } from "../../../layers/static/map/projection.mjs";

const near = (found, expected, tolerance) => assert.ok(Math.abs(found - expected) <= tolerance, `${found} is not ${expected}`);

test("the corners of the unit square are at 85.05113° and the date line", () => {
  const corners = [[[85.0511287798, -180], [0, 0]], [[0, 0], [0.5, 0.5]], [[-85.0511287798, 180], [1, 1]]];
  for (const [[lat, lon], [x, y]] of corners) {
    const found = mercator(lat, lon);
    near(found[0], x, 1e-9);
    near(found[1], y, 1e-9);
  }
});

test("what lies beyond the square is on its edge, the poles included", () => {
  for (const lat of [85.1, 90]) {
    assert.deepEqual(mercator(lat, 0), mercator(85.06, 0));
    assert.deepEqual(mercator(-lat, 0), mercator(-85.06, 0));
  }
});

test("Bamako is on its slippy-map tile, 10/489/475", () => {
  const [x, y] = mercator(12.6091, -7.9752).map((part) => Math.floor(part * 1024));
  assert.deepEqual([x, y], [489, 475]);
});

test("a pixel at zoom 0 on the equator is 156543.03 metres", () => {
  near(1 / pxPerMetre(0, 0), 156543.03, 0.01);
  near(1 / pxPerMetre(60, 1), 156543.03 / 4, 0.01);
  assert.equal(worldPx(3), 2048);
});

test("events lie in the unit square, those without a place nowhere", () => {
  const { x, y } = projectedPoints({ n: 5, lat: [0, 90, null, 0, 0], lon: [0, 0, 0, null, 90] }, (i) => i !== 4);
  assert.deepEqual([[...x], [...y]], [[0.5, NaN, NaN, NaN, NaN], [0.5, NaN, NaN, NaN, NaN]]);
});

test("the distance to a line is that to its nearest piece", () => {
  assert.equal(distanceToLine([[0, 0], [10, 0], [10, 10]], 5, 3), 3);
  assert.equal(distanceToLine([[0, 0], [10, 0]], 13, 4), 5);
});
