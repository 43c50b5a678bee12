// What is told of a place in a chart, just above it. It waits while the pointer travels to it, stays while the pointer rests on
// it, and Escape puts it away.
import { h, setText } from "../base/dom.mjs";
import { debounce } from "../base/timing.mjs";

const TRAVEL_MS = 150;
const TIP_MARGIN_PX = 8;

/**
 * {node, show(text, at), follow(lane, show), leave(), hide()}; `at` is {x, y, width, lane}: what it points at, the room there is, and
 * the row of the chart. `follow` shows at once what lies in the row that is told of, and soon what lies in another.
 */
export function makeTip() {
  const node = h("div", { class: "chart-tip", hidden: true });
  node.style.pointerEvents = "auto"; // unlike all else over the charts
  const tip = { node, lane: null, next: null };
  const later = debounce(() => tip.next(), TRAVEL_MS, TRAVEL_MS);
  const soon = (work) => {
    tip.next = work;
    later();
  };
  const hide = () => {
    later.cancel();
    node.hidden = true;
    document.removeEventListener("keydown", dismiss, true);
  };
  const dismiss = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation(); // it puts away one thing at a time
    hide();
  };
  node.addEventListener("pointerenter", later.cancel);
  node.addEventListener("pointerleave", () => soon(hide));
  return {
    node, hide,
    leave: () => soon(hide),
    follow: (lane, show) => (node.hidden || lane === tip.lane ? show() : soon(show)),
    show(text, at) {
      later.cancel();
      tip.lane = at.lane;
      setText(node, text);
      node.hidden = false;
      placeTip(node, at);
      document.addEventListener("keydown", dismiss, true);
    },
  };
}

function placeTip(node, { x, y, width }) {
  const left = Math.min(Math.max(x - node.offsetWidth / 2, TIP_MARGIN_PX),
    Math.max(TIP_MARGIN_PX, width - node.offsetWidth - TIP_MARGIN_PX));
  node.style.transform = `translate(${left}px, calc(${y}px - 100% - ${TIP_MARGIN_PX}px))`;
}
