// The layers of the map. All that lists, draws, finds or explains what a layer holds goes through these objects.
//
//   id              its name in the payload and in links; its label is the text `layer.<id>`
//   kinds           the kinds of its items
//   listTab         the tab of the list that holds its items: "routes" or "events"
//   read(raw, broken)           its part of the payload made whole; broken(name) says that something had to be left out;
//                               without it, the part as it is, or an empty list where there is none
//   items(payload)              its items, {id, kind, …}
//   make(payload)               what it paints from, made once
//   key(made, setting)          a text; the same text means the same picture
//   paint(pen, view, made, setting)  draws with a canvas context in CSS pixels; later layers lie on top
//   mount({map, payload, palette, pane})  for a canvas of its own: {update(setting), hits(latlng, leastPx), boxes(), chosenBox(),
//                               hasNumbers()}: boxes of the signs that it has drawn, in pixels of the map, that of the selected
//                               item, and whether one stands for several; the last three may be left out
//   hits(made, place, setting)  [[distance in px, id], …]; place is {at: [x, y], view, distance(item), leastPx}
//   names(pen, view, made, setting)  {labels, marks, roads(view)}: names asked for, [x, y, radius] of its signs of places, and lines
//                               {points, clearance} that no name may cross
//   legend(ctx, view)           [{title, entries: [[sign, text], …]}, …] of the signs that it draws now in a view
//                               {zoom, holds(lat, lon), meets([{lat, lon}, …])}
//   sections(ctx, state)        [{key, title(n), items, isFolded}, …] of the list
//   row(ctx, item, state)       {lines, muted} of an item in the list
//   sign(ctx, item), kindText(ctx, item), details(ctx, item)  an item where it was selected
//   position(item)              where its popup stands: [lat, lon] or null; without it, the item's own lat and lon
//   shown(payload, moment, state)  the ids that are shown now
//   isHitLast       hit only where nothing else is
//   manySwitches    its items belong to several layers of the payload, each switched by itself
//   isForUploads    not a layer of the situation: it stands for those a reader adds
//
// All but id, kinds, shown, sign, kindText and details may be left out. `setting` is {state, words, palette, moment, notable, zoom},
// `notable` what the day is about (data/news/notable.mjs);
// `ctx` is what all parts of the page share (state/context.mjs),
// `pen` always a CanvasRenderingContext2D.
import { capitals } from "./capitals.mjs";
import { crossings } from "./crossings.mjs";
import { events } from "./events.mjs";
import { places } from "./places.mjs";
import { routes } from "./routes.mjs";
import { uploads } from "./uploads.mjs";

const LAYERS = [uploads, routes, crossings, events, capitals, places]; // as they are listed and explained

/** Adds a layer; it is painted over those that the style table names. */
export function registerLayer(layer) {
  LAYERS.push(layer);
}

export const registeredLayers = () => [...LAYERS];

/** The layers from the lowest up, as the style table orders them. */
export function stackedLayers({ layers: order }) {
  const level = ({ id }) => (order.includes(id) ? order.indexOf(id) : order.length);
  return registeredLayers().sort((a, b) => level(a) - level(b));
}

export const layerOfKind = (kind) => LAYERS.find((layer) => layer.kinds.includes(kind));
