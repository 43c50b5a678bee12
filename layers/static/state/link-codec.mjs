// The share state: one short text for a link, the same in the app's query and in a file's #hash.
// The rules, with examples, are in tests/cases/share.json; layers/share/link_codec.py follows the same file.
import { dayNumber, isoDay } from "../base/days.mjs";
import table from "../data/link-keys.json" with { type: "json" };
import { degreesBetween } from "../map/projection.mjs";

const RULES = Object.fromEntries(table.keys.map((rule) => [rule.name, { ...rule, form: new RegExp(`^(?:${rule.pattern})$`) }]));
const CONTROL = /[\u0000-\u001f\u007f]|\p{Cs}/u; // and halves of characters, which cannot be encoded
const FILTER_NAMES = RULES.filters.choices;
export const NO_FILTERS = Object.freeze({ category: [], corroboration: [], route: [], q: "" });

// Each reader answers {value} or {bad} or both: what it could use and what it could not.
const CODECS = {
  situation: { read: oneOf((allowed) => [allowed.situation]), write: String },
  day: { read: readDay, write: isoDay },
  mode: { read: oneOf(() => RULES.mode.choices), write: String },
  days: { read: (text) => readNumber(text, RULES.days), write: String },
  center: { read: readCenter, write: writeDegrees },
  zoom: { read: readZoom, write: (zoom) => String(Number(zoom.toFixed(2))) },
  box: { read: readBox, write: writeDegrees },
  basemap: { read: oneOf((allowed) => allowed.basemaps), write: String },
  layers: { read: (text, allowed) => readList(text, allowed.layers), write: (ids) => ids.join(",") },
  filters: { read: readFilters, write: writeFilters },
  selected: { read: readSelected, write: String },
  lang: { read: oneOf((allowed) => allowed.languages), write: String },
  version: { read: readVersion, write: String },
};
const KEYS = table.keys.map(({ key, name }) => ({ key, name, ...CODECS[name] }));

/** {state, problems}: state holds only the keys that could be used, problems [{key, value}] what could not. */
export function parseShare(text, allowed) {
  const problems = [];
  const values = decodedValues(text, problems);
  for (const [key, value] of values) if (KEYS.every((known) => known.key !== key)) problems.push({ key, value });
  const state = {};
  for (const { key, name, read } of KEYS) {
    if (!values.has(key)) continue;
    const { value, bad } = read(values.get(key), allowed);
    if (value !== undefined) state[name] = value;
    if (bad !== undefined) problems.push({ key, value: bad });
  }
  return { state, problems };
}

// Decoded values by key, the last of a repeated key; repeated and undecodable ones become problems.
function decodedValues(text, problems) {
  const values = new Map();
  for (const pair of text.replace(/^[?#]/, "").split("&").filter(Boolean)) {
    const [rawKey, rawValue] = splitOnce(pair, "=");
    const [key, value] = [decoded(rawKey), decoded(rawValue)];
    if (values.has(key)) problems.push({ key, value: values.get(key) });
    values.delete(key);
    if (key === null || value === null) problems.push({ key: key ?? rawKey, value: rawValue });
    else values.set(key, value);
  }
  return values;
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

/** "t=…&z=…" of what differs from the defaults; keys in the order of the table above. */
export function formatShare(state, defaults = {}) {
  const usual = onePlace({ filters: NO_FILTERS, ...defaults });
  const stated = onePlace(state);
  const written = ({ name, write }, values) => ((values[name] ?? null) === null ? null : write(values[name]));
  return KEYS.map((entry) => [entry.key, written(entry, stated), written(entry, usual)])
    .filter(([, text, left]) => text !== null && text !== left)
    .map(([key, text]) => `${key}=${encoded(text)}`)
    .join("&");
}

// A place is a box, or else a centre and a zoom.
function onePlace({ box = null, center, zoom, ...others }) {
  return box ? { ...others, box } : { ...others, center, zoom };
}

// Left as they are: A-Z a-z 0-9 - . _ ~ , : ; and everything else is percent-encoded UTF-8.
function encoded(text) {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%3B/g, ";");
}

function readDay(text, { span: [first, end] }) {
  const day = dayNumber(text);
  if (day === null) return { bad: text };
  const value = Math.min(Math.max(day, first), end - 1);
  return value === day ? { value } : { value, bad: text };
}

function oneOf(choices) {
  return (text, allowed) => (choices(allowed).includes(text) ? { value: text } : { bad: text });
}

function readNumber(text, { form, maximum: [most] }) {
  return form.test(text) && Number(text) <= most ? { value: Number(text) } : { bad: text };
}

// A zoom larger than any becomes the largest: older links may hold one.
function readZoom(text) {
  const { form, maximum: [most] } = RULES.zoom;
  return form.test(text) ? { value: Math.min(Number(text), most) } : { bad: text };
}

// "W,S,E,N"; where W exceeds E the box lies about longitude 180.
function readBox(text) {
  const { form, maximum: [mostLat, mostLon] } = RULES.box;
  const parts = text.split(",");
  const [west, south, east, north] = parts.map((part) => (form.test(part) ? Number(fiveDecimals(Number(part))) : NaN));
  const isOnGlobe = Math.max(-south, north) <= mostLat && Math.max(Math.abs(west), Math.abs(east)) <= mostLon;
  const fits = parts.length === 4 && isOnGlobe && south < north && degreesBetween(west, east) > 0;
  return fits ? { value: [west, south, east, north] } : { bad: text };
}

function writeDegrees(degrees) {
  return degrees.map(fiveDecimals).join(",");
}

function readCenter(text) {
  const parts = text.split(",");
  const [lat, lon] = parts.map(Number);
  const { form, maximum: [mostLat, mostLon] } = RULES.center;
  const fits = parts.length === 2 && parts.every((part) => form.test(part)) && Math.abs(lat) <= mostLat && Math.abs(lon) <= mostLon;
  return fits ? { value: [lat, lon].map((degrees) => Number(fiveDecimals(degrees))) } : { bad: text };
}

function fiveDecimals(degrees) {
  return String(Number(degrees.toFixed(5)) || 0); // never "-0"
}

// Known members in the order of `choices`, once each; what is not among them is reported.
function readList(text, choices) {
  const items = text.split(",").filter(Boolean);
  const bad = items.filter((id) => !choices.includes(id));
  const value = choices.filter((id) => items.includes(id));
  if (!bad.length) return { value };
  return value.length ? { value, bad: bad.join(",") } : { bad: bad.join(",") };
}

// "category:a,b;corroboration:c;route:d;q:free text": q comes last and takes all that follows.
function readFilters(text, allowed) {
  const choices = { category: allowed.categories, corroboration: allowed.corroborations, route: allowed.routes };
  const [, listed, query] = /^(.*?)(?:(?:^|;)q:(.*))?$/s.exec(text);
  const filters = { ...NO_FILTERS };
  const bad = [];
  for (const part of listed.split(";").filter(Boolean)) {
    const [name, members] = splitOnce(part, ":");
    const parsed = Object.hasOwn(choices, name) ? readList(members, choices[name]) : { bad: part };
    if (parsed.value) filters[name] = parsed.value;
    if (parsed.bad !== undefined) bad.push(part);
  }
  if (query !== undefined && !readQuery(query, filters)) bad.push(`q:${query}`);
  return { value: writeFilters(filters) ? filters : undefined, bad: bad.length ? bad.join(";") : undefined };
}

function readQuery(query, filters) {
  const plain = query.replace(/^ +| +$/g, "");
  const fits = [...plain].length <= RULES.filters.maximum[0] && !CONTROL.test(plain);
  if (fits) filters.q = plain;
  return fits;
}

function writeFilters(filters) {
  return FILTER_NAMES.filter((name) => filters[name]?.length)
    .map((name) => `${name}:${name === "q" ? filters.q : filters[name].join(",")}`).join(";");
}

// An id of older data leads to the one that the item has now.
function readSelected(text, { ids, renamed = {} }) {
  const id = Object.hasOwn(renamed, text) ? renamed[text] : text;
  return RULES.selected.form.test(id) && (!ids || ids.has(id)) ? { value: id } : { bad: text };
}

// Another data version than this one is kept and reported: the reader is told that the data have changed since.
function readVersion(text, { version }) {
  if (dayNumber(text) === null) return { bad: text };
  return text === version ? { value: text } : { value: text, bad: text };
}
