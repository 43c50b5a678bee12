// The state of routes and crossings on a day, from the rows of the ledger alone. A permit sets no state.
import { stretchesOf } from "./network.mjs";

/** Most severe first, as in geodata/vocabulary.py. */
export const SEVERITY = ["blocked", "closed", "attacked", "restricted", "escorted", "open", "unknown"];
const NOTHING_KNOWN = Object.freeze({ state: "unknown", stale: false, row: null });

const isCurrentRow = (row, day) => row.start <= day && day < row.end;
const bySeverity = (a, b) => SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state);

// A current row counts before a fading one; among fading ones the one that ended last. Rows of a stretch never overlap.
function legState(rows, day) {
  const current = rows.find((row) => isCurrentRow(row, day));
  if (current) return stateFrom(current, false);
  const [last] = rows.filter((row) => row.end <= day).sort((a, b) => b.end - a.end);
  return last && day < last.stale_until ? stateFrom(last, true) : NOTHING_KNOWN;
}

function stateFrom(row, stale) {
  return { state: row.state, stale, row };
}

/** One entry per leg of a route, in order; the k-th joins its waypoints k and k + 1. */
export function routeLegs(route, day) {
  return route.legs.map((leg) => legState(route.rows.filter((row) => row.legs.has(leg)), day));
}

/** The permits of a route or crossing in force on a day. */
export function permitsOn({ permits = [] }, day) {
  return permits.filter(({ start, end }) => start <= day && (end === null || day < end));
}

export function routeState(route, day) {
  const legs = routeLegs(route, day);
  const lead = leadingLegs(legs);
  const stretches = stretchesOf(route, lead);
  const all = lead.length === legs.length;
  return {
    ...headlineOf(lead.map((leg) => legs[leg]), route.rows),
    stretches,
    stretch: stretches.length === 1 && !all ? stretches[0] : null,
    permits: permitsOn(route, day),
    whole: all && lead.length > 0 && !legs[lead[0]].stale,
  };
}

export function crossingState(crossing, day) {
  const only = legState(crossing.rows, day);
  const known = only.row ? [only] : [];
  return {
    ...headlineOf(known, crossing.rows), stretches: [], stretch: null, whole: known.length > 0 && !only.stale,
    permits: permitsOn(crossing, day),
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
  return ["where", "state", "basis"].every((field) => a[field] === b[field]);
}

// How a leg looks.
const legLook = ({ state, stale, row }) => ({ state, stale, claim: row?.basis === "claim" });

/** [{from, to, state, stale, claim}] of a route on a day: legs [from, to) that look alike; `skips` tells which are left out. */
export function routeRuns(route, day, skips = () => false) {
  const runs = [];
  routeLegs(route, day).forEach((state, leg) => {
    if (skips(route.legs[leg])) return;
    const look = legLook(state);
    const last = runs.at(-1);
    if (last && last.to === leg && isSameLook(last, look)) last.to = leg + 1;
    else runs.push({ from: leg, to: leg + 1, ...look });
  });
  return runs;
}

const isSameLook = (a, b) => a.state === b.state && a.stale === b.stale && a.claim === b.claim;
