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
  base: { light: { paper: "#ffffff", text: "#000000" }, dark: { paper: "#000000", text: "#ffffff" } },
  shapes: { square: [[-1, -1], [1, -1], [1, 1], [-1, 1]], circle: null },
};
const HERE = { lat: 0, lng: 0 };

// Events 0 and 2 in the same place, 1 nationwide there too, 3 without a place, 4 twenty pixels east.
function fiveEvents() {
  return {
    n: 5, lat: [0, 0, 0, null, 0], lon: [0, 0, 0, 0, 28.125],
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

const canvasCalls = (layer, name) => layer.canvas.context.calls.filter(([called]) => called === name);

test("events in one place are all hit, newest first, unlocated ones never", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  assert.deepEqual(layer.hits(HERE), [2, 0]);
  assert.deepEqual(layer.hits({ lat: 0, lng: 28.125 }), [4]);
  assert.deepEqual(layer.hits({ lat: 40, lng: 0 }), []);
});

test("a finger hits from farther off than a pointer, even the smallest dot", () => {
  const pixelsEast = (px) => ({ lat: 0, lng: (px * 360) / 256 });
  const layer = new PointLayer(manyEvents(3000), style);
  layer.setVisible(order(3000));
  onMap(layer);
  const beside = pixelsEast(49 / (360 / 256) + 11); // the easternmost dot stands at 49 degrees
  assert.deepEqual(layer.hits(beside), []);
  assert.ok(layer.hits(beside, 12).length > 0);
});

test("what is not shown is not hit", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(0, 4));
  onMap(layer);
  assert.deepEqual(layer.hits(HERE), [0]);
  layer.setVisible(Uint32Array.of());
  assert.deepEqual(layer.hits(HERE), []);
});

test("before it is on a map nothing is hit and nothing fails", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5)).setSelected(0).setTheme("dark");
  assert.deepEqual(layer.hits(HERE), []);
});

test("located events are drawn once, with the number of those together", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  assert.equal(canvasCalls(layer, "drawImage").length, 3);
  assert.deepEqual(canvasCalls(layer, "fillText").map(([, text]) => text), ["2"]);
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

test("of very many events the older ones of a window are fainter too", () => {
  const alpha = (step) => {
    const layer = new PointLayer(manyEvents(3000), style).setVisible(order(3000), new Uint8Array(3000).fill(step));
    onMap(layer);
    return layer.image.data.reduce((most, value, k) => (k % 4 === 3 ? Math.max(most, value) : most), 0);
  };
  assert.deepEqual([0, 1, 2].map(alpha), [255, 191, 128]);
});

test("many events are stamped as pixels, only the changed ones again", () => {
  const events = order(5000);
  const layer = new PointLayer(manyEvents(5000), style).setVisible(events.subarray(0, 3000));
  onMap(layer);
  assert.equal(canvasCalls(layer, "drawImage").length, 0);
  layer.setVisible(events.subarray(0, 3010));
  const [whole, part] = canvasCalls(layer, "putImageData");
  assert.equal(whole.length, 4); // name, image, x, y: no part of it
  assert.equal(part.length, 8);
});

test("going forward gives the same pixels as drawing anew", () => {
  const events = order(5000);
  const [stepwise, anew] = [2600, 5000].map((first) => new PointLayer(manyEvents(5000), style).setVisible(events.subarray(0, first)));
  onMap(stepwise);
  onMap(anew);
  for (const stop of [2601, 3000, 4200, 5000]) stepwise.setVisible(events.subarray(0, stop));
  assert.deepEqual(stepwise.image.data, anew.image.data);
});

test("showing the same events again draws nothing anew", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(Uint32Array.of(0, 4));
  onMap(layer);
  layer.setVisible(Uint32Array.of(0, 4));
  assert.equal(canvasCalls(layer, "drawImage").length, 2);
  layer.setVisible(Uint32Array.of(0, 2));
  assert.equal(canvasCalls(layer, "drawImage").length, 4);
});

test("a change of theme draws in the other colours", () => {
  const layer = new PointLayer(manyEvents(5000), style).setVisible(order(5000));
  onMap(layer);
  const light = layer.image.data.slice();
  layer.setTheme("dark");
  assert.notDeepEqual(layer.image.data, light);
});

test("the selected event is ringed only while it is shown", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5));
  onMap(layer);
  const isRinged = () => layer.ring.style.display !== "none";
  assert.equal(isRinged(), false);
  layer.setSelected(4);
  assert.equal(isRinged(), true);
  layer.setVisible(order(3));
  assert.equal(isRinged(), false);
  layer.setVisible(order(5)).setSelected(-1);
  assert.equal(isRinged(), false);
});

test("the ring is drawn once and then only moved", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5)).setSelected(4);
  onMap(layer);
  const drawn = layer.ring.context.calls.length;
  layer.setSelected(4).setSelected(0).setVisible(order(3)).setVisible(order(2)).setSelected(0);
  assert.equal(layer.ring.context.calls.length, drawn);
  layer.setTheme("dark");
  assert.ok(layer.ring.context.calls.length > drawn);
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
  assert.deepEqual(layer.hits({ lat: 0, lng: 28.125 }), [4]);
  assert.deepEqual(layer.hits({ lat: 0, lng: 15 }), []);
});

test("while the map zooms the canvas is stretched along and the ring hidden", () => {
  const layer = new PointLayer(fiveEvents(), style).setVisible(order(5)).setSelected(4);
  onMap(layer);
  layer.follow({ center: HERE, zoom: 2 });
  assert.equal(layer.canvas.transform[1], 4);
  assert.equal(layer.ring.style.display, "none");
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
