// Escape closes what is on top, and moves the focus from it to what opened it.
import { isNarrow } from "../base/viewport.mjs";

const STACK = [
  {
    part: ".list", back: ".list-toggle",
    isOpen: ({ state }) => state().listOpen && isNarrow(),
    close: ({ store }) => store.update({ listOpen: false }, "setting"),
  },
  {
    part: ".panel", back: ".panel-button",
    isOpen: ({ state }) => state().panelOpen,
    close: ({ store }) => store.update({ panelOpen: false }, "setting"),
  },
  {
    part: ".legend-card", back: ".legend-more",
    isOpen: ({ state, root }) => state().legendOpen === true && root.querySelector(".legend-box.open") !== null,
    close: ({ store }) => store.update({ legendOpen: null }, "setting"),
  },
  {
    part: ".drawer, .leaflet-popup", back: ".map",
    isOpen: ({ itemWindow }) => itemWindow.shown(),
    close({ itemWindow, select }) {
      itemWindow.close();
      select(null);
    },
  },
]; // topmost first

export function listenToEscape(ctx) {
  const { root } = ctx;
  root.addEventListener("keydown", (event) => {
    const top = event.key === "Escape" && STACK.find(({ isOpen }) => isOpen(ctx));
    if (!top) return;
    const within = document.activeElement.closest(top.part) !== null;
    top.close(ctx);
    if (within) root.querySelector(top.back).focus({ preventScroll: true });
  });
}
