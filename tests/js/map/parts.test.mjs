import assert from "node:assert/strict";
import { test } from "node:test";
import { labelPoint, makeBasemap } from "../../../layers/static/map/basemap.mjs";
import { placeLabels } from "../../../layers/static/map/labels.mjs";
import { distanceToLine } from "../../../layers/static/map/projection.mjs";
import { routeRuns } from "../../../layers/static/layers/routes.mjs";
import { dayScale } from "../../../layers/static/base/scale.mjs";
import { routePeriods } from "../../../layers/static/time/strip.mjs";
import { hitUploads, makeUploads } from "../../../layers/static/layers/uploads.mjs";

const row = (from, to, start, end, state, basis = "reported") =>
  ({ from, to, start, end, stale_until: end + 7, state, basis, confirmed: end - 1, sources: [] });
const waypoints = ["A", "B", "C", "D"].map((name, k) => ({ name, lat: 12, lon: k }));

test("neighbouring legs that look alike are one line, a claim is another", () => {
  const route = { waypoints, rows: [row(0, 2, 10, 20, "escorted"), row(2, 3, 10, 20, "escorted", "claim")] };
  assert.deepEqual(routeRuns(route, 15).map(({ from, to, claim }) => [from, to, claim]), [[0, 2, false], [2, 3, true]]);
  assert.deepEqual(routeRuns(route, 40).map(({ from, to, state }) => [from, to, state]), [[0, 3, "unknown"]]);
});

test("a strip separates reported, stale and unknown days and omits none", () => {
  const route = { waypoints, rows: [row(0, 3, 10, 12, "blocked")] };
  const periods = routePeriods(route, [8, 30]).map(({ start, end, state, stale }) => [start, end, state, stale]);
  assert.deepEqual(periods, [[8, 10, "unknown", false], [10, 12, "blocked", false], [12, 19, "blocked", true], [19, 30, "unknown", false]]);
});

test("a scale puts each day in its own stripe and knows no day outside", () => {
  const scale = dayScale([100, 110], 50);
  assert.deepEqual([scale.left(100), scale.left(110), scale.x(101)], [0, 50, 7.5]);
  assert.deepEqual([0, 4.9, 5, 49.9, 400, -3].map(scale.dayAt), [100, 100, 101, 109, 109, 100]);
  assert.deepEqual([99, 100, 109, 110].map(scale.holds), [false, true, true, false]);
});

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

test("the name of a country goes into the middle of its largest part", () => {
  const square = (left, side) => [left, 0, side, 0, 0, side, -side, 0, 0, -side]; // a first position, then steps, in degrees
  const [shape] = makeBasemap({ per_degree: 1, countries: [{ properties: {}, lines: [square(100, 1), square(0, 10)] }] }, null).countries;
  const [x] = labelPoint(shape);
  assert.ok(Math.abs((x - 0.5) * 360 - 5) < 0.01);
});

test("the distance to a line is that to its nearest piece", () => {
  assert.equal(distanceToLine([[0, 0], [10, 0], [10, 10]], 5, 3), 3);
  assert.equal(distanceToLine([[0, 0], [10, 0]], 13, 4), 5);
});

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
  const view = { put: (x, y) => [(x - 0.5) * 3600, (y - 0.5) * 3600] }; // ten pixels a degree
  assert.deepEqual(hitUploads(shapes, [0, 0], view), ["good"]);
  assert.deepEqual(hitUploads(shapes, [40, 0], view), []);
});
