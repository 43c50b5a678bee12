// The frame of the page: its places, and the parts in them, which are built anew when language or theme change.
import { h, refill } from "../base/dom.mjs";
import { addMapControls } from "../map/leaflet.mjs";
import { goHome } from "../map/moves.mjs";
import { buildTimeline } from "../time/timeline.mjs";
import { buildHead } from "./head.mjs";
import { buildList } from "./list.mjs";
import { buildMapPanel } from "./map-panel.mjs";

/** The places in `root` that the parts are put into; a map that is there already is moved into its own. */
export function buildFrame(root, existingMap) {
  const map = existingMap ? existingMap.getContainer() : h("div", {});
  const frame = {
    map, stage: h("div", { class: "stage" }, map), area: h("div", { class: "slot-map" }), head: h("div", { class: "slot-head" }),
    time: h("div", { class: "slot-time" }), list: h("div", { class: "slot-list" }),
    live: h("p", { class: "hidden-label", "aria-live": "polite" }), sheet: h("div", { class: "print-sheet" }),
  };
  map.classList.add("map");
  root.classList.add("situation");
  root.setAttribute("role", "main");
  frame.area.append(frame.stage);
  refill(root, h("div", { class: "upper" }, frame.head, frame.area, frame.list), frame.time, frame.live, frame.sheet);
  return frame;
}

/** Puts the parts into the frame: {update(), updateList(), updateLegend(), redrawTimeline(), remove()}. */
export function buildParts(ctx, frame) {
  const [head, mapPanel, timeline, list] = [buildHead, buildMapPanel, buildTimeline, buildList].map((build) => build(ctx));
  const removeControls = addMapControls(ctx.map, ctx.words, () => goHome(ctx));
  const nodes = [[frame.stage, mapPanel.node], [frame.area, mapPanel.foot], [frame.time, timeline.node], [frame.list, list.node]];
  for (const [place, node] of nodes) place.append(node);
  frame.head.prepend(head.node);
  return {
    update() {
      const state = ctx.state();
      timeline.update();
      head.update(state);
      mapPanel.update(state);
      list.node.hidden = !state.listOpen;
    },
    updateList: list.update,
    updateLegend: mapPanel.updateLegend,
    redrawTimeline: timeline.redraw,
    remove() {
      removeControls();
      timeline.destroy();
      for (const node of [head.node, ...nodes.map(([, part]) => part)]) node.remove();
    },
  };
}
