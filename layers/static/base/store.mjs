// One state, changed in one way. Listeners are called with (state, names of what changed, cause).

/** Causes that lie outside the page: an address, the app. Their own changes are not reported back to them. */
export const FROM_OUTSIDE = new Set(["restore", "command"]);

export function createStore(initial, onError = (error) => { throw error; }) {
  let state = Object.freeze({ ...initial });
  const listeners = new Set();
  const get = () => state;
  const subscribe = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const update = (patch, cause = "user") => {
    const changed = new Set(Object.keys(patch).filter((name) => !sameValue(state[name], patch[name])));
    if (!changed.size) return;
    state = Object.freeze({ ...state, ...patch });
    for (const listener of [...listeners]) notify(listener, state, changed, cause, onError);
  };
  return { get, subscribe, update };
}

// One listener that fails must not stop the others.
function notify(listener, state, changed, cause, onError) {
  try {
    listener(state, changed, cause);
  } catch (error) {
    onError(error);
  }
}

function sameValue(a, b) {
  return Object.is(a, b) || (isCompound(a) && isCompound(b) && JSON.stringify(a) === JSON.stringify(b));
}

const isCompound = (value) => typeof value === "object" && value !== null;
