import assert from "node:assert/strict";
import { before, test } from "node:test";
import { installStandIns, standInMap } from "../helpers/map-stand-in.mjs";
import { style as table } from "../helpers/style-table.mjs";

let PointLayer;
before(async () => {
  installStandIns();
  ({ PointLayer } = await import("../../../layers/static/map/points.mjs"));
});

const style = {
  ...table,
  categories: {
    attack: { light: "#ad1101", dark: "#df8f3e", shape: "square" }, other: { light: "#888888", dark: "#777777", shape: "circle" },
  },
  base: { light: { paper: "#ffffff", text: "#000000", place: "#333333" }, dark: { paper: "#000000", text: "#ffffff", place: "#cccccc" } },
  shapes: { square: [[[-1, -1], [1, -1], [1, 1], [-1, 1]]], circle: null },
};
const HERE = { lat: 0, lng: 0 };
const EAST = { lat: 0, lng: 84.375 };

// Events 0 and 2 in the same place, 1 nationwide there too, 3 without a place, 4 sixty pixels east.
function fiveEvents() {
  return {
    n: 5, lat: [0, 0, 0, null, 0], lon: [0, 0, 0, 0, 84.375],
    category: { codes: ["attack"], at: [0, 0, 0, 0, 0] },
    location_precision: { codes: ["town", "country"], at: [0, 1, 0, 0, 0] },
  };
}

function manyEvents(n) {
  return { n, lat: new Array(n).fill(0), lon: Array.from({ length: n }, (_, i) => (i % 100) - 50),
    category: { codes: ["attack"], at: new Array(n).fill(0) } };
}

const order = (n) => Uint32Array.from({ length: n }, (_, i) => i);

function onMap(layer, map = standInMap()) {
  layer._map = map;
  layer.onAdd(map);
  return map;
}

const spriteOf = (layer) => canvasCalls(layer, "drawImage").at(-1)[1];
const numbersOf = (layer) => [...layer.sprites.discs.values()]
  .flatMap(({ context }) => context.calls.filter(([name]) => name === "fillText").map(([, text]) => text));
const canvasCalls = (layer, name) => layer.canvas.context.calls.filter(([called]) => called === name);

test("events in one place are all hit, newest first, unlocated ones never", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  assert.deepEqual(layer.hits(HERE), [2, 0]);
  assert.deepEqual(layer.hits(EAST), [4]);
  assert.deepEqual(layer.hits({ lat: 40, lng: 0 }), []);
});

test("a finger hits from farther off than a pointer", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(4));
  onMap(layer);
  const beside = { lat: 0, lng: EAST.lng + ((style.event.radius + 8) * 360) / 256 };
  assert.deepEqual(layer.hits(beside), []);
  assert.deepEqual(layer.hits(beside, 12), [4]);
});

test("what is not shown, or is drawn elsewhere, is not hit", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(0, 4));
  onMap(layer);
  assert.deepEqual(layer.hits(HERE), [0]);
  layer.setVisible(Uint32Array.of());
  assert.deepEqual(layer.hits(HERE), []);
  layer.setVisible(order(5), null, Uint32Array.of(2, 4));
  assert.deepEqual([layer.hits(HERE), layer.hits(EAST)], [[0], []]);
});

test("of a great many events of one sign the newest are answered", () => {
  const layer = new PointLayer(manyEvents(30000), style).setVisible(order(30000));
  onMap(layer);
  const found = layer.hits(HERE);
  assert.ok(found.length > 20 && found.length <= 200, `${found.length}`);
  assert.ok(found.every((i, k) => !k || i < found[k - 1]));
});

test("before it is on a map nothing is hit and nothing fails", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5)).setSelected(0).setTheme("dark");
  assert.deepEqual([layer.hits(HERE), layer.boxes()], [[], []]);
});

test("an event has its sign, several in one place their number", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  assert.equal(canvasCalls(layer, "drawImage").length, 2);
  assert.deepEqual(layer.drawn().map(({ count }) => count).sort(), [1, 2]);
  assert.deepEqual(numbersOf(layer), ["2"]);
});

test("no event is lost in the numbers, few or many", () => {
  for (const n of [100, 30000]) {
    const layer = new PointLayer(manyEvents(n), style).setVisible(order(n));
    onMap(layer);
    assert.equal(layer.drawn().reduce((sum, { count }) => sum + count, 0), n);
  }
});

test("an older event of a window is drawn fainter and redrawn as it ages", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(0, 4), Uint8Array.of(1, 0));
  onMap(layer);
  const faint = () => canvasCalls(layer, "globalAlpha=").map(([, value]) => value).filter((value) => value < 1);
  assert.deepEqual(faint(), [0.75]);
  layer.setVisible(Uint32Array.of(0, 4), Uint8Array.of(1, 0));
  assert.deepEqual(faint(), [0.75]);
  layer.setVisible(Uint32Array.of(0, 4), Uint8Array.of(2, 0));
  assert.deepEqual(faint(), [0.75, 0.5]);
});

test("going forward counts the same as counting anew", () => {
  const events = order(5000);
  const [stepwise, anew] = [2600, 5000].map((first) => new PointLayer(manyEvents(5000), style).setVisible(events.subarray(0, first)));
  onMap(stepwise);
  onMap(anew);
  for (const stop of [2601, 3000, 4200, 5000]) stepwise.setVisible(events.subarray(0, stop), null, Uint32Array.of(stop - 3, stop - 1));
  stepwise.setVisible(events.subarray(0, 5000));
  assert.deepEqual(stepwise.drawn(), anew.drawn());
});

test("showing the same events again draws nothing anew", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(0, 4));
  onMap(layer);
  layer.setVisible(Uint32Array.of(0, 4));
  assert.equal(canvasCalls(layer, "drawImage").length, 2);
  layer.setVisible(Uint32Array.of(0, 2));
  assert.equal(canvasCalls(layer, "drawImage").length, 3);
});

test("a change of theme draws in the other colours", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(4));
  onMap(layer);
  const light = spriteOf(layer);
  layer.setTheme("dark");
  assert.notEqual(spriteOf(layer), light);
});

test("the sign of the selected event is ringed only while it is shown", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  const ringed = () => {
    const drawn = canvasCalls(layer, "arc").length;
    layer.draw();
    return canvasCalls(layer, "arc").length > drawn;
  };
  assert.equal(ringed(), false);
  layer.setSelected(4);
  assert.equal(ringed(), true);
  layer.setVisible(order(3));
  assert.equal(ringed(), false);
  layer.setVisible(order(5)).setSelected(-1);
  assert.equal(ringed(), false);
});

test("on a dense screen the canvas has all pixels and hits still work", () => {
  window.devicePixelRatio = 2;
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  window.devicePixelRatio = 1;
  assert.equal(layer.canvas.width / parseFloat(layer.canvas.style.width), 2);
  assert.deepEqual(layer.hits(HERE), [2, 0]);
});

test("after zooming events are hit where they are now", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  const map = onMap(layer);
  map.zoom = 1;
  layer.reset();
  assert.deepEqual(layer.hits(EAST), [4]);
  assert.deepEqual(layer.hits({ lat: 0, lng: 25 }), []);
});

test("while the map zooms the canvas is stretched along", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  layer.follow({ center: HERE, zoom: 2 });
  assert.equal(layer.canvas.transform[1], 4);
});

test("taken off the map it leaves an empty pane and can be added again", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  const map = onMap(layer);
  layer.onRemove(map);
  assert.equal(map.pane.children.length, 0);
  layer.setVisible(order(2));
  onMap(layer, map);
  assert.deepEqual(layer.hits(HERE), [0]);
});

test("the canvas is nothing to a pointer or a screen reader", () => {
  const layer = new PointLayer(fiveEvents(), style);
  onMap(layer);
  assert.deepEqual([layer.canvas.style.pointerEvents, layer.canvas.attributes["aria-hidden"]], ["none", "true"]);
});
