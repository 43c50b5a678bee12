// Which layers are on, and which background lies beneath.
import { labelOf } from "../text/phrases.mjs";
import { h } from "../base/dom.mjs";
import { EMBEDDED } from "../state/session.mjs";

/** {node, update(state)}. */
export function buildToggles({ words, payload, store }) {
  const layers = payload.layers.map(({ id, name, color }) => ({
    id, label: name ?? labelOf(words, "layer", id), color,
    input: h("input", { type: "checkbox", onchange: () => store.update({ layers: layersOn() }) }),
  }));
  const layersOn = () => layers.filter(({ input }) => input.checked).map(({ id }) => id);
  const tiles = payload.tiles.map(({ id, name }) => ({ id, label: name }));
  const bases = [{ id: EMBEDDED, label: words.t("basemap.vector") }, ...tiles].map((base) => ({
    ...base, input: h("input", { type: "radio", name: "basemap", value: base.id, onchange: () => store.update({ basemap: base.id }) }),
  }));
  const node = h("div", { class: "toggles" },
    h("fieldset", {}, h("legend", {}, words.t("layers.shown")), layers.map(({ label, input, color }) => check(label, input, color))),
    bases.length > 1 && h("fieldset", {}, h("legend", {}, words.t("layers.basemap")),
      bases.map(({ label, input }) => check(label, input))));
  const update = (state) => {
    for (const { id, input } of layers) input.checked = state.layers.includes(id);
    for (const { id, input } of bases) input.checked = state.basemap === id;
  };
  return { node, update };
}

function check(label, input, color) {
  const swatch = color ? h("span", { class: "swatch" }) : null;
  if (swatch) swatch.style.backgroundColor = color;
  return h("label", { class: "check" }, input, swatch, h("span", {}, label));
}
