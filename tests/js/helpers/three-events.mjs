// Columns of an event with a place, one without, and one without a date.

export const events = {
  n: 3, id: ["placed", "nationwide", "undated"], start: [10, 10, null], end: [12, null, null], lat: [12, 12, 12], lon: [-8, -8, -8],
  location_precision: { codes: ["town", "country"], at: [0, 1, 0] },
};
