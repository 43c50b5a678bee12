// The supply roads: each stretch in its own state. Neighbouring legs that look alike are drawn as one line.
import { memoizeLast } from "../base/memoize.mjs";
import { routeRuns, SEVERITY } from "../data/ledger.mjs";
import { readMembers } from "../data/members.mjs";
import { densityClass } from "../data/news/attack-density.mjs";
import { distanceToLine, mercator } from "../map/projection.mjs";
import { paintAlong } from "../map/painter.mjs";
import { densitySign, stateSign } from "../map/signs.mjs";
import { chosenStrokes, densityStrokes, roadStrokes } from "../map/stroke-styles.mjs";
import { stateLabel } from "../text/phrases.mjs";
import { routeDetails } from "./popups/route.mjs";
import { routeStatus, statusRow } from "./popups/parts.mjs";

const ROUTE_HIT_PX = 7;
const UNKNOWN = "unknown";
const OPEN_CLAIM = { state: "open", basis: "claim" };

export const routes = {
  id: "routes",
  kinds: ["route"],
  listTab: "routes",
  isHitLast: true,
  read: (list, broken) => readMembers(list, "routes", isRoute, broken).map(completeRoute),
  items: (payload) => payload.routes.map((route) => ({ ...route, kind: "route" })),
  make({ routes: list }) {
    const lines = makeRoutes(list);
    return { lines, on: memoizeLast((day) => routePicture(lines, day)) };
  },
  key: ({ on }, { state, moment }) => `${on(state.day).text}|${state.selected}|${moment.attacks(state)?.text}`,
  paint(pen, view, { lines, on }, { state, palette, moment }) {
    paintDensity(pen, view, moment.attacks(state), palette);
    const selected = lines.find(({ route }) => route.id === state.selected);
    if (selected) paintRouteHalo(pen, view, selected, palette);
    paintRoutes(pen, view, on(state.day), palette);
  },
  names: (_pen, _view, { lines }, { palette }) => ({ roads: (view) => roadsToKeep(lines, view, palette) }),
  hits: ({ lines }, { at, view, leastPx }) => hitRoutes(lines, at, view, leastPx),
  position: ({ waypoints }) => {
    const { lat, lon } = waypoints[Math.floor(waypoints.length / 2)] ?? {};
    return lat === undefined ? null : [lat, lon];
  },
  shown: (payload) => payload.routes.map(({ id }) => id),
  legend: routeLegend,
  kindText: ({ words }) => words.t("kind.route"),
  sign: (ctx, route) => stateSign(ctx.palette, routeStatus(ctx, route)),
  details: routeDetails,
  sections: routeSections,
  row: (ctx, route) => statusRow(ctx, routeStatus(ctx, route), "route"),
};

function isRoute(route) {
  const { id, waypoints, legs } = route ?? {};
  return typeof id === "string" && Array.isArray(waypoints) && Array.isArray(legs)
    && [...waypoints, ...legs].every(Number.isInteger) && legs.length === Math.max(0, waypoints.length - 1);
}

function completeRoute(route) {
  return { name: { en: route.id }, road_numbers: [], countries: [], sources: [], bound: false, ...route };
}

/** Routes with the lines of their legs in the unit square, and how far along its route each begins. */
export function makeRoutes(list) {
  return list.map((route) => {
    const legs = route.lines.map((line) => line.map(([lon, lat]) => mercator(lat, lon)));
    const starts = [0];
    for (const leg of legs) starts.push(starts.at(-1) + lengthOf(leg));
    return { route, legs, starts, points: joined(legs) };
  });
}

const joined = (legs) => legs.flatMap((leg, number) => (number ? leg.slice(1) : leg));

function lengthOf(points) {
  let length = 0;
  for (let k = 1; k < points.length; k += 1) length += Math.hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]);
  return length;
}

// All runs of all routes on a day, a leg that routes share once, the most severe last so that it lies on top, and a text
// that tells two pictures apart. Dashes are counted along the first route that has a leg, so that they stay where they are.
function routePicture(lines, day) {
  const drawn = new Set();
  const runs = lines.flatMap(({ route, legs, starts }) => {
    const own = routeRuns(route, day, (leg) => drawn.has(leg)).flatMap((run) => ofOneKind(route, run));
    for (const leg of route.legs) drawn.add(leg);
    return own.map((run) => ({ ...run, id: route.id, points: joined(legs.slice(run.from, run.to)), along: starts[run.from] }));
  });
  const text = runs.map((run) => `${run.id} ${run.from} ${run.state} ${run.faded} ${run.claim}`).join("|");
  const rank = ({ state, faded }) => -2 * SEVERITY.indexOf(state) - faded;
  return { runs: runs.sort((a, b) => rank(a) - rank(b)), text };
}

// The parts of a run that follow a road, and those that are schematic; and those far from what all is about.
function ofOneKind({ roads, far }, run) {
  const parts = [];
  for (let leg = run.from; leg < run.to; leg += 1) {
    const before = parts.at(-1);
    if (before?.road === roads[leg] && before.far === far[leg]) before.to = leg + 1;
    else parts.push({ ...run, from: leg, to: leg + 1, road: roads[leg], far: far[leg] });
  }
  return parts;
}

// Each leg once, as wide as the widest state may be drawn on it.
function roadsToKeep(lines, view, palette) {
  const widest = Math.max(...Object.values(palette.states).map(({ width }) => width));
  const clearance = (widest / 2) * roadFactor(view, palette) + palette.lettering.road;
  const legs = new Map(lines.flatMap(({ route, legs: own }) => route.legs.map((number, k) => [number, own[k]])));
  return [...legs.values()].map((leg) => ({ points: leg.map(([x, y]) => view.toCanvas(x, y)), clearance }));
}

const roadFactor = ({ zoom }, { page }) => page.road_zoom.find(([most]) => zoom <= most)[1];

function paintRoutes(pen, view, { runs }, palette) {
  const factor = roadFactor(view, palette);
  for (const run of runs) paintAlong(pen, tracedRun(run, view), roadStrokes(palette, run, { factor }), run.along * view.scale);
}

function tracedRun({ points }, view) {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(...view.toCanvas(x, y));
  return path;
}

// Beneath the roads, the wider and stronger the more attacks there were along a piece.
function paintDensity(pen, view, attacks, palette) {
  if (!attacks) return;
  attacks.pieces.forEach(({ line }, k) => {
    const strokes = densityStrokes(palette, attacks.density[k]);
    if (strokes.length) paintAlong(pen, tracedRun({ points: line.map(([lon, lat]) => mercator(lat, lon)) }, view), strokes);
  });
}

// A halo under the route the reader has chosen.
function paintRouteHalo(pen, view, { points }, palette) {
  paintAlong(pen, tracedRun({ points }, view), chosenStrokes(palette));
}

// [distance in pixels, id] of the routes that pass near a place of the canvas.
function hitRoutes(lines, [x, y], view, leastPx) {
  const near = lines.map(({ route, points }) => [distanceToLine(points.map((point) => view.toCanvas(...point)), x, y), route.id]);
  return near.filter(([far]) => far <= Math.max(ROUTE_HIT_PX, leastPx));
}

function routeLegend({ words, palette, payload, state, moment }, view) {
  const { day } = state();
  const runs = payload.routes.flatMap(({ waypoints, ...route }) => routeRuns({ waypoints, ...route }, day)
    .filter(({ from, to }) => view.meets(waypoints.slice(from, to + 1))));
  const isClaim = ({ state: code, claim }) => code === OPEN_CLAIM.state && claim; // other claims have no word of their own
  const isShown = ({ state: code, basis }) => runs.some((run) => run.state === code && isClaim(run) === (basis === "claim"));
  const states = [...SEVERITY.map((code) => ({ state: code })), OPEN_CLAIM, { state: UNKNOWN }].filter(isShown);
  const [faded, claimed] = [runs.find((run) => run.faded), runs.find((run) => run.claim)];
  return [
    { title: words.t("legend.routes"), entries: states.map((status) => [stateSign(palette, status), stateLabel(words, status)]) },
    { title: words.t("legend.certainty"), entries: [
      ...(faded ? [[stateSign(palette, { ...faded, age: 0 }), words.t("legend.faded")]] : []),
      ...(claimed ? [[stateSign(palette, { state: claimed.state, basis: "claim" }), words.t("legend.claim")]] : []),
    ] },
    { title: words.t("legend.lines"), entries: lineEntries({ words, palette, payload }) },
    { title: words.t("legend.density"), entries: densityEntries({ words, palette }, moment.attacks(state()), view) },
  ];
}

function densityEntries({ words, palette }, attacks, view) {
  if (!attacks) return [];
  const isInView = ({ line }) => view.meets(line.map(([lon, lat]) => ({ lat, lon })));
  const inView = [...attacks.density.keys()].filter((k) => attacks.density[k] && isInView(attacks.pieces[k]));
  const shown = new Set(inView.map((k) => densityClass(palette, attacks.density[k])));
  const { density: classes } = palette.page;
  return classes.flatMap(({ least }, k) => {
    const key = k === 0 ? "under" : k === classes.length - 1 ? "over" : "between";
    const text = words.t(`legend.density.${key}`, { from: least, to: classes[k + 1]?.least });
    return shown.has(k) ? [[densitySign(palette, least), text]] : [];
  });
}

// Where all lines are of one kind there is nothing to tell apart.
function lineEntries({ words, palette, payload }) {
  const kinds = new Set(payload.routes.flatMap(({ roads }) => roads));
  if (!kinds.has(true)) return [];
  const sign = (road) => stateSign(palette, { state: "restricted", road });
  return [[sign(true), words.t("legend.followed")], ...(kinds.has(false) ? [[sign(false), words.t("legend.straight")]] : [])];
}

function routeSections({ words, payload }) {
  const destination = words.either(payload.situation.destination).text;
  const isBound = (route) => route.bound;
  return [
    { key: "into", title: () => words.t("list.routes.into", { destination }), items: payload.routes.filter(isBound) },
    { key: "other", title: () => words.t("list.routes.other"), items: payload.routes.filter((route) => !isBound(route)) },
  ];
}
