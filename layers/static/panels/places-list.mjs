// Capitals and other places in words, behind a summary that counts them: there are many, and few readers look for one.
import { countryName, titleText } from "../text/describe.mjs";
import { kindText } from "./item/details.mjs";
import { h, refill, spoken } from "../base/dom.mjs";
import { keepingPlace } from "../base/preserve-focus.mjs";
import { rowDetails } from "./item/row-details.mjs";
import { placeSign } from "../map/signs.mjs";

/** {node, update(state)}: filled while it is open, and open once one of them has been chosen. */
export function buildPlacesList(ctx) {
  const { words } = ctx;
  const items = listedPlaces(ctx);
  const rows = h("ul", { class: "rows" });
  const summary = h("summary", {}, words.t("list.places", { n: words.number(items.length) }));
  const node = h("details", { class: "list-section places", hidden: !items.length, ontoggle: () => fill() }, summary, rows);
  let shown;
  const fill = () => {
    const { selected } = ctx.state();
    if (!node.open || shown === selected) return;
    shown = selected;
    keepingPlace(rows, () => refill(rows, items.map((item) => placeRow(ctx, item, item.id === selected))));
  };
  let before = null;
  const update = ({ selected }) => {
    if (selected !== before && items.some(({ id }) => id === selected)) node.open = true;
    before = selected;
    fill();
  };
  return { node, update };
}

// Capitals first, each by its name.
function listedPlaces({ payload: { capitals, places }, items, words }) {
  const byName = (a, b) => titleText(words, a).localeCompare(titleText(words, b), words.lang);
  return [capitals, places].flatMap((list) => list.map(({ id }) => items.byId(id)).sort(byName));
}

function placeRow(ctx, item, chosen) {
  const { words, palette, select } = ctx;
  const marks = [kindText(ctx, item), countryName(words, item.country), item.approximate && words.t("item.approximate")];
  return h("li", { class: "row", "data-id": item.id, "aria-current": chosen ? "true" : null },
    h("button", { type: "button", class: "row-title", "aria-expanded": chosen, onclick: () => select(chosen ? null : item.id, "list") },
      placeSign(palette, item.kind === "capital" ? "capital" : item.type), h("span", {}, spoken(words, item.name))),
    h("p", { class: "row-state" }, marks.filter(Boolean).join(" · ")),
    chosen && rowDetails(ctx, item));
}
