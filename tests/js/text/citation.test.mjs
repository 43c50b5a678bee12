import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWords } from "../../../layers/static/base/words.mjs";
import { citationText, correctionsLink } from "../../../layers/static/text/citation.mjs";
import { payload } from "../helpers/small-situation.mjs";

const status = { id: "r", kind: "route", state: "escorted", basis: "reported", age: 0, since: 18, confirmed: 19, later: null,
  stretches: [["Kakolé", "Bamako"]], stretch: ["Kakolé", "Bamako"], rows: [{ sources: [0] }] };
const citing = {
  payload: { ...payload, sources: { ...payload.sources, publisher: ["RFI", "JICA"], title: ["Convoi", "Roads"],
    url: ["https://rfi.example/1", ""], published: ["2025-10", ""] } },
  words: makeWords(payload.words, "en"), state: () => ({ day: 20 }),
  moment: { routes: () => [status], crossings: () => [{ ...status, id: "c" }] },
};

test("a citation has title, dates, dated sources, data version and address", () => {
  const item = { kind: "event", title: { en: "Convoy" }, start: 20, end: 21, sources: [0] };
  assert.equal(citationText(citing, item, "file.html#t=1970-01-21"),
    "Convoy. 21 January 1970. RFI, Convoi, October 2025, https://rfi.example/1. Blockade, 2026-11-23. file.html#t=1970-01-21");
});

test("a route is cited with its state on the day and each source once", () => {
  for (const [kind, id] of [["route", "r"], ["crossing", "c"]]) {
    const cited = citationText(citing, { kind, id, name: { en: "Nigoun road" }, rows: [], sources: [1, 0] }, "x");
    assert.match(cited, /^Nigoun road: .*escorted, status\.since, status\.confirmed, status\.stretch\. 21 January 1970\. RFI, Convoi/);
    assert.equal(cited.split("RFI").length, 2);
    assert.ok(cited.indexOf("RFI") < cited.indexOf("JICA, Roads"));
  }
});

test("a place is cited as of the day, an added shape with its source", () => {
  assert.match(citationText(citing, { kind: "place", name: { en: "Kayes" }, sources: [1] }, "x"), /^Kayes\. 21 January 1970\. JICA/);
  const shape = { kind: "shape", title: "Camp", start: null, end: null, properties: { source: "OCHA" } };
  assert.match(citationText(citing, shape, "x"), /^Camp\. item\.undated\. OCHA\. /);
});

test("a correction is a mail about the item, or nothing without an address", () => {
  const words = makeWords(payload.words, "en");
  assert.equal(correctionsLink({ payload, words }, { id: "a" }), "mailto:a@b.example?subject=a%202026-11-23");
  const without = { situation: { ...payload.situation, corrections: "" } };
  assert.equal(correctionsLink({ payload: without, words }, { id: "a" }), "");
});
