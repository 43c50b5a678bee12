// The legend: the signs that are on the screen now, each with its words, by the same style table and painters as the map. In one line
// beneath the map, of which a button opens the whole; beside the map where there is room for it.
import { h, refill } from "../base/dom.mjs";
import { memoizeLast } from "../base/memoize.mjs";
import { iconButton } from "../base/icons.mjs";
import { remPx } from "../base/viewport.mjs";
import { registeredLayers } from "../layers/layer-registry.mjs";

const KINDS = ["plain", "named", "wordy"];
const BESIDE_REM = [62, 33]; // width and height of a map that the whole legend leaves room

/** The whole legend of what the map shows now. */
export function buildLegend(ctx) {
  return h("div", { class: "legend" }, legendContent(ctx.words, legendBlocks(ctx)));
}

/** {node, update(state), refresh()}: `update` how it stands, `refresh` what it lists. */
export function makeLegend(ctx) {
  const { words, store } = ctx;
  let text = "";
  const content = h("div", { class: "legend", id: "situation-legend", role: "region", "aria-label": words.t("legend.title") });
  const toggle = (event) => store.update({ legendOpen: event.currentTarget.getAttribute("aria-expanded") !== "true" }, "setting");
  const all = words.t("legend.all");
  const more = h("button",
    { type: "button", class: "legend-more", "aria-controls": content.id, "aria-label": all, title: all, onclick: toggle }, "…");
  const less = iconButton("close", words.t("legend.close"), toggle, { class: "icon-button legend-less", "aria-expanded": true });
  const name = h("p", { class: "legend-name", "aria-hidden": true }, words.t("legend.title"));
  const node = h("div", { class: "legend-box" }, name, h("div", { class: "legend-card" }, content, less), more);
  const hasRoom = memoizeLast(() => roomBeside(ctx.root));
  const update = (state) => {
    const { x, y } = ctx.map.getSize();
    const stands = standing(hasRoom(x, y), state);
    node.className = `legend-box ${stands}`;
    more.setAttribute("aria-expanded", String(stands !== "line"));
    if (stands === "line") content.removeAttribute("tabindex");
    else content.tabIndex = 0; // so that the keys scroll it
  };
  const refresh = () => {
    const blocks = legendBlocks(ctx);
    const now = blocks.map(({ title, entries }) => [title, ...entries.map(([, said]) => said)].join()).join();
    if (now !== text) refill(content, legendContent(words, blocks));
    text = now;
  };
  return { node, update, refresh };
}

// Whether the map leaves room for the whole legend, measured when it has another size: measuring costs as much as a step through time.
function roomBeside(root) {
  const { clientWidth, clientHeight } = root.querySelector(".slot-map");
  return clientWidth >= BESIDE_REM[0] * remPx() && clientHeight >= BESIDE_REM[1] * remPx();
}

// "line", "open" over the map, or "beside" what the map has to show.
function standing(hasRoom, { legendOpen }) {
  if (hasRoom && legendOpen !== false) return "beside";
  return legendOpen ? "open" : "line";
}

// Entries under the same title stand together, the same words once. Blocks whose words stand in an earlier one come after those that speak
// for themselves, with their titles in the line too; how sure everything is comes last.
function legendBlocks(ctx) {
  const { words, map, state } = ctx;
  const { layers } = state();
  const on = registeredLayers().filter((layer) => layer.manySwitches || layers.includes(layer.id));
  const blocks = new Map();
  for (const { title, entries } of on.flatMap((layer) => layer.legend?.(ctx, viewOf(map)) ?? [])) {
    const block = blocks.get(title) ?? new Map();
    for (const entry of entries) if (!block.has(entry[1])) block.set(entry[1], entry);
    blocks.set(title, block);
  }
  const certainty = words.t("legend.certainty");
  const said = new Set();
  const ranked = [...blocks].filter(([, entries]) => entries.size).map(([title, entries]) => {
    const isRepeating = [...entries.keys()].some((text) => said.has(text));
    for (const text of entries.keys()) said.add(text);
    return { title, entries: [...entries.values()], kind: title === certainty ? "wordy" : isRepeating ? "named" : "plain" };
  });
  return ranked.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** What a map shows: its zoom, whether it `holds` a place, and whether a line of places `meets` it. */
function viewOf(map) {
  const bounds = map.getBounds();
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  return {
    zoom: map.getZoom(),
    holds: (lat, lon) => Number.isFinite(lat) && lat >= south && lat <= north && lon >= west && lon <= east,
    meets: (places) => places.some((place, k) => {
      const next = places[k + 1] ?? place;
      return Math.max(place.lat, next.lat) >= south && Math.min(place.lat, next.lat) <= north
        && Math.max(place.lon, next.lon) >= west && Math.min(place.lon, next.lon) <= east;
    }),
  };
}

function legendContent(words, blocks) {
  return [
    h("div", { class: "legend-blocks" }, blocks.map(({ title, entries, kind }) => h("section", { class: kind }, h("h2", {}, title),
      h("ul", {}, entries.map(([sign, text]) => h("li", {}, sign, h("span", {}, text))))))),
    h("p", { class: "quiet" }, words.t("legend.schematic")),
    h("p", { class: "quiet" }, words.t("legend.boundaries")),
  ];
}
