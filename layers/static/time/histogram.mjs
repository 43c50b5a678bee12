// The histogram above the slider: how many events begin in each bin, stacked by category.
import { binUnit, bins } from "./bins.mjs";
import { labelOf } from "../text/phrases.mjs";

const BAR_GAP_PX = 1;

/** Bins for a scale; bars are as fine as they can still be seen. */
export function binsFor(events, scale, mask) {
  return bins(events, [scale.first, scale.end], binUnit(scale.end - scale.first, scale.width), mask);
}

/** Stacks categories in the order of the style table; those of one colour are one part, without seams between them. */
export function paintHistogram(pen, { edges, counts, max }, codes, scale, height, palette) {
  if (!max) return;
  const order = codes.map((code, k) => [palette.categories.indexOf(code), k]).sort((a, b) => a[0] - b[0]).map(([, k]) => k);
  const colors = order.map((k) => palette.category(codes[k]).color);
  for (let bin = 0; bin + 1 < edges.length; bin += 1) {
    const left = scale.left(edges[bin]);
    const width = Math.max(1, scale.left(edges[bin + 1]) - left - BAR_GAP_PX);
    let top = height;
    for (const color of new Set(colors)) {
      const count = order.reduce((sum, k, place) => sum + (colors[place] === color ? counts[k][bin] : 0), 0);
      const tall = (count / max) * (height - 1);
      pen.fillStyle = color;
      if (count) pen.fillRect(left, top - tall, width, tall);
      top -= tall;
    }
  }
}

/** "6 October 2025: 3 events (attack 2, convoy 1)" for the bin that holds a day. */
export function binText(words, { edges, counts }, codes, day) {
  const bin = Math.max(0, edges.findIndex((edge) => edge > day) - 1);
  const parts = codes.map((code, k) => [counts[k][bin], labelOf(words, "category", code).toLocaleLowerCase(words.lang)])
    .filter(([n]) => n).sort((a, b) => b[0] - a[0]).map(([n, label]) => `${label} ${words.number(n)}`);
  const total = counts.reduce((sum, row) => sum + row[bin], 0);
  const [first, last] = [edges[bin], edges[bin + 1] - 1];
  const period = { from: words.date(first, "short"), to: words.date(last, "short") };
  const dates = first === last ? words.date(first) : words.t("status.period", period);
  return words.t(total ? "timeline.bin" : "timeline.binempty",
    { dates, events: words.plural("timeline.binevents", total), parts: parts.join(", ") });
}
