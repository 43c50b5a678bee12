// Histogram and route strip over the slider: drawn once for a width, with one cursor that moves over both.
import { binText, binsFor, histogramKey, paintHistogram } from "./histogram.mjs";
import { makeTip } from "./tip.mjs";
import { h, setText } from "../base/dom.mjs";
import { isNarrow, remPx } from "../base/viewport.mjs";
import { dayScale } from "../base/scale.mjs";
import { paintStrip, periodWords, stripRows } from "./strip.mjs";

const HISTOGRAM_PX = 36;
// A row is as high as the name beside it, or as the name and the lines beneath it; `line` and `rest` are where in the row these lie.
const ROWS = { beside: { rem: 0.8125, line: 0.4, rest: 0.78 }, above: { rem: 1.25, line: 0.7, rest: 0.92 } };
const HISTOGRAM_LANE = "histogram"; // the rows of the strip go by number

/** {nodes, resize(interval, width), show(state, start)}. */
export function buildCharts(ctx) {
  const charts = {
    ctx,
    histogram: h("div", { class: "chart", role: "img" }),
    bars: h("canvas", { class: "chart-canvas" }),
    lines: h("canvas", { class: "chart-canvas" }),
    unit: h("span", {}),
    most: h("span", { class: "chart-most" }),
    key: h("div", { class: "chart-key" }),
    cursor: h("div", { class: "chart-cursor" }),
    tip: makeTip(),
    chosen: { row: 0, period: 0 },
    names: h("div", { class: "time-gutter strip-names" }),
    open: new Set(), // ids of the routes whose legs are shown
    rows: [],
    rowPx: 0,
  };
  charts.histogram.append(charts.bars);
  listenToHistogram(charts, charts.histogram);
  return {
    nodes: [
      h("div", { class: "time-gutter chart-label" }, charts.unit, charts.most, charts.key), charts.histogram,
      ctx.payload.routes.length > 0 && buildStrip(charts),
      h("div", { class: "chart-over" }, charts.cursor, charts.tip.node),
    ],
    resize: (interval, width) => resizeCharts(charts, interval, width),
    show: (state, start) => showCharts(charts, state, start),
  };
}

function buildStrip(charts) {
  const { ctx } = charts;
  const { words } = ctx;
  const strip = h("div", {
    class: "chart strip", role: "application", tabindex: "0", "aria-label": words.t("timeline.strip"),
    "aria-roledescription": words.t("timeline.stripkind"),
  }, charts.lines);
  listenToStrip(charts, strip);
  return [charts.names, strip];
}

// By the keyboard a row opens from within the strip.
function stripName(charts, row) {
  const isOpen = charts.open.has(row.route.id);
  const classes = [row.part && "part", row.opens && (isOpen ? "opens open" : "opens")].filter(Boolean).join(" ");
  const onclick = row.opens ? () => openLegs(charts, row.route.id) : null;
  return h("span", { title: row.title, class: classes || null, onclick }, row.name);
}

function openLegs(charts, id) {
  if (!charts.open.delete(id)) charts.open.add(id);
  charts.tip.hide();
  layRows(charts);
}

function resizeCharts(charts, interval, width) {
  charts.scale = dayScale(interval, width);
  layRows(charts);
  paintBars(charts, charts.ctx.state());
}

function layRows(charts) {
  const { ctx, scale, lines } = charts;
  const row = ROWS[isNarrow() ? "above" : "beside"];
  charts.rowPx = row.rem * remPx();
  charts.rows = stripRows(ctx, charts.open, [scale.first, scale.end]);
  charts.names.replaceChildren(...charts.rows.map((each) => stripName(charts, each)));
  const pen = sized(lines, scale.width, Math.max(1, charts.rows.length * charts.rowPx));
  paintStrip(pen, charts.rows, scale, { ...row, height: charts.rowPx }, ctx.palette);
}

function paintBars(charts, state) {
  const { ctx: { payload, palette, words, moment }, bars, scale } = charts;
  charts.mask = moment.mask(state);
  charts.bins = binsFor(payload.events, scale, charts.mask);
  paintHistogram(sized(bars, scale.width, HISTOGRAM_PX), charts.bins, payload.events.category.codes, scale, HISTOGRAM_PX, palette);
  charts.key.replaceChildren(...histogramKey(words, payload.events.category.codes, palette).flatMap(keyEntry));
  const unit = words.t(`timeline.histogram.${charts.bins.unit}`);
  setText(charts.unit, unit);
  charts.histogram.setAttribute("aria-label", words.t("timeline.histogram", { unit }));
  setText(charts.most, charts.bins.max ? words.number(charts.bins.max) : "");
}

function keyEntry([colour, word]) {
  const swatch = h("i", {});
  swatch.style.background = colour;
  return [swatch, h("span", {}, word)];
}

function sized(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  return pen;
}

function showCharts(charts, state, start) {
  const { scale, cursor, ctx } = charts;
  if (!scale) return;
  if (state.chartsOpen && ctx.moment.mask(state) !== charts.mask) paintBars(charts, state);
  const left = scale.left(scale.clamp(start));
  const width = Math.max(1, scale.left(scale.clamp(state.day) + 1) - left);
  cursor.style.transform = `translateX(${left}px)`;
  cursor.style.width = `${width}px`;
}

function pointerDay({ scale }, node, event) {
  return scale.dayAt(event.clientX - node.getBoundingClientRect().left);
}

function listenToHistogram(charts, node) {
  const { ctx, tip } = charts;
  node.addEventListener("pointermove", (event) => {
    const day = pointerDay(charts, node, event);
    tip.follow(HISTOGRAM_LANE, () => {
      const text = binText(ctx.words, charts.bins, ctx.payload.events.category.codes, day);
      tip.show(text, { lane: HISTOGRAM_LANE, x: charts.scale.x(day), y: 0, width: charts.scale.width });
    });
  });
  node.addEventListener("pointerleave", tip.leave);
  node.addEventListener("click", (event) => ctx.clock.goTo(pointerDay(charts, node, event)));
}

function listenToStrip(charts, node) {
  const { tip } = charts;
  const under = (event) => {
    const row = Math.min(charts.rows.length - 1, Math.floor((event.clientY - node.getBoundingClientRect().top) / charts.rowPx));
    const day = pointerDay(charts, node, event);
    return { row, day, period: charts.rows[row]?.periods.findIndex(({ start, end }) => start <= day && day < end) ?? -1 };
  };
  node.addEventListener("pointermove", (event) => {
    const { row, day, period } = under(event);
    if (period >= 0) tip.follow(row, () => tipAt(charts, row, period, charts.scale.x(day)));
  });
  node.addEventListener("pointerleave", tip.leave);
  node.addEventListener("blur", tip.hide);
  node.addEventListener("click", (event) => {
    const { row, day, period } = under(event);
    if (period < 0) return;
    charts.chosen = { row, period };
    charts.ctx.clock.goTo(day);
    tipAt(charts, row, period, charts.scale.x(day));
  });
  node.addEventListener("keydown", (event) => stripKey(charts, event));
}

const STRIP_MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [0, 0], " ": [0, 0] };

function stripKey(charts, event) {
  const move = STRIP_MOVES[event.key];
  if (!move) return;
  event.preventDefault();
  charts.chosen = movedChoice(charts, move);
  const { row, period } = charts.chosen;
  const { route, opens, periods } = charts.rows[row];
  const { start } = periods[period];
  if (event.key === "Enter") charts.ctx.clock.goTo(start);
  if (event.key === " " && opens) openLegs(charts, route.id);
  charts.ctx.announce(tipAt(charts, row, period, charts.scale.x(start)));
}

// Another row keeps the day; rows and periods may be others than they were, since rows open and the timeline can show other days.
function movedChoice({ rows, chosen, scale }, [down, along]) {
  const clamped = (value, length) => Math.min(Math.max(value, 0), length - 1);
  const day = rows[chosen.row]?.periods[chosen.period]?.start ?? scale.first;
  const row = clamped(chosen.row + down, rows.length);
  const { periods } = rows[row];
  const same = periods.findIndex(({ start, end }) => start <= day && day < end);
  return { row, period: clamped(down ? same : chosen.period + along, periods.length) };
}

function tipAt({ ctx, rows, scale, rowPx, tip }, row, k, x) {
  const text = periodWords(ctx, rows[row], rows[row].periods[k], ctx.state().day);
  tip.show(text, { lane: row, x, y: HISTOGRAM_PX + row * rowPx, width: scale.width });
  return text;
}
