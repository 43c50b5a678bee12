// Places known only roughly: a soft disc for a region, a soft band along a stretch of road.
import { isOnMap, mercator, pxPerMetre } from "./projection.mjs";

const MAX_AREAS = 400; // more than that is a fog that tells nothing

/**
 * Draws the soft areas of the visible events, newest on top. `view` is {left, top, scale, zoom, ratio}: canvas pixels of
 * the unit square's corner and side; `area` that of the style table, where `km` are radii, for a road without a stretch too;
 * `colourOf(i)` is the colour of event i = indices[k], `opacityOf(k)` how strong it is.
 */
export function drawAreas(pen, columns, indices, { view, area, colourOf, opacityOf }) {
  const precision = columns.location_precision;
  if (!precision) return;
  const painters = precision.codes.map((code) => ({ region: drawDisc, road: drawBand })[code]);
  const vague = [...indices.keys()].filter((k) => painters[precision.at[indices[k]]]).slice(-MAX_AREAS);
  for (const k of vague) {
    const i = indices[k];
    pen.globalAlpha = area.opacity * opacityOf(k);
    painters[precision.at[i]](pen, columns, i, { view, area, colour: colourOf(i) });
  }
  pen.globalAlpha = 1;
}

function drawDisc(pen, { lat, lon, location_precision: precision }, i, { view, area, colour }) {
  if (!isOnMap(lat[i], lon[i])) return;
  const metres = area.km[precision.codes[precision.at[i]]] * 1000;
  const radius = Math.max(area.smallest, metres * pxPerMetre(lat[i], view.zoom)) * view.ratio;
  const [x, y] = onCanvas([lat[i], lon[i]], view);
  const soft = pen.createRadialGradient(x, y, 0, x, y, radius);
  soft.addColorStop(0, colour);
  soft.addColorStop(area.core, colour);
  soft.addColorStop(1, `${colour}00`);
  pen.fillStyle = soft;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

function drawBand(pen, columns, i, style) {
  const { view, area, colour } = style;
  const stretch = columns.stretch?.[i];
  if (!stretch) {
    drawDisc(pen, columns, i, style);
    return;
  }
  pen.strokeStyle = colour;
  pen.lineWidth = area.band * view.ratio;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.beginPath();
  for (const place of stretch.filter(([lat, lon]) => isOnMap(lat, lon))) pen.lineTo(...onCanvas(place, view));
  pen.stroke();
}

function onCanvas([lat, lon], { left, top, scale }) {
  const [x, y] = mercator(lat, lon);
  return [x * scale - left, y * scale - top];
}
