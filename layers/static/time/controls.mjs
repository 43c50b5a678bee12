// Buttons and fields of the timeline.
import { MAX_DAYS, MODES, WINDOW } from "../data/time-index.mjs";
import { dayNumber, isoDay } from "../base/days.mjs";
import { h, setText } from "../base/dom.mjs";
import { icon, iconButton } from "../base/icons.mjs";
import { SPEEDS } from "../state/player.mjs";
import { debounce } from "../base/timing.mjs";

const DATE_TYPING_MS = 700; // a year is typed digit by digit, and each makes a date

/** {node, steps, show(state)}: the bar, the buttons beside the slider, and how both follow the state. */
export function buildTimeControls(ctx) {
  const { words, clock } = ctx;
  const parts = {
    play: iconButton("play", words.t("timeline.play"), clock.toggle, { class: "icon-button play" }),
    date: h("p", { class: "time-date" }),
    field: dateField(ctx),
    count: h("p", { class: "time-count" }),
    beyond: h("p", { class: "time-beyond", hidden: true }),
    modes: modeSwitch(ctx),
    days: daysField(ctx),
    speed: speedSelect(ctx),
    range: rangeButton(ctx),
    fold: foldButton(ctx),
  };
  const jumps = h("div", { class: "button-row" },
    iconButton("previous", words.t("timeline.previous"), clock.previous), parts.play,
    iconButton("next", words.t("timeline.next"), clock.next));
  const steps = h("div", { class: "time-gutter time-steps" }, parts.range, h("div", { class: "button-row" },
    iconButton("back", words.t("timeline.back"), () => clock.step(-1)),
    iconButton("forward", words.t("timeline.forward"), () => clock.step(1))));
  const node = h("div", { class: "time-bar" },
    jumps, h("div", { class: "time-now" }, parts.date, parts.count, parts.beyond),
    h("div", { class: "time-settings" }, parts.field, parts.speed, parts.modes.node, parts.days.node), parts.fold);
  return { node, steps, show: (state) => showControls(ctx, parts, state) };
}

function showControls(ctx, parts, state) {
  const { words, payload, moment } = ctx;
  setText(parts.date, words.date(state.day));
  if (document.activeElement !== parts.field.lastChild) parts.field.lastChild.value = isoDay(state.day);
  const total = payload.events.n;
  setText(parts.count, words.plural("timeline.count", total, { shown: words.number(moment.visible(state).length) }));
  showBeyond(ctx, parts.beyond, state);
  showPlay(words, parts.play, state.playing);
  parts.modes.show(state.mode);
  parts.days.show(state);
  setText(parts.range, words.t(state.allDates ? "timeline.focus" : "timeline.all"));
  nameButton(parts.fold, words.t(state.chartsOpen ? "timeline.collapse" : "timeline.expand"));
  parts.fold.setAttribute("aria-expanded", String(state.chartsOpen));
}

function showBeyond({ words, payload: { situation } }, node, { day, allDates }) {
  const [first, end] = situation.focus;
  const outside = !allDates && (day < first || day >= end);
  if (outside) setText(node, words.t(day < first ? "timeline.before" : "timeline.after"));
  node.hidden = !outside;
}

function showPlay(words, button, playing) {
  const label = words.t(playing ? "timeline.pause" : "timeline.play");
  if (nameButton(button, label)) button.replaceChildren(icon(playing ? "pause" : "play"));
}

// Answers whether the name is a new one.
function nameButton(button, label) {
  if (button.title === label) return false;
  button.title = label;
  button.setAttribute("aria-label", label);
  return true;
}

function dateField({ words, clock, notes, payload: { situation: { span } } }) {
  const take = debounce(() => {
    const day = dayNumber(input.value);
    if (day !== null) clock.goTo(notes.within(day));
  }, DATE_TYPING_MS);
  const finish = () => take.pending() && take.now();
  const input = h("input", {
    type: "date", min: isoDay(span[0]), max: isoDay(span[1] - 1), onchange: () => take(),
    onblur: finish, onkeydown: ({ key }) => key === "Enter" && finish(),
  });
  return h("label", { class: "time-field" }, h("span", { class: "hidden-label" }, words.t("timeline.date")), input);
}

function modeSwitch({ words, clock }) {
  const inputs = MODES.map((mode) => h("input", { type: "radio", name: "time-mode", value: mode, onchange: () => clock.setMode(mode) }));
  const node = h("fieldset", { class: "switch" }, h("legend", { class: "hidden-label" }, words.t("timeline.mode")),
    MODES.map((mode, k) => h("label", {}, inputs[k], h("span", {}, words.t(`timeline.mode.${mode}`)))));
  const show = (mode) => inputs.forEach((input) => {
    input.checked = input.value === mode;
  });
  return { node, show };
}

function daysField({ words, clock, notes, store }) {
  const set = () => {
    const days = Math.round(Number(input.value));
    if (days >= 1 && days <= MAX_DAYS) clock.setMode(WINDOW, days);
    else notes.add("note.baddays", { value: input.value, most: MAX_DAYS });
    input.value = String(store.get().days);
  };
  const input = h("input", { type: "number", min: "1", max: String(MAX_DAYS), step: "1", onchange: set });
  const node = h("label", { class: "time-field days" }, input, h("span", {}, words.t("timeline.days")));
  const show = ({ mode, days }) => {
    node.hidden = mode !== WINDOW;
    if (document.activeElement !== input) input.value = String(days);
  };
  return { node, show };
}

function speedSelect({ words, store }) {
  const options = SPEEDS.map((speed) =>
    h("option", { value: String(speed), selected: speed === store.get().speed }, words.t(`timeline.speed.${speed}`)));
  const set = (event) => store.update({ speed: Number(event.currentTarget.value) }, "setting");
  return h("select", { "aria-label": words.t("timeline.speed"), title: words.t("timeline.speed"), onchange: set }, options);
}

function rangeButton({ store }) {
  return h("button", { type: "button", class: "text-button", onclick: () => store.update({ allDates: !store.get().allDates }, "setting") });
}

function foldButton({ store }) {
  return iconButton("up", "", () => store.update({ chartsOpen: !store.get().chartsOpen }, "setting"), { class: "icon-button fold" });
}
