// What is drawn for a road, a crossing, an event or a place: strokes in pixels, the lowest first, from the style table alone.
// layers/sheet/drawing/stroke_styles.py answers the same for paper; tests/cases/strokes.json holds both to it.
import { densityClass } from "../data/news/attack-density.mjs";

// `shape` of the style table at a radius about the origin, or a `line` there, or with neither the road itself.
const PLAIN = { shape: "", radius: 0, line: [], fill: "none", color: "none", width: 0, dash: [], cap: "butt", opacity: 1 };

const stroke = (members) => ({ ...PLAIN, ...members });

/**
 * A casing of the land's colour, the state's colour and dash, and a pale core for a claim: that is hollow, faded or not. A real road
 * has a fine edge beneath, in the same dash: a line without one is schematic. One that is `far` is thinner.
 */
export function roadStrokes(palette, { state, faded = 0, claim, road: isRoad = false, far }, { factor = 1, cased = true } = {}) {
  const { base, road } = palette;
  const { color, dash: plainDash, road_dash: roadDash = plainDash, width: usual, cap, cased: hasCasing = true } = palette.state(state);
  const dash = isRoad ? roadDash : plainDash; // where an edge would close the gaps they are wider
  const width = usual * factor * (far ? road.far : 1);
  const [line, opacity] = [{ dash, cap: cap ?? PLAIN.cap }, ageOpacity(palette, state, faded)];
  const strokes = [stroke({ ...line, color, width, opacity })];
  if (isRoad) strokes.unshift(
    stroke({ ...line, color: base.text, width: width + road.edge, opacity: opacity * road.edge_opacity }),
    stroke({ ...line, color: base.land, width }), // so that the edge does not darken a pale line
  );
  if (hasCasing && cased) strokes.unshift(stroke({ color: base.land, width: width + road.casing, cap: "round" }));
  if (claim) strokes.push(stroke({ color: base.halo, width: width * road.core }));
  return strokes;
}

/** Beneath the route that the reader has chosen. */
export function chosenStrokes({ base, page: { chosen_road: { width, opacity } } }) {
  return [stroke({ color: base.text, width, cap: "round", opacity })];
}

/** Beneath a road along which there were so many attacks per ten kilometres. */
export function densityStrokes(palette, attacks) {
  const found = palette.page.density[densityClass(palette, attacks)];
  return found ? [stroke({ color: palette.category("attack").color, width: found.width, cap: "butt", opacity: found.opacity })] : [];
}

// A last known state of which a part of its fading has passed; some never fall below a floor.
function ageOpacity({ fading: { first, last, floors } }, state, faded) {
  return faded > 0 ? Math.max(first + (last - first) * faded, floors[state] ?? 0) : 1;
}

/** A round sign whose colour and mark tell the state; the paler the older, ringed in dashes and not filled for a claim. */
export function crossingStrokes(palette, { state, faded = 0, claim }) {
  const { radius, rim, inset, width, claim_dash: claimDash } = palette.crossing;
  const { color, mark } = palette.state(state);
  const { disc = 0, lines = [] } = palette.marks[mark];
  const opacity = ageOpacity(palette, state, faded);
  const strokes = [
    stroke({ shape: "circle", radius: radius + rim, fill: palette.base.halo }),
    stroke({ shape: "circle", radius: radius - inset, color, width, dash: claim ? claimDash : [], opacity }),
  ];
  if (disc && !claim) strokes.push(stroke({ shape: "circle", radius: radius * disc, fill: color, opacity }));
  for (const line of lines) {
    strokes.push(stroke({ line: line.map(([x, y]) => [x * radius, y * radius]), color, width, cap: "round", opacity }));
  }
  return strokes;
}

/**
 * The sign of an event: its category's shape, with its pictogram, in its colour or another `color`; hollow for a claim, small and
 * faint if vague.
 */
export function eventStrokes(palette, { category, claim, vague }, { radius = palette.event.radius, color } = {}) {
  const { shape, icon, color: usual } = palette.category(category);
  return symbolStrokes(palette, { shape, icon, radius, color: color ?? usual, paper: palette.base.paper, claim, vague });
}

export function placeStrokes(palette, { kind, approximate = false }, { grown = 0 } = {}) {
  const { shape, size, ink = "dot" } = palette.place(kind);
  const { base } = palette;
  return symbolStrokes(palette, { shape, radius: size + grown, color: base[ink], paper: base.halo, claim: false, vague: approximate });
}

/** An event known only to the region, as an even disc. */
export function regionStrokes(palette, category, radius) {
  return [stroke({ shape: "circle", radius, fill: palette.category(category).color, opacity: palette.area.opacity })];
}

function symbolStrokes({ symbol }, { shape, icon, radius, color, paper, claim, vague }) {
  const outline = { shape, radius: radius * symbol.fill * (vague ? symbol.vague_scale : 1) };
  const opacity = vague ? symbol.vague_opacity : 1;
  const strokes = [stroke({ ...outline, fill: claim ? paper : color, opacity })];
  if (!vague) strokes.unshift(stroke({ ...outline, color: paper, width: symbol.halo * 2 }));
  if (claim) strokes.push(stroke({ ...outline, color, width: symbol.claim_width, dash: symbol.claim_dash, opacity }));
  if (icon) strokes.push(stroke({ shape: icon, radius: outline.radius * symbol.icon, fill: claim ? color : paper, opacity }));
  return strokes;
}
