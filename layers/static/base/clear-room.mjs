// Where in a frame a box stands largest and clear of what lies over the frame.

const MARGIN_PX = 8;

/**
 * The room, {left, top, right, bottom} in pixels of a frame {width, height}, in the middle of which a box of a shape, its width by its
 * height, is largest and meets no obstacle. Where there is none, the frame within its margin.
 */
export function clearRoom({ width, height }, shape, obstacles) {
  const whole = { left: MARGIN_PX, top: MARGIN_PX, right: width - MARGIN_PX, bottom: height - MARGIN_PX };
  const edges = {
    left: [whole.left, ...obstacles.map(({ right }) => right + MARGIN_PX)],
    top: [whole.top, ...obstacles.map(({ bottom }) => bottom + MARGIN_PX)],
    right: [whole.right, ...obstacles.map(({ left }) => left - MARGIN_PX)],
    bottom: [whole.bottom, ...obstacles.map(({ top }) => top - MARGIN_PX)],
  };
  let [best, bestWidth] = [whole, 0];
  for (const room of roomsBetween(edges)) {
    const box = boxWithin(room, shape);
    const boxWidth = box.right - box.left;
    if (boxWidth <= bestWidth || obstacles.some((obstacle) => meets(box, obstacle))) continue;
    [best, bestWidth] = [room, boxWidth];
  }
  return best;
}

function roomsBetween(edges) {
  let rooms = [{}];
  for (const [name, places] of Object.entries(edges)) rooms = rooms.flatMap((room) => places.map((place) => ({ ...room, [name]: place })));
  return rooms.filter(({ left, top, right, bottom }) => right > left && bottom > top);
}

function boxWithin({ left, top, right, bottom }, shape) {
  const width = Math.min(right - left, (bottom - top) * shape);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [halfWidth, halfHeight] = [width / 2, width / shape / 2];
  return { left: x - halfWidth, top: y - halfHeight, right: x + halfWidth, bottom: y + halfHeight };
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
