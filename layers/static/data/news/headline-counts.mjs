// What the headline counts: the routes to the destinations by their state, as `headline_counts` of geodata does.
import { routeState, SEVERITY } from "../ledger.mjs";

// In the order in which a sentence names them; what is known of a part of a road, or by a claim alone, is not open.
const HEADINGS = [...SEVERITY.slice(0, -1), "openInPart", "resumed", "unknown"];

/**
 * {total, counts: [{heading, routes, youngest, oldest}], knownOpen}: how many routes to a destination are under each heading, those
 * in a state that holds apart from those of which it is only the last known, and the ages of these in days.
 */
export function headlineCounts(routes, day, stateOf = (route) => routeState(route, day)) {
  const states = routes.filter((candidate) => candidate.bound).map(stateOf);
  const counts = HEADINGS.flatMap((heading) => {
    const ages = states.filter((status) => headingOf(status) === heading).map(({ age }) => age);
    return [ages.filter((age) => age === 0), ages.filter((age) => age > 0)].filter((some) => some.length)
      .map((some) => ({ heading, routes: some.length, youngest: Math.min(...some), oldest: Math.max(...some) }));
  });
  return { total: states.length, counts, knownOpen: counts.some(({ heading, oldest }) => heading === "open" && oldest === 0) };
}

function headingOf({ state, basis, whole, rows }) {
  if (state !== "open") return state;
  if (basis === "claim") return "resumed";
  return whole && rows.every((row) => row.basis === "reported") ? "open" : "openInPart";
}
