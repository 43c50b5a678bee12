import assert from "node:assert/strict";
import { test } from "node:test";
import { clearRoom } from "../../../layers/static/base/clear-room.mjs";

const FRAME = { width: 416, height: 216 }; // 400 by 200 within its margins of 8 px

test("a box fills the frame to its margins, in the middle", () => {
  assert.deepEqual(clearRoom(FRAME, 2, []), { left: 8, top: 8, right: 408, bottom: 208 });
  assert.deepEqual(clearRoom(FRAME, 1, []), { left: 108, top: 8, right: 308, bottom: 208 });
  assert.deepEqual(clearRoom(FRAME, 4, []), { left: 8, top: 58, right: 408, bottom: 158 });
});

test("what lies in a corner that the box leaves free moves nothing", () => {
  const buttons = { left: 10, top: 10, right: 46, bottom: 118 };
  assert.deepEqual(clearRoom(FRAME, 1, [buttons]), clearRoom(FRAME, 1, []));
});

test("a box gives way to the side that costs it least, and no farther", () => {
  const buttons = { left: 10, top: 10, right: 142, bottom: 118 };
  assert.deepEqual(clearRoom(FRAME, 1, [buttons]), { left: 150, top: 8, right: 350, bottom: 208 });
  const bar = { left: 0, top: 180, right: 416, bottom: 216 };
  assert.deepEqual(clearRoom(FRAME, 1, [bar]), { left: 126, top: 8, right: 290, bottom: 172 });
});

test("a box stands clear of several things at once", () => {
  const [zoom, scale] = [{ left: 10, top: 10, right: 46, bottom: 118 }, { left: 10, top: 180, right: 100, bottom: 206 }];
  const box = clearRoom(FRAME, 2, [zoom, scale]);
  const meets = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
  assert.deepEqual([zoom, scale].filter(meets), []);
  assert.equal((box.right - box.left) / (box.bottom - box.top), 2);
});

test("where nothing is clear the box has the frame, and no size is too small", () => {
  assert.deepEqual(clearRoom(FRAME, 2, [{ left: 0, top: 0, right: 416, bottom: 216 }]), clearRoom(FRAME, 2, []));
  for (const size of [0, 1, 16]) assert.ok(Object.values(clearRoom({ width: size, height: size }, 1.5, [])).every(Number.isFinite));
});
