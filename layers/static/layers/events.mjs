// The events: as many as there are, on a canvas of their own, each as precisely as its place is known.
import { h, hasText } from "../base/dom.mjs";
import { WINDOW } from "../data/time-index.mjs";
import { PointLayer } from "../map/points.mjs";
import { bandSign, categorySign, numberSign, regionSign } from "../map/signs.mjs";
import { categoryText, countryName, eventMarks, labelOf, periodText, toldText } from "../text/phrases.mjs";
import { sourceLine } from "../text/sources.mjs";
import { eventDetails } from "./popups/event.mjs";

const NOWHERE = "country"; // such an event has no place of its own

export const events = {
  id: "events",
  kinds: ["event"],
  listTab: "events",
  manySwitches: true,
  mount: mountPoints,
  position: (event) => (event.pinned ? [event.lat, event.lon] : null),
  shown: (payload, moment, state) => Array.from(moment.drawn(state), (i) => payload.events.id[i]),
  legend: eventLegend,
  kindText: ({ words }, event) => categoryText(words, event),
  sign: ({ palette }, event) => categorySign(palette, event.category, { claim: event.corroboration === "claim" }),
  details: eventDetails,
  row: eventRow,
};

/** Puts the events on the map: {update(setting), hits(latlng, leastPx)}. */
function mountPoints({ map, payload, palette, pane }) {
  const colors = Object.fromEntries(payload.layers.filter((layer) => layer.color).map((layer) => [layer.id, layer.color]));
  const radius = palette.crossing.radius + palette.crossing.rim;
  const { places, capitals, crossings, situation: { destinations } } = payload;
  const about = [...places, ...capitals].filter(({ id }) => destinations.includes(id));
  const obstacles = [...crossings, ...about].map(({ lat, lon }) => [lat, lon, radius]); // whose signs must be seen
  const points = new PointLayer(payload.events, payload.style, { theme: palette.theme, colors, pane, obstacles }).addTo(map);
  const drawn = {};
  return {
    update({ state, palette: { theme }, moment, notable: { news } }) {
      points.setTheme(theme);
      const [shown, faded] = [moment.drawn(state), moment.faded(state)];
      const isNew = drawn.shown !== shown || drawn.faded !== faded || drawn.news !== news;
      if (isNew) points.setVisible(shown, faded, Uint32Array.from(news).sort());
      points.setSelected(state.selectedIndex);
      Object.assign(drawn, { shown, faded, news });
    },
    boxes: () => points.boxes(),
    chosenBox: () => points.chosenBox(),
    hasNumbers: () => points.hasNumbers(),
    hits: (latlng, leastPx) => points.hits(latlng, leastPx).map((i) => payload.events.id[i]),
  };
}

function eventLegend(ctx, view) {
  const { words, palette, payload: { events: columns }, moment, state } = ctx;
  const codeOf = (name, i) => columns[name].codes[columns[name].at[i]];
  const isInView = (i) => view.holds(columns.lat[i], columns.lon[i]) && codeOf("location_precision", i) !== NOWHERE;
  const shown = Array.from(moment.drawn(state())).filter(isInView);
  const [categories, precisions, corroborations] = ["category", "location_precision", "corroboration"]
    .map((name) => new Set(shown.map((i) => codeOf(name, i))));
  const listed = palette.categories.filter((code) => categories.has(code));
  return [
    { title: words.t("legend.events"), entries: [
      ...listed.map((code) => [categorySign(palette, code), labelOf(words, "category", code)]),
      ...(ctx.renderer.hasNumbers() ? [[numberSign(palette), words.t("legend.number")]] : []),
    ] },
    { title: words.t("legend.certainty"), entries: listed.length ? certaintyEntries(ctx, listed[0], precisions, corroborations) : [] },
  ];
}

function certaintyEntries({ words, palette, state }, category, precisions, corroborations) {
  const older = categorySign(palette, category);
  older.style.opacity = String(palette.page.fade.at(-1));
  const has = (...codes) => codes.some((code) => precisions.has(code));
  return [
    [corroborations.has("claim"), categorySign(palette, category, { claim: true }), "legend.claimevent"],
    [has("exact", "town"), categorySign(palette, category), "legend.point"],
    [has("region"), regionSign(palette, category), "legend.region"],
    [has("road"), bandSign(palette, category), "legend.road"],
    [state().mode === WINDOW, older, "legend.older"],
  ].flatMap(([isShown, sign, key]) => (isShown ? [[sign, words.t(key)]] : []));
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
