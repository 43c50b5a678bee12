// A few words over the map, for a moment: how it is moved, why it goes no closer. They take no clicks, and screen readers pass them by.
import { h, setText } from "../base/dom.mjs";
import { debounce } from "../base/timing.mjs";

const SHOWN_MS = 2500;

/** Answers a function that shows a text in `place`. */
export function makeHint(place) {
  const node = h("p", { class: "map-hint", "aria-hidden": true, hidden: true });
  place.append(node);
  const hide = debounce(() => {
    node.hidden = true;
  }, SHOWN_MS);
  return (text) => {
    setText(node, text);
    node.hidden = false;
    hide();
  };
}
