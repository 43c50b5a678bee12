import assert from "node:assert/strict";
import { test } from "node:test";
import { FADE_STEPS, fadeSteps } from "../../../layers/static/data/event-age.mjs";
import { style } from "../helpers/style-table.mjs";

const DAY = 100;
const stepOf = (end, days = 30) => fadeSteps({ end: [end] }, Uint32Array.of(0), { day: DAY, days })[0];

test("the newest third of a window stands out, the oldest is faintest", () => {
  assert.deepEqual([DAY + 1, DAY - 8, DAY - 9, DAY - 18, DAY - 19, DAY - 28].map((end) => stepOf(end)), [0, 0, 1, 1, 2, 2]);
});

test("what still goes on, has no known end or has no date does not fade", () => {
  assert.deepEqual([DAY + 40, DAY + 1, null].map((end) => stepOf(end)), [0, 0, 0]);
});

test("every day of any window has a step that there is an opacity for", () => {
  assert.equal(style.page.fade.length, FADE_STEPS);
  for (const days of [1, 2, 3, 7, 365]) {
    for (let end = DAY - days + 2; end <= DAY + 1; end += 1) assert.ok(stepOf(end, days) < FADE_STEPS);
  }
});
