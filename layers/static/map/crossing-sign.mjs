// A round sign for a border crossing whose colour and mark tell the state; pale when stale, ringed in dashes for a claim.

const CLAIM_RING = [2.5, 2];

// Strokes inside a circle of radius 1; "disc" is filled, and unknown shows nothing, since nothing is known.
const CROSSING_MARKS = {
  cross: [[[-0.5, -0.5], [0.5, 0.5]], [[-0.5, 0.5], [0.5, -0.5]]],
  bar: [[[-0.6, 0], [0.6, 0]]],
  bolt: [[[0.2, -0.6], [-0.25, 0.1], [0.25, -0.1], [-0.2, 0.6]]],
  half: [[[0, -0.6], [0, 0.6]]],
  chevron: [[[-0.3, -0.5], [0.25, 0], [-0.3, 0.5]]],
  disc: [],
  none: [],
};

export function paintCrossing(ctx, { state, stale, basis }, palette, radius) {
  const { color, mark } = palette.state(state);
  const circle = (r) => {
    ctx.beginPath();
    ctx.arc(0, 0, r, 0, Math.PI * 2);
  };
  circle(radius + 1.5);
  ctx.fillStyle = palette.base.halo;
  ctx.fill();
  ctx.globalAlpha = stale ? palette.stale : 1;
  ctx.strokeStyle = color;
  ctx.lineWidth = 2;
  ctx.lineCap = "butt";
  ctx.setLineDash(basis === "claim" ? CLAIM_RING : []);
  circle(radius - 1);
  ctx.stroke();
  ctx.setLineDash([]);
  if (mark === "disc") {
    circle(radius * 0.45);
    ctx.fillStyle = color;
    if (basis !== "claim") ctx.fill();
  }
  strokeMark(ctx, CROSSING_MARKS[mark], radius);
  ctx.globalAlpha = 1;
}

function strokeMark(ctx, strokes, radius) {
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  for (const line of strokes ?? []) {
    ctx.beginPath();
    for (const [x, y] of line) ctx.lineTo(x * radius, y * radius);
    ctx.stroke();
  }
}
