// Routes, crossings and deliveries in words, on the day shown, and the places along them.
import { labelOf, periodText, stateLabel, statusParts } from "../text/describe.mjs";
import { h, hasText, refill, spoken } from "../base/dom.mjs";
import { keepingPlace } from "../base/preserve-focus.mjs";
import { buildPlacesList } from "./places-list.mjs";
import { rowDetails } from "./item/row-details.mjs";
import { crossingSign, stateSign } from "../map/signs.mjs";
import { sourceLine } from "../text/sources.mjs";

export function buildRoutesList(ctx) {
  const rows = h("div", {});
  const places = buildPlacesList(ctx);
  let shown = null;
  const update = (state) => {
    places.update(state);
    const text = `${state.day} ${state.selected}`;
    if (text === shown) return;
    shown = text;
    keepingPlace(rows, () => refill(rows, routeSections(ctx, state), crossingSection(ctx, state), deliverySection(ctx)));
  };
  return { node: h("div", {}, rows, places.node), update };
}

function routeSections(ctx, state) {
  const { words, payload } = ctx;
  const { destination } = payload.situation;
  const bound = payload.routes.filter((route) => destination && route.destination === destination);
  const others = payload.routes.filter((route) => !bound.includes(route));
  return [
    bound.length > 0 && statusSection(words.t("list.routes.into", { destination }), bound.map((route) => routeRow(ctx, route, state))),
    others.length > 0 && statusSection(words.t("list.routes.other"), others.map((route) => routeRow(ctx, route, state))),
  ];
}

function statusSection(title, rows) {
  return h("section", { class: "list-section" }, h("h2", {}, title), h("ul", { class: "rows" }, rows));
}

function routeRow(ctx, route, state) {
  const status = ctx.moment.routes(state.day)[ctx.payload.routes.indexOf(route)];
  return statusRow(ctx, { ...route, kind: "route" }, status, state, stateSign(ctx.palette, status));
}

function crossingSection(ctx, state) {
  const { words, payload, moment, palette } = ctx;
  if (!payload.crossings.length) return null;
  const states = moment.crossings(state.day);
  return statusSection(words.t("list.crossings"), payload.crossings.map((crossing, k) =>
    statusRow(ctx, { ...crossing, kind: "crossing" }, states[k], state, crossingSign(palette, states[k]))));
}

function statusRow(ctx, item, status, state, sign) {
  const { words, select } = ctx;
  const chosen = state.selected === item.id;
  const numbers = [...new Set(status.rows.flatMap((row) => row.sources))];
  return h("li", { class: status.stale ? "row stale" : "row", "data-id": item.id, "aria-current": chosen ? "true" : null },
    h("button", { type: "button", class: "row-title", "aria-expanded": chosen, onclick: () => select(chosen ? null : item.id, "list") },
      sign, h("span", {}, spoken(words, item.name))),
    h("p", { class: "row-state" }, h("b", {}, stateLabel(words, status, item.kind)), ` · ${statusParts(words, status).join(" · ")}`),
    numbers.length > 0 && sourceLine(ctx, numbers),
    chosen && rowDetails(ctx, item));
}

function deliverySection(ctx) {
  const { words, payload } = ctx;
  if (!payload.deliveries.length) return null;
  const newestFirst = [...payload.deliveries].sort((a, b) => b.start - a.start);
  return h("details", { class: "list-section deliveries" }, h("summary", {}, words.t("list.deliveries")),
    h("ul", { class: "rows" }, newestFirst.map((delivery) => deliveryRow(ctx, delivery))));
}

function deliveryRow(ctx, { start, end, place, tankers, litres, basis, why, sources }) {
  const { words, clock } = ctx;
  const amount = [
    tankers !== null && words.plural("list.tankers", tankers),
    litres !== null && words.t("list.litres", { n: words.number(litres) }),
  ].filter(Boolean).join(", ");
  return h("li", { class: "row" },
    h("button", { type: "button", class: "text-button", onclick: () => clock.goTo(start) }, periodText(words, start, end)),
    h("p", {}, h("b", {}, amount), place ? ` · ${place}` : "", ` · ${labelOf(words, "basis", basis)}`),
    hasText(why) && h("p", {}, spoken(words, why)),
    sourceLine(ctx, sources ?? []));
}
