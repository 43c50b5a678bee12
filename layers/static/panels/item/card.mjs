// One item as a reader meets it over the map: its sign, its kind, its name and all that is known of it.
import { itemDetails, itemHeading, itemSign, kindText } from "./details.mjs";
import { h } from "../../base/dom.mjs";

const MOST_CHOICES = 50;

export function itemCard(ctx, item) {
  return h("article", { class: "popup-item" },
    h("p", { class: "kicker" }, itemSign(ctx, item), " ", kindText(ctx, item)), itemHeading(ctx, item), itemDetails(ctx, item));
}

/** A choice among items that lie under one place. */
export function chooserCard(ctx, ids, choose) {
  const items = ids.slice(0, MOST_CHOICES).map((id) => ctx.items.byId(id)).filter(Boolean);
  const choices = items.map((item) => h("li", {},
    h("button", { type: "button", class: "row-title", onclick: () => choose(item.id) },
      itemSign(ctx, item), h("span", {}, itemHeading(ctx, item, "span")))));
  return h("div", { class: "chooser" }, h("h2", {}, ctx.words.t("item.choose")), h("ul", { class: "rows" }, choices));
}
