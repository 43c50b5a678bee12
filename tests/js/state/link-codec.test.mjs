import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dayNumber, isoDay } from "../../../layers/static/base/days.mjs";
import { formatShare, parseShare } from "../../../layers/static/state/link-codec.mjs";

const file = JSON.parse(readFileSync(new URL("../../cases/share.json", import.meta.url), "utf8"));
const NAMES = { situation: "situation", t: "day", m: "mode", d: "days", c: "center", z: "zoom", bb: "box", b: "basemap", l: "layers",
  f: "filters", s: "selected", lang: "lang", v: "version" };
const { first_day: firstDay, last_day: lastDay, ids, ...others } = file.limits;
const limits = { ...others, ids: new Set(ids), span: [dayNumber(firstDay), dayNumber(lastDay) + 1] };
const defaults = asState(file.defaults);

function asState(written) {
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [NAMES[key], asValue(key, value)]));
}

function asValue(key, value) {
  if (key === "t") return dayNumber(value);
  return key === "f" ? { category: [], corroboration: [], route: [], q: "", ...value } : value;
}

const problemKeys = (problems) => [...new Set(problems.map(({ key }) => key))].sort();

test("every case of the shared file is read to its state and its problems", () => {
  for (const { text, state, problems } of file.cases) {
    const found = parseShare(text, limits);
    assert.deepEqual(found.state, asState(state), text);
    assert.deepEqual(problemKeys(found.problems), [...problems].sort(), text);
  }
});

test("every case of the shared file is written again in one way", () => {
  for (const { text, canonical } of file.cases) assert.equal(formatShare(parseShare(text, limits).state, defaults), canonical, text);
});

test("states are written as in the cases", () => {
  for (const { state, canonical } of file.written) assert.equal(formatShare(asState(state), defaults), canonical);
});

test("what was written is read back as the same state without problems", () => {
  for (const { canonical } of file.cases) {
    const { state, problems } = parseShare(canonical, limits);
    assert.equal(formatShare(state, defaults), canonical);
    assert.deepEqual(problemKeys(problems).filter((key) => key !== "v"), [], canonical);
  }
});

test("the cases cover every key, right and wrong", () => {
  for (const key of Object.keys(NAMES)) {
    assert.ok(file.cases.some(({ state }) => key in state), key);
    assert.ok(file.cases.some(({ problems }) => problems.includes(key)), key);
  }
});

test("a problem carries the value that could not be used", () => {
  assert.deepEqual(parseShare("z=999&l=events,oil", limits).problems, [{ key: "z", value: "999" }, { key: "l", value: "oil" }]);
});

test("what could not be used is reported decoded where it can be", () => {
  assert.deepEqual(parseShare("rabbit=h%C3%B4le&z=%zz&m=asof&m=sum", limits).problems,
    [{ key: "z", value: "%zz" }, { key: "m", value: "asof" }, { key: "rabbit", value: "hôle" }]);
});

test("without a list of ids any well-formed id may be selected", () => {
  assert.equal(parseShare("s=timbuktu", { ...limits, ids: null }).state.selected, "timbuktu");
});

test("a home box is left out and every other place is written whole", () => {
  const home = { ...defaults, box: [-12.8, 8.6, -4.2, 15.8] };
  assert.equal(formatShare(home, home), "");
  assert.equal(formatShare({ ...home, box: null }, home), "c=13.5,-6.5&z=6");
  assert.equal(formatShare({ ...home, box: [170, -20, -170, -10] }, home), "bb=170,-20,-170,-10");
});

test("all days of the span survive the way into a link and back", () => {
  for (let day = limits.span[0]; day < limits.span[1]; day += 1) {
    const text = formatShare({ day });
    assert.equal(text, `t=${isoDay(day)}`);
    assert.deepEqual(parseShare(text, limits), { state: { day }, problems: [] });
  }
});

test("half a character in the free text is a problem", () => {
  assert.deepEqual(parseShare("f=q:\ud83d", limits), { state: {}, problems: [{ key: "f", value: "q:\ud83d" }] });
});

test("any text is read without an exception and gives only known keys", () => {
  let seed = 20251031;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const pieces = ["t", "f", "q:", "=", "&", "%", "%C3", ";", ":", ",", "#", "?", "+", "\u0000", "é", "\ud83d", "__proto__", "category",
    "2025-10-31", "attack", "9"];
  for (let round = 0; round < 5000; round += 1) {
    const text = Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join("");
    const { state } = parseShare(text, limits);
    assert.ok(Object.keys(state).every((name) => Object.values(NAMES).includes(name)), text);
    assert.equal(typeof formatShare(state, defaults), "string");
  }
});
