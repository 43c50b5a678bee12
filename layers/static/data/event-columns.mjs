// The events as columns of one length, made whole: what is missing becomes empty, what contradicts itself is refused.

const NO_TEXTS = Object.freeze({});
const NO_ROUTES = Object.freeze([]);
const TEXT_COLUMNS = ["title", "summary", "place", "note", "actors", "own_category", "coord_source"];
const CODE_COLUMNS = {
  category: "other", date_precision: "day", location_precision: "exact", corroboration: "single", layer: "events", country: "",
  sublayer: "", unit: "",
};
const PLAIN_COLUMNS = {
  lat: null, lon: null, fatalities: null, destroyed: null, stretch: null, routes: NO_ROUTES, versions: null, original: null,
  told: null, titled: null,
};

/** The columns of the events, in order of time; `broken(name)` is called when they are refused. */
export function readEvents(events, languages, broken) {
  const n = Number.isInteger(events?.n) ? events.n : 0;
  const isComplete = () => [events.id, events.start, events.end ?? events.start].every((column) => column?.length === n);
  const fits = n === 0 || (isComplete() && isInOrder(events.start));
  if (!fits) broken("events");
  return completeEvents(fits ? events : {}, fits ? n : 0, languages);
}

// All that asks for the events of a moment rests on it: by their first day, undated ones last.
function isInOrder(start) {
  for (let i = 1; i < start.length; i += 1) if ((start[i - 1] ?? Infinity) > (start[i] ?? Infinity)) return false;
  return true;
}

function completeEvents(events, n, languages) {
  const whole = { n, id: [], start: [], sources: [], ...events };
  whole.end ??= Array.from(whole.start, (start) => (start === null ? null : start + 1));
  for (const name of TEXT_COLUMNS) whole[name] = inLanguages(events?.[name] ?? NO_TEXTS, languages);
  for (const [name, code] of Object.entries(CODE_COLUMNS)) {
    whole[name] = coded(events?.[name], n) ?? { codes: [code], at: new Uint8Array(n) };
  }
  for (const [name, empty] of Object.entries(PLAIN_COLUMNS)) whole[name] = filled(events?.[name], n) ?? new Array(n).fill(empty);
  return whole;
}

// A plain list of texts is in no known language, and shown as it stands in all of them.
function inLanguages(texts, languages) {
  return Array.isArray(texts) ? Object.fromEntries(languages.map((lang) => [lang, texts])) : texts;
}

const coded = (column, n) => (column?.at?.length === n && column.codes ? column : null);
const filled = (column, n) => (column?.length === n ? column : null);

const textAt = (column, i) => Object.fromEntries(Object.entries(column).map(([lang, texts]) => [lang, texts[i]]));
const codeAt = (column, i) => column.codes[column.at[i]];

/** Event i of the columns as one object; `pinned` tells whether it has a place of its own on the map. */
export function eventItem(events, i) {
  const precision = codeAt(events.location_precision, i);
  const hasPoint = events.lat[i] !== null && events.lon[i] !== null;
  return {
    kind: "event", id: events.id[i], index: i, start: events.start[i], end: events.end[i],
    lat: events.lat[i], lon: events.lon[i], stretch: events.stretch[i], precision,
    pinned: hasPoint && precision !== "country",
    category: codeAt(events.category, i), datePrecision: codeAt(events.date_precision, i),
    corroboration: codeAt(events.corroboration, i), layer: codeAt(events.layer, i), country: codeAt(events.country, i),
    ownCategory: textAt(events.own_category, i), sublayer: codeAt(events.sublayer, i), original: events.original[i],
    title: textAt(events.title, i), summary: textAt(events.summary, i), versions: events.versions[i],
    place: textAt(events.place, i), note: textAt(events.note, i), actors: textAt(events.actors, i),
    routes: events.routes[i], fatalities: events.fatalities[i], destroyed: events.destroyed[i], unit: codeAt(events.unit, i),
    coordSource: textAt(events.coord_source, i), sources: events.sources[i] ?? [], told: events.told[i], titled: events.titled[i],
  };
}
