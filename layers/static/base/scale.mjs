// Days along a width: where a day lies, and which day lies where.

/** The days [first, end) over so many pixels; `x` is the middle of a day's stripe. */
export function dayScale([first, end], width) {
  const perDay = width / (end - first);
  const clamp = (day) => Math.min(Math.max(day, first), end - 1);
  return {
    first, end, width, perDay, clamp,
    left: (day) => (day - first) * perDay,
    x: (day) => (clamp(day) - first + 0.5) * perDay,
    dayAt: (x) => clamp(first + Math.floor(x / perDay)),
    holds: (day) => day >= first && day < end,
  };
}
