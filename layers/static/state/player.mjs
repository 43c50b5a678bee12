// Playing through time: one day after another at a chosen speed, until the last day.

export const SPEEDS = [1, 2, 4, 8];
const DAYS_PER_SECOND = 2; // at speed 1

/** `step()` moves on by a day and answers whether there is more; `speed()` is one of SPEEDS; `ended()` is called when there is not. */
export function makePlayer({ step, speed, ended }) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  const next = () => {
    timer = setTimeout(next, 1000 / (DAYS_PER_SECOND * speed()));
    if (step()) return;
    stop();
    ended();
  };
  const start = () => {
    stop();
    next();
  };
  return { start, stop };
}
