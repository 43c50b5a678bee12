import assert from "node:assert/strict";
import { test } from "node:test";
import { filterMask } from "../../../layers/static/data/filters.mjs";

const columns = {
  n: 4,
  category: { codes: ["attack", "convoy"], at: [0, 1, 0, 1] },
  corroboration: { codes: ["multiple", "claim"], at: [0, 0, 1, 1] },
  layer: { codes: ["events", "field-notes"], at: [0, 0, 0, 1] },
  routes: [[0], [1, 2], [], [2, 0]],
};
const context = { routes: ["abidjan-bamako-nigoun", "conakry-bamako", "lome-bobo-sikasso-bamako"],
  search: (query) => (query === "two" ? Uint8Array.of(0, 1, 0, 0) : null) };
const passing = (filters, hidden = []) => {
  const mask = filterMask(columns, { category: [], corroboration: [], route: [], q: "", ...filters }, hidden, context);
  return mask && [...mask];
};

test("without filters there is no mask", () => {
  assert.equal(passing({}), null);
  assert.equal(passing({ q: "" }, ["capitals"]), null);
});

test("any value of one filter passes", () => {
  assert.deepEqual(passing({ category: ["attack"] }), [1, 0, 1, 0]);
  assert.deepEqual(passing({ category: ["attack", "convoy"] }), [1, 1, 1, 1]);
});

test("several filters must all pass", () => {
  assert.deepEqual(passing({ category: ["attack"], corroboration: ["claim"] }), [0, 0, 1, 0]);
});

test("a route is named by its id, and an event of no route passes none", () => {
  assert.deepEqual(passing({ route: ["abidjan-bamako-nigoun"] }), [1, 0, 0, 1]);
  assert.deepEqual(passing({ route: ["nowhere"] }), [0, 0, 0, 0]);
});

test("an event of several routes passes for any of them", () => {
  assert.deepEqual(passing({ route: ["lome-bobo-sikasso-bamako"] }), [0, 1, 0, 1]);
  assert.deepEqual(passing({ route: ["conakry-bamako"] }), [0, 1, 0, 0]);
});

test("a hidden layer takes its events away", () => {
  assert.deepEqual(passing({}, ["field-notes"]), [1, 1, 1, 0]);
  assert.deepEqual(passing({}, ["events"]), [0, 0, 0, 1]);
});

test("the free text passes what the search finds", () => {
  assert.deepEqual(passing({ q: "two" }), [0, 1, 0, 0]);
});

test("an unknown value or a missing column lets nothing pass", () => {
  assert.deepEqual(passing({ category: ["siege"] }), [0, 0, 0, 0]);
  assert.deepEqual([...filterMask({ n: 2 }, { category: ["attack"], corroboration: [], route: [], q: "" })], [0, 0]);
});
