// The background: countries, regions, lakes and rivers from the payload, drawn without any request.
import { unpackedLine } from "../data/packed-lines.mjs";
import { measuredLabel } from "./labels.mjs";
import { mercator } from "./projection.mjs";

const COUNTRY_MIN_SHARE = 1.1; // of the label's width, that the country must be wide

/** The parts of the basemap as lines of the unit square, ready for painting. */
export function makeBasemap({ countries, regions, lakes, rivers, per_degree: perDegree }, box) {
  const shapes = (features) => shapesOf(features ?? [], perDegree);
  return {
    frame: box ? frameOf(box) : null,
    countries: shapes(countries), regions: shapes(regions), lakes: shapes(lakes), rivers: shapes(rivers),
  };
}

function shapesOf(features, perDegree) {
  return features.map(({ properties, lines: packed }) => {
    const lines = packed.map((steps) => projected(unpackedLine(steps, perDegree)));
    return { properties, lines, bounds: boundsOf(lines) };
  });
}

const projected = (line) => line.map(([lon, lat]) => mercator(lat, lon));

function boundsOf(lines) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (const [x, y] of line) {
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    }
  }
  return box;
}

function frameOf([west, south, east, north]) {
  return [...mercator(north, west), ...mercator(south, east)];
}

export function paintBasemap(pen, view, basemap, { base: colours, basemap: style }) {
  pen.fillStyle = colours.sea;
  pen.fillRect(0, 0, view.width, view.height);
  const seen = (shapes) => shapes.filter((shape) => view.sees(shape.bounds));
  const countries = seen(basemap.countries);
  const land = tracing(countries, view);
  pen.fillStyle = colours.land;
  pen.fill(land);
  paintLines(pen, tracing(seen(basemap.regions), view), colours.region, style.region);
  const lakes = seen(basemap.lakes).filter((lake) => view.zoom >= style.small_lake_zoom || !(lake.properties.km2 < style.small_lake_km2));
  paintRivers(pen, view, seen(basemap.rivers), colours.river, style);
  pen.fillStyle = colours.lake;
  pen.fill(tracing(lakes, view));
  paintBorders(pen, view, { countries, land, colours, style });
  if (basemap.frame) coverOutside(pen, view, basemap.frame, colours.outside);
}

// Beyond the box there are no data, so what reaches over its edge is covered again.
function coverOutside(pen, view, [west, north, east, south], colour) {
  const [x0, y0] = view.toCanvas(west, north).map((edge) => Math.ceil(edge) + 1);
  const [x1, y1] = view.toCanvas(east, south).map((edge) => Math.floor(edge) - 1);
  const { width, height } = view;
  pen.fillStyle = colour;
  for (const [x, y, w, h] of [[0, 0, x0, height], [x1, 0, width - x1, height], [0, 0, width, y0], [0, y1, width, height - y1]]) {
    if (w > 0 && h > 0) pen.fillRect(x, y, w, h);
  }
}

function tracing(shapes, view) {
  const path = new Path2D();
  for (const { lines } of shapes) for (const line of lines) traceLine(path, line, view);
  return path;
}

function traceLine(path, line, view) {
  path.moveTo(...view.toCanvas(...line[0]));
  for (let k = 1; k < line.length; k += 1) path.lineTo(line[k][0] * view.scale - view.left, line[k][1] * view.scale - view.top);
}

function paintLines(pen, path, colour, width, dash = []) {
  pen.setLineDash(dash);
  pen.lineJoin = "round";
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke(path);
}

// Natural Earth's rank: smaller is larger.
function paintRivers(pen, view, rivers, colour, style) {
  const wide = (river) => river.properties.rank <= style.wide_river_rank;
  paintLines(pen, tracing(rivers.filter((river) => !wide(river)), view), colour, style.river);
  paintLines(pen, tracing(rivers.filter(wide), view), colour, view.zoom > style.near_zoom ? style.wide_river_near : style.wide_river);
}

// A boundary that is not agreed is wiped out and drawn again dashed.
function paintBorders(pen, view, { countries, land, colours, style }) {
  paintLines(pen, land, colours.border, style.border);
  const disputed = tracing(countries.filter((country) => country.properties.boundary), view);
  paintLines(pen, disputed, colours.land, style.held_border);
  paintLines(pen, disputed, colours.border, style.border, style.held_dash);
  pen.setLineDash([]);
}

/** The names of the countries that are wide enough for them. */
export function countryLabels(pen, view, { countries }, { words, palette }) {
  if (view.zoom > palette.labels.country.max_zoom) return []; // closer, the name of a country says nothing
  return countries.flatMap((shape) => {
    shape.labelPoint ??= labelPoint(shape);
    const [x, y] = view.toCanvas(...shape.labelPoint);
    const { properties, bounds } = shape;
    const text = (properties[`name_${words.lang}`] ?? properties.name_en ?? properties.name ?? "").toUpperCase();
    const label = measuredLabel(pen, palette, "country", { text, x, y, centred: true });
    return (bounds[2] - bounds[0]) * view.scale > label.width * COUNTRY_MIN_SHARE ? [label] : [];
  });
}

/** Where the name of a country goes: the middle of its largest part, as [x, y] of the unit square. */
export function labelPoint(shape) {
  const largest = shape.lines.reduce((best, line) => (areaOf(line) > areaOf(best) ? line : best), shape.lines[0]);
  return centroid(largest);
}

function signedArea(line) {
  let sum = 0;
  for (let k = 0; k + 1 < line.length; k += 1) sum += line[k][0] * line[k + 1][1] - line[k + 1][0] * line[k][1];
  return sum / 2;
}

const areaOf = (line) => Math.abs(signedArea(line));

function centroid(line) {
  const area = signedArea(line);
  let [x, y] = [0, 0];
  for (let k = 0; k + 1 < line.length; k += 1) {
    const cross = line[k][0] * line[k + 1][1] - line[k + 1][0] * line[k][1];
    x += (line[k][0] + line[k + 1][0]) * cross;
    y += (line[k][1] + line[k + 1][1]) * cross;
  }
  return area ? [x / (6 * area), y / (6 * area)] : line[0];
}
