// Search and filters over the events, each choice with the number of events of the moment behind it.
import { h, setText } from "../base/dom.mjs";
import { labelOf, routeShortName } from "../text/phrases.mjs";
import { CORROBORATIONS } from "../state/session.mjs";
import { debounce } from "../base/timing.mjs";

const TYPING_MS = 200;

/** {node, update(state)}. */
export function buildFilters(ctx) {
  const { words, payload } = ctx;
  const { routes } = payload;
  const groups = [
    choices(ctx, "category", inLegendOrder(ctx).map((code) => [code, labelOf(words, "category", code)])),
    choices(ctx, "corroboration", CORROBORATIONS.map((code) => [code, labelOf(words, "corroboration", code)])),
    choices(ctx, "route", routes.map((route) => [route.id, routeShortName(words, route)])),
  ];
  const search = searchField(ctx);
  const active = h("span", { class: "badge" });
  const clear = h("button", { type: "button", class: "text-button", onclick: () => clearFilters(ctx, search) }, words.t("filters.clear"));
  const node = h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() }, search.node,
    h("details", {}, h("summary", {}, words.t("filters.title"), " ", active), groups.map((group) => group.node)), clear);
  const update = (state) => {
    const on = activeFilters(state.filters);
    setText(active, on ? words.plural("filters.active", on) : "");
    clear.hidden = on === 0;
    search.update(state.filters.q);
    const counts = ctx.moment.counts(state);
    for (const group of groups) group.update(state.filters, counts);
  };
  return { node, update };
}

function inLegendOrder({ payload: { events }, palette }) {
  const place = (code) => (palette.categories.indexOf(code) + 1) || Infinity;
  return [...events.category.codes].sort((a, b) => place(a) - place(b));
}

const activeFilters = ({ category, corroboration, route, q }) => category.length + corroboration.length + route.length + (q ? 1 : 0);

function clearFilters(ctx, search) {
  search.clear();
  setFilters(ctx, { category: [], corroboration: [], route: [], q: "" });
}

function setFilters({ store }, patch) {
  store.update({ filters: { ...store.get().filters, ...patch } });
}

function searchField(ctx) {
  const { words } = ctx;
  const send = debounce(() => setFilters(ctx, { q: input.value.trim() }), TYPING_MS);
  const input = h("input", { type: "search", maxlength: "100", autocomplete: "off", oninput: () => send() });
  const node = h("label", { class: "search" }, h("span", {}, words.t("filters.search")), input);
  const update = (q) => {
    if (document.activeElement !== input) input.value = q;
  };
  const clear = () => {
    send.cancel();
    input.value = "";
    input.focus(); // the button that was pressed goes away
  };
  return { node, update, clear };
}

// What no event of the situation has is not offered.
function choices(ctx, name, options) {
  const { words, moment } = ctx;
  const boxes = options.filter(([code]) => moment.countsEver()[name].get(code)).map(([code, label]) => ({
    code, label, count: h("span", { class: "count" }),
    input: h("input", { type: "checkbox", value: code, onchange: () => setFilters(ctx, { [name]: chosen() }) }),
  }));
  const chosen = () => boxes.filter(({ input }) => input.checked).map(({ code }) => code);
  const node = h("fieldset", { hidden: boxes.length === 0 }, h("legend", {}, words.t(`filters.${name}`)),
    boxes.map(({ label, input, count }) => h("label", { class: "check" }, input, h("span", {}, label), count)));
  const update = (filters, counts) => boxes.forEach(({ code, input, count }) => {
    input.checked = filters[name].includes(code);
    setText(count, words.number(counts[name].get(code) ?? 0));
  });
  return { node, update };
}
