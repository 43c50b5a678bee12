// The news of a day: what begins on it, the weightiest first. layers/text/news.py answers the same; tests/cases/news.json holds both.

const ATTACK = "attack";
const SURE = ["multiple", "single", "claim"]; // the surest first
const DAY = "day";

/** The figure of an event that tells how grave it was, 0 where none is known: what was destroyed and who died, taken together. */
const figureOf = ({ destroyed, fatalities }, i) => (destroyed[i] ?? 0) + (fatalities[i] ?? 0);

/**
 * The weightiest of the `shown` events (ascending, so by their first day) that begin on a day, known to the day, at a place better
 * known than `vague` ones are; at most `most`. `categories` are in the order in which they are listed.
 */
export function newsOf(events, shown, day, { categories, vague, most }) {
  const code = (name, i) => events[name].codes[events[name].at[i]];
  const found = [];
  for (let k = firstOn(events.start, shown, day); k < shown.length && events.start[shown[k]] === day; k += 1) {
    const i = shown[k];
    const isPlaced = events.lat[i] !== null && !vague.includes(code("location_precision", i));
    if (isPlaced && code("date_precision", i) === DAY) found.push(i);
  }
  const weight = (i) => [
    code("category", i) === ATTACK ? 1 : 0, figureOf(events, i),
    -categories.indexOf(code("category", i)), -SURE.indexOf(code("corroboration", i)), -i,
  ];
  const weights = new Map(found.map((i) => [i, weight(i)]));
  return found.sort((a, b) => compared(weights.get(b), weights.get(a))).slice(0, most);
}

// Undated events stand at the end.
function firstOn(start, shown, day) {
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((start[shown[middle]] ?? Infinity) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compared(a, b) {
  const k = a.findIndex((part, place) => part !== b[place]);
  return k < 0 ? 0 : a[k] - b[k];
}

export const isAttack = (events, i) => events.category.codes[events.category.at[i]] === ATTACK;
