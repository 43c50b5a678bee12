// Names on the map: the most important first, each where it covers no other, or not at all.

import { withFewMarks } from "../base/marks.mjs";
import { textScale } from "../base/viewport.mjs";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const LABEL_OFF_PX = 3;
const LINE_HEIGHT = 1.15;

/**
 * Chooses places for labels, given in order of importance. A label is {text, x, y, radius, width, size} and stands beside its
 * place, or has `spots`, [[x, y], …] of its middle; `strong`: rather over a mark than not at all. `frame` is the box
 * [x0, y0, x1, y1] to stay in; of the boxes in `taken` all keep clear, of those in `busy` where they can. Answers the labels that
 * fit, with `left` and `middle`.
 */
export function placeLabels(labels, frame, taken = [], busy = []) {
  const boxes = [];
  const placed = [];
  for (const label of labels) {
    const free = (box, others) => inside(box, frame) && !others.some((other) => overlaps(box, other));
    const candidates = candidateBoxes(label);
    const best = candidates.find((box) => free(box, boxes) && free(box, taken) && free(box, busy))
      ?? candidates.find((box) => free(box, boxes) && free(box, taken))
      ?? (label.strong && candidates.find((box) => free(box, boxes)));
    if (!best) continue;
    boxes.push(best);
    placed.push({ ...label, left: best[0], middle: (best[1] + best[3]) / 2 });
  }
  return placed;
}

function candidateBoxes({ x, y, radius = 0, width, size, spots }) {
  const half = (size * LINE_HEIGHT) / 2;
  const off = radius + LABEL_OFF_PX;
  const box = (left, middle) => [left, middle - half, left + width, middle + half];
  if (spots) return spots.map(([middle, row]) => box(middle - width / 2, row));
  return [
    box(x + off, y), box(x - off - width, y),
    box(x - width / 2, y - off - half), box(x - width / 2, y + off + half),
    box(x + off, y - half - off / 2), box(x + off, y + half + off / 2),
    box(x - off - width, y - half - off / 2), box(x - off - width, y + half + off / 2),
  ];
}

const inside = ([x0, y0, x1, y1], [left, top, right, bottom]) => x0 >= left && y0 >= top && x1 <= right && y1 <= bottom;

const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export function paintLabels(pen, labels, { base, label_halo: halo }) {
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.lineJoin = "round";
  pen.strokeStyle = base.halo;
  for (const { text, left, middle, font, spacing, color } of labels) {
    pen.font = font;
    pen.letterSpacing = spacing ?? "0px";
    pen.lineWidth = halo;
    pen.strokeText(text, left, middle);
    pen.fillStyle = color;
    pen.fillText(text, left, middle);
  }
  pen.letterSpacing = "0px";
}

/**
 * A label as wide as it will be. `kind` is that of a label in the style table; `font`, of the table too, is what stands
 * before the size: slant and weight. The kinds stand there in the order in which their names are placed.
 */
export function measuredLabel(pen, palette, kind, { font, text, ...label }) {
  const few = withFewMarks(text);
  const { px, color, spacing: apart = 0, font: usualFont } = palette.labels[kind];
  const [size, spacing] = [px * textScale(), `${apart}px`];
  pen.font = `${font ?? usualFont} ${size}px ${FONT}`;
  pen.letterSpacing = spacing;
  const { width } = pen.measureText(few);
  pen.letterSpacing = "0px";
  const look = { size, width, spacing, font: pen.font, color: palette.base[color] };
  return { rank: Object.keys(palette.labels).indexOf(kind), text: few, ...label, ...look };
}

/** The box of `r` pixels around a place of the canvas. */
export const around = ([x, y], r) => [x - r, y - r, x + r, y + r];
