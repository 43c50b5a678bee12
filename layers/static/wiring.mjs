// How the parts follow the state, and how the map, the system and the keys change it.
import { FROM_OUTSIDE } from "./base/store.mjs";
import { makePalette, resolveTheme, watchSystemTheme } from "./base/theme.mjs";
import { debounce, onFrame } from "./base/timing.mjs";
import { isNarrow } from "./base/viewport.mjs";
import { makeWords } from "./base/words.mjs";
import { isAtPlace, MAP_CAUSES, mapPlace, notePlace, refit, showPlace, stayWithin, BY_READER } from "./map/moves.mjs";
import { itemPosition } from "./layers/items.mjs";
import { listenToEscape } from "./panels/escape-key.mjs";
import { buildParts } from "./panels/frame.mjs";
import { showSelected } from "./state/selection.mjs";
import { EMBEDDED } from "./state/session.mjs";
import { headline } from "./text/headline.mjs";

const LIST_QUIET_MS = 150;
const LIST_LATEST_MS = 1000;
const ANNOUNCE_QUIET_MS = 700;
const MOST_CHOSEN = 12; // things in one place that a reader chooses from
const LEAST_SPREAD_PX = 30; // so far apart, some of them get signs of their own
const FINGER_PX = 12; // from the middle of what a finger may hit
const ANNOUNCED = ["day", "mode", "days", "filters", "layers", "lang"];
const PLACE = ["center", "zoom", "box"];
const SHOWS_ROW = ["selected", "listOpen", "listTab"];

/** Lets everything follow the state; answers how to ask for a drawing. */
export function connect(ctx, frame) {
  const draw = onFrame(() => {
    ctx.renderer.update();
    ctx.parts.update();
  });
  const fillList = listFiller(ctx);
  const fillLegend = debounce(() => ctx.parts.updateLegend(), LIST_QUIET_MS, LIST_LATEST_MS);
  const announce = debounce(() => ctx.state().busy || ctx.announce(momentText(ctx)), ANNOUNCE_QUIET_MS);
  frame.head.append(ctx.notes.node);
  applyLanguageAndTheme(ctx, frame);
  ctx.store.subscribe((state, changed, cause) => {
    if (changed.has("lang") || changed.has("theme")) applyLanguageAndTheme(ctx, frame);
    const isElsewhere = PLACE.some((name) => changed.has(name)) && !MAP_CAUSES.has(cause);
    if (changed.has("basemap")) ctx.showTiles(state.basemap); // which allows other zooms
    if (isElsewhere) showPlace(ctx);
    if (changed.has("listOpen")) inertBackground(ctx, frame);
    if (changed.has("selected") || changed.has("listOpen")) showSelected(ctx, cause);
    else if (isElsewhere && FROM_OUTSIDE.has(cause)) ctx.itemWindow.refit(); // what is open makes room again
    if (changed.has("allDates") || changed.has("chartsOpen")) ctx.parts.redrawTimeline();
    draw();
    fillList(SHOWS_ROW.some((name) => changed.has(name)));
    fillLegend();
    if (ANNOUNCED.some((name) => changed.has(name))) announce();
  });
  watchSystemTheme(() => {
    if (ctx.state().theme !== "auto") return;
    applyLanguageAndTheme(ctx, frame);
    draw();
    fillList(false);
    fillLegend();
  });
  listenToMap(ctx);
  ctx.map.on("moveend", fillLegend);
  listenToEscape(ctx);
  new ResizeObserver(() => {
    inertBackground(ctx, frame);
    if (ctx.root.classList.contains("printing")) return;
    refit(ctx);
  }).observe(frame.stage);
  fillList(true);
  return draw;
}

// Refills list and item window once the reader has paused; `showsRow`: the chosen row comes into view.
function listFiller(ctx) {
  let rowIsDue = false;
  const fill = debounce(() => {
    ctx.parts.updateList();
    ctx.itemWindow.refresh();
    if (rowIsDue) showInList(ctx);
    rowIsDue = false;
  }, LIST_QUIET_MS, LIST_LATEST_MS);
  return (showsRow) => {
    rowIsDue ||= showsRow;
    fill();
  };
}

// Where the list is a sheet, the Tab key does not reach what lies beneath it.
function inertBackground({ state }, { area, time }) {
  for (const part of [area, time]) part.inert = state().listOpen && isNarrow();
}

/** Applies language and theme: everything with words or colours around the map is built anew. */
function applyLanguageAndTheme(ctx, frame) {
  const { root, payload } = ctx;
  const { lang, theme } = ctx.state();
  const focusedLanguage = root.contains(document.activeElement) ? document.activeElement.dataset.lang : null;
  ctx.words = makeWords(payload.words, lang);
  ctx.palette = makePalette(payload.style, resolveTheme(theme));
  nameDocument(ctx, frame);
  ctx.parts?.remove();
  ctx.parts = buildParts(ctx, frame);
  if (focusedLanguage) root.querySelector(`[data-lang="${focusedLanguage}"]`)?.focus();
}

// The document says its language, its title and what the map is, also to screen readers.
function nameDocument({ root, words, palette, payload, host }, frame) {
  const title = words.either(payload.situation.title).text;
  root.lang = words.lang;
  root.dataset.theme = palette.theme;
  frame.map.setAttribute("role", "region");
  frame.map.setAttribute("aria-label", `${words.t("page.map", { title })}. ${words.t("map.keyboard")}`);
  document.documentElement.lang = words.lang;
  if (host !== "app") document.title = title;
}

function listenToMap(ctx) {
  const { map, store } = ctx;
  map.on("moveend", () => {
    if (!ctx.moveCause || isAtPlace(ctx)) return;
    notePlace(ctx);
    const isReaders = ctx.moveCause === BY_READER;
    store.update({ ...mapPlace(map), ...(isReaders && { box: null }) }, ctx.moveCause);
    stayWithin(map, isReaders);
  });
  map.on("zoomend", () => ctx.moveCause === BY_READER && sayClosest(ctx));
  let leastPx = 0;
  map.getContainer().addEventListener("pointerdown", ({ pointerType }) => {
    leastPx = pointerType === "touch" ? FINGER_PX : 0;
  }, { capture: true });
  map.on("click", ({ latlng }) => pick(ctx, ctx.renderer.hits(latlng, leastPx), latlng));
  let pointer = null;
  const point = onFrame(() => map.getContainer().classList.toggle("over-item", ctx.renderer.hits(pointer).length > 0));
  map.on("mousemove", ({ latlng }) => {
    pointer = latlng;
    point();
  });
}

// Without tiles the map ends where its background is no longer true.
function sayClosest({ map, state, payload, hint, announce, words }) {
  if (state().basemap !== EMBEDDED || map.getZoom() < map.getMaxZoom()) return;
  const key = payload.tiles.length ? "map.closest.tiles" : "map.closest";
  hint(key);
  announce(words.t(key));
}

function pick(ctx, ids, at) {
  const { select, itemWindow } = ctx;
  const [id = null, ...others] = ids;
  if (ids.length > MOST_CHOSEN && goNearer(ctx, ids)) return;
  select(others.length ? null : id, "map", at);
  if (others.length) itemWindow.choose(ids, at);
}

// Many that lie apart are looked at from nearer before one of them is chosen.
function goNearer({ map, items }, ids) {
  const bounds = L.latLngBounds(ids.map((id) => itemPosition(items.byId(id))).filter(Boolean));
  const zoom = Math.min(map.getMaxZoom(), Math.max(map.getBoundsZoom(bounds), map.getZoom() + 1));
  const spread = map.project(bounds.getNorthEast(), zoom).distanceTo(map.project(bounds.getSouthWest(), zoom));
  if (zoom <= map.getZoom() || spread < LEAST_SPREAD_PX) return false;
  map.setView(bounds.getCenter(), zoom);
  return true;
}

// The chosen row comes into view, unless the reader is just there.
function showInList({ root, state }) {
  const { selected, listOpen } = state();
  if (!selected || !listOpen) return;
  const row = root.querySelector(`.list [data-id="${CSS.escape(selected)}"]`);
  if (row && !row.contains(document.activeElement)) row.scrollIntoView({ block: "nearest" });
}

function momentText({ words, payload, moment, state }) {
  const now = state();
  const shown = words.plural("timeline.count", payload.events.n, { shown: words.number(moment.visible(now).length) });
  return `${headline(words, payload.situation, moment.headlineCounts(now.day), now.day)} ${shown}.`;
}
