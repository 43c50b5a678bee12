// Towns, ports, airports and depots, as the zoom allows.
import { h } from "../base/dom.mjs";
import { isPlaced, readMembers } from "../data/members.mjs";
import { around, measuredLabel } from "../map/labels.mjs";
import { paintSign } from "../map/painter.mjs";
import { placeSign } from "../map/signs.mjs";
import { placeStrokes } from "../map/stroke-styles.mjs";
import { countryName, labelOf, titleText } from "../text/phrases.mjs";
import { placeDetails } from "./popups/place.mjs";

const HIT_PX = 10;
const BOX_PX = 3;

export const places = placeLayer("places", "place", {
  symbol: (place) => place.type ?? place.kind,
  order: (kinds) => (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (b.population ?? 0) - (a.population ?? 0),
  label: { kind: "place" },
});

/** A layer of named points; `symbol(item)` is the kind whose symbol it has, `order(kinds)` compares two, `label` is how its name is set. */
export function placeLayer(id, kind, { symbol, order, label }) {
  const shownItems = (list, zoom, palette) => list.filter((item) => item.isDestination || zoom >= palette.place(symbol(item)).zoom);
  return {
    id,
    kinds: [kind],
    listTab: "routes",
    read: (list, broken) => readMembers(list, id, isPlaced, broken),
    items: (payload) => payload[id].map((item) => ({ ...item, kind, type: item.kind ?? item.role })),
    make: (payload) => [...payload[id]].sort(order(Object.keys(payload.style.places)))
      .map((item) => ({ ...item, isDestination: payload.situation.destinations.includes(item.id) })),
    paint(pen, view, list, { palette }) {
      for (const item of shownItems(list, view.zoom, palette)) {
        const strokes = placeStrokes(palette, { kind: symbol(item), approximate: item.approximate === true });
        paintSign(pen, view.at(item.lat, item.lon), strokes, palette.shapes);
      }
    },
    hits: (list, { distance, leastPx }, { palette, zoom }) => shownItems(list, zoom, palette)
      .map((item) => [distance(item), item.id]).filter(([far]) => far <= Math.max(HIT_PX, leastPx)),
    names: (pen, view, list, { words, palette }) => {
      const shown = shownItems(list, view.zoom, palette);
      const named = shown.filter((item) => item.isDestination || label.strong || view.zoom >= palette.place(symbol(item)).label);
      return {
        labels: named.map((item) => placeLabel(pen, view, item, { words, palette, label, style: palette.place(symbol(item)) })),
        boxes: shown.map(({ lat, lon }) => around(view.at(lat, lon), BOX_PX)),
      };
    },
    shown: (payload) => payload[id].map((item) => item.id),
    legend: ({ words, palette, payload }, { zoom, holds }) => [{
      title: words.t("legend.places"),
      entries: kindsInLegend(shownItems(payload[id], zoom, palette).filter(({ lat, lon }) => holds(lat, lon)).map(symbol), palette)
        .map((code) => [placeSign(palette, code), labelOf(words, "kind", code)]),
    }],
    kindText: ({ words }, item) => labelOf(words, "kind", item.type ?? kind),
    sign: ({ palette }, item) => placeSign(palette, symbol(item)),
    details: placeDetails,
    sections: ({ payload, words }) => [{
      key: "places", isFolded: true, title: (n) => words.t("list.places", { n: words.number(n) }), items: byName(payload[id], words),
    }],
    row: (ctx, item) => ({ lines: [placeLine(ctx, item, labelOf(ctx.words, "kind", item.type ?? kind))] }),
  };
}

function kindsInLegend(kinds, { places: table }) {
  return Object.keys(table).filter((kind) => table[kind].in_legend && kinds.includes(kind));
}

function byName(list, words) {
  return [...list].sort((a, b) => titleText(words, a).localeCompare(titleText(words, b), words.lang));
}

function placeLine({ words }, item, kindLabel) {
  return h("p", { class: "row-state" },
    [kindLabel, countryName(words, item.country), item.approximate && words.t("item.approximate")].filter(Boolean).join(" · "));
}

function placeLabel(pen, view, item, { words, palette, label: { kind, ...label }, style }) {
  const [x, y] = view.at(item.lat, item.lon);
  const { text } = words.either(item.name);
  const as = item.isDestination ? "capital" : kind; // what all is about is named before other places
  return measuredLabel(pen, palette, as, { text, x, y, radius: style.size, font: style.weight, ...label });
}
