// Over the map: layers behind a button, credits. At its foot: the legend.
import { h, link, setText, localized } from "../base/dom.mjs";
import { icon } from "../base/icons.mjs";
import { makeLegend } from "./legend.mjs";
import { buildToggles } from "./toggles.mjs";
import { dateText } from "../text/phrases.mjs";

/** {node, foot, update(state), updateLegend()}. */
export function buildMapPanel(ctx) {
  const { words, store } = ctx;
  const toggles = buildToggles(ctx);
  const panel = h("div", { class: "panel", id: "situation-panel" }, toggles.node);
  const button = h("button", {
    type: "button", class: "plain-button panel-button", "aria-controls": "situation-panel",
    onclick: () => store.update({ panelOpen: !store.get().panelOpen }, "setting"),
  }, icon("layers"), h("span", {}, words.t("layers.button")));
  const credits = buildCredits(ctx);
  const node = h("div", { class: "over" }, h("div", { class: "over-panel" }, button, panel), credits.node);
  const legend = makeLegend(ctx);
  const update = (state) => {
    button.setAttribute("aria-expanded", String(state.panelOpen));
    panel.hidden = !state.panelOpen;
    toggles.update(state);
    legend.update(state);
    credits.update(state);
  };
  return { node, foot: legend.node, update, updateLegend: legend.refresh };
}

function buildCredits({ words, payload }) {
  const { attribution, licence, method, corrections, version } = payload.situation;
  const edition = version && words.t("print.version", { version: dateText(words, version) });
  const tiles = h("p", { class: "tile-credit" });
  const node = h("div", { class: "credits" }, tiles,
    h("details", {}, h("summary", {}, words.t("map.attribution")),
      h("div", { class: "credits-text" },
        method && h("p", {}, localized(words, method)),
        h("p", {}, words.t("legend.schematic")), h("p", {}, words.t("legend.boundaries")),
        h("p", {}, [attribution, licence, edition].filter(Boolean).join(" · ")),
        payload.layers.filter((layer) => layer.licence).map((layer) => h("p", {}, words.t("map.addedlicence", layer))),
        corrections && h("p", {}, link(corrections, words.t("item.correct"))))));
  const update = ({ basemap }) => {
    const credit = payload.tiles.find((tile) => tile.id === basemap)?.attribution ?? "";
    setText(tiles, credit);
    tiles.hidden = !credit;
  };
  return { node, update };
}
