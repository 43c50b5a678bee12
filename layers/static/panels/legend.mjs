// The legend: what every layer has to explain, made from the same style table and by the same painters as the map.
import { h } from "../base/dom.mjs";
import { registeredLayers } from "../layers/layer-registry.mjs";

/** `used(kind, code)` tells which entries are wanted; without it all are. */
export function buildLegend(ctx, used = () => true) {
  const { words } = ctx;
  return h("div", { class: "legend" },
    blocksOf(ctx, used).map(([title, entries]) => block(title, entries)),
    h("p", { class: "quiet" }, words.t("legend.schematic")),
    h("p", { class: "quiet" }, words.t("legend.boundaries")));
}

// Entries under the same title stand together.
function blocksOf(ctx, used) {
  const blocks = new Map();
  for (const { title, entries } of registeredLayers().flatMap((layer) => layer.legend?.(ctx, used) ?? [])) {
    blocks.set(title, [...(blocks.get(title) ?? []), ...entries]);
  }
  return [...blocks];
}

/** The states of roads in one line, for the map's corner. */
export function buildStateBar(ctx) {
  return h("ul", { class: "state-bar", "aria-label": ctx.words.t("legend.routes") },
    registeredLayers().flatMap((layer) => layer.bar?.(ctx) ?? []).map(([sign, text]) => h("li", {}, sign, text)));
}

function block(title, entries) {
  const items = entries.map(([sign, text]) => h("li", {}, sign, h("span", {}, text)));
  return items.length > 0 && h("section", {}, h("h2", {}, title), h("ul", {}, items));
}
