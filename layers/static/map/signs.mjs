// The same signs as on the map, small, for legend, lists and buttons: drawn by the map's own painters.
import { h } from "../base/dom.mjs";
import { paintAlong, paintSign } from "./painter.mjs";
import { paintDisc } from "./symbols.mjs";
import { crossingStrokes, eventStrokes, placeStrokes, regionStrokes, roadStrokes } from "./stroke-styles.mjs";

const LINE_PX = [26, 12]; // width, height
const SIGN_PX = 18;
const PLACE_GROWN_PX = 1; // a place is small on the map

function drawn([width, height], paint) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = h("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio), class: "sign", "aria-hidden": true });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  paint(pen);
  return canvas;
}

/** A piece of road in a state. */
export function stateSign(palette, { state, faded = 0, basis = "reported", road = false }) {
  const [width, height] = LINE_PX;
  const line = new Path2D();
  line.moveTo(2, height / 2);
  line.lineTo(width - 2, height / 2);
  const strokes = roadStrokes(palette, { state, faded, claim: basis === "claim", road }, { cased: false });
  return drawn(LINE_PX, (pen) => paintAlong(pen, line, strokes));
}

export function crossingSign(palette, { state, faded, basis }) {
  return centred(palette, crossingStrokes(palette, { state, faded, claim: basis === "claim" }));
}

export function categorySign(palette, category, { claim = false, vague = false } = {}) {
  return centred(palette, eventStrokes(palette, { category, claim, vague }));
}

export function placeSign(palette, kind) {
  return centred(palette, placeStrokes(palette, { kind }, { grown: PLACE_GROWN_PX }));
}

/** The disc of a number of events, a third of them attacks. */
export function numberSign(palette) {
  const { base, page: { spot } } = palette;
  const disc = { radius: SIGN_PX / 2 - 0.5, share: 1 / 3, text: "9" };
  return drawn([SIGN_PX, SIGN_PX], (pen) => {
    pen.translate(SIGN_PX / 2, SIGN_PX / 2);
    paintDisc(pen, disc, { base, spot, alarm: palette.category("attack").color });
  });
}

/** A soft disc as on the map for a place known only to the region. */
export function regionSign(palette, category) {
  return centred(palette, regionStrokes(palette, category, SIGN_PX / 2));
}

/** A soft band as on the map for a place known only to the stretch of a road. */
export function bandSign(palette, category) {
  const [width, height] = LINE_PX;
  return drawn(LINE_PX, (pen) => {
    Object.assign(pen, {
      strokeStyle: palette.category(category).color, lineWidth: palette.area.band, lineCap: "round", globalAlpha: palette.area.opacity,
    });
    pen.beginPath();
    pen.moveTo(palette.area.band / 2, height / 2);
    pen.lineTo(width - palette.area.band / 2, height / 2);
    pen.stroke();
  });
}

function centred({ shapes }, strokes) {
  return drawn([SIGN_PX, SIGN_PX], (pen) => paintSign(pen, [SIGN_PX / 2, SIGN_PX / 2], strokes, shapes));
}
