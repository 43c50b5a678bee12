// Everything that has an id, found by it: {kind, id, …} with the texts, the place and the dates a reader is shown.

/** The tab of the list that tells an item of a kind. */
export const LIST_TABS = { event: "events", shape: "events", route: "routes", crossing: "routes", capital: "routes", place: "routes" };

/** `byId(id)`, `event(i)` and `indexOf(id)`; the table of event ids is made when first needed. */
export function makeItems(payload) {
  const { events } = payload;
  const fixed = fixedItems(payload);
  let places = null;
  const indexOf = (id) => {
    places ??= new Map(events.id.map((eventId, i) => [eventId, i]));
    return places.get(id) ?? -1;
  };
  const event = (i) => eventItem(events, i);
  const byId = (id) => {
    if (id === null || id === undefined) return null;
    if (fixed.has(id)) return fixed.get(id);
    const i = indexOf(id);
    return i < 0 ? null : event(i);
  };
  return { byId, event, indexOf, has: (id) => fixed.has(id) || indexOf(id) >= 0 };
}

function fixedItems({ routes, crossings, capitals, places, layers }) {
  const found = new Map();
  const keep = (list, kind) => {
    for (const item of list) found.set(item.id, { ...item, kind, type: item.kind ?? item.role });
  };
  keep(places, "place");
  keep(capitals, "capital");
  keep(crossings, "crossing");
  keep(routes, "route");
  for (const layer of layers) keepShapes(found, layer);
  return found;
}

function keepShapes(found, { id: layer, name, shapes }) {
  for (const feature of shapes?.features ?? []) {
    const { id, title, start = null, end = null, ...rest } = feature.properties ?? {};
    if (id) found.set(id, { kind: "shape", id, layer, layerName: name, title, start, end, geometry: feature.geometry, properties: rest });
  }
}

const textAt = (column, i) => Object.fromEntries(Object.entries(column).map(([lang, texts]) => [lang, texts[i]]));
const codeAt = (column, i) => column.codes[column.at[i]];

/** Event i of the columns as one object; `pinned` tells whether it has a place of its own on the map. */
function eventItem(events, i) {
  const precision = codeAt(events.location_precision, i);
  const hasPoint = events.lat[i] !== null && events.lon[i] !== null;
  return {
    kind: "event", id: events.id[i], index: i, start: events.start[i], end: events.end[i],
    lat: events.lat[i], lon: events.lon[i], stretch: events.stretch[i], precision,
    pinned: hasPoint && precision !== "country",
    category: codeAt(events.category, i), datePrecision: codeAt(events.date_precision, i),
    corroboration: codeAt(events.corroboration, i), layer: codeAt(events.layer, i), country: codeAt(events.country, i),
    ownCategory: textAt(events.own_category, i), sublayer: codeAt(events.sublayer, i), original: events.original[i],
    title: textAt(events.title, i), summary: textAt(events.summary, i), disputed: textAt(events.disputed, i),
    place: textAt(events.place, i), note: textAt(events.note, i), actors: textAt(events.actors, i),
    route: events.route[i], fatalities: events.fatalities[i], tankers: events.tankers_destroyed[i],
    coordSource: events.coord_source[i], sources: events.sources[i] ?? [],
  };
}

/** Where a popup of the item stands: [lat, lon], or null when it has no place. */
export function itemPosition(item) {
  if (item.kind === "event") return item.pinned ? [item.lat, item.lon] : null;
  if (item.kind === "route") return middleOf(item.waypoints.map((point) => [point.lat, point.lon]));
  if (item.kind === "shape") return middleOf(outline(item.geometry));
  return [item.lat, item.lon];
}

const middleOf = (points) => points[Math.floor(points.length / 2)] ?? null;

// Positions of any GeoJSON geometry as [lat, lon], in order.
function outline(geometry) {
  if (geometry?.geometries) return geometry.geometries.flatMap(outline);
  return positionsIn(geometry?.coordinates ?? []);
}

function positionsIn(coordinates) {
  if (typeof coordinates[0] === "number") return [[coordinates[1], coordinates[0]]];
  return coordinates.flatMap(positionsIn);
}
