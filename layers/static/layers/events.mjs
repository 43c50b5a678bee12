// The events: as many as there are, on a canvas of their own, each as precisely as its place is known.
import { h, hasText } from "../base/dom.mjs";
import { WINDOW } from "../data/time-index.mjs";
import { PointLayer } from "../map/points.mjs";
import { categorySign, regionSign, stateSign } from "../map/signs.mjs";
import { around } from "../map/labels.mjs";
import { categoryText, countryName, eventMarks, labelOf, periodText, toldText } from "../text/phrases.mjs";
import { sourceLine } from "../text/sources.mjs";
import { eventDetails } from "./popups/event.mjs";

const MOST_EVENT_PLACES = 500; // more of them leave no free place for a name

export const events = {
  id: "events",
  kinds: ["event"],
  listTab: "events",
  manySwitches: true,
  mount: mountPoints,
  make: (payload) => eventPlaces(payload.events),
  names: (_pen, view, places, { palette }) => ({ busy: places.map((place) => around(view.at(...place), palette.event.radius)) }),
  position: (event) => (event.pinned ? [event.lat, event.lon] : null),
  shown: (payload, moment, state) => Array.from(moment.drawn(state), (i) => payload.events.id[i]),
  legend: (ctx, used) => [
    { title: ctx.words.t("legend.events"), entries: categoryEntries(ctx, used) },
    { title: ctx.words.t("legend.certainty"), entries: certaintyEntries(ctx, used) },
  ],
  kindText: ({ words }, event) => categoryText(words, event),
  sign: ({ palette }, event) => categorySign(palette, event.category, { claim: event.corroboration === "claim" }),
  details: eventDetails,
  row: eventRow,
};

/** Puts the events on the map: {update(setting), hits(latlng, leastPx)}. */
function mountPoints({ map, payload, palette, pane }) {
  const colors = Object.fromEntries(payload.layers.filter((layer) => layer.color).map((layer) => [layer.id, layer.color]));
  const points = new PointLayer(payload.events, payload.style, { theme: palette.theme, colors, pane }).addTo(map);
  const drawn = {};
  return {
    update({ state, palette: { theme }, moment }) {
      points.setTheme(theme);
      const [shown, faded] = [moment.drawn(state), moment.faded(state)];
      if (drawn.shown !== shown || drawn.faded !== faded) points.setVisible(shown, faded);
      points.setSelected(state.selectedIndex);
      Object.assign(drawn, { shown, faded });
    },
    hits: (latlng, leastPx) => points.hits(latlng, leastPx).map((i) => payload.events.id[i]),
  };
}

// Where events ever stand: names keep clear of them on every day, so that none jumps as time goes by.
function eventPlaces({ n, lat, lon }) {
  const places = new Map();
  for (let i = 0; i < n && places.size <= MOST_EVENT_PLACES; i += 1) {
    if (lat[i] !== null && lon[i] !== null) places.set(`${lat[i].toFixed(1)} ${lon[i].toFixed(1)}`, [lat[i], lon[i]]);
  }
  return places.size > MOST_EVENT_PLACES ? [] : [...places.values()];
}

function categoryEntries({ words, palette, payload }, used) {
  return palette.categories.filter((code) => payload.events.category.codes.includes(code) && used("category", code))
    .map((code) => [categorySign(palette, code), labelOf(words, "category", code)]);
}

function certaintyEntries({ words, palette }, used) {
  const [category] = palette.categories;
  const older = categorySign(palette, category);
  older.style.opacity = String(palette.page.fade.at(-1));
  return [
    [stateSign(palette, { state: "restricted", faded: 1 }), words.t("legend.faded")],
    [stateSign(palette, { state: "escorted", basis: "claim" }), words.t("legend.claim")],
    [categorySign(palette, category, { claim: true }), words.t("legend.claimevent")],
    [categorySign(palette, category), words.t("legend.point")],
    [regionSign(palette, category), words.t("legend.region")],
    ...(used("mode", WINDOW) ? [[older, words.t("legend.older")]] : []),
  ];
}

function eventRow(ctx, event, state) {
  const { words } = ctx;
  const where = hasText(event.place) ? words.either(event.place).text : countryName(words, event.country);
  const facets = [periodText(words, event.start, event.end, state.day), categoryText(words, event), where,
    toldText(words, event.titled, state.day)];
  return {
    lines: [
      h("p", { class: "row-state" }, facets.filter(Boolean).join(" · ")),
      h("p", { class: "row-marks" }, eventMarks(words, event).join(" · "),
        event.versions && [" · ", h("strong", {}, words.t("item.disputed"))]),
      state.selected !== event.id && sourceLine(ctx, event.sources),
    ],
  };
}
