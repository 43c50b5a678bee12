// All of an item under its row in the list, and a way to its place where the list covers the map.
import { itemDetails } from "./details.mjs";
import { h } from "../../base/dom.mjs";
import { itemPosition } from "../../layers/items.mjs";

export function rowDetails(ctx, item) {
  const { words, showOnMap } = ctx;
  return h("div", { class: "row-details" },
    itemPosition(item) && h("button", { type: "button", class: "text-button on-map", onclick: showOnMap }, words.t("list.select")),
    itemDetails(ctx, item));
}
