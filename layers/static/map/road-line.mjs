// A road as a line: its state told by colour, width and dash.

const UNKNOWN = "unknown";

/** A line of a state: a casing of the ground's colour, the state's colour and dash, and a pale core for a claim. */
export function paintRun(ctx, path, { state, stale, claim }, palette, { factor = 1, casing = palette.casing } = {}) {
  const { color, dash, width } = palette.state(state);
  const line = width * factor;
  const stroke = (colour, lineWidth, pattern, cap) => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = lineWidth;
    ctx.lineCap = cap;
    ctx.setLineDash(pattern);
    ctx.stroke(path);
  };
  if (state !== UNKNOWN && casing) stroke(palette.base.land, line + casing, [], "round");
  ctx.globalAlpha = stale ? palette.stale : 1;
  stroke(color, line, dash, state === UNKNOWN ? "round" : "butt");
  ctx.globalAlpha = 1; // a claim is hollow, stale or not
  if (claim) stroke(palette.base.halo, line * palette.claimCore, [], "butt");
}
