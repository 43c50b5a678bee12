// Lines and areas of layers that a reader has added. Their points are among the events.
import { h } from "../base/dom.mjs";
import { shapeHolds, shapesOf } from "../data/shapes.mjs";
import { distanceToLine, mercator } from "../map/projection.mjs";
import { periodText } from "../text/phrases.mjs";
import { shapeDetails } from "./popups/shape.mjs";

const SHAPE_HIT_PX = 7;
const KINDS = {
  LineString: (c) => [[c, false]],
  MultiLineString: (c) => c.map((line) => [line, false]),
  Polygon: (c) => c.map((ring) => [ring, true]),
  MultiPolygon: (c) => c.flat().map((ring) => [ring, true]),
};

// Stands for every layer of the payload that has shapes; each has a name, a colour and a switch of its own.
export const uploads = {
  id: "uploads",
  isForUploads: true,
  manySwitches: true,
  kinds: ["shape"],
  listTab: "events",
  isHitLast: true,
  items: (payload) => payload.layers.flatMap(shapeItems),
  make: (payload) => makeUploads(payload.layers),
  key: (made, setting) => shapesShown(made, setting).map((shape) => made.shapes.indexOf(shape)).join(),
  paint: (pen, view, made, setting) => paintUploads(pen, view, shapesShown(made, setting), setting.palette),
  hits: (made, { at, view }, setting) => hitUploads(shapesShown(made, setting), at, view).map((id) => [0, id]),
  position: ({ geometry }) => {
    const points = outline(geometry);
    return points[Math.floor(points.length / 2)] ?? null;
  },
  legend: uploadLegend,
  shown: (payload, moment, state) => shapeIds(payload, moment, state),
  kindText: (_ctx, shape) => shape.layerName ?? shape.layer,
  sign: () => null,
  details: shapeDetails,
  sections: (ctx, state) => [{
    key: "shapes", title: () => ctx.words.t("list.shapes"), items: shapeIds(ctx.payload, ctx.moment, state).map((id) => ctx.items.byId(id)),
  }],
  row: ({ words }, shape, state) => {
    const dates = shape.start === null ? "" : periodText(words, shape.start, shape.end, state.day);
    return { lines: [h("p", { class: "row-state" }, [dates, shape.layerName ?? shape.layer].filter(Boolean).join(" · "))] };
  },
};

// A layer of the reader's own that has anything in view: its colour and its name.
function uploadLegend({ words, payload, moment, state }, view) {
  const now = state();
  const { lat, lon, layer } = payload.events;
  const inView = new Set(Array.from(moment.drawn(now)).filter((i) => view.holds(lat[i], lon[i])).map((i) => layer.codes[layer.at[i]]));
  const places = ({ geometry }) => outline(geometry).map(([y, x]) => ({ lat: y, lon: x }));
  const hasShape = ({ id }) => shapesOf({ layers: payload.layers.filter((each) => each.id === id) }, now.layers, moment.interval(now))
    .some((feature) => view.meets(places(feature)));
  const shown = payload.layers.filter((each) => each.color && (inView.has(each.id) || hasShape(each)));
  return [{ title: words.t("legend.own"), entries: shown.map(({ id, name, color }) => [swatch(color), name ?? id]) }];
}

function swatch(color) {
  const node = h("span", { class: "swatch" });
  node.style.backgroundColor = color;
  return node;
}

function shapeItems({ id: layer, name, shapes }) {
  return (shapes?.features ?? []).flatMap((feature) => {
    const { id, title, start = null, end = null, ...rest } = feature.properties ?? {};
    return id ? [{ kind: "shape", id, layer, layerName: name, title, start, end, geometry: feature.geometry, properties: rest }] : [];
  });
}

function shapesShown({ shapes }, { state, moment }) {
  const [a, b] = moment.interval(state);
  return shapes.filter((shape) => state.layers.includes(shape.layer) && shapeHolds(shape.feature, a, b));
}

// Ids of the lines and areas that are shown at this moment.
function shapeIds(payload, moment, state) {
  return shapesOf(payload, state.layers, moment.interval(state)).map((feature) => feature.properties.id);
}

// Positions of any GeoJSON geometry as [lat, lon], in order.
function outline(geometry) {
  if (geometry?.geometries) return geometry.geometries.flatMap(outline);
  return positionsIn(geometry?.coordinates ?? []);
}

function positionsIn(coordinates) {
  if (typeof coordinates[0] === "number") return [[coordinates[1], coordinates[0]]];
  return coordinates.flatMap(positionsIn);
}

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

function paintUploads(pen, view, shapes, { base, upload }) {
  pen.lineJoin = "round";
  for (const { lines, color } of shapes) {
    const path = new Path2D();
    for (const { points, closed } of lines) traceShape(path, points, closed, view);
    pen.fillStyle = color ?? base.text;
    pen.strokeStyle = pen.fillStyle;
    pen.lineWidth = upload.width;
    pen.globalAlpha = upload.opacity;
    if (lines.some((line) => line.closed)) pen.fill(path, "evenodd");
    pen.globalAlpha = 1;
    pen.stroke(path);
  }
}

function traceShape(path, points, closed, view) {
  for (const [k, point] of points.entries()) path[k ? "lineTo" : "moveTo"](...view.toCanvas(...point));
  if (closed) path.closePath();
}

/** Ids of the shapes whose outline passes near a place of the canvas, or that hold it. */
export function hitUploads(shapes, [x, y], view) {
  return shapes.filter(({ id, lines }) => id && lines.some(({ points, closed }) => {
    const line = points.map((point) => view.toCanvas(...point));
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
