// Printing: one clean sheet on white paper, with as much on it as fits, and its sources, if need be on a sheet of their own.
import { refill } from "../base/dom.mjs";
import { fullLimits, printSheet } from "./sheet.mjs";
import { makePalette } from "../base/theme.mjs";

const SHEET_PX = (270 * 96) / 25.4; // of height, within the margins of A4; other paper is scaled to
// what is cut, in this order, and to how many
const CUTS = [["events", 0], ["rows", 5]];

/** Fills `sheet` before printing and empties it after; `refit()` lets the map take its new size. */
export function watchPrinting(ctx, sheet, refit) {
  const { root } = ctx;
  let screen = null; // its colours, and the box that it shows or that is asked for
  const begin = () => {
    if (screen) return;
    screen = { palette: ctx.palette, box: ctx.state().box ?? boxOf(ctx.map.getBounds()) };
    root.classList.add("printing");
    paint(ctx, makePalette(ctx.payload.style, "light"));
    refit(screen.box);
    fillSheet(ctx, sheet);
  };
  const finish = () => {
    if (!screen) return;
    root.classList.remove("printing");
    refill(sheet);
    paint(ctx, screen.palette);
    screen = null;
    refit();
  };
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? begin() : finish()));
  window.addEventListener("beforeprint", begin);
  window.addEventListener("afterprint", finish);
}

const boxOf = (bounds) => [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];

function paint(ctx, palette) {
  ctx.palette = palette;
  ctx.root.dataset.theme = palette.theme;
  ctx.renderer.update();
}

function fillSheet(ctx, sheet) {
  const limits = fullLimits(ctx);
  const fits = (nodes) => {
    refill(sheet, nodes);
    return ctx.root.getBoundingClientRect().height <= SHEET_PX;
  };
  if (fits(printSheet(ctx, limits).whole)) return;
  for (const [name, least] of CUTS) {
    const fitsWith = (n) => fits(printSheet(ctx, Object.assign(limits, { [name]: n })).first);
    limits[name] = most(Math.min(least, limits[name]), limits[name], fitsWith);
  }
  const { first, next } = printSheet(ctx, limits);
  refill(sheet, first, next);
}

// The largest number in [low, high] that fits, or low.
function most(low, high, fits) {
  if (low >= high) return low;
  const middle = Math.ceil((low + high) / 2);
  return fits(middle) ? most(middle, high, fits) : most(low, middle - 1, fits);
}
