// The state of routes and crossings on a day, from the rows of the ledger alone.

/** Most severe first, as in geodata/vocabulary.py. */
export const SEVERITY = ["closed", "blocked", "attacked", "restricted", "escorted", "open", "unknown"];
const NOTHING_KNOWN = Object.freeze({ state: "unknown", stale: false, row: null });

const isCurrentRow = (row, day) => row.start <= day && day < row.end;
const isStaleRow = (row, day) => row.end <= day && day < row.stale_until;
const bySeverity = (a, b) => SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state);

// A current row counts before a fading one; among fading ones the one that ended last. Rows of a stretch never overlap.
function legState(rows, day) {
  const current = rows.find((row) => isCurrentRow(row, day));
  if (current) return stateFrom(current, false);
  const [fading] = rows.filter((row) => isStaleRow(row, day)).sort((a, b) => b.end - a.end);
  return fading ? stateFrom(fading, true) : NOTHING_KNOWN;
}

function stateFrom(row, stale) {
  return { state: row.state, stale, row };
}

/** One entry per leg, in order; leg k joins waypoint k and k + 1. */
export function routeLegs(route, day) {
  const legs = Math.max(0, route.waypoints.length - 1);
  return Array.from({ length: legs }, (_, leg) =>
    legState(route.rows.filter((row) => row.from <= leg && leg < row.to), day));
}

export function routeState(route, day) {
  const legs = routeLegs(route, day);
  const lead = leadingLegs(legs);
  const stretches = legRuns(lead).map(([from, to]) => [route.waypoints[from].name, route.waypoints[to].name]);
  const all = lead.length === legs.length;
  return {
    ...headlineOf(lead.map((leg) => legs[leg]), route.rows),
    stretches,
    stretch: stretches.length === 1 && !all ? stretches[0] : null,
    whole: all && lead.length > 0 && !legs[lead[0]].stale,
  };
}

export function crossingState(crossing, day) {
  const only = legState(crossing.rows, day);
  const known = only.row ? [only] : [];
  return {
    ...headlineOf(known, crossing.rows), stretches: [], stretch: null, whole: known.length > 0 && !only.stale,
  };
}

// Numbers of the legs in the most severe state; current ones hide stale ones of the same state.
function leadingLegs(legs) {
  const worst = [...legs].filter((leg) => leg.row).sort(bySeverity)[0];
  if (!worst) return [];
  const same = [...legs.keys()].filter((leg) => legs[leg].state === worst.state);
  const current = same.filter((leg) => !legs[leg].stale);
  return current.length ? current : same;
}

function headlineOf(lead, allRows) {
  const rows = [...new Set(lead.map((leg) => leg.row))];
  if (!rows.length) return { state: "unknown", since: null, confirmed: null, stale: false, basis: null, rows };
  const confirmed = rows.map((row) => row.confirmed).filter((day) => day !== null);
  return {
    state: rows[0].state,
    since: Math.min(...rows.map((row) => chainStart(row, allRows))),
    confirmed: confirmed.length ? Math.max(...confirmed) : null,
    stale: lead[0].stale,
    basis: rows.some((row) => row.basis === "reported") ? "reported" : "claim",
    rows,
  };
}

function chainStart(row, rows) {
  const before = (later) => rows.find((other) => other.end === later.start && other.start < later.start && isSameState(other, later));
  let first = row;
  for (let next = before(first); next; next = before(next)) first = next;
  return first.start;
}

function isSameState(a, b) {
  return ["from", "to", "state", "basis"].every((field) => a[field] === b[field]);
}

// [[first, last + 1], …] of the runs of neighbouring numbers in an ascending list.
function legRuns(numbers) {
  const runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number) last[1] = number + 1;
    else runs.push([number, number + 1]);
  }
  return runs;
}

/** [{from, to, state, stale, claim}] of a route on a day: legs [from, to) that look alike. */
export function routeRuns(route, day) {
  const runs = [];
  routeLegs(route, day).forEach(({ state, stale, row }, leg) => {
    const claim = row?.basis === "claim";
    const last = runs.at(-1);
    if (last && last.state === state && last.stale === stale && last.claim === claim) last.to = leg + 1;
    else runs.push({ from: leg, to: leg + 1, state, stale, claim });
  });
  return runs;
}
