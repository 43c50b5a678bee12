// The state of routes and crossings on a day, from the rows of the ledger alone. A permit sets no state.
import { stretchesOf } from "./network.mjs";

/** Most severe first, as in geodata/vocabulary.py. */
export const SEVERITY = ["blocked", "closed", "attacked", "restricted", "escorted", "open", "unknown"];
const NOTHING_KNOWN = Object.freeze({ state: "unknown", age: 0, faded: 0, row: null });

const bySeverity = (a, b) => SEVERITY.indexOf(a.state) - SEVERITY.indexOf(b.state) || a.age - b.age;

// A current row counts before one that has ended; of these the one that ended last. Rows of a stretch never overlap.
function legState(rows, day) {
  const begun = rows.filter(({ start }) => start <= day);
  const [row] = begun.sort((one, other) => (day < other.end) - (day < one.end) || other.end - one.end);
  return row && day < row.counts_until ? { state: row.state, ...ageOf(row, day), row } : NOTHING_KNOWN;
}

// For how many days a row has not held any more, and how much of the days for which it is still the last known has passed.
function ageOf({ end, counts_until: until }, day) {
  const age = Math.max(0, day - end + 1);
  return { age, faded: age / Math.max(1, until - end) };
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
    ...headlineOf(lead.map((leg) => legs[leg]), route.rows, day),
    stretches,
    stretch: stretches.length === 1 && !all ? stretches[0] : null,
    permits: permitsOn(route, day),
    whole: all && lead.length > 0,
  };
}

export function crossingState(crossing, day) {
  const only = legState(crossing.rows, day);
  const known = only.row ? [only] : [];
  return {
    ...headlineOf(known, crossing.rows, day), stretches: [], stretch: null, whole: known.length > 0,
    permits: permitsOn(crossing, day),
  };
}

// Numbers of the legs in the most severe state; where it holds on some, those on which it is only the last known are left out.
function leadingLegs(legs) {
  const [worst] = legs.filter((leg) => leg.row).sort(bySeverity);
  if (!worst) return [];
  return [...legs.keys()].filter((leg) => legs[leg].state === worst.state && (legs[leg].age > 0) === (worst.age > 0));
}

// What is reported after the day is no part of what is known on it; `later` tells it apart.
function headlineOf(lead, allRows, day) {
  const rows = [...new Set(lead.map((leg) => leg.row))];
  if (!rows.length) return { ...NOTHING_KNOWN, since: null, confirmed: null, later: null, basis: null, rows };
  const [youngest] = [...lead].sort((a, b) => a.age - b.age);
  const reports = rows.flatMap((row) => row.reports);
  return {
    state: youngest.state,
    age: youngest.age,
    faded: youngest.faded,
    since: Math.min(...rows.map((row) => chainStart(row, allRows))),
    confirmed: latest(reports.filter((report) => report <= day)),
    later: latest(reports.filter((report) => report > day)),
    basis: rows.some((row) => row.basis === "reported") ? "reported" : "claim",
    rows,
  };
}

const latest = (days) => (days.length ? Math.max(...days) : null);

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
const legLook = ({ state, age, faded, row }) => ({ state, age, faded, claim: row?.basis === "claim" });

/** [{from, to, state, age, faded, claim}] of a route on a day: legs [from, to) that look alike; `skips` tells which are left out. */
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

const isSameLook = (a, b) => a.state === b.state && a.age === b.age && a.faded === b.faded && a.claim === b.claim;
