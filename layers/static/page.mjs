// The page: reads the payload, makes the one state, and lets every part follow it.
import { openUnpacked } from "./data/added.mjs"; // layers of the reader's own
import { publicFace } from "./state/api.mjs"; // window.situationMap
import { makeContext, showSelected } from "./state/context.mjs"; // what all parts share
import { h, refill } from "./base/dom.mjs"; // the only door to the document
import { makeItemWindow } from "./panels/item/window.mjs";
import { makeMap, makeTiles } from "./map/frame.mjs"; // Leaflet
import { readPayload } from "./layers/payload.mjs"; // data from outside, made whole
import { Renderer } from "./layers/renderer.mjs"; // what is drawn
import { watchPrinting } from "./print/print.mjs";
import { buildFrame, connect, refit } from "./wiring.mjs"; // who follows whom
import { makeWords } from "./base/words.mjs";

/**
 * Opens a situation in `root`; `map` is an L.Map to take over, `host` "file" or "app", `added` the packed layers of a reader.
 * Answers window.situationMap.
 */
export function openSituation(given) {
  if (given.added) window.situationMap = openUnpacked(given, openPage);
  return given.added ? window.situationMap : openPage(given);
}

function openPage({ root, payload, map = null, host = "file" }) {
  try {
    window.situationMap = startPage({ root, raw: payload, map, host });
  } catch (error) {
    console.error(error);
    window.situationMap = { ready: Promise.resolve(), failed: error };
    if (!holdsWords(payload)) return window.situationMap; // the sentence that the file brings along stays
    tellFailure(root, payload.words, error);
  }
  document.getElementById("situation-fallback")?.remove();
  return window.situationMap;
}

const holdsWords = (raw) => Object.keys(raw?.words ?? {}).length > 0;

// A reader who gets no map gets a sentence.
function tellFailure(root, texts, error) {
  const own = navigator.language?.slice(0, 2);
  const words = makeWords(texts, own in texts ? own : Object.keys(texts)[0] ?? "en");
  refill(root, h("p", { class: "failure", role: "alert" }, words.t("page.failed", { reason: error?.message ?? String(error) })));
}

function startPage({ root, raw, map: given, host }) {
  if (!holdsWords(raw)) throw new Error("The page has no words to speak in.");
  const { payload, problems } = readPayload(raw);
  const ctx = makeContext(root, payload, host);
  const frame = buildFrame(root, given);
  const { center, zoom, basemap, selected } = ctx.state();
  ctx.map = makeMap(frame.map, given, payload.situation);
  ctx.map.setView(center, zoom, { animate: false });
  ctx.renderer = new Renderer(ctx.map, payload, ctx.moment, () => ({ state: ctx.state(), words: ctx.words, palette: ctx.palette }));
  ctx.itemWindow = makeItemWindow(ctx, frame.stage, (item) => item.id === ctx.state().selected && ctx.select(null));
  ctx.tiles = makeTiles(ctx.map, payload.tiles, (tile) => ctx.notes.add("note.tiles", { name: tile.name }));
  const draw = connect(ctx, frame);
  noteContents(ctx, [...problems, ...ctx.renderer.problems]);
  watchPrinting(ctx, frame.sheet, (bounds) => refit(ctx, bounds));
  ctx.tiles(basemap);
  refit(ctx);
  draw.now();
  ctx.chrome.updateList();
  if (selected) showSelected(ctx, "restore");
  return publicFace(ctx, Promise.resolve());
}

function noteContents({ notes, payload }, problems) {
  for (const part of problems) notes.add("note.broken", { part });
  if (!payload.events.n && !payload.routes.length) notes.add("note.nothing");
  else if (!payload.events.n) notes.add("note.noevents");
}
