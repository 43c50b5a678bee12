// The histogram above the slider: how many events begin in each bin, and how many of them are attacks.
import { binUnit, bins } from "./bins.mjs";
import { labelOf } from "../text/phrases.mjs";

const BAR_GAP_PX = 1;
const ATTACK = "attack";

/** Bins for a scale; bars are as fine as they can still be seen. */
export function binsFor(events, scale, mask) {
  return bins(events, [scale.first, scale.end], binUnit(scale.end - scale.first, scale.width), mask);
}

/** What the two colours of a bar stand for, as [colour, word]; nothing where there is one colour alone. */
export function histogramKey(words, codes, palette) {
  if (!codes.includes(ATTACK)) return [];
  return [[palette.category(ATTACK).color, words.t("timeline.attacks")], [palette.base.sign, words.t("timeline.others")]];
}

/** Bars of all events, and before each at its foot one of the attacks among them. */
export function paintHistogram(pen, { edges, counts, max }, codes, scale, height, palette) {
  if (!max) return;
  const attacks = counts[codes.indexOf(ATTACK)] ?? [];
  for (let bin = 0; bin + 1 < edges.length; bin += 1) {
    const left = scale.left(edges[bin]);
    const width = Math.max(1, scale.left(edges[bin + 1]) - left - BAR_GAP_PX);
    for (const [n, colour] of [[totalOf(counts, bin), palette.base.sign], [attacks[bin] ?? 0, palette.category(ATTACK).color]]) {
      const tall = (n / max) * (height - 1);
      pen.fillStyle = colour;
      pen.fillRect(left, height - tall, width, tall);
    }
  }
}

const totalOf = (counts, bin) => counts.reduce((sum, row) => sum + row[bin], 0);

/** "6 October 2025: 3 events (attack 2, convoy 1)" for the bin that holds a day. */
export function binText(words, { edges, counts }, codes, day) {
  const bin = Math.max(0, edges.findIndex((edge) => edge > day) - 1);
  const parts = codes.map((code, k) => [counts[k][bin], labelOf(words, "category", code).toLocaleLowerCase(words.lang)])
    .filter(([n]) => n).sort((a, b) => b[0] - a[0]).map(([n, label]) => `${label} ${words.number(n)}`);
  const total = totalOf(counts, bin);
  const [first, last] = [edges[bin], edges[bin + 1] - 1];
  const period = { from: words.date(first, "short"), to: words.date(last, "short") };
  const dates = first === last ? words.date(first) : words.t("status.period", period);
  return words.t(total ? "timeline.bin" : "timeline.binempty",
    { dates, events: words.plural("timeline.binevents", total), parts: parts.join(", ") });
}
