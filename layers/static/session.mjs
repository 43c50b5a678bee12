// The state of a reader's visit: what it starts from, what a link may say, how it is written down.
import { dayNumber, isoDay } from "./days.mjs";
import { formatShare, parseShare } from "./share.mjs";

export const SHARED = ["day", "mode", "days", "center", "zoom", "basemap", "layers", "filters", "selected", "lang"];
const WINDOW_DAYS = 14;
const NO_FILTERS = { category: [], corroboration: [], route: [], q: "" };
const CORROBORATIONS = ["multiple", "single", "claim"];
const NARROW_PX = 600;
const SHOWN_VALUE = 60; // characters of a bad value that a note repeats

/** The state that an empty link stands for; the app's own defaults (layers/view.py) are the same. */
export function defaultState({ situation, layers, words }) {
  return {
    day: situation.day, mode: "asof", days: WINDOW_DAYS,
    center: [situation.home.lat, situation.home.lon], zoom: situation.home.zoom,
    basemap: "vector", layers: layers.map((layer) => layer.id), filters: NO_FILTERS, selected: null,
    lang: Object.keys(words)[0],
  };
}

export function shareLimits(payload, items) {
  const { situation, layers, tiles, style, routes, words, events } = payload;
  return {
    span: situation.span, layers: layers.map((layer) => layer.id), basemaps: ["vector", ...tiles.map((tile) => tile.id)],
    languages: Object.keys(words), categories: [...new Set([...Object.keys(style.categories), ...events.category.codes])],
    corroborations: CORROBORATIONS, routes: routes.map((route) => route.id), version: situation.version, ids: items,
  };
}

/** Reads and writes links: `read(text)` -> {state, problems}, `write(state)` -> text, always with the data version. */
export function makeLinks(payload, items) {
  const defaults = defaultState(payload);
  const limits = shareLimits(payload, items);
  return {
    defaults,
    read: (text) => parseShare(text, limits),
    write: (state) => formatShare({ ...state, version: payload.situation.version }, defaults),
  };
}

/** Where a visit begins: the link, else the view the page was made with, else the reader's own language and screen. */
export function firstState(links, payload, hash) {
  const given = links.read(hash || (payload.view.share ?? ""));
  const asked = { ...ownView(links.defaults, payload), ...given.state };
  return { state: { ...links.defaults, ...asked }, problems: given.problems };
}

function ownView({ lang, zoom }, { words }) {
  const own = navigator.language?.slice(0, 2);
  return { lang: own in words ? own : lang, zoom: window.innerWidth < NARROW_PX ? zoom - 1 : zoom };
}

/** Tells the reader what of a link could not be used. */
export function noteProblems(notes, problems, situation) {
  const isOlder = ({ key, value }) => key === "v" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  for (const { value } of problems.filter(isOlder)) notes.add("note.older", { link: value, page: situation.version });
  const isDate = ({ key, value }) => key === "t" && dayNumber(value) !== null;
  for (const { value } of problems.filter(isDate)) notes.outside(dayNumber(value));
  const rest = problems.filter((problem) => !isOlder(problem) && !isDate(problem));
  if (rest.length) notes.add("note.share", { list: rest.map(problemText).join("; ") });
}

function problemText({ key, value }) {
  const pair = value.startsWith(`${key}=`) ? value : `${key}=${value}`;
  return pair.length > SHOWN_VALUE ? `${pair.slice(0, SHOWN_VALUE)}…` : pair;
}

export function stateOut(state) {
  const out = Object.fromEntries(SHARED.map((name) => [name, state[name]]));
  return { ...out, day: isoDay(state.day) };
}
