// The list: the map in words, for the moment shown. Two parts behind tabs, and the day's sentence above them.
import { buildEventsList } from "./events-list.mjs";
import { buildRoutesList } from "./routes-list.mjs";
import { h, setText } from "../base/dom.mjs";
import { headline } from "../text/headline.mjs";
import { iconButton } from "../base/icons.mjs";

const TABS = { routes: buildRoutesList, events: buildEventsList };

/** {node, update()}: `update` fills the open tab only. */
export function buildList(ctx) {
  const { words } = ctx;
  const parts = Object.entries(TABS).map(([name, build]) => listTab(ctx, name, build));
  const sentence = h("p", { class: "list-headline" });
  const bar = h("div", { role: "tablist", class: "tabs", "aria-label": words.t("list.title"), onkeydown: (event) => tabKey(ctx, event) },
    parts.map((part) => part.tab));
  const node = h("section", { class: "list", id: "situation-list", "aria-label": words.t("list.title"), tabindex: "-1" },
    h("div", { class: "list-head" }, bar,
      iconButton("close", words.t("page.hidelist"), () => closeList(ctx), { class: "icon-button list-close" })),
    sentence, parts.map((part) => part.panel));
  return { node, update: () => updateList(ctx, parts, sentence) };
}

// The reader goes on where the list was opened from.
function closeList({ store, root }) {
  store.update({ listOpen: false }, "setting");
  root.querySelector(".list-toggle")?.focus();
}

function listTab({ words, store }, name, build) {
  return {
    name, build, content: null,
    tab: h("button", {
      type: "button", role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`,
      onclick: () => store.update({ listTab: name }, "setting"),
    }, words.t(`list.${name}`)),
    panel: h("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, class: "list-panel", tabindex: "0" }),
  };
}

function updateList(ctx, parts, sentence) {
  const state = ctx.state();
  for (const part of parts) {
    const open = part.name === state.listTab;
    part.panel.hidden = !open;
    part.tab.setAttribute("aria-selected", String(open));
    part.tab.tabIndex = open ? 0 : -1;
  }
  if (!state.listOpen) return;
  setText(sentence, headline(ctx.words, ctx.payload.situation, ctx.moment.headlineCounts(state.day), state.day));
  const part = parts.find(({ name }) => name === state.listTab);
  if (!part.content) {
    part.content = part.build(ctx);
    part.panel.append(part.content.node);
  }
  part.content.update(state);
}

function tabKey({ store }, event) {
  const names = Object.keys(TABS);
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const at = (names.indexOf(store.get().listTab) + step + names.length) % names.length;
  store.update({ listTab: names[at] }, "setting");
  event.currentTarget.children[at].focus();
}
