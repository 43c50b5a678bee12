// The border crossings, each drawn as the sign of its state.
import { paintSign } from "../map/painter.mjs";
import { crossingStrokes } from "../map/strokes.mjs";

const CROSSING_HIT_PX = 12;

/** The states of the crossings as one text: equal texts are equal pictures. */
export function crossingsText(states) {
  return states.map(({ state, stale, basis }) => `${state} ${stale} ${basis}`).join("|");
}

export function paintCrossings(ctx, view, crossings, states, palette) {
  crossings.forEach((crossing, k) => {
    const { state, stale, basis } = states[k];
    const strokes = crossingStrokes(palette, { state, stale, claim: basis === "claim" });
    paintSign(ctx, view.at(crossing.lat, crossing.lon), strokes, palette.shapes);
  });
}

/** Crossings near a point of the map, nearest first. */
export function hitCrossings(crossings, point, near) {
  return crossings.map((crossing) => [near(point, crossing), crossing.id])
    .filter(([far]) => far <= CROSSING_HIT_PX).sort((a, b) => a[0] - b[0]).map(([, id]) => id);
}
