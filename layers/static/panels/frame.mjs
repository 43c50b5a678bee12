// All around the map in one language and theme: header, panels, timeline, list. It is built anew when either changes.
import { h, link, setText, spoken } from "../base/dom.mjs";
import { headline } from "../text/headline.mjs";
import { icon } from "../base/icons.mjs";
import { buildLegend, buildStateBar } from "./legend.mjs";
import { buildList } from "./list.mjs";
import { copyText } from "../state/notes.mjs";
import { isNarrow } from "../base/viewport.mjs";
import { buildTimeline } from "../time/timeline.mjs";
import { buildToggles } from "./toggles.mjs";

/** {head, over, foot, timeline, list, update(), updateList(), destroy()}. */
export function buildChrome(ctx) {
  const head = buildHead(ctx);
  const over = buildOver(ctx);
  const timeline = buildTimeline(ctx);
  const list = buildList(ctx);
  return {
    head: head.node, over: over.node, foot: over.foot, timeline, list,
    update() {
      const state = ctx.state();
      timeline.update();
      head.update(state);
      over.update(state);
      list.node.hidden = !state.listOpen;
    },
    updateList: () => list.update(),
    destroy: () => timeline.destroy(),
  };
}

function buildHead(ctx) {
  const { words, payload, store, host } = ctx;
  const title = h("h1", { class: host === "app" ? "hidden-label" : null }, spoken(words, payload.situation.title)); // the app has its own
  const sentence = h("p", { class: "headline" });
  const toggle = h("button",
    { type: "button", class: "plain-button list-toggle", "aria-controls": "situation-list", onclick: () => toggleList(ctx) },
    icon("list"), h("span", {}));
  const copyLink = () => copyText(ctx, ctx.address(), { done: "page.copied", byHand: "page.copythis" });
  const copy = h("button", { type: "button", class: "plain-button", onclick: copyLink },
    icon("link"), h("span", {}, words.t("page.copylink")));
  const node = h("div", { class: host === "app" ? "head in-app" : "head" }, skipButton(ctx),
    h("div", { class: "head-text" }, title, sentence),
    h("div", { class: "head-tools" }, languageSwitch(ctx), copy, toggle));
  const update = (state) => {
    setText(sentence, headline(words, payload.situation, ctx.moment.tally(state.day), state.day));
    toggle.setAttribute("aria-expanded", String(store.get().listOpen));
    setText(toggle.lastChild, words.t(state.listOpen ? "page.hidelist" : "page.showlist"));
  };
  return { node, update };
}

// By the Tab key the timeline comes after everything that the list holds.
function skipButton({ words, store, root }) {
  const go = () => {
    if (isNarrow()) store.update({ listOpen: false }, "setting");
    root.querySelector(".slider-end").focus();
  };
  return h("button", { type: "button", class: "plain-button skip", onclick: go }, words.t("page.totimeline"));
}

function toggleList({ store, root, chrome }) {
  const listOpen = !store.get().listOpen;
  store.update({ listOpen }, "setting");
  if (!listOpen) return;
  chrome.update(); // what is hidden until the next frame takes no focus
  root.querySelector("#situation-list").focus({ preventScroll: true });
}

function languageSwitch({ words, payload, store }) {
  const languages = Object.keys(payload.words);
  if (languages.length < 2) return null;
  return h("div", { class: "languages", role: "group", "aria-label": words.t("page.language") }, languages.map((lang) => {
    const name = new Intl.DisplayNames(lang, { type: "language" }).of(lang);
    return h("button", {
      type: "button", lang, "data-lang": lang, "aria-pressed": lang === words.lang, title: name, onclick: () => store.update({ lang }),
    }, lang.toUpperCase(), h("span", { class: "hidden-label" }, ` ${name}`));
  }));
}

// Over the map: legend and layers behind a button, credits. At its foot: the states in one line.
function buildOver(ctx) {
  const { words, store } = ctx;
  const toggles = buildToggles(ctx);
  const panel = h("div", { class: "panel", id: "situation-panel" }, toggles.node, buildLegend(ctx));
  const button = h("button", {
    type: "button", class: "plain-button panel-button", "aria-controls": "situation-panel",
    onclick: () => store.update({ panelOpen: !store.get().panelOpen }, "setting"),
  }, icon("layers"), h("span", {}, words.t("layers.button")));
  const credits = buildCredits(ctx);
  const node = h("div", { class: "over" }, h("div", { class: "over-panel" }, button, panel), credits.node);
  const foot = h("div", { class: "foot" }, buildStateBar(ctx));
  const update = (state) => {
    button.setAttribute("aria-expanded", String(state.panelOpen));
    panel.hidden = !state.panelOpen;
    toggles.update(state);
    credits.update(state);
  };
  return { node, foot, update };
}

function buildCredits({ words, payload }) {
  const { attribution, licence, method, corrections, version } = payload.situation;
  const tiles = h("p", { class: "tile-credit" });
  const node = h("div", { class: "credits" }, tiles,
    h("details", {}, h("summary", {}, words.t("map.attribution")),
      h("div", { class: "credits-text" },
        method && h("p", {}, spoken(words, method)),
        h("p", {}, words.t("legend.schematic")), h("p", {}, words.t("legend.boundaries")),
        h("p", {}, [attribution, licence, version && words.t("print.version", { version })].filter(Boolean).join(" · ")),
        payload.layers.filter((layer) => layer.licence).map((layer) => h("p", {}, words.t("map.addedlicence", layer))),
        corrections && h("p", {}, link(corrections, words.t("item.correct"))))));
  const update = ({ basemap }) => {
    const credit = payload.tiles.find((tile) => tile.id === basemap)?.attribution ?? "";
    setText(tiles, credit);
    tiles.hidden = !credit;
  };
  return { node, update };
}
