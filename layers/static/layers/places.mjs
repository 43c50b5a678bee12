// Capitals and other places, and the names on the map: countries, capitals, crossings, towns as the zoom allows.
import { drawSymbol } from "../map/symbols.mjs";
import { labelPoint } from "../map/basemap.mjs";
import { paintLabels, placeLabels } from "../map/labels.mjs";
import { textScale } from "../base/viewport.mjs";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const COUNTRY_MAX_ZOOM = 8; // closer, the name of a country says nothing
const COUNTRY_MIN_SHARE = 1.1; // of the label's width, that the country must be wide
const CROSSING_LABEL_ZOOM = 5;
const PLACE_HIT_PX = 10;
const EVENT_PX = 6; // from the middle of an event's sign to its edge
const MOST_EVENT_PLACES = 500; // more of them leave no free place for a name
const KIND_ORDER = ["capital", "regional-capital", "port", "city", "depot", "airport", "town", "village"];

/** What the layer draws: `spots` in order of importance, and the countries with the place of their names. */
export function makePlaces({ capitals, places, crossings, events }, basemap) {
  const capital = capitals.map((item) => ({ item, kind: "capital", layer: "capitals" }));
  const rest = places.map((item) => ({ item, kind: item.kind, layer: "places" }));
  rest.sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || (b.item.population ?? 0) - (a.item.population ?? 0));
  return {
    spots: [...capital, ...rest],
    crossings: crossings.map((item) => ({ item, layer: "crossings" })),
    eventPlaces: eventPlaces(events),
    countries: basemap.countries.map((shape) => ({ shape, point: labelPoint(shape) })),
  };
}

// Where events ever stand: names keep clear of them on every day, so that none jumps as time goes by.
function eventPlaces({ n, lat, lon }) {
  const places = new Map();
  for (let i = 0; i < n && places.size <= MOST_EVENT_PLACES; i += 1) {
    if (lat[i] !== null && lon[i] !== null) places.set(`${lat[i].toFixed(1)} ${lon[i].toFixed(1)}`, [lat[i], lon[i]]);
  }
  return places.size > MOST_EVENT_PLACES ? [] : [...places.values()];
}

function spotsShown(layer, state, zoom, palette) {
  return layer.spots.filter((spot) => state.layers.includes(spot.layer) && zoom >= palette.place(spot.kind).zoom);
}

const spotsIn = (view, layer, state, palette) =>
  spotsShown(layer, state, view.zoom, palette).map((spot) => ({ ...spot, xy: view.at(spot.item.lat, spot.item.lon) }));

export function paintSpots(ctx, view, layer, { state, palette }) {
  for (const spot of spotsIn(view, layer, state, palette)) paintSpot(ctx, spot, palette);
}

export function paintNames(ctx, view, layer, { state, words, palette }) {
  const shown = spotsIn(view, layer, state, palette);
  const crossings = state.layers.includes("crossings") && view.zoom >= CROSSING_LABEL_ZOOM ? layer.crossings : [];
  const grown = textScale();
  const labels = [
    ...shown.filter(({ kind }) => kind === "capital").map((spot) => ({ ...spotLabel(ctx, spot, words, palette, grown), strong: true })),
    ...crossings.map((spot) => crossingLabel(ctx, view, spot, words, palette, grown)),
    ...countryLabels(ctx, view, layer, words, palette, grown),
    ...shown.filter(({ kind }) => kind !== "capital" && view.zoom >= palette.place(kind).label)
      .map((spot) => spotLabel(ctx, spot, words, palette, grown)),
  ];
  const marks = [...shown.map(({ xy }) => around(xy, 3)), ...crossings.map(({ item }) => around(view.at(item.lat, item.lon), 7))];
  const events = layer.eventPlaces.map((place) => around(view.at(...place), EVENT_PX));
  paintLabels(ctx, placeLabels(labels, view.frame, marks, events), palette.base.halo);
}

const around = ([x, y], r) => [x - r, y - r, x + r, y + r];

function paintSpot(ctx, { kind, xy, item }, palette) {
  const { shape, size } = palette.place(kind);
  ctx.save();
  ctx.translate(...xy);
  drawSymbol(ctx, {
    shape: palette.shape(shape), radius: size, colour: palette.base.place, paper: palette.base.halo, vague: item.approximate === true,
  });
  ctx.restore();
}

// `style` is what stands before the size in a font: weight and slant.
function measured(ctx, { style, size: usual, ...label }, grown) {
  const size = usual * grown;
  ctx.font = `${style} ${size}px ${FONT}`;
  ctx.letterSpacing = label.spacing ?? "0px";
  const { width } = ctx.measureText(label.text);
  ctx.letterSpacing = "0px";
  return { ...label, size, width, font: ctx.font };
}

function spotLabel(ctx, { kind, xy, item }, words, palette, grown) {
  const { weight, size: radius } = palette.place(kind);
  const size = kind === "capital" ? 13 : 11.5;
  const color = kind === "capital" ? palette.base.text : palette.base.place;
  return measured(ctx, {
    text: words.either(item.name).text, x: xy[0], y: xy[1], radius, size, color, style: weight,
  }, grown);
}

function crossingLabel(ctx, view, { item }, words, palette, grown) {
  const [x, y] = view.at(item.lat, item.lon);
  const text = words.either(item.name).text.split(" (")[0];
  return measured(ctx, { text, x, y, radius: 7, size: 11.5, color: palette.base.text, style: "italic 600" }, grown);
}

function countryLabels(ctx, view, { countries }, words, palette, grown) {
  if (view.zoom > COUNTRY_MAX_ZOOM) return [];
  return countries.flatMap(({ shape, point }) => {
    const [x, y] = view.put(...point);
    const { properties, bounds } = shape;
    const text = (properties[`name_${words.lang}`] ?? properties.name_en ?? properties.name ?? "").toUpperCase();
    const label = measured(ctx, {
      text, x, y, centred: true, size: 12, color: palette.base.country, style: 500, spacing: "2px",
    }, grown);
    return (bounds[2] - bounds[0]) * view.scale > label.width * COUNTRY_MIN_SHARE ? [label] : [];
  });
}

/** Places near a point of the map, nearest first. */
export function hitPlaces(layer, point, near, { state, zoom, palette }, leastPx = 0) {
  return spotsShown(layer, state, zoom, palette)
    .map((spot) => [near(point, spot.item), spot.item.id])
    .filter(([far]) => far <= Math.max(PLACE_HIT_PX, leastPx))
    .sort((a, b) => a[0] - b[0])
    .map(([, id]) => id);
}
