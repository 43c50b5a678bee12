// Lines and areas of layers that a reader has added. Their points are among the events.
import { distanceToLine, mercator } from "../map/projection.mjs";
import { shapeHolds } from "../state/moment.mjs";

const SHAPE_HIT_PX = 7;
const KINDS = {
  LineString: (c) => [[c, false]],
  MultiLineString: (c) => c.map((line) => [line, false]),
  Polygon: (c) => c.map((ring) => [ring, true]),
  MultiPolygon: (c) => c.flat().map((ring) => [ring, true]),
};

/** {shapes, problems}: shapes that can be drawn, and the names of layers of which some could not be read. */
export function makeUploads(layers) {
  const problems = new Set();
  const shapes = layers.filter((layer) => layer.shapes).flatMap((layer) =>
    (layer.shapes.features ?? []).flatMap((feature) => {
      const lines = readLines(feature);
      if (!lines) problems.add(layer.name ?? layer.id);
      return lines?.length ? [{ feature, layer: layer.id, color: layer.color, id: feature.properties?.id ?? null, lines }] : [];
    }));
  return { shapes, problems: [...problems] };
}

// One broken feature must not cost the others, so each is tried by itself.
function readLines(feature) {
  try {
    const geometries = feature.geometry?.geometries ?? (feature.geometry ? [feature.geometry] : []);
    const lines = geometries.flatMap(({ type, coordinates }) => (KINDS[type]?.(coordinates) ?? []).map(([line, closed]) => ({
      closed, points: line.map(([lon, lat]) => mercator(lat, lon)),
    })));
    const finite = lines.every(({ points }) => points.length && points.every((point) => point.every(Number.isFinite)));
    return finite ? lines : null;
  } catch {
    return null;
  }
}

export function shapesShown({ shapes }, state, [a, b]) {
  return shapes.filter((shape) => state.layers.includes(shape.layer) && shapeHolds(shape.feature, a, b));
}

export function paintUploads(ctx, view, shapes, { base, page: { upload } }) {
  ctx.lineJoin = "round";
  for (const { lines, color } of shapes) {
    const path = new Path2D();
    for (const { points, closed } of lines) traceShape(path, points, closed, view);
    ctx.fillStyle = color ?? base.text;
    ctx.strokeStyle = ctx.fillStyle;
    ctx.lineWidth = upload.width;
    ctx.globalAlpha = upload.opacity;
    if (lines.some((line) => line.closed)) ctx.fill(path, "evenodd");
    ctx.globalAlpha = 1;
    ctx.stroke(path);
  }
}

function traceShape(path, points, closed, view) {
  for (const [k, point] of points.entries()) path[k ? "lineTo" : "moveTo"](...view.put(...point));
  if (closed) path.closePath();
}

/** Ids of the shapes whose outline passes near a place of the canvas, or that hold it. */
export function hitUploads(shapes, [x, y], view) {
  return shapes.filter(({ id, lines }) => id && lines.some(({ points, closed }) => {
    const line = points.map((point) => view.put(...point));
    return distanceToLine(line, x, y) <= SHAPE_HIT_PX || (closed && holdsPoint(line, x, y));
  })).map(({ id }) => id);
}

function holdsPoint(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
