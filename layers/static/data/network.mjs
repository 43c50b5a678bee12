// The roads as a network: places that routes pass, the legs between them, and what the ledger says of these.
import { completePermits, completeRows, isPlaced, readMembers } from "./members.mjs";
import { unpackedLine } from "./packed-lines.mjs";

const LINE = /^[A-Za-z0-9+/]{4,}$/;
const isLine = (steps) => typeof steps === "string" && LINE.test(steps);
const isLeg = (leg) => Array.isArray(leg) && leg.slice(0, 2).every(Number.isInteger)
  && (leg.length === 2 || (leg.length === 3 && isLine(leg[2])));

/**
 * {waypoints, legs, lines, rows, permits} made whole: `lines` holds [[lon, lat], …] of each leg, of one without a road from where
 * its neighbours end, `far` the numbers of those far from what all is about; a row's `legs` become a set, and `where` a text that
 * two rows of one stretch share.
 */
export function readNetwork(raw, broken) {
  const waypoints = numbered(raw?.waypoints, isPlaced, broken);
  const legs = numbered(raw?.legs, isLeg, broken);
  return {
    waypoints,
    legs,
    lines: linesOf(legs, waypoints, raw?.per_degree),
    far: new Set(Array.isArray(raw?.far) ? raw.far : []),
    rows: completeRows(raw?.rows).map(withLegs),
    permits: completePermits(raw?.permits).map(withLegs),
  };
}

// What is broken keeps its place, as null: the others are told by their numbers.
function numbered(list, isWhole, broken) {
  const whole = new Set(readMembers(list, "network", isWhole, broken));
  return Array.isArray(list) ? list.map((member) => (whole.has(member) ? member : null)) : [];
}

function linesOf(legs, waypoints, perDegree) {
  const at = waypoints.map((waypoint) => waypoint && [waypoint.lon, waypoint.lat]);
  const roads = legs.map((leg) => (leg?.[2] ? unpackedLine(leg[2], perDegree) : null));
  roads.forEach((line, number) => {
    if (line) [at[legs[number][0]], at[legs[number][1]]] = [line[0], line.at(-1)];
  });
  return legs.map((leg, number) => leg && (roads[number] ?? [at[leg[0]], at[leg[1]]]));
}

function withLegs(row) {
  const legs = Array.isArray(row.legs) ? row.legs : [];
  return { ...row, legs: new Set(legs), where: legs.join(" ") };
}

/**
 * A route with its waypoints as places, the line of each of its legs in its direction, whether that is a road, and the rows and
 * permits that speak of any of them.
 */
export function onNetwork(route, network) {
  const waypoints = route.waypoints.map((number) => network.waypoints[number]);
  if (!waypoints.every(Boolean)) return { ...route, waypoints: [], legs: [], lines: [], roads: [], far: [], rows: [], permits: [] };
  const touches = ({ legs }) => route.legs.some((leg) => legs.has(leg));
  return {
    ...route, waypoints,
    lines: route.legs.map((leg, place) => lineFrom(route.waypoints[place], leg, network) ?? straightFrom(waypoints, place)),
    roads: route.legs.map((leg) => Boolean(network.legs[leg]?.[2])),
    far: route.legs.map((leg) => network.far.has(leg)),
    rows: network.rows.filter(touches), permits: network.permits.filter(touches),
  };
}

function lineFrom(waypoint, leg, { legs, lines }) {
  const line = lines[leg];
  if (!line?.every(Boolean)) return null;
  return legs[leg][0] === waypoint ? line : [...line].reverse();
}

const straightFrom = (waypoints, place) => waypoints.slice(place, place + 2).map(({ lon, lat }) => [lon, lat]);

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
