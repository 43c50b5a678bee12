// How much room the page has, measured in the reader's own text size.

const NARROW_REM = 56.25; // as in the style sheets
const LOW_REM = 40;
const USUAL_REM_PX = 16;

export function remPx() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** How much larger the reader's text is than usual. */
export const textScale = () => remPx() / USUAL_REM_PX;

/** Whether list and details lie over the map instead of beside it. */
export function isNarrow() {
  return window.innerWidth < NARROW_REM * remPx();
}

/** Whether there is little room for a map with charts beneath it. */
export function isLow() {
  return window.innerHeight < LOW_REM * remPx();
}

/** By how much a box must move to lie within a room, [0, 0] when it does; where it cannot, its top left corner counts. */
export function moveInto(box, room) {
  return [["left", "right"], ["top", "bottom"]].map(([near, far]) => {
    if (box[near] < room[near] || box[far] - box[near] > room[far] - room[near]) return box[near] - room[near];
    return Math.max(0, box[far] - room[far]);
  });
}
