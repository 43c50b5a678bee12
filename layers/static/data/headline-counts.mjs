// What the headline counts: the routes to the destinations by their state, as `headline_counts` of geodata does.
import { routeState } from "./ledger.mjs";

/** How many routes to a destination stand in each state; each counted once. */
export function headlineCounts(routes, day, stateOf = (route) => routeState(route, day)) {
  const count = {
    total: 0, blocked: 0, closed: 0, attacked: 0, restricted: 0, escorted: 0,
    open: 0, openInPart: 0, resumed: 0, stale: 0, unknown: 0,
  };
  for (const route of routes.filter((candidate) => candidate.bound)) {
    count.total += 1;
    count[heading(stateOf(route))] += 1;
  }
  return { ...count, knownOpen: count.open > 0 };
}

function heading({ state, stale, basis, whole, rows }) {
  if (stale) return "stale";
  if (state !== "open") return state;
  if (basis === "claim") return "resumed";
  return whole && rows.every((row) => row.basis === "reported") ? "open" : "openInPart";
}
