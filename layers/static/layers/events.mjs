// The events: as many as there are, on a canvas of their own, each as precisely as its place is known.
import { h, hasText, localized } from "../base/dom.mjs";
import { WINDOW } from "../data/time-index.mjs";
import { PointLayer } from "../map/points.mjs";
import { categorySign, regionSign, stateSign } from "../map/signs.mjs";
import { around } from "../map/labels.mjs";
import { categoryText, countryName, disputedVersions, eventMarks, labelOf, periodText, precisionMarks } from "../text/phrases.mjs";
import { sourceLine } from "../text/sources.mjs";
import { countryPart, facts, inEnglish, originalBlock, sourcesBlock } from "./popup-parts.mjs";

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
    [stateSign(palette, { state: "blocked", stale: true }), words.t("legend.stale")],
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
  const facets = [periodText(words, event.start, event.end), categoryText(words, event), where];
  return {
    lines: [
      h("p", { class: "row-state" }, facets.filter(Boolean).join(" · ")),
      h("p", { class: "row-marks" }, eventMarks(words, event).join(" · "),
        hasText(event.disputed) && [" · ", h("strong", {}, words.t("item.disputed"))]),
      state.selected !== event.id && sourceLine(ctx, event.sources),
    ],
  };
}

function eventDetails(ctx, event) {
  const { words, payload } = ctx;
  const route = payload.routes[event.route];
  return [
    hasText(event.summary) && h("p", {}, localized(words, event.summary)),
    disputedBlock(ctx, event.disputed),
    facts([
      [words.t("item.period"), periodText(words, event.start, event.end)],
      [words.t("item.place"), [hasText(event.place) ? localized(words, event.place) : "", countryPart(words, event.country)]],
      [words.t("item.precision"), precisionMarks(words, event).join("; ")],
      [words.t("item.corroboration"), labelOf(words, "corroboration", event.corroboration)],
      [words.t("item.actors"), hasText(event.actors) && localized(words, event.actors)],
      [words.t("item.route"), route && localized(words, route.name)],
      [words.t("item.tankers"), event.tankers === null ? "" : words.number(event.tankers)],
      [words.t("item.fatalities"), event.fatalities === null ? "" : words.number(event.fatalities)],
      [words.t("item.coordsource"), event.pinned && inEnglish(event.coordSource)],
      [words.t("item.note"), hasText(event.note) && localized(words, event.note)],
      [words.t("item.layer"), payload.layers.find(({ id }) => id === event.layer)?.name ?? ""], // the situation's own go without a name
      [words.t("item.insublayer"), event.sublayer],
    ]),
    originalBlock(ctx, event.original),
    notShown(ctx, event),
    sourcesBlock(ctx, event.sources),
  ];
}

function notShown({ moment, state, words }, event) {
  const [a, b] = moment.interval(state());
  const shown = event.start === null || (event.start < b && (event.end === null || event.end > a));
  return shown ? null : h("p", { class: "hint" }, words.t("item.notshown", { date: periodText(words, event.start, event.end) }));
}

function disputedBlock({ words }, disputed) {
  if (!hasText(disputed)) return null;
  const { text, lang } = words.either(disputed);
  const { versions, accepted } = disputedVersions(text);
  return h("section", { class: "disputed", lang },
    h("h3", { lang: words.lang }, words.t("item.disputed")),
    h("ul", {}, versions.map((version) => h("li", {}, version))),
    accepted && h("p", { class: "quiet" }, accepted));
}
