// How the parts follow the state, and how the map, the system and the keys change it.
import { buildChrome } from "./panels/frame.mjs";
import { showSelected } from "./state/context.mjs";
import { h, refill } from "./base/dom.mjs";
import { headline } from "./text/headline.mjs";
import { addMapControls, flyTo } from "./map/frame.mjs";
import { listenToEscape } from "./panels/escape-key.mjs";
import { isNarrow } from "./base/viewport.mjs";
import { makePalette, resolveTheme, watchSystemTheme } from "./base/theme.mjs";
import { afterQuiet, onFrame } from "./base/timing.mjs";
import { makeWords } from "./base/words.mjs";

const LIST_QUIET_MS = 150;
const LIST_LATEST_MS = 1000;
const ANNOUNCE_QUIET_MS = 700;
const SAME_PLACE_PX = 1.5;
const FINGER_PX = 12; // from the middle of what a finger may hit
const ANNOUNCED = ["day", "mode", "days", "filters", "layers", "lang"];
const BRINGS_ROW = ["selected", "listOpen", "listTab"];

/** The places in `root` that the parts are put into; a map that is there already is moved into its own. */
export function buildFrame(root, given) {
  const map = given ? given.getContainer() : h("div", {});
  const frame = {
    map, stage: h("div", { class: "stage" }, map), area: h("div", { class: "slot-map" }), head: h("div", { class: "slot-head" }),
    time: h("div", { class: "slot-time" }), list: h("div", { class: "slot-list" }),
    live: h("p", { class: "hidden-label", "aria-live": "polite" }), sheet: h("div", { class: "print-sheet" }),
  };
  map.classList.add("map");
  root.classList.add("situation");
  root.setAttribute("role", "main");
  frame.area.append(frame.stage);
  refill(root, h("div", { class: "upper" }, frame.head, frame.area, frame.list), frame.time, frame.live, frame.sheet);
  return frame;
}

/** Lets everything follow the state; answers how to ask for a drawing. */
export function connect(ctx, frame) {
  const draw = onFrame(() => {
    ctx.renderer.update();
    ctx.chrome.update();
  });
  const fillList = listFiller(ctx);
  const announce = afterQuiet(() => ctx.state().busy || ctx.announce(momentText(ctx)), ANNOUNCE_QUIET_MS);
  ctx.announce = (text) => refill(frame.live, text);
  frame.head.append(ctx.notes.node);
  dress(ctx, frame);
  ctx.store.subscribe((state, changed, cause) => {
    if (changed.has("lang") || changed.has("theme")) dress(ctx, frame);
    if (changed.has("center") || changed.has("zoom")) follow(ctx);
    if (changed.has("listOpen")) coverBeneath(ctx, frame);
    if (changed.has("selected") || changed.has("listOpen")) showSelected(ctx, cause);
    if (changed.has("allDates") || changed.has("chartsOpen")) ctx.chrome.timeline.redraw();
    if (changed.has("basemap")) ctx.tiles(state.basemap);
    draw();
    fillList(BRINGS_ROW.some((name) => changed.has(name)));
    if (ANNOUNCED.some((name) => changed.has(name))) announce();
  });
  watchSystemTheme(() => {
    if (ctx.state().theme !== "auto") return;
    dress(ctx, frame);
    draw();
    fillList(false);
  });
  listenToMap(ctx);
  listenToEscape(ctx);
  new ResizeObserver(() => {
    coverBeneath(ctx, frame);
    if (!ctx.root.classList.contains("printing")) refit(ctx);
  }).observe(frame.stage);
  fillList(true);
  return draw;
}

// Tells the moment anew in list and item window once the reader has paused; `bring`: the chosen row is to come into view.
function listFiller(ctx) {
  let brings = false;
  const fill = afterQuiet(() => {
    ctx.chrome.updateList();
    ctx.itemWindow.refresh();
    if (brings) showInList(ctx);
    brings = false;
  }, LIST_QUIET_MS, LIST_LATEST_MS);
  return (bring) => {
    brings ||= bring;
    fill();
  };
}

// Where the list is a sheet, the Tab key does not reach what lies beneath it.
function coverBeneath({ state }, { area, time }) {
  for (const part of [area, time]) part.inert = state().listOpen && isNarrow();
}

/** Puts on language and theme: everything with words or colours around the map is built anew. */
function dress(ctx, frame) {
  const { root, payload, map } = ctx;
  const { lang, theme } = ctx.state();
  const held = root.contains(document.activeElement) ? document.activeElement.dataset.lang : null;
  ctx.words = makeWords(payload.words, lang);
  ctx.palette = makePalette(payload.style, resolveTheme(theme));
  tellLanguage(ctx, frame);
  ctx.undress?.();
  const dropControls = addMapControls(map, ctx.words, () => goHome(ctx));
  const chrome = buildChrome(ctx);
  const parts = [[frame.stage, chrome.over], [frame.area, chrome.foot], [frame.time, chrome.timeline.node], [frame.list, chrome.list.node]];
  for (const [place, node] of parts) place.append(node);
  frame.head.prepend(chrome.head);
  ctx.chrome = chrome;
  ctx.undress = () => {
    dropControls();
    chrome.destroy();
    for (const node of [chrome.head, ...parts.map(([, part]) => part)]) node.remove();
  };
  if (held) root.querySelector(`[data-lang="${held}"]`)?.focus();
}

function goHome({ map, links }) {
  const { center, zoom } = links.home;
  flyTo(map, center, zoom);
}

function tellLanguage({ root, words, palette, payload, host }, frame) {
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
    if (ctx.refitting || atPlace(ctx)) return;
    const { lat, lng } = map.getCenter();
    store.update({ center: [lat, lng].map((degrees) => Number(degrees.toFixed(5))), zoom: map.getZoom() }, ctx.quiet ? "quiet" : "view");
  });
  let leastPx = 0;
  map.getContainer().addEventListener("pointerdown", ({ pointerType }) => {
    leastPx = pointerType === "touch" ? FINGER_PX : 0;
  }, { capture: true });
  map.on("click", ({ latlng }) => pick(ctx, ctx.renderer.hits(latlng, leastPx), latlng));
  let last = null;
  const point = onFrame(() => map.getContainer().classList.toggle("over-item", ctx.renderer.hits(last).length > 0));
  map.on("mousemove", ({ latlng }) => {
    last = latlng;
    point();
  });
}

function pick({ select, itemWindow }, ids, at) {
  const [id = null, ...others] = ids;
  select(others.length ? null : id, "map", at);
  if (others.length) itemWindow.choose(ids, at);
}

// Whether the map shows what the state says, but for the rounding of pixels.
function atPlace({ map, state }) {
  const { center, zoom } = state();
  return zoom === map.getZoom() && map.project(map.getCenter(), zoom).distanceTo(map.project(center, zoom)) < SAME_PLACE_PX;
}

function follow(ctx) {
  const { center, zoom } = ctx.state();
  if (!atPlace(ctx)) ctx.map.setView(center, zoom, { animate: false }); // a flight could be cut short by a change of size
}

/** Lets the map take the size it now has, around the same centre, or so that it shows these bounds. */
export function refit(ctx, bounds = null) {
  ctx.refitting = true; // what moves now is not the reader's doing
  ctx.map.invalidateSize({ animate: false, pan: false });
  if (bounds) ctx.map.fitBounds(bounds, { animate: false });
  else follow(ctx);
  ctx.refitting = false;
  if (!bounds) ctx.itemWindow.refit();
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
  return `${headline(words, payload.situation, moment.tally(now.day), now.day)} ${shown}.`;
}
