// One item as a row of the list: its sign, its name, a few lines, and all of it where it is selected.
import { h, localized } from "../../base/dom.mjs";
import { layerOfKind } from "../../layers/layer-registry.mjs";
import { titleText } from "../../text/phrases.mjs";
import { itemSign } from "./details.mjs";
import { rowDetails } from "./row-details.mjs";

export function itemRow(ctx, item, state) {
  const { words, select } = ctx;
  const selected = state.selected === item.id;
  const name = item.title ?? item.name;
  return h("li", { class: "row", "data-id": item.id, "aria-current": selected ? "true" : null },
    h("button", { type: "button", class: "row-title", "aria-expanded": selected, onclick: () => select(selected ? null : item.id, "list") },
      itemSign(ctx, item), h("span", {}, typeof name === "string" || !name ? titleText(words, item) : localized(words, name))),
    layerOfKind(item.kind).row(ctx, item, state).lines,
    selected && rowDetails(ctx, item));
}
