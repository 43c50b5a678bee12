// The roads as a network: places that routes pass, the legs between them, and what the ledger says of these.
import { completePermits, completeRows, isPlaced, readMembers } from "./members.mjs";

const isLeg = (leg) => Array.isArray(leg) && leg.length === 2 && leg.every(Number.isInteger);

/** {waypoints, legs, rows, permits} made whole; a row's `legs` become a set, and `where` a text that two rows of one stretch share. */
export function readNetwork(raw, broken) {
  return {
    waypoints: numbered(raw?.waypoints, isPlaced, broken),
    legs: numbered(raw?.legs, isLeg, broken),
    rows: completeRows(raw?.rows).map(withLegs),
    permits: completePermits(raw?.permits).map(withLegs),
  };
}

// What is broken keeps its place, as null: the others are told by their numbers.
function numbered(list, isWhole, broken) {
  const whole = new Set(readMembers(list, "network", isWhole, broken));
  return Array.isArray(list) ? list.map((member) => (whole.has(member) ? member : null)) : [];
}

function withLegs(row) {
  const legs = Array.isArray(row.legs) ? row.legs : [];
  return { ...row, legs: new Set(legs), where: legs.join(" ") };
}

/** A route with its waypoints as places, and the rows and permits that speak of any of its legs. */
export function onNetwork(route, network) {
  const waypoints = route.waypoints.map((number) => network.waypoints[number]);
  if (!waypoints.every(Boolean)) return { ...route, waypoints: [], legs: [], rows: [], permits: [] };
  const touches = ({ legs }) => route.legs.some((leg) => legs.has(leg));
  return { ...route, waypoints, rows: network.rows.filter(touches), permits: network.permits.filter(touches) };
}

/** The parts of a route that some of its legs, by their places in it, are: [[from, to], …] as waypoints. */
export function stretchesOf(route, places) {
  return runsOf(places).map(([from, to]) => [route.waypoints[from], route.waypoints[to]]);
}

// [[first, last + 1], …] of the runs of neighbouring numbers in an ascending list.
function runsOf(numbers) {
  const runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number) last[1] = number + 1;
    else runs.push([number, number + 1]);
  }
  return runs;
}
