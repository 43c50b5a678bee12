// Every way to move through time, for buttons, slider, keys and the outside alike.
import { firstAtOrAfter, MAX_DAYS, timelineInterval } from "../data/time-index.mjs";
import { makePlayer } from "./player.mjs";

/** store: {get, update}; the day never leaves the days the situation speaks of, and whoever moves it ends the play. */
export function makeClock({ payload: { situation }, store, moment }) {
  const [first, end] = situation.span;
  const within = (day) => clamped(Math.round(day), first, end - 1);
  const player = makePlayer({
    speed: () => store.get().speed,
    step: () => playOn(store, situation),
    ended: () => move({}, "release"),
  });
  const move = (patch, cause, busy = false) => {
    player.stop();
    store.update({ ...patch, playing: false, busy }, cause);
  };
  const drag = (patch, done) => move(patch, done ? "release" : "scrub", !done);
  const goTo = (day, cause = "release") => move({ day: within(day) }, cause);
  return {
    goTo,
    stop: (cause) => move({}, cause),
    toggle: () => (store.get().playing ? move({}, "release") : play(store, situation, player)),
    step: (days) => goTo(store.get().day + days),
    drag: (day, done) => drag({ day: within(day) }, done),
    dragStart: (day, done) => drag({ days: clamped(store.get().day - within(day) + 1, 1, MAX_DAYS) }, done),
    setMode: (mode, days) => store.update({ mode, ...(days ? { days } : {}) }),
    previous: () => jump(moment, store, goTo, -1),
    next: () => jump(moment, store, goTo, 1),
  };
}

const clamped = (value, least, most) => Math.min(Math.max(value, least), most);

function playOn(store, situation) {
  const { day, allDates } = store.get();
  const last = timelineInterval(situation, { allDates })[1] - 1;
  if (day < last) store.update({ day: day + 1 }, "play");
  return day + 1 < last;
}

function play(store, situation, player) {
  const { day, allDates } = store.get();
  const [first, end] = timelineInterval(situation, { allDates });
  const restart = day < first || day >= end - 1 ? { day: first } : {};
  store.update({ ...restart, playing: true, busy: true }, "play");
  player.start();
}

// To the nearest day on which an event that passes the filters begins.
function jump(moment, store, goTo, direction) {
  const state = store.get();
  const { starts } = moment.index.under(moment.mask(state));
  const at = direction > 0 ? firstAtOrAfter(starts, state.day + 1) : firstAtOrAfter(starts, state.day) - 1;
  if (starts[at] !== undefined) goTo(starts[at]);
}
