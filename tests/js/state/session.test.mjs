import assert from "node:assert/strict";
import { test } from "node:test";
import { makeLinks } from "../../../layers/static/state/session.mjs";
import { payload } from "../helpers/small-situation.mjs";

function reader({ language = "en-GB", width = 1280 } = {}) {
  Object.defineProperty(globalThis, "navigator", { value: { language }, configurable: true });
  globalThis.window = { innerWidth: width };
}

test("a link leaves out what is usual but always names the data version", () => {
  reader();
  const links = makeLinks(payload, { has: () => true });
  assert.equal(links.write(links.defaults), "v=2026-11-23");
  assert.equal(links.write({ ...links.defaults, day: 25, selected: "a" }), "t=1970-01-26&s=a&v=2026-11-23");
});

const french = { ...payload, words: { ...payload.words, fr: {} } };
const everything = { has: () => true };

test("going back to a link shows what opening it showed", () => {
  for (const text of ["", "t=1970-01-26", "lang=en&z=9"]) {
    for (const setting of [{}, { language: "fr-CA" }, { width: 360 }, { language: "fr", width: 360 }]) {
      reader(setting);
      const links = makeLinks(french, everything);
      assert.deepEqual(links.restored(text), links.opened(text), `${text} ${JSON.stringify(setting)}`);
    }
  }
});

test("an empty link is the view the page was made with, by Back too", () => {
  reader({ language: "fr" });
  const links = makeLinks({ ...french, view: { share: "t=1970-01-26&m=sum" } }, everything);
  for (const read of [links.opened, links.restored]) {
    const { day, mode, lang } = read("").state;
    assert.deepEqual([day, mode, lang], [25, "sum", "fr"]);
  }
});

test("what the reader has set is always written, so that Back finds it", () => {
  reader({ language: "fr", width: 360 });
  const links = makeLinks(french, everything);
  const moved = { box: null, center: [12, -8] };
  for (const change of [{ lang: "en" }, { lang: "fr" }, { ...moved, zoom: 6 }, { ...moved, zoom: 5.25 }]) {
    const state = { ...links.opened("").state, ...change };
    assert.deepEqual(links.restored(links.write(state)).state, { ...state, version: "2026-11-23" });
  }
});

test("in the app a link means what it means to the panels, whoever reads it", () => {
  reader({ language: "fr", width: 360 });
  const links = makeLinks(french, everything, "app");
  assert.equal(links.opened("").state.lang, "fr");
  assert.deepEqual(links.restored("").state, links.defaults);
  assert.equal(links.write({ ...links.defaults, lang: "fr" }), "lang=fr&v=2026-11-23");
  assert.equal(links.write(links.defaults), "v=2026-11-23");
});

test("a link names its situation only in an app of several", () => {
  reader();
  const { id } = payload.situation;
  const [file, app] = ["file", "app"].map((host) => makeLinks(payload, everything, host));
  for (const links of [file, app]) assert.deepEqual(links.restored(`situation=${id}`).problems, []);
  assert.equal(file.write(file.restored(`situation=${id}&c=12,-8&z=9`).state), "c=12,-8&z=9&v=2026-11-23");
  assert.equal(app.write(app.restored(`situation=${id}&bb=1,2,3,4`).state), `situation=${id}&bb=1,2,3,4&v=2026-11-23`);
  assert.equal(app.write(app.restored("c=12,-8&z=9").state), "c=12,-8&z=9&v=2026-11-23");
  assert.deepEqual(file.restored("situation=elsewhere").problems, [{ key: "situation", value: "elsewhere" }]);
});

test("home is a box that a centre, a zoom or another box replaces", () => {
  reader();
  const links = makeLinks(payload, everything);
  const place = (text) => {
    const { center, zoom, box } = links.opened(text).state;
    return { center, zoom, box };
  };
  const home = { center: [12.5, -8], zoom: null, box: [-12, 9, -4, 16] };
  assert.deepEqual(place(""), home);
  assert.deepEqual(place("z=far&c=there&bb=1,2"), home);
  assert.deepEqual(place("z=7"), { ...home, zoom: 7, box: null });
  assert.deepEqual(place("c=10,-5"), { ...home, center: [10, -5], box: null });
  assert.deepEqual(place("bb=170,-20,-170,-10&z=7"), { ...home, zoom: 7, box: [170, -20, -170, -10] });
});
