// A drawer at the map's foot: details where a popup has no room, or nothing on the map to point at.
import { h } from "../../base/dom.mjs";
import { iconButton } from "../../base/icons.mjs";
import { preserveFocus } from "../../base/preserve-focus.mjs";
import { moveInto } from "../../base/viewport.mjs";

const SIGN_CLEAR_PX = 24;

/** As makePopup; `place` is where the drawer is put in, `at` the place on the map that stays in view above it. */
export function makeDrawer(map, place, pan, closed) {
  let drawer = null;
  let shownAt = null;
  const close = () => {
    drawer?.remove();
    drawer = null;
  };
  const dismiss = () => {
    close();
    map.getContainer().focus({ preventScroll: true });
    closed();
  };
  return {
    kind: "drawer", close,
    show(content, at, closeLabel, label) {
      close();
      shownAt = at;
      drawer = h("section", { class: "drawer", tabindex: "-1", "aria-label": label },
        iconButton("close", closeLabel, dismiss, { class: "icon-button drawer-close" }), h("div", { class: "drawer-content" }, content));
      place.append(drawer);
    },
    replace: (content) => drawer && preserveFocus(drawer.lastChild, () => drawer.lastChild.replaceChildren(content)),
    fit: () => drawer && shownAt && pan(offsetAbove(map, drawer, shownAt)),
    focus: () => drawer?.focus({ preventScroll: true }),
  };
}

function offsetAbove(map, drawer, at) {
  const { x, y } = map.latLngToContainerPoint(at);
  const { x: width } = map.getSize();
  const height = drawer.getBoundingClientRect().top - map.getContainer().getBoundingClientRect().top;
  const room = { left: SIGN_CLEAR_PX, top: SIGN_CLEAR_PX, right: width - SIGN_CLEAR_PX, bottom: height - SIGN_CLEAR_PX };
  return room.bottom < room.top ? [0, 0] : moveInto({ left: x, right: x, top: y, bottom: y }, room);
}
