// Rows of a route of three legs, as the page has them.

export const legs = [0, 1, 2];

/** A row of the legs with these numbers; null stands for all three. */
export function row(numbers, start, end, state, basis = "reported") {
  const covered = numbers ?? legs;
  return {
    legs: new Set(covered), where: covered.join(" "), start, end, counts_until: end + 7, state, basis,
    reports: [start, end - 1], sources: [],
  };
}

export const waypoints = ["A", "B", "C", "D"].map((name, k) => ({ id: name.toLowerCase(), name: { en: name }, lat: 12, lon: k }));
