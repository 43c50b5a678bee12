// Playing through time: one day after another at a chosen speed, until the last day.

export const SPEEDS = [1, 2, 4, 8];
const DAYS_PER_SECOND = 2; // at speed 1

/** `step()` moves on by a day and answers whether there is more; `speed()` is one of SPEEDS. */
export function makePlayer({ step, speed, stopped }) {
  let timer = 0;
  const stop = () => {
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    stopped();
  };
  const next = () => {
    timer = setTimeout(next, 1000 / (DAYS_PER_SECOND * speed()));
    if (!step()) stop();
  };
  const start = () => {
    if (!timer) next();
  };
  return { start, stop, playing: () => timer !== 0 };
}
