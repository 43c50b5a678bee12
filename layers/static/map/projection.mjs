// Where each event falls on the canvas: Web Mercator once, then one multiplication per view.

const TILE_PX = 256; // the world's width at zoom 0
const EQUATOR_METRES = 40075016.686;
const MAX_MERCATOR_LATITUDE = 85.06; // the square ends here, short of the poles

/** Web Mercator with the world as the unit square, y growing southwards; what lies beyond it is on its edge, as Leaflet has it. */
export function mercator(lat, lon) {
  const within = Math.max(-MAX_MERCATOR_LATITUDE, Math.min(MAX_MERCATOR_LATITUDE, lat));
  const north = Math.log(Math.tan(Math.PI / 4 + (within * Math.PI) / 360)) / (2 * Math.PI);
  return [lon / 360 + 0.5, 0.5 - north];
}

/** The degrees from a west to an east; a west that exceeds it lies before longitude 180, the east beyond. */
export const degreesBetween = (west, east) => (west <= east ? east - west : east - west + 360);

/** Whether a place is given and the map reaches it. */
export function isOnMap(lat, lon) {
  return Number.isFinite(lat) && Number.isFinite(lon) && Math.abs(lat) < MAX_MERCATOR_LATITUDE;
}

export function worldPx(zoom) {
  return TILE_PX * 2 ** zoom;
}

export function pxPerMetre(lat, zoom) {
  return worldPx(zoom) / (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180));
}

/** Where the events of one set of columns lie in the unit square, NaN for one that has no place; `isDrawn(i)` says which have one. */
export function projectedPoints({ n, lat = [], lon = [] }, isDrawn) {
  const [x, y] = [new Float64Array(n).fill(NaN), new Float64Array(n).fill(NaN)];
  for (let i = 0; i < n; i += 1) {
    if (isOnMap(lat[i], lon[i]) && isDrawn(i)) [x[i], y[i]] = mercator(lat[i], lon[i]);
  }
  return { x, y };
}

/** The least distance of a place from a line of places, all in pixels. */
export function distanceToLine(points, x, y) {
  let least = Infinity;
  for (let k = 0; k + 1 < points.length; k += 1) least = Math.min(least, distanceToPiece(points[k], points[k + 1], x, y));
  return least;
}

function distanceToPiece([x0, y0], [x1, y1], x, y) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy);
}
