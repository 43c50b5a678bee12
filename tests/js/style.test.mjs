import assert from "node:assert/strict";
import { test } from "node:test";
import { SIGHTS, ciede2000, contrast, labSeenBy, oklch } from "./helpers/colour-science.mjs";
import { style } from "./helpers/style-table.mjs";

const THEMES = ["light", "dark"];
const BACKGROUNDS = ["land", "sea"];
const PLAINLY_DIFFERENT = 10; // CIEDE2000; about 2 is just noticeable side by side
const GRAPHICS_CONTRAST = 3; // WCAG 2.2, 1.4.11
const TEXT_CONTRAST = 4.5; // WCAG 2.2, 1.4.3
const SAME_HUE = 12; // degrees
const GREY = 0.03; // chroma: less than that has no hue to speak of

const pairs = (list) => list.flatMap((a, k) => list.slice(k + 1).map((b) => [a, b]));
const differ = (a, b, sight) => ciede2000(labSeenBy(sight, a), labSeenBy(sight, b));

test("the yardstick agrees with the published CIEDE2000 examples", () => {
  // Sharma, Wu and Dalal (2005), table 1, pairs 1, 4, 7, 17 and 25
  const published = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1.0],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  ];
  for (const [a, b, expected] of published) assert.ok(Math.abs(ciede2000(a, b) - expected) < 1e-3, `${a} ${b}`);
});

test("black on white has the contrast that WCAG names", () => assert.equal(Math.round(contrast("#000000", "#ffffff")), 21));

test("the primary colours have the hues that CSS Color 4 names", () => {
  assert.deepEqual(["#ff0000", "#00ff00", "#0000ff"].map((hex) => Math.round(oklch(hex)[2])), [29, 142, 264]);
});

const { attack, ...otherCategories } = style.categories;

test("states, and the colour of alarm, have the same hue in light and dark", () => {
  for (const [name, { light, dark }] of Object.entries({ ...style.states, attack })) {
    const [[, chroma, hue], [, otherChroma, otherHue]] = [oklch(light), oklch(dark)];
    assert.equal(chroma < GREY, otherChroma < GREY, `${name} is grey in one of them`);
    const turn = Math.abs(((hue - otherHue + 540) % 360) - 180);
    assert.ok(chroma < GREY || turn <= SAME_HUE, `${name} turns by ${turn.toFixed(0)} degrees`);
  }
});

test("attacks alone have a colour of their own, other events one of no hue", () => {
  for (const [name, entry] of Object.entries(otherCategories)) assert.ok(!("light" in entry) && !("dark" in entry), name);
  for (const theme of THEMES) {
    assert.ok(oklch(style.base[theme].sign)[1] < GREY, theme);
    assert.ok(oklch(attack[theme])[1] > 5 * GREY, theme);
  }
});

for (const theme of THEMES) {
  for (const sight of Object.keys(SIGHTS)) {
    test(`any two states are plainly different colours with ${sight}, ${theme}`, () => {
      for (const [a, b] of pairs(Object.keys(style.states))) {
        const far = differ(style.states[a][theme], style.states[b][theme], sight);
        assert.ok(far >= PLAINLY_DIFFERENT, `${a} and ${b}: ${far.toFixed(1)}`);
      }
    });

    test(`attacks never look like other events (${sight}, ${theme})`, () => {
      const far = differ(attack[theme], style.base[theme].sign, sight);
      assert.ok(far >= PLAINLY_DIFFERENT, far.toFixed(1));
    });
  }

  test(`states and events stand out from land and sea, ${theme}`, () => {
    const signs = Object.fromEntries(THEMES.map((each) => [each, style.base[each].sign]));
    for (const [name, entry] of Object.entries({ ...style.states, attack, "other events": signs })) {
      for (const background of BACKGROUNDS) {
        const found = contrast(entry[theme], style.base[theme][background]);
        assert.ok(found >= GRAPHICS_CONTRAST, `${name} on ${background}: ${found.toFixed(2)}`);
      }
    }
  });

  test(`pictograms can be read on their sign, and it on land, ${theme}`, () => {
    const { sign, paper } = style.base[theme];
    for (const ground of [paper, ...BACKGROUNDS.map((name) => style.base[theme][name])]) {
      assert.ok(contrast(sign, ground) >= TEXT_CONTRAST, `${ground}: ${contrast(sign, ground).toFixed(2)}`);
    }
  });

  test(`a sign of an event has the colour of no state, ${theme}`, () => {
    for (const [name, state] of Object.entries(style.states)) {
      const far = differ(state[theme], style.base[theme].sign, "full colour vision");
      assert.ok(far >= PLAINLY_DIFFERENT, `${name}: ${far.toFixed(1)}`);
    }
  });

  test(`the names on the map can be read, ${theme}`, () => {
    for (const name of ["text", "place"]) {
      for (const background of BACKGROUNDS) {
        assert.ok(contrast(style.base[theme][name], style.base[theme][background]) >= TEXT_CONTRAST, name);
      }
    }
  });
}

// A colour of some opacity on a ground, as a screen blends the two.
function blended(colour, ground, opacity) {
  const [over, under] = [colour, ground].map((hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)));
  return `#${over.map((part, k) => Math.round(part * opacity + under[k] * (1 - opacity)).toString(16).padStart(2, "0")).join("")}`;
}

const { first, last, floors } = style.fading;
const atAges = (state) => (state === "unknown" ? [1] : [1, Math.max(first, floors[state] ?? 0), Math.max(last, floors[state] ?? 0)]);

for (const theme of THEMES) {
  test(`attacked and blocked never fall under the contrast of a town, ${theme}`, () => {
    for (const background of BACKGROUNDS) {
      const ground = style.base[theme][background];
      const town = contrast(style.base[theme].dot, ground);
      for (const state of ["attacked", "blocked"]) {
        const found = Math.min(...atAges(state).map((opacity) => contrast(blended(style.states[state][theme], ground, opacity), ground)));
        assert.ok(found >= town, `${state} on ${background}: ${found.toFixed(2)}, a town ${town.toFixed(2)}`);
      }
    }
  });

  test(`any two states are different colours at every age, ${theme}`, () => {
    const ground = style.base[theme].land;
    const seen = (state, opacity) => blended(style.states[state][theme], ground, opacity);
    for (const [a, b] of pairs(Object.keys(style.states))) {
      for (const [one, other] of atAges(a).flatMap((age) => atAges(b).map((otherAge) => [seen(a, age), seen(b, otherAge)]))) {
        const far = differ(one, other, "full colour vision");
        assert.ok(far >= PLAINLY_DIFFERENT, `${a} ${one} and ${b} ${other}: ${far.toFixed(1)}`);
      }
    }
  });
}

test("colour is never alone: real roads differ by dash, too", () => {
  const dashes = Object.values(style.states).map(({ dash, road_dash: roadDash = dash }) => roadDash.join(" "));
  assert.equal(new Set(dashes).size, dashes.length);
});

test("colour is never alone: states differ by dash, too", () => {
  const dashes = Object.values(style.states).map(({ dash }) => dash.join(" "));
  assert.equal(new Set(dashes).size, dashes.length);
});

test("colour is never alone: states of a crossing differ by mark, too", () => {
  const marks = Object.values(style.states).map(({ mark }) => mark);
  assert.equal(new Set(marks).size, marks.length);
});

test("every category has a pictogram of its own, an attack a shape", () => {
  const icons = Object.values(otherCategories).map(({ icon }) => icon);
  assert.equal(new Set(icons).size, icons.length);
  for (const { icon, shape } of Object.values(otherCategories)) assert.ok(style.shapes[icon].length && style.shapes[shape].length, icon);
  assert.ok(!("icon" in attack) && !icons.includes(attack.shape) && style.shapes[attack.shape].length);
});

test("a sign is no crossing and no place: it alone has its shape", () => {
  const signs = new Set(Object.values(style.categories).map(({ shape }) => shape));
  for (const shape of ["circle", ...Object.values(style.places).map((place) => place.shape)]) assert.ok(!signs.has(shape), shape);
});

test("a pictogram lies within its sign", () => {
  for (const { icon } of Object.values(otherCategories)) {
    for (const [x, y] of style.shapes[icon].flat()) assert.ok(Math.abs(x) <= 1 && Math.abs(y) <= 1, `${icon} ${x} ${y}`);
  }
});
