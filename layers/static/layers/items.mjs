// Everything that has an id, found by it: {kind, id, …} with the texts, the place and the dates a reader is shown.
import { eventItem } from "../data/event-columns.mjs";
import { layerOfKind, registeredLayers } from "./layer-registry.mjs";

/** `byId(id)`, `event(i)` and `indexOf(id)`; the table of event ids is made when first needed. */
export function makeItems(payload) {
  const { events } = payload;
  const listed = registeredLayers().flatMap((layer) => layer.items?.(payload) ?? []);
  const fixed = new Map(listed.map((item) => [item.id, item]));
  let rows = null;
  const indexOf = (id) => {
    rows ??= new Map(events.id.map((eventId, i) => [eventId, i]));
    return rows.get(id) ?? -1;
  };
  const event = (i) => eventItem(events, i);
  const byId = (id) => {
    if (id === null || id === undefined) return null;
    if (fixed.has(id)) return fixed.get(id);
    const i = indexOf(id);
    return i < 0 ? null : event(i);
  };
  return { byId, event, indexOf, has: (id) => fixed.has(id) || indexOf(id) >= 0 };
}

/** The tab of the list that holds an item. */
export const listTabOf = (item) => layerOfKind(item.kind)?.listTab;

/** Where a popup of the item stands: [lat, lon], or null when it has no place. */
export function itemPosition(item) {
  const { position } = layerOfKind(item.kind) ?? {};
  return position ? position(item) : [item.lat, item.lon];
}
