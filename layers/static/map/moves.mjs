// How the map moves other than by the reader's hand: to the place of the state, a few pixels aside, into another size.
import { clearRoom } from "../base/clear-room.mjs";
import { prefersReducedMotion } from "../base/theme.mjs";
import { boundsOf, limitZoom } from "./leaflet.mjs";
import { mercator } from "./projection.mjs";

export const BY_READER = "view"; // why the map moves, as the store is told; null writes nothing into the state
const QUIET = "quiet";
const HOME = "home";
/** Changes of the place that the map makes itself. */
export const MAP_CAUSES = new Set([BY_READER, QUIET, HOME]);
const SAME_PLACE_PX = 1.5;
const SELECTORS = [".leaflet-control", ".panel-button", ".credits", ".legend-box.beside"]; // what lies over the map for good

/** Makes room, so many pixels; `quietly` at once, and without a report. A box that is asked for is none the less asked for. */
export function panBy(ctx, [x, y], quietly) {
  if (!x && !y) return;
  const cause = quietly || ctx.state().box ? QUIET : BY_READER;
  moveBecause(ctx, cause, () => ctx.map.panBy([x, y], { animate: !quietly && !prefersReducedMotion() }));
}

/** Brings the map back to where it may be: neither a pinch nor making room minds its bounds. */
export function stayWithin(map, animate) {
  const { maxBounds } = map.options;
  if (maxBounds) map.panInsideBounds(maxBounds, { animate });
}

/** Goes quietly to a place of the state. */
export function goQuietly(ctx, place) {
  moveBecause(ctx, QUIET, () => put(ctx, place));
}

/** Whether the map is where it was put last, but for the rounding of pixels. */
export function isAtPlace({ map, placed }) {
  const zoom = map.getZoom();
  return zoom === placed.zoom && map.project(map.getCenter(), zoom).distanceTo(map.project(placed.center, zoom)) < SAME_PLACE_PX;
}

/** Notes that the map stands where it is meant to. */
export function notePlace(ctx) {
  ctx.placed = { center: ctx.map.getCenter(), zoom: ctx.map.getZoom() };
}

/** Shows the place of the state: of its box, or else its centre and zoom. `animated` in a flight, unless the reader prefers stillness. */
export function showPlace(ctx, { animated = false } = {}) {
  ctx.map.once("moveend", () => settle(ctx));
  moveBecause(ctx, null, () => put(ctx, ctx.state(), animated && !prefersReducedMotion()));
}

/** Goes to the box that the page opens with. */
export function goHome(ctx) {
  ctx.store.update({ box: ctx.links.defaults.box }, HOME);
  showPlace(ctx, { animated: true });
}

/** Lets the map take the size it now has, around the same place, or so that it shows these bounds, which are [west, south, east, north]. */
export function refit(ctx, bounds = null) {
  ctx.moveCause = null;
  ctx.map.invalidateSize({ animate: false, pan: false });
  ctx.parts.update(); // what stands over the map has its place
  limitZoom(ctx.map, ctx.payload.situation.reach);
  if (bounds) moveBecause(ctx, null, () => fitBox(ctx.map, bounds));
  else showPlace(ctx);
  if (!bounds) ctx.itemWindow.refit();
}

// Where a box is shown, the state tells too how; a centre and a zoom stay as they were asked for.
function settle(ctx) {
  notePlace(ctx);
  const { box, zoom } = ctx.state();
  if (box || zoom === null) ctx.store.update(mapPlace(ctx.map), QUIET);
}

/** Where the map is, as the state says it. */
export function mapPlace(map) {
  const { lat, lng } = map.getCenter().wrap();
  return { center: [lat, lng].map((degrees) => Number(degrees.toFixed(5))), zoom: map.getZoom() };
}

function put({ root, map, payload }, { box, center: [lat, lon], zoom }, animate = false) {
  const { reach, home } = payload.situation;
  if (box) fitBox(map, aboutReach(box, reach), { animate, obstacles: obstaclesOn(root, map) });
  else map.setView([lat, lon + turnTo(lon, reach)], zoom ?? map.getBoundsZoom(boundsOf(home)), { animate, reset: !animate });
}

// Where what can be reached goes on beyond the antimeridian, so do longitudes.
function turnTo(lon, reach) {
  return reach?.[2] > 180 ? 360 * Math.round(((reach[0] + reach[2]) / 2 - lon) / 360) : 0;
}

function aboutReach([west, south, east, north], reach) {
  const turn = turnTo(west, reach);
  return [west + turn, south, east + turn, north];
}

// Shows a box whole, at the largest zoom at which it stands clear of the obstacles; what is asked for is shown even beyond the bounds.
function fitBox(map, box, { animate = false, obstacles = [] } = {}) {
  const bounds = boundsOf(box);
  const { x, y } = map.getSize();
  const { left, top, right, bottom } = clearRoom({ width: x, height: y }, shapeOf(bounds), obstacles);
  const { maxBounds } = map.options;
  map.options.maxBounds = null;
  map.fitBounds(bounds, { paddingTopLeft: [left, top], paddingBottomRight: [x - right, y - bottom], animate, reset: !animate });
  map.options.maxBounds = maxBounds;
}

// Width by height, as the map draws it.
function shapeOf(bounds) {
  const [left, top] = mercator(bounds.getNorth(), bounds.getWest());
  const [right, bottom] = mercator(bounds.getSouth(), bounds.getEast());
  return (right - left) / (bottom - top);
}

/** What lies over the map for good, and what `others` select, as boxes {left, top, right, bottom} in pixels of it. */
export function obstaclesOn(root, map, others = []) {
  const frame = map.getContainer().getBoundingClientRect();
  return [...root.querySelectorAll([...SELECTORS, ...others].join())].map((node) => node.getBoundingClientRect())
    .filter(({ width, height }) => width && height)
    .map(({ left, top, right, bottom }) => ({
      left: left - frame.left, top: top - frame.top, right: right - frame.left, bottom: bottom - frame.top,
    }));
}

function moveBecause(ctx, cause, move) {
  ctx.map.once("moveend", () => {
    ctx.moveCause = BY_READER;
  });
  ctx.moveCause = cause;
  move();
}
