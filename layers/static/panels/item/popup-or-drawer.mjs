// What is shown of the chosen item over the map: in a popup, in a drawer on narrow screens, or nowhere when the list shows it already.
import { titleText } from "../../text/phrases.mjs";
import { makeDrawer } from "./drawer-position.mjs";
import { chooserCard, itemCard } from "./card.mjs";
import { itemPosition } from "../../layers/items.mjs";
import { goQuietly, panBy } from "../../map/moves.mjs";
import { makePopup } from "./popup-position.mjs";
import { isNarrow } from "../../base/viewport.mjs";

const LEAST_MAP_PX = 270; // a popup needs a map so high

/** {open(item, at, how), choose(ids, at), refresh(), refit(), close(), shown()}; `closed(item)` is called when a reader closes it. */
export function makeItemWindow(ctx, place, closed) {
  const box = { ctx, on: null, item: null, at: null, quietly: true, moved: null, text: "" };
  const pan = (offset) => panFor(box, offset);
  const onClosed = () => {
    const { item } = box;
    Object.assign(box, { on: null, item: null });
    if (item) closed(item);
  };
  box.popup = makePopup(ctx.map, pan, onClosed);
  box.drawer = makeDrawer(ctx.map, place, pan, onClosed);
  return {
    open: (item, at, how) => openItem(box, item, at, how),
    choose: (ids, at) => openChooser(box, ids, at),
    refresh: () => refreshItem(box),
    refit: () => refitWindow(box),
    close: () => closeWindow(box),
    shown: () => box.on !== null,
  };
}

// `moved`: from which state to which place the map made room quietly. In another size it makes room from there anew: at its opening a
// page passes through sizes that nobody sees.
function panFor(box, offset) {
  const from = box.ctx.state();
  panBy(box.ctx, offset, box.quietly);
  box.moved = box.quietly ? { from, to: placeKey(box.ctx) } : null;
}

function undoQuietMove({ ctx, moved }) {
  if (moved?.to === placeKey(ctx)) goQuietly(ctx, moved.from);
}

function placeKey({ state }) {
  const { center, zoom } = state();
  return [...center, zoom].join();
}

function closeWindow(box) {
  Object.assign(box, { on: null, item: null });
  box.popup.close();
  box.drawer.close();
}

/** `quietly`: the map moves at once, without a report; `focus`: the reader goes there. */
function openItem(box, item, at, { quietly = false, focus = false } = {}) {
  const { ctx } = box;
  const place = at ?? placeOnMap(ctx, item);
  const on = surfaceFor(box, place, item);
  const shown = on && on === box.on && item.id === box.item?.id && String(place) === String(box.at);
  if (!shown) {
    closeWindow(box);
    if (!on) return;
    on.show(itemCard(ctx, item), place, ctx.words.t("map.closepopup"), titleText(ctx.words, item));
  }
  Object.assign(box, { on, item, at: place, quietly, text: momentKey(ctx) });
  on.fit();
  if (focus) on.focus?.();
}

// Some things happened far away from the area that the map can show.
function placeOnMap({ map }, item) {
  const place = itemPosition(item);
  const { maxBounds } = map.options;
  return place && (!maxBounds || maxBounds.contains(place)) ? place : null;
}

function surfaceFor({ ctx, popup, drawer }, place, item) {
  const narrow = isNarrow();
  if (ctx.state().listOpen && (narrow || (!place && isListed(ctx, item)))) return null;
  return place && !narrow && ctx.map.getSize().y >= LEAST_MAP_PX ? popup : drawer;
}

// The list has an event only while it is shown, and everything else at all times.
function isListed({ moment, state }, { kind, index }) {
  return kind !== "event" || [moment.visible, moment.undated].some((listed) => listed(state()).includes(index));
}

function openChooser(box, ids, at) {
  const { ctx } = box;
  closeWindow(box);
  const on = surfaceFor(box, at) ?? box.popup;
  Object.assign(box, { on, at, quietly: false });
  const title = ctx.words.t("item.choose");
  on.show(chooserCard(ctx, ids, (id) => ctx.select(id, "map", at)), at, ctx.words.t("map.closepopup"), title);
  on.fit();
  on.focus?.();
}

// The text of an item depends on these, and on nothing else that changes.
function momentKey({ state, palette }) {
  const { day, mode, days, lang } = state();
  return [day, mode, days, lang, palette.theme].join();
}

function refreshItem(box) {
  const { ctx, on, item } = box;
  const text = momentKey(ctx);
  if (!item || text === box.text) return;
  box.text = text;
  on.replace(itemCard(ctx, item));
}

// The map has another size.
function refitWindow(box) {
  const { on, item, at } = box;
  if (!item) return;
  undoQuietMove(box);
  box.quietly = true;
  if (surfaceFor(box, at, item) === on) on.fit();
  else openItem(box, item, at, { quietly: true });
}
