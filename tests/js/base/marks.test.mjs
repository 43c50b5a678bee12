import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { withFewMarks } from "../../../layers/static/base/marks.mjs";

const { cases } = JSON.parse(readFileSync(new URL("../../cases/marks.json", import.meta.url), "utf8"));

test("marks without end stand on rings as in the cases", () => {
  for (const [text, shown] of cases) assert.equal(withFewMarks(text), shown);
});

test("nothing of a text is left out", () => {
  const text = `e${"\u0301\u0316\ufe0f\u{1F3FB}".repeat(5000)}`;
  assert.equal(withFewMarks(text).replaceAll("\u25cc", ""), text);
});
