// Where in a frame a box stands largest and clear of what lies over the frame.

const MARGIN_PX = 8;

/**
 * The rectangle, {left, top, right, bottom} in pixels of a frame {width, height}, of a shape, its width by its height, that is the largest
 * to meet no obstacle, as near to the middle as it can be. Where there is none, the largest that the frame has room for.
 */
export function clearRoom({ width, height }, shape, obstacles) {
  const middle = [width / 2, height / 2];
  const whole = { left: MARGIN_PX, top: MARGIN_PX, right: width - MARGIN_PX, bottom: height - MARGIN_PX };
  const edges = {
    left: [whole.left, ...obstacles.map(({ right }) => right + MARGIN_PX)],
    top: [whole.top, ...obstacles.map(({ bottom }) => bottom + MARGIN_PX)],
    right: [whole.right, ...obstacles.map(({ left }) => left - MARGIN_PX)],
    bottom: [whole.bottom, ...obstacles.map(({ top }) => top - MARGIN_PX)],
  };
  const boxes = roomsBetween(edges).map((room) => boxWithin(room, shape, middle));
  const clear = boxes.filter((box) => !obstacles.some((obstacle) => meets(box, obstacle)));
  return clear.reduce(larger, null) ?? boxWithin(whole, shape, middle);
}

function roomsBetween(edges) {
  let rooms = [{}];
  for (const [name, places] of Object.entries(edges)) rooms = rooms.flatMap((room) => places.map((place) => ({ ...room, [name]: place })));
  return rooms.filter(({ left, top, right, bottom }) => right > left && bottom > top);
}

function boxWithin({ left, top, right, bottom }, shape, [x, y]) {
  const width = Math.min(right - left, (bottom - top) * shape);
  const height = width / shape;
  const start = near(x - width / 2, left, right - width);
  const above = near(y - height / 2, top, bottom - height);
  return { left: start, top: above, right: start + width, bottom: above + height };
}

const near = (wanted, least, most) => Math.max(least, Math.min(most, wanted));

const larger = (a, b) => (a && a.right - a.left >= b.right - b.left ? a : b);

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
