// One picture per kind of event: its category's colour and shape, hollow for a claim, faint where the place is vague.
import { makePalette } from "../base/theme.mjs";
import { paintSign } from "./painter.mjs";
import { makeStamp } from "./raster.mjs";
import { eventStrokes } from "./stroke-styles.mjs";

/** Numbers the kinds of events: `of[i]` is the kind of event i, `describe(kind)` what it stands for. */
export class EventKinds {
  constructor(columns, { area }) {
    this.columns = columns;
    this.categories = columns.category?.codes ?? [""];
    this.layers = columns.layer?.codes ?? [""];
    const vague = flags(columns.location_precision, (code) => Object.hasOwn(area.km, code));
    const claim = flags(columns.corroboration, (code) => code === "claim");
    this.of = new Uint16Array(columns.n);
    for (let i = 0; i < columns.n; i += 1) {
      const coloured = (columns.layer?.at[i] ?? 0) * this.categories.length + (columns.category?.at[i] ?? 0);
      this.of[i] = coloured * 4 + vague(i) * 2 + claim(i);
    }
  }

  describe(kind) {
    const coloured = kind >> 2;
    return {
      category: this.categories[coloured % this.categories.length],
      layer: this.layers[Math.floor(coloured / this.categories.length)],
      vague: (kind & 2) !== 0,
      claim: (kind & 1) !== 0,
    };
  }
}

function flags(column, test) {
  const passes = column ? column.codes.map((code) => Number(test(code))) : [];
  return (i) => (column ? passes[column.at[i]] ?? 0 : 0);
}

/**
 * The pictures of all kinds in one theme, for a canvas `width` pixels wide at one pixel ratio;
 * `colors` gives uploaded layers their own colour.
 */
export class SpriteSet {
  constructor(kinds, style, { theme, ratio, colors, width }) {
    Object.assign(this, { kinds, theme, ratio, colors, width });
    this.palette = makePalette(style, theme);
    this.canvases = new Map();
    this.stamps = [];
  }

  colour({ category, layer }) {
    return this.colors[layer] ?? this.palette.category(category).color;
  }

  /** A canvas with the symbol in its middle, `sizePx` in CSS pixels; its side is odd, so that it has a middle pixel. */
  canvas(kind, sizePx) {
    const key = kind * 100 + sizePx;
    if (!this.canvases.has(key)) this.canvases.set(key, this.drawn(this.kinds.describe(kind), sizePx));
    return this.canvases.get(key);
  }

  drawn(what, sizePx) {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * Math.ceil((sizePx / 2 + 2) * this.ratio) + 1;
    canvas.height = canvas.width;
    const pen = canvas.getContext("2d");
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.scale(this.ratio, this.ratio);
    const strokes = eventStrokes(this.palette, what, { radius: sizePx / 2, color: this.colour(what) });
    paintSign(pen, [0, 0], strokes, this.palette.shapes);
    return canvas;
  }

  /** Stamps of plain dots by kind and by how far they have faded. */
  dotStamps(sizePx) {
    const { fade } = this.palette.page;
    return (kind, step = 0) => (this.stamps[kind * fade.length + step] ??= this.dotStamp(kind, sizePx, fade[step]));
  }

  dotStamp(kind, sizePx, opacity) {
    const what = this.kinds.describe(kind);
    const { base, page } = this.palette;
    const side = 2 * Math.ceil((sizePx / 2) * this.ratio) + 1;
    const dot = { radius: (sizePx / 2) * this.ratio, ratio: this.ratio, claim: what.claim };
    const words = dotPixels(side, dot, rgbOf(this.colour(what)), rgbOf(base.paper));
    return makeStamp(words, side, this.width, opacity * (what.vague ? page.dot.vague_opacity : 1));
  }
}

/** Writes how many events stand at one place beside their topmost symbol. */
export function drawCount(pen, x, y, count, { base: { paper, text }, page: { count: { px, font, halo } } }, ratio) {
  pen.font = `${font} ${px * ratio}px system-ui, sans-serif`;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = halo * ratio;
  pen.strokeStyle = paper;
  pen.strokeText(count, x, y);
  pen.fillStyle = text;
  pen.fillText(count, x, y);
}

/** Draws the ring around the selected event, on a canvas of its own. */
export function drawRing(canvas, { base, page }, ratio) {
  const { diameter, inset, strokes } = page.chosen_event;
  canvas.width = diameter * ratio;
  canvas.height = diameter * ratio;
  canvas.style.width = `${diameter}px`;
  canvas.style.height = `${diameter}px`;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.arc(diameter / 2, diameter / 2, diameter / 2 - inset, 0, Math.PI * 2);
  for (const [width, colour] of strokes) {
    pen.lineWidth = width;
    pen.strokeStyle = base[colour];
    pen.stroke();
  }
}

// RGBA words of a disc, or for a claim of a ring around paper; the rim is softened over one pixel.
function dotPixels(side, { radius, ratio, claim }, colour, paper) {
  const middle = (side - 1) / 2;
  return Uint32Array.from({ length: side * side }, (_, p) => {
    const far = Math.hypot((p % side) - middle, Math.floor(p / side) - middle);
    const cover = Math.min(1, Math.max(0, radius + 0.5 - far));
    const inside = claim && far < radius - ratio;
    return ((inside ? paper : colour) | (Math.round(cover * 255) << 24)) >>> 0;
  });
}

// "#rrggbb" as the lower three bytes of a little-endian RGBA word.
function rgbOf(hex) {
  const number = parseInt(hex.slice(1), 16);
  return ((number & 0xff) << 16) | (number & 0xff00) | (number >> 16);
}
