import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { unpackedLine } from "../../../layers/static/data/packed-lines.mjs";

const cases = JSON.parse(readFileSync(new URL("../../cases/lines.json", import.meta.url)));

test("every packed line is read as it was written", () => {
  for (const { per_degree: perDegree, line, text } of cases.lines) assert.deepEqual(unpackedLine(text, perDegree), line);
});

test("every quantity is read as source maps write it", () => {
  for (const [value, text] of cases.quantities) assert.deepEqual(unpackedLine(`${text}A`, 1), [[value, 0]]);
});

test("a line without points is empty", () => {
  assert.deepEqual(unpackedLine("", 1000), []);
});
