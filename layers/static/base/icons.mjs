// Small pictures for buttons, as paths in a 16 by 16 box; always beside or instead of a text that is read out.
import { h, svg } from "./dom.mjs";

const ICON_PATHS = {
  play: "M4 2.5v11l9-5.5z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  back: "M10.5 2.5 5 8l5.5 5.5",
  forward: "M5.5 2.5 11 8l-5.5 5.5",
  previous: "M13 3 7.5 8l5.5 5zM3.5 3v10",
  next: "M3 3l5.5 5L3 13zM12.5 3v10",
  link: "M6.5 9.5l3-3M7.5 4.5l1.8-1.8a2.6 2.6 0 0 1 3.9 3.9L11.5 8.5M8.5 11.5l-1.8 1.8a2.6 2.6 0 0 1-3.9-3.9L4.5 7.5",
  list: "M2 3.5h12M2 8h12M2 12.5h8",
  layers: "M8 2l6 3.2L8 8.4 2 5.2zM2.5 8.2 8 11.1l5.5-2.9M2.5 11 8 13.9l5.5-2.9",
  home: "M2.5 8 8 2.8 13.5 8M4 7v6h8V7",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  up: "M3 10.5 8 5.5l5 5",
  north: "M8 14V3M4 7l4-4.5L12 7",
};
const SOLID = new Set(["play", "pause"]);

export function icon(name) {
  const paint = SOLID.has(name)
    ? { fill: "currentColor" }
    : { fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" };
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": true, focusable: "false" },
    svg("path", { d: ICON_PATHS[name], ...paint }));
}

/** A button that shows a picture and is called by its label. */
export function iconButton(name, label, onclick, attributes = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}
