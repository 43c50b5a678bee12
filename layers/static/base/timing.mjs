// When work is done: with the next frame, or once the reader has paused.

/** Asks for `work` in the next frame, however often it is asked; `failed(error)` is called when a frame fails. `.now()` does it at once. */
export function onFrame(work, failed = rethrow) {
  let due = 0;
  const frame = () => {
    due = 0;
    try {
      work();
    } catch (error) {
      failed(error);
    }
  };
  const ask = () => {
    due ||= requestAnimationFrame(frame);
  };
  ask.now = () => {
    cancelAnimationFrame(due);
    due = 0;
    work();
  };
  return ask;
}

const rethrow = (error) => {
  throw error;
};

/** Calls `work` once nothing has asked for `quietMs`, and no later than `latestMs` after the first time. */
export function debounce(work, quietMs, latestMs = Infinity) {
  let timer = 0;
  let since = null;
  const run = () => {
    timer = 0;
    since = null;
    work();
  };
  const ask = () => {
    const now = performance.now();
    since ??= now;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(0, Math.min(quietMs, since + latestMs - now)));
  };
  ask.now = () => {
    clearTimeout(timer);
    run();
  };
  ask.cancel = () => {
    clearTimeout(timer);
    since = null;
    timer = 0;
  };
  ask.pending = () => timer !== 0;
  return ask;
}
