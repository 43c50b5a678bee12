import assert from "node:assert/strict";
import { test } from "node:test";
import { drawAreas } from "../../../layers/static/map/areas.mjs";
import { recordingContext } from "../helpers/map-stand-in.mjs";
import { style } from "../helpers/style-table.mjs";

const columns = {
  n: 4,
  lat: [0, 0, 0, 0], lon: [0, 0, 0, 0],
  location_precision: { codes: ["town", "region", "road", "country"], at: [0, 1, 2, 3] },
  stretch: [null, null, [[0, 0], [0, 1.40625]], null],
};
const view = { left: 0, top: 0, scale: 256 * 2 ** 8, zoom: 8, ratio: 1 };

function drawn(indices, { opacityOf = () => 1, table = columns, at = view } = {}) {
  const ctx = recordingContext();
  drawAreas(ctx, table, Uint32Array.from(indices), { view: at, area: style.area, colourOf: () => "#ad1101", opacityOf });
  return ctx.calls;
}
const named = (calls, name) => calls.filter(([called]) => called === name);

test("an exact place, a town and a whole country have no area", () => {
  assert.deepEqual(named(drawn([0, 3]), "fill").concat(named(drawn([0, 3]), "stroke")), []);
});

test("a region is a disc of forty kilometres", () => {
  const [[, x, y, radius]] = named(drawn([1]), "arc");
  assert.deepEqual([x, y], [32768, 32768]);
  assert.ok(Math.abs(radius - 40000 / 611.496) < 0.1); // metres per pixel at zoom 8 on the equator
});

test("far out a disc does not shrink to a point", () => {
  const [[, , , radius]] = named(drawn([1], { at: { ...view, scale: 256, zoom: 0, ratio: 2 } }), "arc");
  assert.equal(radius, 32);
});

test("an event somewhere on a road is a band along the stretch", () => {
  const calls = drawn([2]);
  assert.deepEqual(named(calls, "lineTo").map(([, x, y]) => [x, Math.round(y)]), [[32768, 32768], [33024, 32768]]);
  assert.equal(named(calls, "stroke").length, 1);
});

test("a road event whose stretch is not known is a disc", () => {
  assert.equal(named(drawn([2], { table: { ...columns, stretch: undefined } }), "arc").length, 1);
});

test("a region without a place, or at a pole, has no area", () => {
  for (const [lat, lon] of [[null, 0], [0, null], [90, 0], [-90, 0], [NaN, 0]]) {
    const table = { ...columns, lat: [0, lat, 0, 0], lon: [0, lon, 0, 0] };
    assert.equal(named(drawn([1], { table }), "fill").length, 0, `${lat}, ${lon}`);
  }
});

test("what fades is fainter in the same measure", () => {
  const opacity = (opacityOf) => named(drawn([0, 1], { opacityOf }), "globalAlpha=")[0][1];
  assert.equal(opacity((k) => [1, 0.5][k]), opacity() / 2);
});

test("of very many areas only the newest are drawn", () => {
  const n = 3000;
  const many = { n, lat: new Array(n).fill(0), lon: new Array(n).fill(0),
    location_precision: { codes: ["region"], at: new Array(n).fill(0) } };
  assert.ok(named(drawn(many.lat.keys(), { table: many }), "fill").length <= 500);
});
