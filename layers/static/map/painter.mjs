// Draws strokes on a canvas, and decides nothing.

const NONE = "none"; // neither filled nor stroked in it

/** Strokes of a road along a path, where it lies; it begins `along` pixels down its road, from where dashes are counted. */
export function paintAlong(pen, path, strokes, along = 0) {
  for (const stroke of strokes) {
    applyStroke(pen, stroke);
    pen.lineDashOffset = along % (2 * stroke.dash.reduce((sum, part) => sum + part, 0) || 1);
    pen.stroke(path);
  }
  resetStroke(pen);
}

/** Strokes of a sign about a place; `shapes` are those of the style table. */
export function paintSign(pen, [x, y], strokes, shapes) {
  pen.translate(x, y);
  for (const stroke of strokes) {
    applyStroke(pen, stroke);
    trace(pen, stroke, shapes);
    if (stroke.fill !== NONE) pen.fill();
    if (stroke.color !== NONE) pen.stroke();
  }
  pen.translate(-x, -y);
  resetStroke(pen);
}

function applyStroke(pen, { fill, color, width, dash, cap, opacity }) {
  pen.globalAlpha = opacity;
  pen.lineJoin = "round";
  pen.lineCap = cap;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  if (fill !== NONE) pen.fillStyle = fill;
  if (color !== NONE) pen.strokeStyle = color;
}

function resetStroke(pen) {
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  pen.lineDashOffset = 0;
}

function trace(pen, { shape, radius, line }, shapes) {
  pen.beginPath();
  for (const [x, y] of line) pen.lineTo(x, y);
  if (!shape) return;
  const rings = shapes[shape];
  if (!rings) pen.arc(0, 0, radius, 0, Math.PI * 2);
  for (const ring of rings ?? []) {
    for (const [k, [x, y]] of ring.entries()) pen[k ? "lineTo" : "moveTo"](x * radius, y * radius);
    pen.closePath();
  }
}
