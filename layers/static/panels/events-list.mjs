// The events shown now, newest first, in words; those without a place or a date stand here and nowhere else.
import { buildFilters } from "./filters-form.mjs";
import { h, refill } from "../base/dom.mjs";
import { preserveFocus } from "../base/preserve-focus.mjs";
import { itemRow } from "./item/row.mjs";
import { section, sectionsOf } from "./sections.mjs";

const PAGE_ROWS = 100;
const TAB = "events";

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
  const others = sectionsOf(ctx, TAB, state);
  const ids = others.flatMap(({ items }) => items.map(({ id }) => id));
  const now = [visible, undated, ids.join(), state.selected, state.day, state.mode];
  if (now.every((value, k) => value === list.before[k])) return;
  if (visible !== list.before[0]) list.shown = PAGE_ROWS;
  list.before = now;
  fillEvents(list, state, { visible, undated, others });
}

function fillEvents(list, state, shown) {
  const { ctx, rows } = list;
  const { words } = ctx;
  const { visible, undated, others } = shown;
  const lengths = [visible, undated, ...others.map(({ items }) => items)].map(({ length }) => length);
  const { placed, unplaced } = newestRows(ctx, visible, list.shown, state.selectedIndex);
  const left = Math.max(...lengths) - list.shown;
  const more = () => {
    list.shown += PAGE_ROWS;
    fillEvents(list, ctx.state(), shown);
  };
  preserveFocus(rows, () => refill(rows,
    Math.max(...lengths) === 0 && h("p", { class: "quiet" }, words.t("list.none")),
    eventSection(ctx, words.t("list.now"), placed, state),
    eventSection(ctx, words.t("list.nowhere"), unplaced, state),
    eventSection(ctx, words.t("list.undated"), Array.from(undated.slice(0, list.shown), (i) => ctx.items.event(i)), state),
    others.map(({ title, items }) => section(title, items.slice(0, list.shown).map((item) => itemRow(ctx, item, state)))),
    left > 0 && moreButton(words, Math.min(left, PAGE_ROWS), more)));
}

function moreButton(words, n, onclick) {
  return h("button", { type: "button", class: "plain-button", onclick }, words.t("list.more", { n: words.number(n) }));
}

// Only as many rows as a reader can take in; the chosen one is always among them.
function newestRows(ctx, visible, most, chosen) {
  const first = Math.max(0, visible.length - most);
  const numbers = Array.from(visible.subarray(first)).reverse();
  if (chosen >= 0 && !numbers.includes(chosen) && visible.includes(chosen)) numbers.push(chosen);
  const events = numbers.map((i) => ctx.items.event(i));
  return { placed: events.filter((event) => event.pinned), unplaced: events.filter((event) => !event.pinned) };
}

function eventSection(ctx, title, events, state) {
  return section(title, events.map((event) => itemRow(ctx, event, state)));
}
