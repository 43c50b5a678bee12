// Escape puts away what lies on top, and who was in it goes on beside it.
import { isNarrow } from "../base/viewport.mjs";

const LAYERS = [
  {
    part: ".list", back: ".list-toggle",
    lies: ({ state }) => state().listOpen && isNarrow(),
    put: ({ store }) => store.update({ listOpen: false }, "setting"),
  },
  {
    part: ".panel", back: ".panel-button",
    lies: ({ state }) => state().panelOpen,
    put: ({ store }) => store.update({ panelOpen: false }, "setting"),
  },
  {
    part: ".drawer, .leaflet-popup", back: ".map",
    lies: ({ itemWindow }) => itemWindow.shown(),
    put({ itemWindow, select }) {
      itemWindow.close();
      select(null);
    },
  },
]; // topmost first

export function listenToEscape(ctx) {
  const { root } = ctx;
  root.addEventListener("keydown", (event) => {
    const top = event.key === "Escape" && LAYERS.find(({ lies }) => lies(ctx));
    if (!top) return;
    const within = document.activeElement.closest(top.part) !== null;
    top.put(ctx);
    if (within) root.querySelector(top.back).focus({ preventScroll: true });
  });
}
