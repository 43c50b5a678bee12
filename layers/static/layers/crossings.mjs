// The border crossings, each drawn as the sign of its state.
import { SEVERITY } from "../data/ledger.mjs";
import { isPlaced, readMembers, completePermits, completeRows } from "../data/members.mjs";
import { measuredLabel } from "../map/lettering/words.mjs";
import { paintSign } from "../map/painter.mjs";
import { crossingSign } from "../map/signs.mjs";
import { crossingStrokes } from "../map/stroke-styles.mjs";
import { stateLabel } from "../text/phrases.mjs";
import { crossingDetails } from "./popups/crossing.mjs";
import { crossingStatus, statusRow } from "./popups/parts.mjs";

const CROSSING_HIT_PX = 12;
const UNKNOWN = "unknown";

export const crossings = {
  id: "crossings",
  kinds: ["crossing"],
  listTab: "routes",
  read: (list, broken) => readMembers(list, "crossings", isPlaced, broken).map(completeCrossing),
  items: (payload) => payload.crossings.map((crossing) => ({ ...crossing, kind: "crossing" })),
  make: (payload) => payload.crossings,
  key: (_list, { state, moment }) => crossingsText(moment.crossings(state.day)),
  paint(pen, view, list, { state, palette, moment }) {
    const states = moment.crossings(state.day);
    list.forEach((crossing, k) => {
      const strokes = crossingStrokes(palette, { ...states[k], claim: states[k].basis === "claim" });
      paintSign(pen, view.at(crossing.lat, crossing.lon), strokes, palette.shapes);
    });
  },
  hits: (list, { distance }) => list.map((item) => [distance(item), item.id]).filter(([far]) => far <= CROSSING_HIT_PX),
  names: crossingNames,
  shown: (payload) => payload.crossings.map(({ id }) => id),
  legend: (ctx, view) => [{ title: ctx.words.t("legend.crossings"), entries: crossingEntries(ctx, view) }],
  kindText: ({ words }) => words.t("kind.crossing"),
  sign: (ctx, crossing) => crossingSign(ctx.palette, crossingStatus(ctx, crossing)),
  details: crossingDetails,
  sections: ({ words, payload }) => [{ key: "crossings", title: () => words.t("list.crossings"), items: payload.crossings }],
  row: (ctx, crossing) => statusRow(ctx, crossingStatus(ctx, crossing), "crossing"),
};

function completeCrossing(crossing) {
  const { rows, permits } = crossing;
  return { name: { en: crossing.id }, sides: [], sources: [], ...crossing, rows: completeRows(rows), permits: completePermits(permits) };
}

// Equal texts are equal pictures.
function crossingsText(states) {
  return states.map(({ state, faded, basis }) => `${state} ${faded} ${basis}`).join("|");
}

// One of which nothing is known has a name where there is room for all.
function crossingNames(pen, view, list, { words, palette, moment, state, notable }) {
  const radius = palette.crossing.radius + palette.crossing.rim;
  const [least, quiet] = [palette.labels.crossing.min_zoom, palette.lettering.quiet_zoom];
  const states = moment.crossings(state.day);
  const shown = list.map((item, k) => ({ ...item, isKnown: states[k].state !== UNKNOWN }))
    .filter(({ lat, lon }) => view.holds(lat, lon));
  const labels = shown.flatMap(({ id, lat, lon, name, isKnown }) => {
    const isNews = notable.places.has(id);
    if (!isNews && view.zoom < (isKnown ? least : quiet)) return [];
    const [x, y] = view.at(lat, lon);
    const [kind, rank] = isNews ? ["needed", "news"] : ["name", isKnown ? "crossing" : "quiet"];
    const text = words.either(name).text.split(" (")[0];
    return [measuredLabel(pen, palette, "crossing", { id, text, kind, rank, key: `${kind} ${words.lang} ${id}`, x, y, radius })];
  });
  return { labels, marks: shown.map(({ lat, lon }) => [...view.at(lat, lon), radius]) };
}

function crossingEntries({ words, palette, payload, moment, state }, view) {
  const states = moment.crossings(state().day);
  const shown = new Set(payload.crossings.flatMap(({ lat, lon }, k) => (view.holds(lat, lon) ? [states[k].state] : [])));
  return [...SEVERITY, UNKNOWN].filter((code) => shown.has(code))
    .map((code) => [crossingSign(palette, { state: code }), stateLabel(words, { state: code }, "crossing")]);
}
