// Towns, ports, airports and depots, as the zoom allows.
import { h } from "../base/dom.mjs";
import { isPlaced, readMembers, rowsOf } from "../data/members.mjs";
import { measuredLabel } from "../map/lettering/words.mjs";
import { paintSign } from "../map/painter.mjs";
import { placeSign } from "../map/signs.mjs";
import { placeStrokes } from "../map/stroke-styles.mjs";
import { countryName, labelOf, titleText } from "../text/phrases.mjs";
import { placeDetails } from "./popups/place.mjs";

const HIT_PX = 10;

export const places = placeLayer("places", "place", {
  symbol: (place) => place.type ?? place.kind,
  order: (kinds) => (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (b.population ?? 0) - (a.population ?? 0),
  rank: "place",
});

/** A layer of named points; `symbol(item)` is the kind whose symbol it has, `order(kinds)` compares two, `rank` that of its names. */
export function placeLayer(id, kind, { symbol, order, rank }) {
  const isFrom = (name) => ({ id: itemId, isDestination, ...item }, { zoom, palette, notable: { places: inNews, active } }) =>
    isDestination || inNews.has(itemId)
    || zoom >= palette.place(symbol(item))[name] - (active.has(itemId) ? palette.lettering.nearer_zoom : 0);
  const [isShown, isNamed] = [isFrom("zoom"), isFrom("label")];
  const shownItems = (list, setting) => list.filter((item) => isShown(item, setting));
  return {
    id,
    kinds: [kind],
    listTab: "routes",
    read: (list, broken) => readMembers(rowsOf(list), id, isPlaced, broken),
    items: (payload) => payload[id].map((item) => ({ ...item, kind, type: item.kind ?? item.role })),
    make: (payload) => [...payload[id]].sort(order(Object.keys(payload.style.places)))
      .map((item) => ({ ...item, isDestination: payload.situation.destinations.includes(item.id) })),
    key: (_list, { notable }) => notable.text,
    paint(pen, view, list, setting) {
      const { palette } = setting;
      for (const item of shownItems(list, setting)) {
        const strokes = placeStrokes(palette, { kind: symbol(item), approximate: item.approximate === true });
        paintSign(pen, view.at(item.lat, item.lon), strokes, palette.shapes);
      }
    },
    hits: (list, { distance, leastPx }, setting) => shownItems(list, setting)
      .map((item) => [distance(item), item.id]).filter(([far]) => far <= Math.max(HIT_PX, leastPx)),
    names: (pen, view, list, setting) => {
      const shown = shownItems(list, setting).filter(({ lat, lon }) => view.holds(lat, lon));
      const styleOf = (item) => setting.palette.place(symbol(item));
      return {
        labels: shown.filter((item) => isNamed(item, setting))
          .map((item) => placeLabel(pen, view, item, { ...setting, rank, style: styleOf(item) })),
        marks: shown.map((item) => [...view.at(item.lat, item.lon), styleOf(item).size]),
      };
    },
    shown: (payload) => payload[id].map((item) => item.id),
    legend: ({ words, palette, payload, moment, state }, { zoom, holds }) => {
      const shown = shownItems(payload[id], { zoom, palette, notable: moment.notable(state()) }).filter(({ lat, lon }) => holds(lat, lon));
      const entries = kindsInLegend(shown.map(symbol), palette).map((code) => [placeSign(palette, code), labelOf(words, "kind", code)]);
      return [{ title: words.t("legend.places"), entries }];
    },
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

// What all is about looks like a capital.
function placeLabel(pen, view, { id, lat, lon, name, isDestination }, { words, palette, notable, rank: usual, style }) {
  const [x, y] = view.at(lat, lon);
  const [found] = [[isDestination, "destination"], [notable.places.has(id), "news"], [usual === "capital", usual],
    [notable.active.has(id), "active"], [true, usual]].find(([holds]) => holds).slice(1);
  const kind = found === "destination" || found === "news" ? "needed" : "name";
  const label = { id, text: words.either(name).text, kind, rank: found, key: `${kind} ${words.lang} ${id}`, x, y };
  return measuredLabel(pen, palette, isDestination ? "capital" : usual, { ...label, radius: style.size, font: style.weight });
}
