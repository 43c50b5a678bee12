// How far the events of a window lie back, in steps: the older ones are drawn fainter.

export const FADE_STEPS = 3; // the newest part of the window, the middle one, the oldest

/** The step of each of the events `shown`, counted from its last day; what still goes on and what has no date is of the newest. */
export function fadeSteps({ end }, shown, { day, days }) {
  const steps = new Uint8Array(shown.length);
  for (let k = 0; k < shown.length; k += 1) {
    const over = end[shown[k]];
    if (over !== null && over <= day) steps[k] = Math.floor((FADE_STEPS * (day - over + 1)) / days);
  }
  return steps;
}
