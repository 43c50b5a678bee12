// The events shown now, newest first, in words; those without a place or a date stand here and nowhere else.
import { categoryText, countryName, eventMarks, periodText, titleText } from "../text/describe.mjs";
import { buildFilters } from "./filters-form.mjs";
import { h, hasText, refill, spoken } from "../base/dom.mjs";
import { keepingPlace } from "../base/preserve-focus.mjs";
import { shapeIds } from "../state/moment.mjs";
import { rowDetails } from "./item/row-details.mjs";
import { categorySign } from "../map/signs.mjs";
import { sourceLine } from "../text/sources.mjs";

const PAGE_ROWS = 100;

export function buildEventsList(ctx) {
  const filters = buildFilters(ctx);
  const rows = h("div", {});
  const node = h("div", {}, filters.node, rows);
  const list = { ctx, rows, before: [], shown: PAGE_ROWS };
  const update = (state) => {
    filters.update(state);
    updateEvents(list, state);
  };
  return { node, update };
}

function updateEvents(list, state) {
  const { ctx } = list;
  const visible = ctx.moment.visible(state);
  const undated = ctx.moment.undated(state);
  const shapes = shapeIds(ctx.payload, ctx.moment, state);
  const now = [visible, undated, shapes.join(), state.selected, state.day, state.mode];
  if (now.every((value, k) => value === list.before[k])) return;
  if (visible !== list.before[0]) list.shown = PAGE_ROWS;
  list.before = now;
  fillEvents(list, state, { visible, undated, shapes });
}

function fillEvents(list, state, shown) {
  const { ctx, rows } = list;
  const { words } = ctx;
  const { visible, undated, shapes } = shown;
  const { placed, nowhere } = newestRows(ctx, visible, list.shown, state.selectedIndex);
  const left = Math.max(visible.length, undated.length, shapes.length) - list.shown;
  const more = () => {
    list.shown += PAGE_ROWS;
    fillEvents(list, ctx.state(), shown);
  };
  keepingPlace(rows, () => refill(rows,
    visible.length + undated.length + shapes.length === 0 && h("p", { class: "quiet" }, words.t("list.none")),
    eventSection(ctx, words.t("list.now"), placed, state),
    eventSection(ctx, words.t("list.nowhere"), nowhere, state),
    eventSection(ctx, words.t("list.undated"), Array.from(undated.slice(0, list.shown), (i) => ctx.items.event(i)), state),
    section(words.t("list.shapes"), shapes.slice(0, list.shown).map((id) => shapeRow(ctx, ctx.items.byId(id), state))),
    left > 0 && h("button", { type: "button", class: "plain-button", onclick: more },
      words.t("list.more", { n: words.number(Math.min(left, PAGE_ROWS)) }))));
}

// Only as many rows as a reader can take in; the chosen one is always among them.
function newestRows(ctx, visible, most, chosen) {
  const first = Math.max(0, visible.length - most);
  const numbers = Array.from(visible.subarray(first)).reverse();
  if (chosen >= 0 && !numbers.includes(chosen) && visible.includes(chosen)) numbers.push(chosen);
  const events = numbers.map((i) => ctx.items.event(i));
  return { placed: events.filter((event) => event.pinned), nowhere: events.filter((event) => !event.pinned) };
}

function eventSection(ctx, title, events, state) {
  return section(title, events.map((event) => eventRow(ctx, event, state)));
}

function section(title, rows) {
  return rows.length > 0 && h("section", { class: "list-section" }, h("h2", {}, title), h("ul", { class: "rows" }, rows));
}

function eventRow(ctx, event, state) {
  const { words, palette, select } = ctx;
  const chosen = state.selected === event.id;
  const where = hasText(event.place) ? words.either(event.place).text : countryName(words, event.country);
  return h("li", { class: "row", "data-id": event.id, "aria-current": chosen ? "true" : null },
    h("button", { type: "button", class: "row-title", "aria-expanded": chosen, onclick: () => select(chosen ? null : event.id, "list") },
      categorySign(palette, event.category, { claim: event.corroboration === "claim" }), h("span", {}, spoken(words, event.title))),
    h("p", { class: "row-state" },
      [periodText(words, event.start, event.end), categoryText(words, event), where].filter(Boolean).join(" · ")),
    h("p", { class: "row-marks" }, eventMarks(words, event).join(" · "),
      hasText(event.disputed) && [" · ", h("strong", {}, words.t("item.disputed"))]),
    chosen ? rowDetails(ctx, event) : sourceLine(ctx, event.sources));
}

function shapeRow(ctx, shape, state) {
  const { words, select } = ctx;
  const chosen = state.selected === shape.id;
  const dates = shape.start === null ? "" : periodText(words, shape.start, shape.end);
  return h("li", { class: "row", "data-id": shape.id, "aria-current": chosen ? "true" : null },
    h("button", { type: "button", class: "row-title", "aria-expanded": chosen, onclick: () => select(chosen ? null : shape.id, "list") },
      h("span", {}, titleText(words, shape))),
    h("p", { class: "row-state" }, [dates, shape.layerName ?? shape.layer].filter(Boolean).join(" · ")),
    chosen && rowDetails(ctx, shape));
}
