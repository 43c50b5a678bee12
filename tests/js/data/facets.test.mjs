import assert from "node:assert/strict";
import { test } from "node:test";
import { facetCounts, facetMasks, facetTotals } from "../../../layers/static/data/facets.mjs";

const events = {
  n: 3, id: ["a", "b", "c"], category: { codes: ["attack", "aid"], at: [0, 1, 1] },
  corroboration: { codes: ["single"], at: [0, 0, 0] }, routes: [[0, 2], [], [2]],
};
const ids = ["north", "south", "west"];

test("an event of several routes counts for each of them", () => {
  assert.deepEqual([...facetTotals(events, ids).route], [["north", 1], ["south", 0], ["west", 2]]);
});

test("a filter narrows the counts of the others, not its own", () => {
  const filters = { category: ["aid"], corroboration: [], route: [], q: "" };
  const counts = facetCounts(events, [0, 1, 2], facetMasks(events, filters, [], { routes: ids }), ids);
  assert.deepEqual([...counts.category], [["attack", 1], ["aid", 2]]);
  assert.deepEqual([...counts.route], [["north", 0], ["south", 0], ["west", 1]]);
});
