// The border crossings, each drawn as the sign of its state.
import { paintCrossing } from "../map/crossing-sign.mjs";

const RADIUS_PX = 7;
const CROSSING_HIT_PX = 12;
/** The states of the crossings as one text: equal texts are equal pictures. */
export function crossingsText(states) {
  return states.map(({ state, stale, basis }) => `${state} ${stale} ${basis}`).join("|");
}

export function paintCrossings(ctx, view, crossings, states, palette) {
  crossings.forEach((crossing, k) => {
    ctx.save();
    ctx.translate(...view.at(crossing.lat, crossing.lon));
    paintCrossing(ctx, states[k], palette, RADIUS_PX);
    ctx.restore();
  });
}

/** Crossings near a point of the map, nearest first. */
export function hitCrossings(crossings, point, near) {
  return crossings.map((crossing) => [near(point, crossing), crossing.id])
    .filter(([far]) => far <= CROSSING_HIT_PX).sort((a, b) => a[0] - b[0]).map(([, id]) => id);
}
