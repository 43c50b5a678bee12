// The share state: one short text for a link, the same in the app's query and in a file's #hash.
// The rules, with examples, are in tests/cases/share.json; layers/view.py follows the same file.
import { dayNumber, isoDay } from "../base/days.mjs";
import { MAX_DAYS, MODES } from "../data/time-index.mjs";

const ID = /^[a-z0-9-]{1,100}$/;
const DAYS = /^[1-9][0-9]{0,3}$/;
const ZOOM = /^[0-9]{1,2}(\.[0-9]{1,2})?$/;
const DEGREES = /^-?[0-9]{1,3}(\.[0-9]{1,15})?$/;
const CONTROL = /[\u0000-\u001f\u007f]|\p{Cs}/u; // and halves of characters, which cannot be encoded
const SHARE_MAX_ZOOM = 19;
const MAX_LATITUDE = 85; // beyond it the map's projection leaves the screen
const MAX_LONGITUDE = 180;
const MAX_QUERY = 100; // characters
const FILTER_NAMES = ["category", "corroboration", "route", "q"];
export const NO_FILTERS = Object.freeze({ category: [], corroboration: [], route: [], q: "" });

// Each reader answers {value} or {bad} or both: what it could use and what it could not.
const SHARE_KEYS = [
  { key: "t", name: "day", read: readDay, write: isoDay },
  { key: "m", name: "mode", read: oneOf(() => MODES), write: String },
  { key: "d", name: "days", read: readDays, write: String },
  { key: "c", name: "center", read: readCenter, write: (center) => center.map(fiveDecimals).join(",") },
  { key: "z", name: "zoom", read: readZoom, write: (zoom) => String(Number(zoom.toFixed(2))) },
  { key: "b", name: "basemap", read: oneOf((limits) => limits.basemaps), write: String },
  { key: "l", name: "layers", read: (text, limits) => readList(text, limits.layers), write: (ids) => ids.join(",") },
  { key: "f", name: "filters", read: readFilters, write: writeFilters },
  { key: "s", name: "selected", read: readSelected, write: String },
  { key: "lang", name: "lang", read: oneOf((limits) => limits.languages), write: String },
  { key: "v", name: "version", read: readVersion, write: String },
];

/** {state, problems}: state holds only the keys that could be used, problems [{key, value}] what could not. */
export function parseShare(text, limits) {
  const problems = [];
  const given = shareValues(text, problems);
  const state = {};
  for (const { key, name, read } of SHARE_KEYS) {
    if (!given.has(key)) continue;
    const { value, bad } = read(given.get(key), limits);
    if (value !== undefined) state[name] = value;
    if (bad !== undefined) problems.push({ key, value: bad });
  }
  return { state, problems };
}

// Decoded values by key, the last of a repeated key; unknown, repeated and undecodable ones become problems.
function shareValues(text, problems) {
  const given = new Map();
  for (const pair of text.replace(/^[?#]/, "").split("&").filter(Boolean)) {
    const [key, value] = splitOnce(pair, "=").map(decoded);
    const known = SHARE_KEYS.some((each) => each.key === key);
    if (!known || value === null || given.has(key)) problems.push({ key: key ?? splitOnce(pair, "=")[0], value: pair });
    if (known && value === null) given.delete(key);
    else if (known) given.set(key, value);
  }
  return given;
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
  const usual = { filters: NO_FILTERS, ...defaults };
  const written = ({ name, write }, values) => ((values[name] ?? null) === null ? null : write(values[name]));
  return SHARE_KEYS.map((each) => [each.key, written(each, state), written(each, usual)])
    .filter(([, text, left]) => text !== null && text !== left)
    .map(([key, text]) => `${key}=${encoded(text)}`)
    .join("&");
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
  return (text, limits) => (choices(limits).includes(text) ? { value: text } : { bad: text });
}

function readDays(text) {
  return DAYS.test(text) && Number(text) <= MAX_DAYS ? { value: Number(text) } : { bad: text };
}

function readZoom(text) {
  return ZOOM.test(text) && Number(text) <= SHARE_MAX_ZOOM ? { value: Number(text) } : { bad: text };
}

function readCenter(text) {
  const parts = text.split(",");
  const [lat, lon] = parts.map(Number);
  const fits = parts.length === 2 && parts.every((part) => DEGREES.test(part))
    && Math.abs(lat) <= MAX_LATITUDE && Math.abs(lon) <= MAX_LONGITUDE;
  return fits ? { value: [lat, lon].map((degrees) => Number(fiveDecimals(degrees))) } : { bad: text };
}

function fiveDecimals(degrees) {
  return String(Number(degrees.toFixed(5)) || 0); // never "-0"
}

// Known members in the order of `choices`, once each; what is not among them is reported.
function readList(text, choices) {
  const given = text.split(",").filter(Boolean);
  const bad = given.filter((id) => !choices.includes(id));
  const value = choices.filter((id) => given.includes(id));
  if (!bad.length) return { value };
  return value.length ? { value, bad: bad.join(",") } : { bad: bad.join(",") };
}

// "category:a,b;corroboration:c;route:d;q:free text": q comes last and takes all that follows.
function readFilters(text, limits) {
  const choices = { category: limits.categories, corroboration: limits.corroborations, route: limits.routes };
  const [, listed, query] = /^(.*?)(?:(?:^|;)q:(.*))?$/s.exec(text);
  const filters = { ...NO_FILTERS };
  const bad = [];
  for (const part of listed.split(";").filter(Boolean)) {
    const [name, members] = splitOnce(part, ":");
    const found = Object.hasOwn(choices, name) ? readList(members, choices[name]) : { bad: part };
    if (found.value) filters[name] = found.value;
    if (found.bad !== undefined) bad.push(part);
  }
  if (query !== undefined && !readQuery(query, filters)) bad.push(`q:${query}`);
  return { value: writeFilters(filters) ? filters : undefined, bad: bad.length ? bad.join(";") : undefined };
}

function readQuery(query, filters) {
  const plain = query.replace(/^ +| +$/g, "");
  const fits = [...plain].length <= MAX_QUERY && !CONTROL.test(plain);
  if (fits) filters.q = plain;
  return fits;
}

function writeFilters(filters) {
  return FILTER_NAMES.filter((name) => filters[name]?.length)
    .map((name) => `${name}:${name === "q" ? filters.q : filters[name].join(",")}`).join(";");
}

function readSelected(text, { ids }) {
  return ID.test(text) && (!ids || ids.has(text)) ? { value: text } : { bad: text };
}

// Another data version than this one is kept and reported: the reader is told that the data have changed since.
function readVersion(text, { version }) {
  if (dayNumber(text) === null) return { bad: text };
  return text === version ? { value: text } : { value: text, bad: text };
}
