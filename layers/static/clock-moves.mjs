// Every way to move through time, for buttons, slider, keys and the outside alike.
import { firstAtOrAfter } from "./clock.mjs";
import { makePlayer } from "./player.mjs";

/** store: {get, update}; the day never leaves the days the situation speaks of. */
export function makeClock({ payload: { situation }, store, moment }) {
  const [first, end] = situation.span;
  const within = (day) => Math.min(Math.max(Math.round(day), first), end - 1);
  const goTo = (day, cause = "release") => store.update({ day: within(day) }, cause);
  const player = makePlayer({
    speed: () => store.get().speed,
    step: () => playOn(store, situation, goTo),
    stopped: () => store.update({ playing: false, busy: false }, "release"),
  });
  const toggle = () => {
    if (player.playing()) player.stop();
    else play(store, situation, player);
  };
  const released = (patch, done) => store.update({ ...patch, busy: !done }, done ? "release" : "scrub");
  return {
    goTo, toggle, stop: player.stop,
    step: (days) => goTo(store.get().day + days),
    drag(day, done) {
      player.stop();
      released({ day: within(day) }, done);
    },
    dragStart: (day, done) => released({ days: Math.max(1, store.get().day - within(day) + 1) }, done),
    setMode: (mode, days) => store.update({ mode, ...(days ? { days } : {}) }),
    previous: () => jump(moment, store, goTo, -1),
    next: () => jump(moment, store, goTo, 1),
  };
}

function playOn(store, { focus, span }, goTo) {
  const { day } = store.get();
  const last = (day < focus[1] ? focus[1] : span[1]) - 1;
  if (day >= last) return false;
  goTo(day + 1, "play");
  return day + 1 < last;
}

function play(store, { focus }, player) {
  const { day } = store.get();
  const restart = day >= focus[1] - 1 ? { day: focus[0] } : {};
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
