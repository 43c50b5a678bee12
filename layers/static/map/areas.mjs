// Places known only roughly: a soft disc for a region, a soft band along a stretch of road.
import { isOnMap, mercator, pxPerMetre } from "./projection.mjs";

const RADIUS_METRES = { region: 40000, road: 15000 }; // road: where no stretch is given
const MIN_REGION_PX = 16;
const BAND_PX = 9;
const VAGUE_AREA_OPACITY = 0.3;
const MAX_AREAS = 400; // more than that is a fog that tells nothing

/**
 * Draws the soft areas of the visible events, newest on top. `view` is {left, top, scale, zoom, ratio}: canvas pixels of
 * the unit square's corner and side; `colourOf(i)` is the colour of event i = indices[k], `opacityOf(k)` how strong it is.
 */
export function drawAreas(ctx, columns, indices, { view, colourOf, opacityOf }) {
  const precision = columns.location_precision;
  if (!precision) return;
  const painters = precision.codes.map((code) => ({ region: drawDisc, road: drawBand })[code]);
  const vague = [...indices.keys()].filter((k) => painters[precision.at[indices[k]]]).slice(-MAX_AREAS);
  for (const k of vague) {
    const i = indices[k];
    ctx.globalAlpha = VAGUE_AREA_OPACITY * opacityOf(k);
    painters[precision.at[i]](ctx, columns, i, view, colourOf(i));
  }
  ctx.globalAlpha = 1;
}

function drawDisc(ctx, { lat, lon, location_precision: precision }, i, view, colour) {
  if (!isOnMap(lat[i], lon[i])) return;
  const metres = RADIUS_METRES[precision.codes[precision.at[i]]];
  const radius = Math.max(MIN_REGION_PX, metres * pxPerMetre(lat[i], view.zoom)) * view.ratio;
  const [x, y] = onCanvas([lat[i], lon[i]], view);
  const soft = ctx.createRadialGradient(x, y, 0, x, y, radius);
  soft.addColorStop(0, colour);
  soft.addColorStop(0.6, colour);
  soft.addColorStop(1, `${colour}00`);
  ctx.fillStyle = soft;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.fill();
}

function drawBand(ctx, columns, i, view, colour) {
  const stretch = columns.stretch?.[i];
  if (!stretch) {
    drawDisc(ctx, columns, i, view, colour);
    return;
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = BAND_PX * view.ratio;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.beginPath();
  for (const place of stretch.filter(([lat, lon]) => isOnMap(lat, lon))) ctx.lineTo(...onCanvas(place, view));
  ctx.stroke();
}

function onCanvas([lat, lon], { left, top, scale }) {
  const [x, y] = mercator(lat, lon);
  return [x * scale - left, y * scale - top];
}
