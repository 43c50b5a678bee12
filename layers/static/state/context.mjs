// The page context: the data, the one state, the words and colours of now, and the ways to change them, for every part of the page.
import { createStore } from "../base/store.mjs";
import { makePalette, resolveTheme } from "../base/theme.mjs";
import { isLow, isNarrow } from "../base/viewport.mjs";
import { makeWords } from "../base/words.mjs";
import { makeItems } from "../layers/items.mjs";
import { BY_READER } from "../map/moves.mjs";
import { citationText } from "../text/citation.mjs";
import { shareNotes } from "../text/share-notes.mjs";
import { makeClock } from "./clock-moves.mjs";
import { makeHost, stateInAddress } from "./address.mjs";
import { createMoment } from "./moment.mjs";
import { copyText, makeNotes } from "./notes.mjs";
import { selectionOf, selectItem, showOnMap } from "./selection.mjs";
import { makeLinks } from "./session.mjs";

const CITATION_TEXTS = { done: "item.citationcopied", byHand: "item.copycitationthis" };

/**
 * The context. All of its members are declared here, and none is added later:
 *
 *   root, payload, host, items, links, store, moment, clock, notes   made once
 *   words, palette      exchanged when language or theme change; `palette` for printing, too
 *   parts               of the frame (panels/frame.mjs), built anew with words and palette
 *   map, renderer, itemWindow, showTiles(id), announce(text), hint(key)   put in by page.mjs, once there is a frame
 *   chosenBy            how the selected item was chosen: {by: "map" | "list" | "call", at: the place pointed at, or null}
 *   moveCause, placed   why the map moves now, and {center, zoom} where it was put last (map/moves.mjs)
 *   state()             the state of now; share() is its link as text, address() with the address of the page
 *   select(id, by, at), showOnMap(), goTo(day), copyCitation(item), command(command)   ways to change it and to take it along
 */
export function makeContext(root, payload, host) {
  const items = makeItems(payload);
  const links = makeLinks(payload, items, host);
  const { state, problems } = links.opened(stateInAddress(host));
  const store = createStore({ ...state, ...startOfVisit(host), ...selectionOf(items, state.selected) }, (error) => reportError(ctx, error));
  const moment = createMoment(payload);
  const clock = makeClock({ payload, store, moment });
  const share = () => links.write(store.get());
  const { command, address } = makeHost(host, { store, share, restore: (text, cause) => restore(ctx, text, cause) });
  const ctx = Object.seal({
    root, payload, host, items, links, store, moment, clock, notes: makeNotes(() => ctx.words, payload.situation.span),
    words: makeWords(payload.words, state.lang), palette: makePalette(payload.style, resolveTheme(store.get().theme)), parts: null,
    map: null, renderer: null, itemWindow: null, showTiles: null, announce: null, hint: null,
    chosenBy: {}, moveCause: BY_READER, placed: null,
    state: store.get, share, address: () => address(share()),
    select: (id, by, at = null) => selectItem(ctx, id, { by, at }),
    showOnMap: () => showOnMap(ctx),
    goTo: clock.goTo,
    copyCitation: (item) => copyText(ctx, citationText(ctx, item, ctx.address()), CITATION_TEXTS),
    command,
  });
  showProblems(ctx, problems);
  return ctx;
}

function showProblems({ notes, words, payload }, problems) {
  for (const text of shareNotes(words, problems, payload.situation)) notes.show(text);
}

function startOfVisit(host) {
  const wide = !isNarrow();
  return {
    theme: "auto", playing: false, busy: false, speed: 2, allDates: false,
    listOpen: wide && host !== "app", listTab: "routes", chartsOpen: wide && !isLow(), panelOpen: false, legendOpen: null,
  };
}

function restore(ctx, text, cause) {
  const { state, problems } = ctx.links.restored(text);
  ctx.clock.stop(cause);
  ctx.chosenBy = {};
  ctx.store.update({ ...state, ...selectionOf(ctx.items, state.selected) }, cause);
  showProblems(ctx, problems);
}

function reportError(ctx, error) {
  console.error(error);
  ctx.notes.add("note.broken", { part: error?.message ?? String(error) });
}
