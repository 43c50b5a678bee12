// The ground of the map: countries from the whole world to the situation's box, regions, rivers, lakes and towns, drawn without
// any request. What lies outside of all grounds is not known and has a colour that is neither land nor water.
import { unpackedLine } from "../../data/packed-lines.mjs";
import { isOnMap, mercator } from "../projection.mjs";
import { paintTowns } from "./towns.mjs";

const SEAM_PX = 1; // a finer ground begins so far within its frame, so that no cut edge is seen

/**
 * The parts of the basemap as lines of the unit square, ready for painting; grounds from the coarsest to the finest. What cannot
 * be read is left out, and `problems` names the basemap then.
 */
export function makeBasemap(raw) {
  const { grounds, regions, rivers, lakes, towns, focus, per_degree: perDegree } = raw ?? {};
  const problems = new Set();
  const whole = (part, make) => listOf(part).flatMap((member, k) => {
    try {
      return [make(member, k)];
    } catch {
      problems.add("basemap");
      return [];
    }
  });
  const lined = ({ lines, ...rest }) => shapeOf(rest, lines, perDegree);
  return {
    grounds: whole(grounds, makeGround),
    regions: whole([regions ?? []], (lines) => shapeOf({}, lines, perDegree))[0] ?? NOTHING,
    rivers: whole(rivers, lined), lakes: whole(lakes, lined),
    towns: whole(towns?.name, (name, k) => townOf({ name, kind: towns.kind[k], lat: towns.lat[k], lon: towns.lon[k] })),
    focus: new Set(listOf(focus)),
    problems: [...problems],
  };
}

const NOTHING = { lines: [], bounds: [Infinity, Infinity, -Infinity, -Infinity] };
const listOf = (part) => (Array.isArray(part) ? part : []);

function townOf(town) {
  if (typeof town.name !== "string" || !isOnMap(town.lat, town.lon)) throw new TypeError("a town without name or place");
  return town;
}

function makeGround({ frame: [west, south, east, north], per_degree: perDegree, countries, held }) {
  const frame = [...mercator(north, west), ...mercator(south, east)];
  if (!frame.every(Number.isFinite)) throw new TypeError("a frame that is nowhere");
  return {
    frame,
    isWorld: east - west >= 360,
    countries: countries.map(({ lines, ...rest }) => shapeOf(rest, lines, perDegree)),
    held: shapeOf({}, held, perDegree),
  };
}

function shapeOf(properties, packed, perDegree) {
  const lines = packed.map((steps) => unpackedLine(steps, perDegree).map(([lon, lat]) => mercator(lat, lon)));
  const bounds = boundsOf(lines);
  const isDrawable = lines.every(({ length }) => length) && (!lines.length || bounds.every(Number.isFinite));
  if (!isDrawable) throw new TypeError("a line that leads nowhere");
  return { ...properties, lines, bounds };
}

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

export function paintBasemap(pen, view, basemap, palette) {
  const { base, basemap: style } = palette;
  pen.fillStyle = base.outside;
  pen.fillRect(0, 0, view.width, view.height);
  const finest = basemap.grounds.at(-1);
  for (const ground of basemap.grounds) {
    for (const seen of turnsInView(ground, view)) {
      within(pen, seen, ground.frame, () => {
        const land = paintLand(pen, seen, ground, basemap.focus, base);
        if (ground === finest) paintWaters(pen, seen, basemap, palette);
        paintBorders(pen, seen, ground, { land, base, style });
      });
    }
  }
  paintTowns(pen, view, basemap.towns, palette);
}

/** The view, or where the map goes on beyond the antimeridian and a ground is the whole world, the views of its turns. */
export function turnsInView({ isWorld, frame }, view) {
  const turns = isWorld ? [-1, 0, 1] : [0];
  return turns.map((turn) => turned(view, turn)).filter((seen) => seen.sees(frame));
}

function turned(view, turn) {
  if (!turn) return view;
  const left = view.left - turn * view.scale;
  const toCanvas = (x, y) => view.toCanvas(x + turn, y);
  return { ...view, left, toCanvas, sees: ([x0, y0, x1, y1]) => view.sees([x0 + turn, y0, x1 + turn, y1]) };
}

function within(pen, view, [west, north, east, south], paint) {
  const [x0, y0] = view.toCanvas(west, north);
  const [x1, y1] = view.toCanvas(east, south);
  pen.save();
  pen.beginPath();
  pen.rect(x0 + SEAM_PX, y0 + SEAM_PX, x1 - x0 - 2 * SEAM_PX, y1 - y0 - 2 * SEAM_PX);
  pen.clip();
  paint();
  pen.restore();
}

function paintLand(pen, view, { countries }, focus, base) {
  pen.fillStyle = base.sea;
  pen.fillRect(0, 0, view.width, view.height);
  const seen = countries.filter((country) => view.sees(country.bounds));
  const land = tracing(seen, view);
  pen.fillStyle = base.land;
  pen.fill(land);
  pen.fillStyle = base.focus;
  pen.fill(tracing(seen.filter(({ code }) => focus.has(code)), view));
  return land;
}

// Natural Earth's rank: smaller is larger.
function paintWaters(pen, view, { regions, rivers, lakes }, { base, basemap: style }) {
  paintLines(pen, tracing([regions], view), base.region, style.region, style.region_dash);
  const seen = (shapes) => shapes.filter((shape) => view.sees(shape.bounds));
  const wide = ({ rank }) => rank <= style.wide_river_rank;
  const shown = seen(rivers);
  paintLines(pen, tracing(shown.filter((river) => !wide(river)), view), base.river, style.river);
  paintLines(pen, tracing(shown.filter(wide), view), base.river, view.zoom > style.near_zoom ? style.wide_river_near : style.wide_river);
  const isLarge = ({ km2 }) => view.zoom >= style.small_lake_zoom || !(km2 < style.small_lake_km2);
  pen.fillStyle = base.lake;
  pen.fill(tracing(seen(lakes).filter(isLarge), view));
}

// A boundary that is not agreed is wiped out and drawn again dashed.
function paintBorders(pen, view, { held }, { land, base, style }) {
  paintLines(pen, land, base.border, style.border);
  const disputed = tracing([held], view);
  paintLines(pen, disputed, base.land, style.held_border);
  paintLines(pen, disputed, base.border, style.border, style.held_dash);
  pen.setLineDash([]);
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
