// What the headline counts: the routes to the destinations by their state, as `headline_counts` of geodata does.
import { routeState, SEVERITY } from "./ledger.mjs";

// In the order in which a sentence names them; what is known of a part of a road, or by a claim alone, is not open.
const HEADINGS = [...SEVERITY.slice(0, -1), "openInPart", "resumed", "unknown"];

/**
 * {total, counts: [{heading, routes, youngest, oldest}], knownOpen}: how many routes to a destination are under each heading, those
 * in a state that holds apart from those of which it is only the last known, and the ages of these in days.
 */
export function headlineCounts(routes, day, stateOf = (route) => routeState(route, day)) {
  const bound = routes.filter((candidate) => candidate.bound);
  const ages = new Map(HEADINGS.flatMap((heading) => [[`${heading} now`, []], [`${heading} last`, []]]));
  for (const route of bound) {
    const status = stateOf(route);
    ages.get(`${headingOf(status)} ${status.age > 0 ? "last" : "now"}`).push(status.age);
  }
  const counts = [...ages].filter(([, of]) => of.length).map(([key, of]) => (
    { heading: key.split(" ")[0], routes: of.length, youngest: Math.min(...of), oldest: Math.max(...of) }));
  return { total: bound.length, counts, knownOpen: counts.some(({ heading, oldest }) => heading === "open" && oldest === 0) };
}

function headingOf({ state, basis, whole, rows }) {
  if (state !== "open") return state;
  if (basis === "claim") return "resumed";
  return whole && rows.every((row) => row.basis === "reported") ? "open" : "openInPart";
}
