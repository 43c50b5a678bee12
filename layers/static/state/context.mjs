// What every part of the page shares: the data, the one state, the words and colours of now, and the ways to change them.
import { citationText } from "../text/citation.mjs";
import { shareNotes } from "../text/share-notes.mjs";
import { makeClock } from "./clock-moves.mjs";
import { makeHost } from "./hosts.mjs";
import { listTabOf, makeItems } from "../layers/items.mjs";
import { createMoment } from "./moment.mjs";
import { copyText, makeNotes } from "./notes.mjs";
import { isNarrow } from "../base/viewport.mjs";
import { makeLinks } from "./session.mjs";
import { createStore, FROM_OUTSIDE } from "../base/store.mjs";
import { makePalette, resolveTheme } from "../base/theme.mjs";
import { makeWords } from "../base/words.mjs";

/** `words` and `palette` are exchanged when language or theme change; map, renderer, item window and chrome are added later. */
export function makeContext(root, payload, host) {
  const items = makeItems(payload);
  const links = makeLinks(payload, items, host);
  const { state, problems } = links.opened(host === "app" ? "" : location.hash.slice(1));
  const ctx = { root, payload, host, items, links };
  ctx.reportError = (error) => reportError(ctx, error);
  const store = createStore({ ...state, ...startOfVisit(host), ...chosen(items, state.selected) }, ctx.reportError);
  Object.assign(ctx, { store, state: store.get, moment: createMoment(payload), chosenBy: {} });
  ctx.words = makeWords(payload.words, store.get().lang);
  ctx.palette = makePalette(payload.style, resolveTheme(store.get().theme));
  ctx.notes = makeNotes(ctx, payload.situation.span);
  ctx.clock = makeClock(ctx);
  ctx.goTo = ctx.clock.goTo;
  ctx.share = () => links.write(store.get());
  ctx.select = (id, by, at = null) => selectItem(ctx, id, { by, at });
  ctx.copyCitation = (item) => copyText(ctx, citationText(ctx, item, ctx.address()), {
    done: "item.citationcopied", byHand: "item.copycitationthis",
  });
  addHost(ctx, host);
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
    listOpen: wide && host !== "app", listTab: "routes", chartsOpen: wide, panelOpen: false,
  };
}

function addHost(ctx, name) {
  const { links, store, items } = ctx;
  const restore = (text, cause) => {
    const { state, problems } = links.restored(text);
    ctx.clock.stop(cause);
    ctx.chosenBy = {};
    store.update({ ...state, ...chosen(items, state.selected) }, cause);
    showProblems(ctx, problems);
  };
  const host = makeHost(name, { store, share: ctx.share, restore });
  ctx.command = host.command;
  ctx.address = () => host.address(ctx.share());
}

function chosen(items, id) {
  const item = items.byId(id);
  const tab = item && listTabOf(item) && { listTab: listTabOf(item) };
  return { selected: id ?? null, selectedIndex: id ? items.indexOf(id) : -1, ...tab };
}

/** Chooses an item by its id, or null for none; `by` is "map", "list" or "call", `at` the place on the map that the reader pointed at. */
function selectItem(ctx, id, { by, at }) {
  const item = ctx.items.byId(id);
  if (id !== null && !item) {
    ctx.notes.add("note.missing", { id: String(id) });
    return;
  }
  ctx.chosenBy = { by, at };
  if (id !== null && ctx.state().selected === id) showSelected(ctx);
  ctx.store.update(chosen(ctx.items, id), "select");
}

/** Opens what is chosen, or closes what no longer is. */
export function showSelected(ctx, cause = "select") {
  const item = ctx.items.byId(ctx.state().selected);
  const { by, at } = ctx.chosenBy;
  if (item) ctx.itemWindow.open(item, at, { quietly: FROM_OUTSIDE.has(cause), focus: by === "map" });
  else ctx.itemWindow.close();
}

function reportError(ctx, error) {
  console.error(error);
  ctx.notes?.add("note.broken", { part: error?.message ?? String(error) });
}
