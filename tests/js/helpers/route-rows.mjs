// Rows of a route of three legs, as the payload has them.

export const row = (from, to, start, end, state, basis = "reported") =>
  ({ from, to, start, end, stale_until: end + 7, state, basis, confirmed: end - 1, sources: [] });
export const waypoints = ["A", "B", "C", "D"].map((name, k) => ({ name, lat: 12, lon: k }));
