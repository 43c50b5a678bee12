// How many events of the moment stand behind each choice of a filter.
import { filterMask } from "./filters.mjs";

const FACETS = ["category", "corroboration", "route"];

/** The mask of each filter's choices: every other filter holds, its own does not. */
export function facetMasks(events, filters, hidden, setting) {
  return FACETS.map((name) => [name, filterMask(events, { ...filters, [name]: [] }, hidden, setting)]);
}

/** {category: Map(code -> n), corroboration, route: Map(id -> n)} of the events `at` that pass. */
export function facetCounts(events, at, masks, routes) {
  const count = (name, mask) => (name === "route" ? countedRoutes(events.routes, routes, at, mask) : counted(events[name], at, mask));
  return Object.fromEntries(masks.map(([name, mask]) => [name, count(name, mask)]));
}

// An event that lies on several routes counts for each.
function countedRoutes(column, ids, at, mask) {
  const counts = new Uint32Array(ids.length);
  for (const i of at) if (!mask || mask[i]) for (const number of column[i]) counts[number] += 1;
  return new Map(ids.map((id, k) => [id, counts[k]]));
}

function counted({ at: numbers, codes }, at, mask) {
  const counts = new Uint32Array(codes.length);
  for (const i of at) if ((!mask || mask[i]) && numbers[i] >= 0) counts[numbers[i]] += 1;
  return new Map(codes.map((code, k) => [code, counts[k]]));
}

/** The same for all events at all times. */
export function facetTotals(events, routes) {
  return facetCounts(events, [...events.id.keys()], FACETS.map((name) => [name, null]), routes);
}
