// The supply roads: each stretch in its own state. Neighbouring legs that look alike are drawn as one line.
import { distanceToLine, mercator } from "../map/projection.mjs";
import { routeLegs, SEVERITY } from "../data/ledger.mjs";
import { paintAlong } from "../map/painter.mjs";
import { chosenStrokes, roadStrokes } from "../map/strokes.mjs";

const ROUTE_HIT_PX = 7;

/** Routes with their waypoints in the unit square. */
export function makeRoutes(routes) {
  return routes.map((route) => ({ route, points: route.waypoints.map(({ lat, lon }) => mercator(lat, lon)) }));
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

/** All runs of all routes on a day, the most severe last so that it lies on top, and a text that tells two pictures apart. */
export function routePicture(routes, day) {
  const runs = routes.flatMap(({ route, points }) =>
    routeRuns(route, day).map((run) => ({ ...run, id: route.id, points: points.slice(run.from, run.to + 1) })));
  const text = runs.map((run) => `${run.id} ${run.from} ${run.state} ${run.stale} ${run.claim}`).join("|");
  const rank = ({ state, stale }) => -2 * SEVERITY.indexOf(state) - (stale ? 1 : 0);
  return { runs: runs.sort((a, b) => rank(a) - rank(b)), text };
}

export function paintRoutes(ctx, view, { runs }, palette) {
  const [, factor] = palette.page.road_zoom.find(([zoom]) => view.zoom <= zoom);
  for (const run of runs) paintAlong(ctx, tracedRun(run, view), roadStrokes(palette, run, { factor }));
}

function tracedRun({ points }, view) {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(...view.put(x, y));
  return path;
}

/** A halo under the route the reader has chosen. */
export function paintRouteHalo(ctx, view, { points }, palette) {
  paintAlong(ctx, tracedRun({ points }, view), chosenStrokes(palette));
}

/** Routes that pass near a place of the canvas, nearest first. */
export function hitRoutes(routes, [x, y], view, leastPx = 0) {
  const near = routes.map(({ route, points }) => [distanceToLine(points.map((point) => view.put(...point)), x, y), route.id]);
  return near.filter(([far]) => far <= Math.max(ROUTE_HIT_PX, leastPx)).sort((a, b) => a[0] - b[0]).map(([, id]) => id);
}
