// One picture per kind of event: its category's colour and shape, hollow for a claim, faint where the place is vague.
import { makePalette } from "../base/theme.mjs";
import { paintSign } from "./painter.mjs";
import { eventStrokes } from "./stroke-styles.mjs";

const ATTACK = "attack";
const MOST_DISCS = 2000; // kept; more are made anew

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

/** The pictures of all kinds in one theme, at one pixel ratio; `colors` gives uploaded layers their own colour. */
export class SpriteSet {
  constructor(kinds, style, { theme, ratio, colors }) {
    Object.assign(this, { kinds, theme, ratio, colors });
    this.palette = makePalette(style, theme);
    this.canvases = new Map();
    this.discs = new Map();
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

  /** A disc with the number of the events of a spot, of which a share, shown as an arc of its rim, are attacks. */
  disc(count, attacks, radius = discRadius(count, this.palette.page.spot)) {
    const { arc_parts: parts } = this.palette.page.spot;
    const text = shortNumber(count);
    const part = attacks ? Math.max(1, Math.round((attacks / count) * parts)) : 0;
    const key = `${text} ${part} ${radius.toFixed(1)}`;
    if (this.discs.size > MOST_DISCS) this.discs.clear();
    if (!this.discs.has(key)) this.discs.set(key, this.drawnDisc(text, part / parts, radius));
    return this.discs.get(key);
  }

  drawnDisc(text, share, radius) {
    const { base, page: { spot } } = this.palette;
    const canvas = document.createElement("canvas");
    canvas.width = 2 * Math.ceil((radius + 1) * this.ratio) + 1;
    canvas.height = canvas.width;
    const pen = canvas.getContext("2d");
    pen.translate(canvas.width / 2, canvas.height / 2);
    pen.scale(this.ratio, this.ratio);
    paintDisc(pen, { radius, share, text }, { base, spot, alarm: this.palette.category(ATTACK).color });
    return canvas;
  }
}

/** How large the disc of a number is, in pixels: it grows by the same for each further digit. */
export function discRadius(count, { radius, grows, largest }) {
  return count < 2 ? radius : Math.min(largest, radius + grows * Math.log10(count));
}

const THOUSANDS = ["", "k", "M"];

/** A number in at most four signs, rounded down: 38, 1.2k, 53k, 1M. */
export function shortNumber(count) {
  const power = Math.min(2, Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** power;
  const parts = power && value < 10 ? 10 : 1;
  return `${Math.floor(value * parts) / parts}${THOUSANDS[power]}`;
}

/** A disc about the origin, in pixels. */
export function paintDisc(pen, { radius, share, text }, { base, spot, alarm }) {
  const rim = spot.rim / 2;
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
  pen.fillStyle = base.paper;
  pen.fill();
  const arc = (colour, from, to) => {
    pen.beginPath();
    pen.arc(0, 0, radius - rim, from, to);
    Object.assign(pen, { strokeStyle: colour, lineWidth: spot.rim });
    pen.stroke();
  };
  arc(base[spot.color], 0, 2 * Math.PI);
  const top = -Math.PI / 2;
  if (share) arc(alarm, top, top + 2 * Math.PI * share);
  Object.assign(pen, { font: `${spot.font} ${spot.px}px system-ui, sans-serif`, fillStyle: base.text });
  Object.assign(pen, { textBaseline: "middle", textAlign: "center" });
  pen.fillText(text, 0, 0.5);
}
