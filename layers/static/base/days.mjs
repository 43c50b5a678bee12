// Whole days since 1970-01-01: proleptic Gregorian, no time zone.

const DAY_MS = 86400000;
const ISO_DATE = /^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

export function isoDay(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day number of a real date written YYYY-MM-DD, else null. */
export function dayNumber(iso) {
  if (typeof iso !== "string" || !ISO_DATE.test(iso)) return null;
  const [year, month, date] = iso.split("-").map(Number);
  const day = dayOf(year, month - 1, date);
  return isoDay(day) === iso ? day : null;
}

/** The day of a year, a month from 0 and a date from 1; what is too large or too small for them is carried over. */
export function dayOf(year, month, date) {
  return new Date(0).setUTCFullYear(year, month, date) / DAY_MS;
}

/** The day as a Date at UTC midnight, for Intl with timeZone "UTC". */
export function utcDate(day) {
  return new Date(day * DAY_MS);
}
