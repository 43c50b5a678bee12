// All that is known of one item, as nodes: the same in a popup and in the list.
import { h, link, localized } from "../../base/dom.mjs";
import { layerOfKind } from "../../layers/layer-registry.mjs";
import { correctionsLink } from "../../text/citation.mjs";
import { titleText } from "../../text/phrases.mjs";

/** ctx: {payload, words, palette, items, moment, state(), copyCitation(item), goTo(day)}. */
export function itemDetails(ctx, item) {
  return [...layerOfKind(item.kind).details(ctx, item), itemActions(ctx, item)];
}

export function itemHeading(ctx, item, level = "h2") {
  const name = item.title ?? item.name;
  const text = typeof name === "string" ? name : localized(ctx.words, name);
  return h(level, { class: "item-title" }, text || titleText(ctx.words, item));
}

export const kindText = (ctx, item) => layerOfKind(item.kind).kindText(ctx, item);

export const itemSign = (ctx, item) => layerOfKind(item.kind).sign(ctx, item);

function itemActions(ctx, item) {
  const { words, copyCitation } = ctx;
  const copy = (event) => copyCitation(item, event.currentTarget);
  const address = correctionsLink(ctx, item);
  return h("p", { class: "item-actions" },
    h("button", { type: "button", class: "text-button", onclick: copy }, words.t("item.copycitation")),
    address && link(address, words.t("item.correct")));
}
