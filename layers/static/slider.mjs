// The slider: a handle for the day shown, a second one for the start of the window; pointer, wheel, touch and keys.
import { h } from "./dom.mjs";
import { dayScale } from "./scale.mjs";
import { MODES } from "./clock.mjs";

const WINDOW = MODES[1];
const KEY_STEPS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7,
};

/**
 * `on` holds day(day, done), start(day, done), play(); `done` is false while the reader still moves. `now()` answers the
 * {day, start} of this moment: keys can be faster than the frames that draw them.
 * `show(view)` takes {interval, day, start, mode, dayText, startText}.
 */
export function buildSlider({ words, on, now }) {
  const range = h("div", { class: "slider-range" });
  const end = handle(words.t("timeline.day"), "slider-end");
  const start = handle(words.t("timeline.from"), "slider-start");
  const node = h("div", { class: "slider" }, h("div", { class: "slider-track" }), range, start, end);
  const slider = { node, range, end, start, scale: dayScale([0, 1], 1), view: null, now };
  listenToPointer(slider, on);
  listenToKeys(slider, end, on, on.day, () => now().day);
  listenToKeys(slider, start, on, (day, done) => on.start(Math.min(day, now().day), done), () => now().start);
  return {
    node,
    resize(interval, width) {
      slider.scale = dayScale(interval, width);
      if (slider.view) paintSlider(slider);
    },
    show(view) {
      slider.view = view;
      paintSlider(slider);
    },
    focus: () => end.focus(),
  };
}

function handle(label, name) {
  return h("div", { class: `slider-handle ${name}`, role: "slider", tabindex: "0", "aria-label": label, "aria-orientation": "horizontal" });
}

function paintSlider({ scale, view, range, end, start }) {
  const { day, mode } = view;
  const first = view.start;
  placeHandle(end, scale, day, view.dayText);
  start.hidden = mode !== WINDOW;
  if (mode === WINDOW) placeHandle(start, scale, first, view.startText);
  range.hidden = mode === MODES[0];
  const left = scale.left(scale.clamp(first));
  range.style.transform = `translateX(${left}px) scaleX(${Math.max(1, scale.x(day) - left)})`;
}

function placeHandle(node, scale, day, text) {
  node.style.transform = `translateX(${scale.x(day).toFixed(1)}px)`;
  node.classList.toggle("beyond", !scale.holds(day));
  const range = { min: scale.first, max: scale.end - 1, now: scale.clamp(day), text };
  for (const [name, value] of Object.entries(range)) setAria(node, `aria-value${name}`, String(value));
}

function setAria(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

function listenToPointer(slider, on) {
  const { node, start } = slider;
  let moves = null;
  const dayUnder = (event) => slider.scale.dayAt(event.clientX - node.getBoundingClientRect().left);
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    moves = event.target === start ? (day, done) => on.start(Math.min(day, slider.now().day), done) : on.day;
    node.setPointerCapture(event.pointerId);
    (event.target.role === "slider" || event.target === start ? event.target : slider.end).focus();
    event.preventDefault();
    moves(dayUnder(event), false);
  });
  node.addEventListener("pointermove", (event) => moves?.(dayUnder(event), false));
  const release = (event) => {
    if (!moves) return;
    const move = moves;
    moves = null;
    move(event.type === "pointerup" ? dayUnder(event) : slider.now().day, true);
  };
  node.addEventListener("pointerup", release);
  node.addEventListener("pointercancel", release);
  node.addEventListener("wheel", (event) => {
    event.preventDefault();
    on.day(slider.now().day + Math.sign(event.deltaY || event.deltaX), true);
  }, { passive: false });
}

// A key tells a whole step, so every press is done; who listens waits until the last of many.
function listenToKeys(slider, node, on, move, dayOf) {
  node.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { first, end } = slider.scale;
    const target = { Home: first, End: end - 1 }[event.key] ?? dayOf() + (KEY_STEPS[event.key] ?? NaN);
    if (event.key === " ") on.play();
    else if (Number.isNaN(target)) return;
    else move(target, true);
    event.preventDefault();
  });
}
