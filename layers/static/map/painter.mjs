// Draws strokes on a canvas, and decides nothing.

const NONE = "none"; // neither filled nor stroked in it

/** Strokes of a road along a path, where it lies. */
export function paintAlong(ctx, path, strokes) {
  for (const stroke of strokes) {
    takePen(ctx, stroke);
    ctx.stroke(path);
  }
  layPenDown(ctx);
}

/** Strokes of a sign about a place; `shapes` are those of the style table. */
export function paintSign(ctx, [x, y], strokes, shapes) {
  ctx.translate(x, y);
  for (const stroke of strokes) {
    takePen(ctx, stroke);
    trace(ctx, stroke, shapes);
    if (stroke.fill !== NONE) ctx.fill();
    if (stroke.color !== NONE) ctx.stroke();
  }
  ctx.translate(-x, -y);
  layPenDown(ctx);
}

function takePen(ctx, { fill, color, width, dash, cap, opacity }) {
  ctx.globalAlpha = opacity;
  ctx.lineJoin = "round";
  ctx.lineCap = cap;
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  if (fill !== NONE) ctx.fillStyle = fill;
  if (color !== NONE) ctx.strokeStyle = color;
}

function layPenDown(ctx) {
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function trace(ctx, { shape, radius, line }, shapes) {
  ctx.beginPath();
  for (const [x, y] of line) ctx.lineTo(x, y);
  if (!shape) return;
  const corners = shapes[shape];
  if (!corners) ctx.arc(0, 0, radius, 0, Math.PI * 2);
  else for (const [x, y] of corners) ctx.lineTo(x * radius, y * radius);
  ctx.closePath();
}
