import assert from "node:assert/strict";
import { test } from "node:test";
import { dayNumber, isoDay } from "../../../layers/static/base/days.mjs";
import { ticks } from "../../../layers/static/time/ticks.mjs";

const blockade = [dayNumber("2025-07-01"), dayNumber("2026-04-01")];
const labelsOf = (...given) => ticks(...given).map(({ day, label }) => [isoDay(day), label]).filter(([, label]) => label);

test("nine months have ticks of weeks or months, with each year named once", () => {
  const labels = labelsOf(blockade, 700, "en");
  assert.deepEqual(labels.slice(0, 2), [["2025-08-01", "Aug 2025"], ["2025-09-01", "Sep"]]);
  assert.ok(labels.some(([day, label]) => day === "2026-01-01" && label === "Jan 2026"));
});

test("a week on a desktop has a tick for each day", () => {
  const labels = labelsOf([dayNumber("2025-10-28"), dayNumber("2025-11-04")], 900, "en");
  assert.deepEqual(labels[0], ["2025-10-29", "Oct 29, 2025"]);
  assert.equal(labels.length, 6);
});

test("fourteen years have ticks of years, of round ones in little room", () => {
  const years = [dayNumber("2012-01-17"), dayNumber("2026-06-02")];
  assert.deepEqual(labelsOf(years, 900, "en").at(-2), ["2025-01-01", "2025"]);
  assert.deepEqual(labelsOf(years, 200, "en").map(([, label]) => label), ["2015", "2020", "2025"]);
});

test("thousands of years end and have their ticks", () => {
  const labels = labelsOf([dayNumber("0001-01-01"), dayNumber("9999-12-31") + 1], 900, "en-GB").map(([, label]) => label);
  assert.deepEqual([labels[0], labels.at(-1)], ["500", "9500"]);
});

test("labels are as the reader's country writes them", () => {
  assert.ok(labelsOf(blockade, 700, "en-US").some(([, label]) => label === "Sep"));
  assert.ok(labelsOf(blockade, 700, "en-GB").some(([, label]) => label === "Sept"));
  const week = [dayNumber("2025-10-28"), dayNumber("2025-11-04")];
  assert.deepEqual(["en-US", "en-GB"].map((locale) => labelsOf(week, 900, locale)[0][1]), ["Oct 29, 2025", "29 Oct 2025"]);
});

test("labels are in the reader's language", () => {
  assert.ok(labelsOf(blockade, 700, "fr").some(([, label]) => label === "août 2025"));
});

test("the first day of a year is major among months, the others are not", () => {
  const major = ticks(blockade, 700, "en").filter((tick) => tick.major).map(({ day }) => isoDay(day));
  assert.deepEqual(major, ["2026-01-01"]);
});

test("at any width and length labels clear each other and the rim", () => {
  const widthOf = (label) => label.length * 6.2; // 12 px system fonts, measured
  for (const lang of ["en", "fr"]) {
    for (const days of [2, 10, 45, 200, 500, 2000, 5300, 40000]) {
      for (const width of [60, 160, 320, 700, 1280]) {
        const [first, end] = [20270, 20270 + days];
        const shown = ticks([first, end], width, lang).filter((tick) => tick.label)
          .map(({ day, label }) => ({
            left: ((day - first) * width) / days - widthOf(label) / 2, right: ((day - first) * width) / days + widthOf(label) / 2,
          }));
        shown.forEach(({ left, right }, k) => {
          assert.ok(left >= 0 && right <= width, `${lang} ${days} days on ${width} px: inside`);
          assert.ok(k === 0 || left > shown[k - 1].right, `${lang} ${days} days on ${width} px: clear`);
        });
      }
    }
  }
});

test("every tick is inside the interval", () => {
  for (const { day } of ticks(blockade, 700, "en")) assert.ok(day >= blockade[0] && day < blockade[1]);
});
