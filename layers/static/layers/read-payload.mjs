// What arrives from outside, made whole: missing parts become empty ones, broken members are left out and named.
import { joinedEvents } from "../data/added-layers.mjs";
import { readEvents } from "../data/event-columns.mjs";
import { readMembers } from "../data/members.mjs";
import { onNetwork, readNetwork } from "../data/network.mjs";
import { registeredLayers } from "./layer-registry.mjs";

const WORLD = [-180, -60, 180, 75];

/** {payload, problems}: a payload every part of the page can rely on, and the names of what had to be left out. */
export function readPayload(raw, registered = registeredLayers()) {
  const problems = [];
  const broken = (name) => problems.push(name);
  const added = readAdded(raw?.added, broken);
  const languages = Object.keys(raw?.words ?? {});
  const sources = completeSources(raw?.sources);
  const ownEvents = readEvents(raw?.events, languages, broken);
  const situationLayers = registered.filter((layer) => !layer.isForUploads);
  const parts = situationLayers.map(({ id, read = asItIs }) => [id, read(raw?.[id], broken)]);
  const listed = raw?.layers ?? situationLayers.map(({ id }) => ({ id }));
  const payload = {
    ...raw,
    sources: joinedSources(sources, completeSources(added.sources)),
    ...Object.fromEntries(parts),
    deliveries: readMembers(raw?.deliveries, "deliveries", isDelivery, broken),
    events: raw?.added ? joinedEvents(ownEvents, readEvents(added.events, languages, broken), sources.id.length) : ownEvents,
    basemap: raw?.basemap ?? {},
    tiles: raw?.tiles ?? [],
    layers: readMembers([...listed, ...(added.layers ?? [])], "layers", isLayer, broken),
    view: raw?.view ?? {},
  };
  payload.network = readNetwork(raw?.network, broken);
  payload.routes = payload.routes.map((route) => onNetwork(route, payload.network));
  payload.situation = readSituation(raw?.situation, payload, added);
  return { payload, problems };
}

const asItIs = (part) => part ?? [];

// Layers that a reader has added; a text in their place is the reason why they could not be unpacked.
function readAdded(added, broken) {
  if (typeof added === "string") broken(added);
  return added instanceof Object ? added : {};
}

const NO_SOURCES = Object.fromEntries(
  ["id", "publisher", "title", "url", "published", "kind", "origin", "archived", "seen", "linked"].map((name) => [name, []]));
const completeSources = (sources) => ({ ...NO_SOURCES, ...sources });

function joinedSources(first, second) {
  const padded = (list) => Array.from(first.id, (_, k) => list[k]);
  return Object.fromEntries(Object.keys(first).map((name) => [name, [...padded(first[name]), ...(second[name] ?? [])]]));
}

const isLayer = (layer) => typeof layer?.id === "string";
const isDelivery = (item) => Number.isFinite(item?.start);

function readSituation(raw, payload, added) {
  const situation = {
    id: "situation", title: {}, description: {}, languages: Object.keys(payload.words ?? { en: {} }), version: null,
    destination: {}, question: {}, units: {}, renamed: {},
    licence: "", attribution: "", corrections: "", method: null, variants: [],
    ...raw,
  };
  situation.span = widened(realInterval(situation.span) ?? dataSpan(payload), realInterval(added.span));
  if (!isBox(situation.home)) situation.home = isBox(situation.box) ? situation.box : WORLD;
  situation.reach = situation.box && around([situation.box, raw?.home, added.extent].filter(isBox));
  situation.focus = realInterval(situation.focus) ?? situation.span;
  situation.day = Number.isFinite(situation.day) ? situation.day : situation.focus[1] - 1;
  return situation;
}

// Where the map may be moved: about the situation, and to the layers that a reader has added, however far they are.
function around(boxes) {
  const [west, south, east, north] = [0, 1, 2, 3].map((k) => boxes.map((box) => box[k]));
  return [Math.min(...west), Math.min(...south), Math.max(...east), Math.max(...north)];
}

const isBox = (box) => Array.isArray(box) && box.length === 4 && box.every(Number.isFinite);

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
  for (const { rows } of [...routes, ...crossings]) for (const row of rows) widen(row.start, row.counts_until);
  return first < last ? [first, last] : [0, 1];
}
