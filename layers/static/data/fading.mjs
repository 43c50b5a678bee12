// How far the events of a window lie back, in steps: the older ones are drawn fainter.

export const OPACITIES = [1, 0.75, 0.5]; // of the newest part of the window, the middle one, the oldest

/** The step of each of the events `shown`, counted from its last day; what still goes on and what has no date is of the newest. */
export function fadeSteps({ end }, shown, { day, days }) {
  const steps = new Uint8Array(shown.length);
  for (let k = 0; k < shown.length; k += 1) {
    const over = end[shown[k]];
    if (over !== null && over <= day) steps[k] = Math.floor((OPACITIES.length * (day - over + 1)) / days);
  }
  return steps;
}
