// The slider: a handle for the day shown, a second one for the start of the window; pointer, wheel, touch and keys.
import { h } from "../base/dom.mjs";
import { dayScale } from "../base/scale.mjs";
import { AS_OF, WINDOW } from "../data/time-index.mjs";

const KEY_STEPS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7,
};
const WHEEL_UNIT_PX = [1, 20, 800]; // a pixel, a line, a page: what an event may count in
const WHEEL_DAY_PX = 50; // no notch of a wheel turns less

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
  listenToWheel(slider, on);
  listenToKeys(slider, end, on, on.day, () => now().day);
  listenToKeys(slider, start, on, on.start, () => now().start);
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
  range.hidden = mode === AS_OF;
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
  const { node } = slider;
  let grip = null;
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || grip) return;
    grip = gripAt(slider, event, on);
    node.setPointerCapture(event.pointerId);
    grip.handle.focus();
    event.preventDefault();
    grip.move(grip.day, false);
  });
  node.addEventListener("pointermove", (event) => {
    if (!grip) return;
    grip.day = slider.scale.dayAt(pointerX(node, event) - grip.offset);
    grip.move(grip.day, false);
  });
  const release = (dayOf) => () => {
    const released = grip;
    grip = null;
    if (released) released.move(dayOf(released), true);
  };
  node.addEventListener("pointerup", release(({ day }) => day));
  node.addEventListener("pointercancel", release(({ before }) => before));
}

const pointerX = (node, event) => event.clientX - node.getBoundingClientRect().left;

// What the pointer holds: which handle, how far from its middle, the day it stood on and the one it is to stand on.
function gripAt({ node, start, end, scale, view, now }, event, on) {
  const x = pointerX(node, event);
  const onHandle = event.target === start || event.target === end;
  const between = (scale.x(now().start) + scale.x(now().day)) / 2;
  const isStart = onHandle && view.mode === WINDOW && x < between; // the side tells which, where one lies over the other
  const before = isStart ? now().start : now().day;
  return {
    handle: isStart ? start : end, move: isStart ? on.start : on.day,
    before, day: onHandle ? before : scale.dayAt(x), offset: onHandle ? x - scale.x(before) : 0,
  };
}

// Small turns of a touchpad add up to a day; a notch of a wheel is one, however far it turns.
function listenToWheel({ node, now }, on) {
  let turned = 0;
  node.addEventListener("wheel", (event) => {
    if (event.ctrlKey) return; // the reader zooms
    event.preventDefault();
    turned += (event.deltaY || event.deltaX) * WHEEL_UNIT_PX[event.deltaMode];
    if (Math.abs(turned) < WHEEL_DAY_PX) return;
    on.day(now().day + Math.sign(turned), true);
    turned = 0;
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
