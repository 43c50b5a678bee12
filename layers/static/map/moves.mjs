// How the map moves other than by the reader's hand: to the place of the state, a few pixels aside, into another size.
import { prefersReducedMotion } from "../base/theme.mjs";

export const BY_READER = "view"; // why the map moves, as the store is told; null writes nothing into the state
const QUIET = "quiet";
const SAME_PLACE_PX = 1.5;

/** Goes there in a flight, unless the reader prefers stillness. */
export function flyTo(map, center, zoom) {
  map.setView(center, zoom, { animate: !prefersReducedMotion() });
}

/** Moves the map by so many pixels; `quietly` at once, and without a report. */
export function panBy(ctx, [x, y], quietly) {
  const { map } = ctx;
  if (!x && !y) return;
  moveBecause(ctx, quietly ? QUIET : BY_READER, () => {
    map.panBy([x, y], { animate: !quietly && !prefersReducedMotion() });
    const { maxBounds } = map.options;
    if (quietly && maxBounds) map.panInsideBounds(maxBounds, { animate: false }); // else Leaflet glides back, later
  });
}

/** Goes quietly to a place of the state. */
export function goQuietly(ctx, { center, zoom }) {
  moveBecause(ctx, QUIET, () => ctx.map.setView(center, zoom, { animate: false }));
}

/** Whether the map shows the place of the state, but for the rounding of pixels. */
export function isAtPlace({ map, state }) {
  const { center, zoom } = state();
  return zoom === map.getZoom() && map.project(map.getCenter(), zoom).distanceTo(map.project(center, zoom)) < SAME_PLACE_PX;
}

/** Shows the place of the state. */
export function showPlace(ctx) {
  const { center, zoom } = ctx.state();
  if (!isAtPlace(ctx)) ctx.map.setView(center, zoom, { animate: false }); // a flight could be cut short by a change of size
}

/** Lets the map take the size it now has, around the same centre, or so that it shows these bounds. */
export function refit(ctx, bounds = null) {
  moveBecause(ctx, null, () => {
    ctx.map.invalidateSize({ animate: false, pan: false });
    if (bounds) ctx.map.fitBounds(bounds, { animate: false });
    else showPlace(ctx);
  });
  if (!bounds) ctx.itemWindow.refit();
}

function moveBecause(ctx, cause, move) {
  ctx.moveCause = cause;
  move();
  ctx.moveCause = BY_READER;
}
