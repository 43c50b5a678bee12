// The same signs as on the map, small, for legend, lists and buttons: drawn by the map's own painters.
import { h } from "../base/dom.mjs";
import { paintCrossing } from "./crossing-sign.mjs";
import { paintRun } from "./road-line.mjs";
import { drawSymbol } from "./symbols.mjs";

const LINE_PX = [26, 12]; // width, height
const SIGN_PX = 18;

function drawn([width, height], paint) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = h("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio), class: "sign", "aria-hidden": true });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  paint(ctx);
  return canvas;
}

/** A piece of road in a state. */
export function stateSign(palette, { state, stale = false, basis = "reported" }) {
  const [width, height] = LINE_PX;
  const line = new Path2D();
  line.moveTo(2, height / 2);
  line.lineTo(width - 2, height / 2);
  return drawn(LINE_PX, (ctx) => paintRun(ctx, line, { state, stale, claim: basis === "claim" }, palette, { casing: 0 }));
}

export function crossingSign(palette, status) {
  return centred((ctx) => paintCrossing(ctx, status, palette, 7));
}

export function categorySign(palette, category, { claim = false, vague = false } = {}) {
  const { color, shape } = palette.category(category);
  return centred((ctx) => drawSymbol(ctx, {
    shape: palette.shape(shape), radius: 6.5, colour: color, paper: palette.base.paper, claim, vague,
  }));
}

export function placeSign(palette, kind) {
  const { shape, size } = palette.place(kind);
  return centred((ctx) => drawSymbol(ctx, {
    shape: palette.shape(shape), radius: size + 1, colour: palette.base.place, paper: palette.base.halo, claim: false, vague: false,
  }));
}

/** A soft disc as on the map for a place known only to the region. */
export function regionSign(palette, category) {
  const { color } = palette.category(category);
  return centred((ctx) => {
    ctx.globalAlpha = 0.3;
    ctx.fillStyle = color;
    ctx.beginPath();
    ctx.arc(0, 0, SIGN_PX / 2, 0, Math.PI * 2);
    ctx.fill();
  });
}

function centred(paint) {
  return drawn([SIGN_PX, SIGN_PX], (ctx) => {
    ctx.translate(SIGN_PX / 2, SIGN_PX / 2);
    paint(ctx);
  });
}
