// The towns of the background: the situation's own are drawn by its layers, these only help a reader to find the way.
import { measuredLabel } from "../lettering/words.mjs";

const FULL_CIRCLE = Math.PI * 2;

export function paintTowns(pen, view, towns, { base, basemap: { town_radius: radius, town_zoom: zoom } }) {
  pen.fillStyle = base.town;
  for (const { at } of inView(towns, view, zoom)) {
    pen.beginPath();
    pen.arc(...at, radius, 0, FULL_CIRCLE);
    pen.fill();
  }
}

/** Names and marks of the towns in view, the weightiest first. */
export function townNames(pen, view, towns, palette) {
  const { town_radius: radius, town_zoom: zoom } = palette.basemap;
  const shown = inView(towns, view, zoom);
  return {
    labels: shown.map(({ name, at: [x, y] }) =>
      measuredLabel(pen, palette, "town", { text: name, kind: "name", rank: "town", key: `town ${name} ${x}`, x, y, radius })),
    marks: shown.map(({ at }) => [...at, radius]),
  };
}

// Those that the zoom allows, with their places on the canvas.
function inView(towns, view, zoom) {
  const [left, top, right, bottom] = view.frame;
  return towns.filter(({ kind }) => view.zoom >= zoom[kind]).map((town) => ({ ...town, at: view.at(town.lat, town.lon) }))
    .filter(({ at: [x, y] }) => x >= left && x <= right && y >= top && y <= bottom);
}
