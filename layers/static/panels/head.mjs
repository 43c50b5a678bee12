// The head of the page: its title, the sentence of the day, languages, the link to copy, and the way to the list.
import { h, setText, localized } from "../base/dom.mjs";
import { icon } from "../base/icons.mjs";
import { isNarrow } from "../base/viewport.mjs";
import { copyText } from "../state/notes.mjs";
import { headline } from "../text/headline.mjs";

/** {node, update(state)}. */
export function buildHead(ctx) {
  const { words, payload, store, host } = ctx;
  // The app has a title of its own.
  const title = h("h1", { class: host === "app" ? "hidden-label" : null }, localized(words, payload.situation.title));
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
    setText(sentence, headline(words, payload.situation, ctx.moment.headlineCounts(state.day), state.day));
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

function toggleList({ store, root, parts }) {
  const listOpen = !store.get().listOpen;
  store.update({ listOpen }, "setting");
  if (!listOpen) return;
  parts.update(); // what is hidden until the next frame takes no focus
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
