import assert from "node:assert/strict";
import { test } from "node:test";
import { bins, binUnit, monthsLater } from "../../../layers/static/time/bins.mjs";
import { dayNumber, isoDay } from "../../../layers/static/base/days.mjs";

function events(...members) {
  const codes = ["attack", "convoy"];
  return {
    n: members.length, start: members.map(([iso]) => dayNumber(iso)),
    category: { codes, at: members.map(([, category]) => codes.indexOf(category)) },
  };
}

const between = (first, end) => [dayNumber(first), dayNumber(end)];

test("bars are days where there is room, else weeks, else months", () => {
  assert.deepEqual([[30, 900], [300, 900], [301, 900], [2000, 900], [5000, 900]].map(([days, px]) => binUnit(days, px)),
    ["day", "day", "week", "week", "month"]);
});

test("days are counted one by one, by category, where an event begins", () => {
  const found = bins(events(["2025-10-30", "attack"], ["2025-10-31", "attack"], ["2025-10-31", "convoy"]),
    between("2025-10-30", "2025-11-02"), "day");
  assert.deepEqual(found.counts, [[1, 1, 0], [0, 1, 0]]);
  assert.deepEqual([found.unit, found.max], ["day", 2]);
  assert.deepEqual(found.edges.map(isoDay), ["2025-10-30", "2025-10-31", "2025-11-01", "2025-11-02"]);
});

test("weeks begin on Monday and the first and last may be cut short", () => {
  const found = bins(events(["2025-10-31", "attack"], ["2025-11-03", "attack"], ["2025-11-09", "attack"]),
    between("2025-10-31", "2025-11-12"), "week");
  assert.deepEqual(found.edges.map(isoDay), ["2025-10-31", "2025-11-03", "2025-11-10", "2025-11-12"]);
  assert.deepEqual(found.counts[0], [1, 2, 0]);
});

test("months have their own lengths, across a new year and a leap day", () => {
  const found = bins(events(["2023-12-31", "convoy"], ["2024-02-29", "convoy"]), between("2023-12-01", "2024-04-01"), "month");
  assert.deepEqual(found.edges.map(isoDay), ["2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]);
  assert.deepEqual(found.counts[1], [1, 0, 1, 0]);
});

test("events outside the days, without a date or masked are not counted", () => {
  const columns = events(["2025-10-29", "attack"], ["2025-10-30", "attack"], ["2025-10-31", "attack"], ["2025-11-01", "attack"],
    ["undated", "attack"]);
  const found = bins(columns, between("2025-10-30", "2025-11-01"), "day", Uint8Array.of(1, 1, 0, 1, 1));
  assert.deepEqual(found.counts[0], [1, 0]);
});

test("the first and the last days that can be written are binned like others", () => {
  const found = bins(events(["9999-12-31", "attack"]), [dayNumber("9999-11-15"), dayNumber("9999-12-31") + 1], "month");
  assert.deepEqual([found.edges.length, found.counts[0]], [3, [0, 1]]);
  const early = bins(events(["0001-01-01", "attack"]), between("0001-01-01", "0001-02-02"), "month");
  assert.deepEqual(early.counts[0], [1, 0]);
});

test("thousands of years of months are counted one by one", () => {
  const found = bins(events(["0001-01-01", "attack"], ["9999-12-31", "attack"]), [dayNumber("0001-01-01"), dayNumber("9999-12-31") + 1],
    "month");
  assert.deepEqual([found.counts[0].length, found.counts[0][0], found.counts[0].at(-1)], [9999 * 12, 1, 1]);
});

test("months later stays on the first of the month through years", () => {
  const start = dayNumber("2025-11-01");
  assert.deepEqual([1, 2, 14, -11].map((months) => isoDay(monthsLater(start, months))),
    ["2025-12-01", "2026-01-01", "2027-01-01", "2024-12-01"]);
});
