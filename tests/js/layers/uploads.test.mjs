import assert from "node:assert/strict";
import { test } from "node:test";
import { hitUploads, makeUploads } from "../../../layers/static/layers/uploads.mjs";

const area = { type: "Polygon", coordinates: [[[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]] };
const layers = [{ id: "up", name: "Mine", shapes: { features: [
  { properties: { id: "good" }, geometry: area }, { properties: { id: "empty" }, geometry: { type: "Polygon", coordinates: null } },
  { properties: { id: "nan" }, geometry: { type: "LineString", coordinates: [["x", 1]] } }] } }];

test("a broken shape of an added layer is reported and costs no other", () => {
  const { shapes, problems } = makeUploads(layers);
  assert.deepEqual(shapes.map(({ id }) => id), ["good"]);
  assert.deepEqual(problems, ["Mine"]);
});

test("an area is hit inside it, not beside it", () => {
  const { shapes } = makeUploads(layers);
  const view = { toCanvas: (x, y) => [(x - 0.5) * 3600, (y - 0.5) * 3600] }; // ten pixels a degree
  assert.deepEqual(hitUploads(shapes, [0, 0], view), ["good"]);
  assert.deepEqual(hitUploads(shapes, [40, 0], view), []);
});
