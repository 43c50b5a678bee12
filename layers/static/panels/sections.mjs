// Parts of the list under a title: the items of one layer, or of several that share one.
import { h, refill } from "../base/dom.mjs";
import { preserveFocus } from "../base/preserve-focus.mjs";
import { registeredLayers } from "../layers/layer-registry.mjs";
import { itemRow } from "./item/row.mjs";

/** The sections of a tab that are always open, filled for this moment. */
export function openSections(ctx, tab, state) {
  return sectionsOf(ctx, tab, state).filter(({ isFolded }) => !isFolded)
    .map(({ title, items }) => section(title, items.map((item) => itemRow(ctx, item, state))));
}

export function section(title, rows) {
  return rows.length > 0 && h("section", { class: "list-section" }, h("h2", {}, title), h("ul", { class: "rows" }, rows));
}

/** All sections of a tab for this moment; those of the same key become one, in the order of the layers. */
export function sectionsOf(ctx, tab, state) {
  const byKey = new Map();
  for (const layer of registeredLayers().filter(({ listTab }) => listTab === tab)) {
    for (const part of layer.sections?.(ctx, state) ?? []) {
      const known = byKey.get(part.key);
      if (known) known.items = [...known.items, ...part.items];
      else byKey.set(part.key, { ...part });
    }
  }
  const whole = (part) => ({ ...part, title: part.title(part.items.length), items: part.items.map(({ id }) => ctx.items.byId(id)) });
  return [...byKey.values()].map(whole);
}

/**
 * The folded sections of a tab behind summaries, as there are many items in them and few readers look for one:
 * {nodes, update(state)}. Each is filled while it is open, and opens once one of its items has been selected.
 */
export function foldedSections(ctx, tab) {
  const parts = sectionsOf(ctx, tab, ctx.state()).filter(({ isFolded, items }) => isFolded && items.length);
  const folded = parts.map((part) => foldedSection(ctx, part));
  const update = (state) => {
    for (const part of folded) part.update(state);
  };
  return { nodes: folded.map(({ node }) => node), update };
}

function foldedSection(ctx, { key, title, items }) {
  const rows = h("ul", { class: "rows" });
  const node = h("details", { class: `list-section ${key}`, ontoggle: () => fill() }, h("summary", {}, title), rows);
  let shown;
  const fill = () => {
    const state = ctx.state();
    if (!node.open || shown === state.selected) return;
    shown = state.selected;
    preserveFocus(rows, () => refill(rows, items.map((item) => itemRow(ctx, item, state))));
  };
  let before = null;
  const update = ({ selected }) => {
    if (selected !== before && items.some(({ id }) => id === selected)) node.open = true;
    before = selected;
    fill();
  };
  return { node, update };
}
