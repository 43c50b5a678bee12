import assert from "node:assert/strict";
import { test } from "node:test";
import { style } from "../../helpers/style-table.mjs";
import { makeAttackDensity } from "../../../../layers/static/data/news/attack-density.mjs";

// On the equator a degree is 111.195 km: a road of 0.9 degrees, 100.08 km, has eleven pieces of 9.098 km, the second road one more.
const PIECE_KM = 9.098;
const routes = [
  { legs: [0], lines: [[[0, 0], [0.9, 0]]] },
  { legs: [0, 1], lines: [[[0, 0], [0.9, 0]], [[0.9, 0], [0.9, 0.05]]] },
];

function attacks(...rows) {
  const column = (name, usual) => rows.map((row) => (name in row ? row[name] : usual));
  const coded = (name, codes, usual) => ({ codes, at: column(name, usual).map((code) => codes.indexOf(code)) });
  return {
    n: rows.length, lat: column("lat", 0), lon: column("lon", 0), routes: column("routes", [0]), stretch: column("stretch", null),
    category: coded("category", ["attack", "convoy"], "attack"),
    location_precision: coded("precision", ["exact", "town", "road", "region"], "town"),
  };
}

const found = (...rows) => {
  const made = makeAttackDensity({ events: attacks(...rows), routes, style });
  return { pieces: made.pieces, ...made.of(Uint32Array.from(rows.keys())) };
};
const near = (a, b) => Math.abs(a - b) < 0.01;
const filled = ({ density }) => [...density.keys()].filter((k) => density[k]);

test("a leg that two roads share is cut once, into pieces of ten kilometres", () => {
  const { pieces } = found();
  assert.deepEqual([pieces.length, pieces[0].routes, pieces.at(-1).routes], [12, [0, 1], [1]]);
  assert.ok(pieces.every(({ km }) => km > 5 && km <= 10));
  assert.ok(near(pieces[0].km, PIECE_KM));
});

test("an attack counts where it was, and once for its road", () => {
  const once = found({ lon: 0.45 });
  assert.deepEqual([filled(once), [...once.attacks]], [[5], [1, 0]]);
  assert.ok(near(once.density[5], 10 / PIECE_KM));
  assert.ok(near(found({ lon: 0.45 }, { lon: 0.46 }).density[5], 20 / PIECE_KM));
});

test("what is known to a stretch counts evenly along it, one attack in all", () => {
  const spread = found({ precision: "road", stretch: [[0, 0], [0, 0.41]] });
  assert.equal(filled(spread).length, 5);
  const sum = filled(spread).reduce((all, k) => all + (spread.density[k] * spread.pieces[k].km) / 10, 0);
  assert.ok(near(sum, 1));
});

test("what is far from its roads, or vague, counts with the road alone", () => {
  for (const row of [{ precision: "region" }, { lat: 0.5 }, { lat: null }]) {
    const told = found(row);
    assert.deepEqual([filled(told), told.attacks[0]], [[], 1]);
  }
});

test("other events, and attacks that belong to no road, count nowhere", () => {
  const none = found({ category: "convoy" }, { routes: [] });
  assert.deepEqual([filled(none), [...none.attacks], none.text], [[], [0, 0], new Array(12).fill(-1).join()]);
});

test("going on with a list counts the same as counting it anew", () => {
  const rows = [0.05, 0.2, 0.45, 0.46, 0.8].map((lon) => ({ lon }));
  const all = Uint32Array.from(rows.keys());
  const made = makeAttackDensity({ events: attacks(...rows), routes, style });
  const anew = (end) => makeAttackDensity({ events: attacks(...rows), routes, style }).of(all.slice(0, end));
  for (const end of [1, 3, 5, 2, 4]) {
    const { density, attacks: along } = made.of(all.subarray(0, end));
    assert.deepEqual([[...density], [...along]], [[...anew(end).density], [...anew(end).attacks]]);
  }
});
