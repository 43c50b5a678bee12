// What arrives from outside, made whole: missing parts become empty ones, broken members are left out and named.
import { joinedEvents } from "./added.mjs";

const NO_TEXTS = Object.freeze({});
const TEXT_COLUMNS = ["title", "summary", "disputed", "place", "note", "actors", "own_category"];
const CODE_COLUMNS = {
  category: "other", date_precision: "day", location_precision: "exact", corroboration: "single", layer: "events", country: "",
  sublayer: "",
};
const PLAIN_COLUMNS = {
  lat: null, lon: null, fatalities: null, tankers_destroyed: null, stretch: null, coord_source: "", route: -1, original: null,
};
const DEFAULT_HOME = { lat: 0, lon: 0, zoom: 2 };
const BUILT_IN_LAYERS = ["routes", "crossings", "events", "capitals", "places"];

/** {payload, problems}: a payload every part of the page can rely on, and the names of what had to be left out. */
export function readPayload(raw) {
  const problems = [];
  const added = readAdded(raw?.added, problems);
  const languages = Object.keys(raw?.words ?? {});
  const sources = wholeSources(raw?.sources);
  const own = readEvents(raw?.events, languages, problems);
  const routes = readMembers(raw?.routes, "routes", isRoute, problems).map(wholeRoute);
  const payload = {
    ...raw,
    sources: joinedSources(sources, wholeSources(added.sources)),
    routes,
    crossings: readMembers(raw?.crossings, "crossings", isPlaced, problems).map(wholeCrossing),
    places: readMembers(raw?.places, "places", isPlaced, problems),
    capitals: readMembers(raw?.capitals, "capitals", isPlaced, problems),
    deliveries: readMembers(raw?.deliveries, "deliveries", isDelivery, problems),
    events: raw?.added ? joinedEvents(own, readEvents(added.events, languages, problems), sources.id.length) : own,
    basemap: raw?.basemap ?? {},
    tiles: raw?.tiles ?? [],
    layers: readMembers([...(raw?.layers ?? BUILT_IN_LAYERS.map((id) => ({ id }))), ...(added.layers ?? [])], "layers", isLayer, problems),
    view: raw?.view ?? {},
  };
  payload.situation = readSituation(raw?.situation, payload, added.span);
  return { payload, problems };
}

// Layers that a reader has added; a text in their place tells why they could not be unpacked.
function readAdded(added, problems) {
  if (typeof added === "string") problems.push(added);
  return added instanceof Object ? added : {};
}

const wholeSources = (sources) => ({ id: [], publisher: [], title: [], url: [], published: [], ...sources });

function joinedSources(first, second) {
  return Object.fromEntries(Object.keys(first).map((name) => [name, [...first[name], ...(second[name] ?? [])]]));
}

function readMembers(list, name, isWhole, problems) {
  const members = Array.isArray(list) ? list : [];
  const whole = members.filter(isWhole);
  if (whole.length < members.length || (list && !Array.isArray(list))) problems.push(name);
  return whole;
}

const isPlaced = (item) => typeof item?.id === "string" && Number.isFinite(item.lat) && Number.isFinite(item.lon);
const isLayer = (layer) => typeof layer?.id === "string";
const isDelivery = (item) => Number.isFinite(item?.start);
const isRow = (row) => Number.isFinite(row?.start) && Number.isFinite(row.end) && typeof row.state === "string";

function isRoute(route) {
  return typeof route?.id === "string" && Array.isArray(route.waypoints)
    && route.waypoints.every((point) => Number.isFinite(point?.lat) && Number.isFinite(point.lon));
}

function wholeRoute(route) {
  return { name: { en: route.id }, road_numbers: [], countries: [], sources: [], ...route, rows: wholeRows(route.rows) };
}

function wholeCrossing(crossing) {
  return { name: { en: crossing.id }, sides: [], routes: [], sources: [], ...crossing, rows: wholeRows(crossing.rows) };
}

function wholeRows(rows) {
  return (rows ?? []).filter(isRow).map((row) => ({ gone: row.end, confirmed: null, basis: "claim", why: NO_TEXTS, sources: [], ...row }));
}

function readEvents(events, languages, problems) {
  const n = Number.isInteger(events?.n) ? events.n : 0;
  const isFull = (column) => column?.length === n;
  const fits = n === 0 || ([events.id, events.start, events.end ?? events.start].every(isFull) && isInOrder(events.start));
  if (!fits) problems.push("events");
  return wholeEvents(fits ? events : {}, fits ? n : 0, languages);
}

// All that asks for the events of a moment rests on it: by their first day, undated ones last.
function isInOrder(start) {
  for (let i = 1; i < start.length; i += 1) if ((start[i - 1] ?? Infinity) > (start[i] ?? Infinity)) return false;
  return true;
}

function wholeEvents(events, n, languages) {
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

function readSituation(given, payload, added) {
  const situation = {
    id: "situation", title: {}, description: {}, languages: Object.keys(payload.words ?? { en: {} }), version: null,
    home: DEFAULT_HOME, fade_days: 0, destination: "", licence: "", attribution: "", corrections: "", method: null, variants: [],
    ...given,
  };
  situation.span = widened(realInterval(situation.span) ?? dataSpan(payload), realInterval(added));
  situation.focus = realInterval(situation.focus) ?? situation.span;
  situation.day = Number.isFinite(situation.day) ? situation.day : situation.focus[1] - 1;
  return situation;
}

const widened = ([first, end], more) => (more ? [Math.min(first, more[0]), Math.max(end, more[1])] : [first, end]);

function realInterval(interval) {
  return Array.isArray(interval) && interval.every(Number.isFinite) && interval[1] > interval[0] ? interval : null;
}

function dataSpan({ events, routes, crossings }) {
  let [first, last] = [Infinity, -Infinity];
  const widen = (start, end) => {
    if (start === null) return;
    first = Math.min(first, start);
    last = Math.max(last, end ?? start + 1);
  };
  for (let i = 0; i < events.n; i += 1) widen(events.start[i], events.end[i]);
  for (const { rows } of [...routes, ...crossings]) for (const row of rows) widen(row.start, row.gone);
  return first < last ? [first, last] : [0, 1];
}
