// The state of a reader's visit: what it starts from, what a link may say, how it is written down.
import { AS_OF } from "../data/time-index.mjs";
import { isoDay } from "../base/days.mjs";
import { readersLanguage } from "../base/words.mjs";
import { degreesBetween } from "../map/projection.mjs";
import { formatShare, NO_FILTERS, parseShare } from "./link-codec.mjs";

export const SHARED = ["day", "mode", "days", "center", "zoom", "box", "basemap", "layers", "filters", "selected", "lang"];
const WINDOW_DAYS = 14;
export const CORROBORATIONS = ["multiple", "single", "claim"];
export const EMBEDDED = "vector"; // the basemap that every page holds

/**
 * The state that an empty link stands for; the app's own defaults (layers/share/state.py) are the same. A file is of one
 * situation, which its links need not name; the app says so itself where it has several.
 */
function defaultState({ situation, layers, words }, host) {
  return {
    situation: host === "app" ? null : situation.id,
    day: situation.day, mode: AS_OF, days: WINDOW_DAYS,
    center: middleOf(situation.home), zoom: null, box: situation.home, // the map knows how large home is
    basemap: EMBEDDED, layers: layers.map((layer) => layer.id), filters: NO_FILTERS, selected: null,
    lang: Object.keys(words)[0],
  };
}

function allowedValues(payload, items) {
  const { situation, layers, tiles, style, routes, words, events } = payload;
  return {
    span: situation.span, layers: layers.map((layer) => layer.id), basemaps: [EMBEDDED, ...tiles.map((tile) => tile.id)],
    languages: Object.keys(words), categories: [...new Set([...Object.keys(style.categories), ...events.category.codes])],
    corroborations: CORROBORATIONS, routes: routes.map((route) => route.id), situation: situation.id,
    version: situation.version, ids: items, renamed: situation.renamed,
  };
}

function middleOf([west, south, east, north]) {
  return [(south + north) / 2, west + degreesBetween(west, east) / 2];
}

/**
 * Links of this page: `opened(text)` and `restored(text)` -> {state, problems} of a link the visit begins with and of a later one,
 * `write(state)` -> text, always with the data version; a centre or a zoom in a link goes before the home box.
 */
export function makeLinks(payload, items, host = "file") {
  const defaults = defaultState(payload, host);
  const local = { ...defaults, lang: readersLanguage(payload.words) ?? defaults.lang };
  const allowed = allowedValues(payload, items);
  // the app's panels are drawn from the same text by layers/share/sync.py, which does not know the reader's language
  const shared = host === "app" ? defaults : local;
  const stateOver = (under, text) => {
    const { state, problems } = parseShare(text || (payload.view.share ?? ""), allowed);
    const isElsewhere = "center" in state || "zoom" in state;
    return { state: { ...under, ...(isElsewhere && { box: null }), ...state }, problems };
  };
  return {
    defaults,
    opened: (text) => stateOver(local, text),
    restored: (text) => stateOver(shared, text),
    write: (state) => formatShare({ ...state, version: payload.situation.version }, agreed(defaults, shared)),
  };
}

// Only what every reader takes for granted may be left out of a link.
function agreed(defaults, shared) {
  return Object.fromEntries(Object.entries(defaults).filter(([name, value]) => shared[name] === value));
}

export function publicState(state) {
  const out = Object.fromEntries(SHARED.map((name) => [name, state[name]]));
  return { ...out, day: isoDay(state.day) };
}
