import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber, isoDay, utcDate } from "../../../layers/static/base/days.mjs";

// Day numbers from POSIX: 10957 is 2000-01-01, 19782 is 2024-02-29, 20392 is 2025-10-31.
const KNOWN = [["1970-01-01", 0], ["1969-12-31", -1], ["2000-01-01", 10957], ["2024-02-29", 19782], ["2025-10-31", 20392],
  ["0001-01-01", -719162]];
const NOT_A_DAY = ["2025-02-29", "2025-02-30", "2025-13-01", "2025-00-10", "2025-10-32", "0000-01-01", "2025-1-05", "20251031",
  "2025-10-31T00:00", " 2025-10-31", "2025-10-31\n", "31/10/2025", "٢٠٢٥-١٠-٣١", "", "null"];

test("known days have the day numbers of the POSIX calendar", () => {
  for (const [iso, day] of KNOWN) assert.equal(dayNumber(iso), day, iso);
});

test("a day number reads as the ISO date it came from", () => {
  for (const [iso, day] of KNOWN) assert.equal(isoDay(day), iso);
});

test("every day of 1896 to 2104 is itself again and one after the day before", () => {
  for (let day = dayNumber("1896-01-01"); day < dayNumber("2104-12-31"); day += 1) assert.equal(dayNumber(isoDay(day)), day);
});

test("a text that is not a real day written in full has no day number", () => {
  for (const text of NOT_A_DAY) assert.equal(dayNumber(text), null, JSON.stringify(text));
});

test("what is not a text has no day number", () => {
  for (const value of [null, undefined, 20251031, new Date(0), ["2025-10-31"]]) assert.equal(dayNumber(value), null);
});

test("a day as a Date is midnight UTC in any time zone", () => {
  assert.equal(utcDate(20392).toISOString(), "2025-10-31T00:00:00.000Z");
});
