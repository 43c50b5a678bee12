// The page: reads the payload, makes the one state, and lets every part follow it.
import { openUnpacked } from "./data/added-layers.mjs"; // layers of the reader's own
import { publicApi } from "./state/api.mjs"; // window.situationMap
import { makeContext } from "./state/context.mjs"; // what all parts share
import { showSelected } from "./state/selection.mjs";
import { h, refill } from "./base/dom.mjs"; // the only door to the document
import { makeItemWindow } from "./panels/item/popup-or-drawer.mjs";
import { makeMap, makeTiles } from "./map/leaflet.mjs";
import { notePlace, obstaclesOn, refit } from "./map/moves.mjs";
import { buildFrame } from "./panels/frame.mjs"; // the places of the parts
import { shareGestures } from "./panels/gestures.mjs";
import { makeHint } from "./panels/map-hint.mjs";
import { readPayload } from "./layers/read-payload.mjs"; // data from outside, made whole
import { Renderer } from "./layers/renderer.mjs"; // what is drawn
import { watchPrinting } from "./print/print.mjs";
import { connect } from "./wiring.mjs"; // who follows whom
import { makeWords, readersLanguage } from "./base/words.mjs";

const FIRST_ZOOM = 5;
const DRAWER = [".drawer"]; // lies over the map while something is chosen

/**
 * Opens a situation in `root`; `map` is an L.Map to take over, `host` "file" or "app", `added` the packed layers of a reader.
 * Answers window.situationMap.
 */
export function openSituation(options) {
  if (options.added) window.situationMap = openUnpacked(options, openPage);
  return options.added ? window.situationMap : openPage(options);
}

function openPage({ root, payload, map = null, host = "file" }) {
  try {
    window.situationMap = startPage({ root, raw: payload, map, host });
  } catch (error) {
    console.error(error);
    window.situationMap = { ready: Promise.resolve(), failed: error };
    if (!hasWords(payload)) return window.situationMap; // the sentence that the file brings along stays
    showFailure(root, payload.words, error);
  }
  document.getElementById("situation-fallback")?.remove();
  return window.situationMap;
}

const hasWords = (raw) => Object.keys(raw?.words ?? {}).length > 0;

// A reader who gets no map gets a sentence.
function showFailure(root, texts, error) {
  const words = makeWords(texts, readersLanguage(texts) ?? Object.keys(texts)[0] ?? "en");
  refill(root, h("p", { class: "failure", role: "alert" }, words.t("page.failed", { reason: error?.message ?? String(error) })));
}

function startPage({ root, raw, map, host }) {
  if (!hasWords(raw)) throw new Error("The page has no words to speak in.");
  const { payload, problems } = readPayload(raw);
  const ctx = makeContext(root, payload, host);
  const frame = buildFrame(root, map);
  const { basemap, selected } = ctx.state();
  mountMap(ctx, frame, map);
  const draw = connect(ctx, frame);
  noteContents(ctx, [...problems, ...ctx.renderer.problems]);
  watchPrinting(ctx, frame.sheet, (bounds) => refit(ctx, bounds));
  ctx.showTiles(basemap);
  refit(ctx);
  draw.now();
  ctx.parts.updateList();
  ctx.parts.updateLegend();
  if (selected) showSelected(ctx, "restore");
  return publicApi(ctx, Promise.resolve());
}

// The members of the context that need the map and the frame.
function mountMap(ctx, frame, existing) {
  const { payload, moment, state, notes } = ctx;
  ctx.map = makeMap(frame.map, existing, payload.situation);
  ctx.map.setView(state().center, FIRST_ZOOM, { animate: false }); // until all has its size
  notePlace(ctx);
  const setting = () => ({ state: state(), words: ctx.words, palette: ctx.palette });
  ctx.renderer = new Renderer(ctx.map, payload, moment, { setting, obstacles: () => obstaclesOn(ctx.root, ctx.map, DRAWER) });
  ctx.itemWindow = makeItemWindow(ctx, frame.stage, (item) => item.id === state().selected && ctx.select(null));
  ctx.showTiles = makeTiles(ctx.map, payload.tiles, (tile) => notes.add("note.tiles", { name: tile.name }));
  const hint = makeHint(frame.stage);
  ctx.hint = (key) => hint(ctx.words.t(key));
  shareGestures(ctx, frame.stage, ctx.hint);
  ctx.announce = (text) => refill(frame.live, text);
}

function noteContents({ notes, payload }, problems) {
  for (const part of problems) notes.add("note.broken", { part });
  if (!payload.events.n && !payload.routes.length) notes.add("note.nothing");
  else if (!payload.events.n) notes.add("note.noevents");
}
