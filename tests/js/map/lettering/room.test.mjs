import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Board, Room, overlaps, roadCells } from "../../../../layers/static/map/lettering/room.mjs";
import { style } from "../../helpers/style-table.mjs";

const { cases } = JSON.parse(readFileSync(new URL("../../../cases/lettering.json", import.meta.url), "utf8"));
const rules = style.lettering;

const itemOf = ({ at: [x, y, radius] = [], size: [width, height], instead, ...item }) =>
  ({ ...item, x, y, radius, width, height, instead: instead && itemOf(instead) });

const rounded = (box) => box.map((length) => Number(length.toFixed(6)));

function placed({ frame, unit = 1, roads = [], marks = [], taken = [], items }) {
  const room = new Room({ frame, roads: roadCells(frame, roads), marks, rules, unit });
  return new Board(room, taken).place(items.map(itemOf));
}

for (const { why, placed: expected, ...given } of cases) {
  test(`lettering: ${why}`, () => {
    assert.deepEqual(placed(given).map(({ id, box, leader }) => ({ id, box: rounded(box), far: Boolean(leader) })), expected);
  });
}

test("no name on the map covers another, however many there are", () => {
  const items = Array.from({ length: 300 }, (_, k) =>
    ({ id: `n${k}`, kind: "name", at: [(k * 37) % 400, (k * 53) % 300, 3], size: [40, 12] }));
  const boxes = placed({ frame: [0, 0, 400, 300], items }).map(({ box }) => box);
  assert.ok(boxes.length > 20);
  for (const [k, a] of boxes.entries()) for (const b of boxes.slice(k + 1)) assert.ok(!overlaps(a, b));
});

test("places are found once for a key, as long as the room stays", () => {
  const room = new Room({ frame: [0, 0, 200, 100], roads: roadCells([0, 0, 200, 100], []), rules });
  const item = itemOf({ kind: "name", key: "name en a", at: [100, 50, 2], size: [20, 10] });
  assert.equal(room.placesFor(item), room.placesFor({ ...item }));
});
