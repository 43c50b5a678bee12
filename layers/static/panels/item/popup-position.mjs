// A popup on the map, which stands wholly in view.
import { preserveFocus } from "../../base/preserve-focus.mjs";
import { moveInto } from "../../base/viewport.mjs";

const POPUP_PX = 360;
const CLEAR_PX = { top: 54, right: 8, bottom: 20, left: 56 }; // the map's buttons stand there, and below the chosen sign
const FRAME_PX = 48; // what a popup is higher than its content: its margins and its tip
const LEAST_PX = 140;
const SHARE = 0.7; // of the map's height: what is chosen should be seen among its neighbours

/**
 * {show(content, at, closeLabel), replace(content), fit(), close(), kind}; `pan(offset)` moves the map, `closed()` is called when a
 * reader closes it.
 */
export function makePopup(map, pan, closed) {
  let popup = null;
  map.on("popupclose", (event) => {
    if (event.popup !== popup) return;
    if (popup.getElement().contains(document.activeElement)) map.getContainer().focus({ preventScroll: true });
    popup = null;
    closed();
  });
  const close = () => {
    const closing = popup;
    popup = null; // so that `closed` is not called
    closing?.remove();
  };
  return {
    kind: "popup", close,
    show(content, at, closeLabel) {
      close();
      popup = L.popup({ ...sizes(map), autoPan: false }).setLatLng(at).setContent(content);
      popup.openOn(map);
      nameCloseButton(popup, closeLabel);
    },
    replace: (content) => popup && preserveFocus(contentOf(popup), () => popup.setContent(content)),
    fit() {
      if (!popup) return;
      L.setOptions(popup, sizes(map));
      preserveFocus(contentOf(popup), () => popup.update()); // which takes the content out and puts it back
      pan(offsetInto(map, popup));
    },
  };
}

const contentOf = (popup) => popup.getElement().querySelector(".leaflet-popup-content");

function sizes(map) {
  const { x, y } = map.getSize();
  const maxWidth = Math.min(POPUP_PX, x - CLEAR_PX.left - CLEAR_PX.right - FRAME_PX);
  return {
    maxWidth,
    minWidth: Math.min(maxWidth, 240),
    maxHeight: Math.max(LEAST_PX, Math.min(y * SHARE, y - CLEAR_PX.top - CLEAR_PX.bottom - FRAME_PX)),
  };
}

function offsetInto(map, popup) {
  const { left, top, right, bottom } = map.getContainer().getBoundingClientRect();
  return moveInto(popup.getElement().getBoundingClientRect(), {
    left: left + CLEAR_PX.left, top: top + CLEAR_PX.top, right: right - CLEAR_PX.right, bottom: bottom - CLEAR_PX.bottom,
  });
}

// Leaflet names its button in English only.
function nameCloseButton(popup, label) {
  const button = popup.getElement().querySelector(".leaflet-popup-close-button");
  button.setAttribute("aria-label", label);
  button.setAttribute("title", label);
}
