// The selected item: how it is chosen, and shown over the map.
import { FROM_OUTSIDE } from "../base/store.mjs";
import { listTabOf } from "../layers/items.mjs";

/** What the state holds of a selected item, or of none: its id, its number among the events, the tab of the list that holds it. */
export function selectionOf(items, id) {
  const item = items.byId(id);
  const tab = item && listTabOf(item) && { listTab: listTabOf(item) };
  return { selected: id ?? null, selectedIndex: id ? items.indexOf(id) : -1, ...tab };
}

/** Selects an item by its id, or null for none; `by` is "map", "list" or "call", `at` the place on the map that the reader pointed at. */
export function selectItem(ctx, id, { by, at }) {
  const item = ctx.items.byId(id);
  if (id !== null && !item) {
    ctx.notes.add("note.missing", { id: String(id) });
    return;
  }
  ctx.chosenBy = { by, at };
  if (id !== null && ctx.state().selected === id) showSelected(ctx);
  ctx.store.update(selectionOf(ctx.items, id), "select");
}

/** Closes the list, which covers the map, and opens what is selected there. */
export function showOnMap(ctx) {
  ctx.chosenBy = { by: "map", at: null };
  ctx.store.update({ listOpen: false }, "setting");
}

/** Opens what is selected, or closes what no longer is. */
export function showSelected(ctx, cause = "select") {
  const item = ctx.items.byId(ctx.state().selected);
  const { by, at } = ctx.chosenBy;
  if (item) ctx.itemWindow.open(item, at, { quietly: FROM_OUTSIDE.has(cause), focus: by === "map" });
  else ctx.itemWindow.close();
}
