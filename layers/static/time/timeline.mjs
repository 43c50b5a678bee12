// The timeline: what day it is, how to move it, and what the whole time looks like.
import { buildCharts } from "./charts.mjs";
import { timelineInterval } from "../data/time-index.mjs";
import { buildTimeControls } from "./controls.mjs";
import { h } from "../base/dom.mjs";
import { textScale } from "../base/viewport.mjs";
import { buildSlider } from "./slider.mjs";
import { ticks } from "./ticks.mjs";

/** ctx: {payload, words, palette, moment, state(), clock} with clock = makeClock(ctx). */
export function buildTimeline(ctx) {
  const { words, clock } = ctx;
  const controls = buildTimeControls(ctx);
  const now = () => ({ day: ctx.state().day, start: ctx.moment.interval(ctx.state())[0] });
  const slider = buildSlider({ words, now, on: { day: clock.drag, start: clock.dragStart, play: clock.toggle } });
  const charts = buildCharts(ctx);
  const axis = h("div", { class: "ticks", "aria-hidden": true });
  const lane = h("div", { class: "time-lane" }, slider.node, axis);
  const node = h("section", { class: "timeline", "aria-label": words.t("timeline.title") },
    controls.node,
    h("div", { class: "time-grid" }, charts.nodes, controls.steps, lane));
  const timeline = { ctx, node, controls, slider, charts, axis, lane };
  const watch = new ResizeObserver(() => resizeTimeline(timeline));
  watch.observe(lane);
  return {
    node,
    update: () => showTime(timeline),
    redraw: () => resizeTimeline(timeline),
    destroy: () => watch.disconnect(),
  };
}

function resizeTimeline(timeline) {
  const { ctx, slider, charts, axis, lane } = timeline;
  const width = lane.clientWidth;
  if (!width) return;
  const interval = timelineInterval(ctx.payload.situation, ctx.state());
  slider.resize(interval, width);
  charts.resize(interval, width);
  paintTicks(axis, interval, width, ctx.words.t("language.locale"));
  showTime(timeline);
}

function showTime({ ctx, node, controls, slider, charts }) {
  const state = ctx.state();
  const [start] = ctx.moment.interval(state);
  node.classList.toggle("open", state.chartsOpen);
  controls.show(state);
  slider.show({
    day: state.day, start, mode: state.mode, dayText: ctx.words.date(state.day, "weekday"), startText: ctx.words.date(start, "weekday"),
  });
  charts.show(state, start);
}

function paintTicks(axis, interval, width, locale) {
  const perDay = width / (interval[1] - interval[0]);
  axis.replaceChildren(...ticks(interval, width / textScale(), locale).map(({ day, label, major }) => {
    const mark = h("span", { class: major ? "tick major" : "tick" }, h("span", {}, label));
    mark.style.left = `${((day - interval[0]) * perDay).toFixed(1)}px`;
    return mark;
  }));
}
