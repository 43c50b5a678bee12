// Words on the map: how wide they are, and how they are written.
import { withFewMarks } from "../../base/marks.mjs";
import { textScale } from "../../base/viewport.mjs";

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const MOST_WIDTHS = 5000;
const widths = new Map(); // of texts that were measured, by font and text

/**
 * A name, of lines that are set in the middle, as wide and high as it will be, in the look of a kind of label in the style table;
 * `font`, of the table too, is what stands before the size: slant and weight.
 */
export function measuredLabel(pen, palette, look, { font, text, ...label }) {
  const lines = withFewMarks(text).split("\n");
  const { px, color, spacing: apart = 0, font: usualFont } = palette.labels[look];
  const size = px * textScale();
  const style = { font: `${font ?? usualFont} ${size}px ${FONT}`, spacing: `${apart}px` };
  return {
    text: lines.join(" "), ...label, ...style, lines, color: palette.base[color],
    width: Math.max(...lines.map((line) => widthOf(pen, line, style))), height: lines.length * size * palette.lettering.line_height,
  };
}

export function widthOf(pen, text, { font, spacing = "0px" }) {
  const key = `${font} ${spacing} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > MOST_WIDTHS) widths.clear();
    pen.font = font;
    pen.letterSpacing = spacing;
    widths.set(key, pen.measureText(text).width);
    pen.letterSpacing = "0px";
  }
  return widths.get(key);
}

/** Writes names at their places, with a thin line to what a name far off belongs to. */
export function paintNames(pen, names, { base, label_halo: halo, lettering }) {
  for (const { leader } of names) if (leader) paintLeader(pen, leader, { color: base.text, casing: base.halo, ...lettering.leader });
  pen.textBaseline = "middle";
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.strokeStyle = base.halo;
  pen.lineWidth = halo;
  for (const { lines, box: [left, top, right, bottom], font, spacing, color } of names) {
    Object.assign(pen, { font, fillStyle: color, letterSpacing: spacing });
    const [middle, pitch] = [(left + right + parseFloat(spacing)) / 2, (bottom - top) / lines.length];
    for (const write of ["strokeText", "fillText"]) {
      for (const [k, line] of lines.entries()) pen[write](line, middle, top + (k + 0.5) * pitch);
    }
  }
  pen.letterSpacing = "0px";
}

/** A thin line between a place and what is said of it. */
export function paintLeader(pen, [from, to], { color, casing, width, cased }) {
  pen.lineCap = "round";
  for (const [strokeStyle, lineWidth] of [[casing, cased], [color, width]]) {
    Object.assign(pen, { strokeStyle, lineWidth });
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
  }
  pen.lineCap = "butt";
}
