// Routes, crossings and deliveries in words, on the day shown, and the places along them.
import { labelOf, periodText } from "../text/phrases.mjs";
import { h, hasText, refill, localized } from "../base/dom.mjs";
import { preserveFocus } from "../base/preserve-focus.mjs";
import { asOfList, toldNote } from "../layers/popups/parts.mjs";
import { sourceLine } from "../text/sources.mjs";
import { foldedSections, openSections } from "./sections.mjs";

const TAB = "routes";

export function buildRoutesList(ctx) {
  const { words, payload: { situation: { question } } } = ctx;
  const asked = hasText(question) && h("p", { class: "question" }, localized(words, question));
  const rows = h("div", {});
  const folded = foldedSections(ctx, TAB);
  let shown = null;
  const update = (state) => {
    folded.update(state);
    const text = `${state.day} ${state.selected}`;
    if (text === shown) return;
    shown = text;
    preserveFocus(rows, () => refill(rows, openSections(ctx, TAB, state), deliverySection(ctx)));
  };
  return { node: h("div", {}, asked, rows, folded.nodes), update };
}

function deliverySection(ctx) {
  const { words, payload } = ctx;
  if (!payload.deliveries.length) return null;
  return h("details", { class: "list-section deliveries" }, h("summary", {}, words.t("list.deliveries")),
    asOfList(ctx, payload.deliveries, (delivery) => deliveryRow(ctx, delivery)));
}

function deliveryRow(ctx, { start, end, place, quantity, unit, basis, why, told, sources }) {
  const { words, clock, payload, state } = ctx;
  const amount = Number.isFinite(quantity) ? words.counted(payload.situation.units[unit], quantity) : words.t("list.nofigure");
  return h("li", { class: "row" },
    h("button", { type: "button", class: "text-button", onclick: () => clock.goTo(start) }, periodText(words, start, end, state().day)),
    h("p", {}, h("b", {}, amount), hasText(place) && [" · ", localized(words, place)], ` · ${labelOf(words, "basis", basis)}`),
    hasText(why) && h("p", {}, localized(words, why)), toldNote(ctx, told),
    sourceLine(ctx, sources ?? []));
}
