// Capitals and other places, and the names on the map: countries, capitals, crossings, towns as the zoom allows.
import { paintSign } from "../map/painter.mjs";
import { placeStrokes } from "../map/strokes.mjs";
import { labelPoint } from "../map/basemap.mjs";
import { paintLabels, placeLabels } from "../map/labels.mjs";
import { textScale } from "../base/viewport.mjs";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const COUNTRY_MIN_SHARE = 1.1; // of the label's width, that the country must be wide
const PLACE_HIT_PX = 10;
const MOST_EVENT_PLACES = 500; // more of them leave no free place for a name

/** What the layer draws: `spots` in order of importance, and the countries with the place of their names. */
export function makePlaces({ capitals, places, crossings, events, style }, basemap) {
  const order = Object.keys(style.places);
  const capital = capitals.map((item) => ({ item, kind: "capital", layer: "capitals" }));
  const rest = places.map((item) => ({ item, kind: item.kind, layer: "places" }));
  rest.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (b.item.population ?? 0) - (a.item.population ?? 0));
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
  const crossings = state.layers.includes("crossings") && view.zoom >= palette.labels.crossing.min_zoom ? layer.crossings : [];
  const grown = textScale();
  const labels = [
    ...shown.filter(({ kind }) => kind === "capital").map((spot) => ({ ...spotLabel(ctx, spot, words, palette, grown), strong: true })),
    ...crossings.map((spot) => crossingLabel(ctx, view, spot, words, palette, grown)),
    ...countryLabels(ctx, view, layer, words, palette, grown),
    ...shown.filter(({ kind }) => kind !== "capital" && view.zoom >= palette.place(kind).label)
      .map((spot) => spotLabel(ctx, spot, words, palette, grown)),
  ];
  const { radius } = palette.crossing;
  const marks = [...shown.map(({ xy }) => around(xy, 3)), ...crossings.map(({ item }) => around(view.at(item.lat, item.lon), radius))];
  const events = layer.eventPlaces.map((place) => around(view.at(...place), palette.event.radius));
  paintLabels(ctx, placeLabels(labels, view.frame, marks, events), palette);
}

const around = ([x, y], r) => [x - r, y - r, x + r, y + r];

function paintSpot(ctx, { kind, xy, item }, palette) {
  paintSign(ctx, xy, placeStrokes(palette, { kind, approximate: item.approximate === true }), palette.shapes);
}

// `kind` is that of a label in the style table; `font`, of the table too, is what stands before the size: slant and weight.
function measured(ctx, palette, kind, label, grown) {
  const { px, color, spacing: apart = 0, font: usual } = palette.labels[kind];
  const [size, spacing] = [px * grown, `${apart}px`];
  ctx.font = `${label.font ?? usual} ${size}px ${FONT}`;
  ctx.letterSpacing = spacing;
  const { width } = ctx.measureText(label.text);
  ctx.letterSpacing = "0px";
  return { ...label, size, width, spacing, font: ctx.font, color: palette.base[color] };
}

function spotLabel(ctx, { kind, xy: [x, y], item }, words, palette, grown) {
  const { weight: font, size: radius } = palette.place(kind);
  const { text } = words.either(item.name);
  return measured(ctx, palette, kind === "capital" ? kind : "place", { text, x, y, radius, font }, grown);
}

function crossingLabel(ctx, view, { item }, words, palette, grown) {
  const [x, y] = view.at(item.lat, item.lon);
  const text = words.either(item.name).text.split(" (")[0];
  return measured(ctx, palette, "crossing", { text, x, y, radius: palette.crossing.radius }, grown);
}

function countryLabels(ctx, view, { countries }, words, palette, grown) {
  if (view.zoom > palette.labels.country.max_zoom) return []; // closer, the name of a country says nothing
  return countries.flatMap(({ shape, point }) => {
    const [x, y] = view.put(...point);
    const { properties, bounds } = shape;
    const text = (properties[`name_${words.lang}`] ?? properties.name_en ?? properties.name ?? "").toUpperCase();
    const label = measured(ctx, palette, "country", { text, x, y, centred: true }, grown);
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
