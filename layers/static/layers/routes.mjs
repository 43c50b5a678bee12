// The supply roads: each stretch in its own state. Neighbouring legs that look alike are drawn as one line.
import { memoizeLast } from "../base/memoize.mjs";
import { h, hasText, localized } from "../base/dom.mjs";
import { routeLegs, SEVERITY } from "../data/ledger.mjs";
import { readMembers, completeRows } from "../data/members.mjs";
import { distanceToLine, mercator } from "../map/projection.mjs";
import { paintAlong } from "../map/painter.mjs";
import { stateSign } from "../map/signs.mjs";
import { chosenStrokes, roadStrokes } from "../map/strokes.mjs";
import { stateLabel } from "../text/phrases.mjs";
import { facts, historyBlock, sourcesBlock, statusLine, statusRow } from "./popup-parts.mjs";

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
  key: ({ on }, { state }) => `${on(state.day).text}|${state.selected}`,
  paint(pen, view, { lines, on }, { state, palette }) {
    const selected = lines.find(({ route }) => route.id === state.selected);
    if (selected) paintRouteHalo(pen, view, selected, palette);
    paintRoutes(pen, view, on(state.day), palette);
  },
  hits: ({ lines }, { at, view, leastPx }) => hitRoutes(lines, at, view, leastPx),
  position: ({ waypoints }) => {
    const { lat, lon } = waypoints[Math.floor(waypoints.length / 2)] ?? {};
    return lat === undefined ? null : [lat, lon];
  },
  shown: (payload) => payload.routes.map(({ id }) => id),
  legend: (ctx) => [{ title: ctx.words.t("legend.routes"), entries: stateEntries(ctx) }],
  bar: stateEntries,
  kindText: ({ words }) => words.t("kind.route"),
  sign: (ctx, route) => stateSign(ctx.palette, statusOf(ctx, route)),
  details: routeDetails,
  sections: routeSections,
  row: (ctx, route) => statusRow(ctx, statusOf(ctx, route), "route"),
};

function isRoute(route) {
  return typeof route?.id === "string" && Array.isArray(route.waypoints)
    && route.waypoints.every((point) => Number.isFinite(point?.lat) && Number.isFinite(point.lon));
}

function completeRoute(route) {
  return { name: { en: route.id }, road_numbers: [], countries: [], sources: [], ...route, rows: completeRows(route.rows) };
}

/** Routes with their waypoints in the unit square. */
export function makeRoutes(list) {
  return list.map((route) => ({ route, points: route.waypoints.map(({ lat, lon }) => mercator(lat, lon)) }));
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

// All runs of all routes on a day, the most severe last so that it lies on top, and a text that tells two pictures apart.
function routePicture(lines, day) {
  const runs = lines.flatMap(({ route, points }) =>
    routeRuns(route, day).map((run) => ({ ...run, id: route.id, points: points.slice(run.from, run.to + 1) })));
  const text = runs.map((run) => `${run.id} ${run.from} ${run.state} ${run.stale} ${run.claim}`).join("|");
  const rank = ({ state, stale }) => -2 * SEVERITY.indexOf(state) - (stale ? 1 : 0);
  return { runs: runs.sort((a, b) => rank(a) - rank(b)), text };
}

function paintRoutes(pen, view, { runs }, palette) {
  const [, factor] = palette.page.road_zoom.find(([zoom]) => view.zoom <= zoom);
  for (const run of runs) paintAlong(pen, tracedRun(run, view), roadStrokes(palette, run, { factor }));
}

function tracedRun({ points }, view) {
  const path = new Path2D();
  for (const [x, y] of points) path.lineTo(...view.toCanvas(x, y));
  return path;
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

const statusOf = ({ moment, state }, { id }) => moment.routes(state().day).find((status) => status.id === id);

function stateEntries({ words, palette, payload }) {
  if (!payload.routes.length) return [];
  const states = SEVERITY.filter((state) => state !== "closed" && state !== UNKNOWN);
  return [...states.map((state) => ({ state })), OPEN_CLAIM, { state: UNKNOWN }]
    .map((status) => [stateSign(palette, status), stateLabel(words, status)]);
}

function routeSections({ words, payload }) {
  const { destination } = payload.situation;
  const isBound = (route) => Boolean(destination) && route.destination === destination;
  return [
    { key: "into", title: () => words.t("list.routes.into", { destination }), items: payload.routes.filter(isBound) },
    { key: "other", title: () => words.t("list.routes.other"), items: payload.routes.filter((route) => !isBound(route)) },
  ];
}

function routeDetails(ctx, route) {
  const { words, payload, palette, state } = ctx;
  const { day } = state();
  const crossing = payload.crossings.find(({ id }) => id === route.crossing);
  const status = statusOf(ctx, route);
  return [
    h("h3", {}, words.t("page.asof", { date: words.date(day) })),
    statusLine(words, status, "route", stateSign(palette, status)),
    h("ul", { class: "stretches" }, routeRuns(route, day).map((run) => stretchItem(ctx, route, run))),
    facts([
      [words.t("item.roads"), (route.road_numbers ?? []).join(", ")],
      [words.t("item.length"), route.length_km ? words.t("item.kilometres", { n: words.number(route.length_km) }) : ""],
      [words.t("item.crossing"), crossing && localized(words, crossing.name)],
      [words.t("item.note"), hasText(route.length_note) && localized(words, route.length_note)],
    ]),
    historyBlock(ctx, route, { sign: stateSign, none: "list.history.none" }),
    sourcesBlock(ctx, route.sources ?? []),
  ];
}

function stretchItem({ words, palette }, route, { state, stale, claim, from, to }) {
  const status = { state, stale, basis: claim ? "claim" : "reported" };
  const doubts = [stale && words.t("print.stale"), claim && words.t("status.claim")].filter(Boolean).join(", ");
  return h("li", {},
    stateSign(palette, status), " ", h("b", {}, stateLabel(words, status)), " ",
    h("span", {}, words.t("status.stretch", { from: route.waypoints[from].name, to: route.waypoints[to].name }),
      doubts && h("span", { class: "quiet" }, ` (${doubts})`)));
}
