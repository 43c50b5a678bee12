// The room that names, signs and callouts have on the map: clear of roads and of the marks of places, each nearer to its own mark
// than to any other. layers/sheet/map/room.py answers the same for paper; tests/cases/lettering.json holds both to it.
import { Cells } from "./cells.mjs";

const DIRECTIONS = 16;
const LEAST_STEP = 0.1; // a direction that is nearly straight

/** Roads, each {points, clearance}, to be found by what they lie near in a frame [x0, y0, x1, y1]. */
export function roadCells(frame, roads) {
  const cells = new Cells(frame);
  for (const { points, clearance } of roads) {
    for (let k = 1; k < points.length; k += 1) {
      const piece = [points[k - 1], points[k]];
      cells.add(grown(boxOfPiece(...piece), clearance), { piece, clearance });
    }
  }
  return cells;
}

/**
 * `frame` is the box to stay in, `roads` the cells of what no name may lie across; `marks` are signs of places, [x, y, radius].
 * `rules` are those of the style table, its lengths in pixels of which each is `unit` long.
 */
export class Room {
  constructor({ frame, roads, marks = [], rules, unit = 1 }) {
    Object.assign(this, { frame, roads, rules, unit, known: new Map() });
    this.marks = new Cells(frame);
    for (const [x, y, radius] of marks) {
      const box = boxAround(x, y, radius);
      this.marks.add(box, { x, y, radius, box });
    }
  }

  /**
   * The places beside a mark, the best first, free or not: [{box, room, leader}, …], with the room that is needed and a line
   * [[x, y], [x, y]] to what it belongs to where it stands far off, or null. An item is {x, y, radius, width, height} and of a
   * `kind` that the rules name, or has `spots`, [[x, y], …] of its middle.
   */
  placesFor(item) {
    const { key } = item;
    if (key === undefined) return this.candidates(item);
    if (!this.known.has(key)) this.known.set(key, this.candidates(item));
    return this.known.get(key);
  }

  /** Whether the room itself lets an item stand at a place; looked at once. */
  allows(item, place) {
    place.isFree ??= this.isFree(item, place);
    return place.isFree;
  }

  coversRoad(place) {
    place.isOnRoad ??= this.isOnRoad(place.room);
    return place.isOnRoad;
  }

  candidates({ kind, x, y, radius = 0, width, height, spots }) {
    const { gap, apart, leader_from: leaderFrom, kinds } = this.rules;
    if (spots) return spots.map(([x0, y0]) => withRoom(boxOf(x0 - width / 2, y0 - height / 2, width, height), apart * this.unit));
    const reach = Math.max(...this.ownMarks({ x, y, radius }).map((mark) => Math.hypot(mark.x - x, mark.y - y) + mark.radius));
    return kinds[kind].distances.flatMap((distance) => {
      const off = reach + (gap + distance) * this.unit;
      if (distance < leaderFrom) return boxesBeside({ x, y, width, height }, off).map((box) => withRoom(box));
      return boxesAround({ x, y, width, height }, off).map((box) => withRoom(box, 0, [[x, y], nearestPoint(box, x, y)]));
    });
  }

  // The marks of one place: a town may have its crossing.
  ownMarks({ x, y, radius }) {
    const same = this.rules.same * this.unit;
    const own = [{ x, y, radius }];
    this.marks.some(boxAround(x, y, same), (mark) => {
      if (Math.hypot(mark.x - x, mark.y - y) <= same) own.push(mark);
      return false;
    });
    return own;
  }

  isFree({ x, y, radius = 0, spots }, { box, room, leader }) {
    if (!isInside(box, this.frame)) return false;
    const same = this.rules.same * this.unit;
    const isOwn = (mark) => !spots && Math.hypot(mark.x - x, mark.y - y) <= same;
    if (this.marks.some(room, (mark) => !isOwn(mark) && overlaps(mark.box, room))) return false;
    if (leader) return !this.marks.some(boxOfPiece(...leader), (mark) => !isOwn(mark) && crosses(leader, mark.box));
    if (spots) return true;
    const gapTo = (mark) => farFrom(box, mark.x, mark.y) - mark.radius;
    const least = Math.min(...this.ownMarks({ x, y, radius }).map(gapTo)) * this.rules.clearer;
    return !this.marks.some(grown(box, least), (mark) => !isOwn(mark) && gapTo(mark) < least);
  }

  isOnRoad(box) {
    return this.roads.some(box, ({ piece, clearance }) => crosses(piece, grown(box, clearance)));
  }
}

/** What has been placed in a room, and the places for more. */
export class Board {
  constructor(room, taken = []) {
    Object.assign(this, { room, boxes: new Cells(room.frame), leaders: [] });
    for (const box of taken) this.boxes.add(box, box);
  }

  /**
   * Gives each of the items, the most important first, a place where it covers nothing that has one; an item may name another
   * `instead`, for where it has no room. Answers those that find a place, with `box` and `leader`.
   */
  place(items) {
    return items.flatMap((item) => this.placed(item) ?? (item.instead ? this.place([item.instead]) : []));
  }

  placed(item) {
    const place = this.freePlace(item);
    if (!place) return null;
    const { box, leader } = place;
    this.boxes.add(box, box);
    if (leader) this.leaders.push(leader);
    return { ...item, box, leader };
  }

  // The first that covers no road; where there is none, what may cover one has the first that does.
  freePlace(item) {
    const mayCover = this.room.rules.kinds[item.kind].over_roads;
    let covering = null;
    for (const place of this.room.placesFor(item)) {
      if ((covering && this.room.coversRoad(place)) || !this.isClear(place) || !this.room.allows(item, place)) continue;
      if (!this.room.coversRoad(place)) return place;
      if (mayCover) covering ??= place;
    }
    return covering;
  }

  isClear({ room, leader }) {
    const isInTheWay = (other) => crosses(leader, other) && !holds(other, leader[0]);
    return !this.boxes.some(room, (other) => overlaps(room, other)) && !this.leaders.some((other) => crosses(other, room))
      && !(leader && (this.boxes.some(boxOfPiece(...leader), isInTheWay) || this.leaders.some((other) => meet(leader, other))));
  }
}

function boxesBeside({ x, y, width, height }, off) {
  const half = height / 2;
  const box = (left, middle) => boxOf(left, middle - half, width, height);
  const [above, below] = [y - half - off / 2, y + half + off / 2];
  return [
    box(x + off, y), box(x - off - width, y), box(x - width / 2, y - off - half), box(x - width / 2, y + off + half),
    box(x + off, above), box(x + off, below), box(x - off - width, above), box(x - off - width, below),
  ];
}

// In that many directions, from three o'clock on: a side or a corner is so far off.
function boxesAround({ x, y, width, height }, off) {
  return Array.from({ length: DIRECTIONS }, (_, k) => {
    const [east, south] = [Math.cos, Math.sin].map((part) => part((2 * Math.PI * k) / DIRECTIONS));
    const from = (step, size) => (Math.abs(step) < LEAST_STEP ? -size / 2 : step < 0 ? -size : 0);
    return boxOf(x + east * off + from(east, width), y + south * off + from(south, height), width, height);
  });
}

// `room` is what it keeps free: more than its box where it belongs to no mark, lest it be taken for the name of one.
const withRoom = (box, apart = 0, leader = null) => ({ box, room: grown(box, apart), leader });

const boxOf = (left, top, width, height) => [left, top, left + width, top + height];

/** The box of `r` around a place. */
export const boxAround = (x, y, r) => [x - r, y - r, x + r, y + r];

export const grown = ([x0, y0, x1, y1], by) => [x0 - by, y0 - by, x1 + by, y1 + by];

export const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

const isInside = ([x0, y0, x1, y1], [left, top, right, bottom]) => x0 >= left && y0 >= top && x1 <= right && y1 <= bottom;

const holds = ([x0, y0, x1, y1], [x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1;

const boxOfPiece = (from, to) =>
  [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];

const nearestPoint = ([x0, y0, x1, y1], x, y) => [Math.max(x0, Math.min(x1, x)), Math.max(y0, Math.min(y1, y))];

function farFrom(box, x, y) {
  const [nearX, nearY] = nearestPoint(box, x, y);
  return Math.hypot(nearX - x, nearY - y);
}

// Whether two straight pieces pass over each other; a common end does not count.
function meet([a, b], [c, d]) {
  const side = ([x0, y0], [x1, y1], [x, y]) => Math.sign((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether a straight piece [from, to] passes through the inside of a box (Liang and Barsky's clipping). */
export function crosses([[x0, y0], [x1, y1]], [left, top, right, bottom]) {
  if (Math.max(x0, x1) < left || Math.min(x0, x1) > right || Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) return false;
  const sides = [[x0 - x1, x0 - left], [x1 - x0, right - x0], [y0 - y1, y0 - top], [y1 - y0, bottom - y0]];
  let [enters, leaves] = [0, 1];
  for (const [step, room] of sides) {
    if (step === 0 && room <= 0) return false;
    if (step < 0) enters = Math.max(enters, room / step);
    if (step > 0) leaves = Math.min(leaves, room / step);
  }
  return enters < leaves || (enters === leaves && x0 === x1 && y0 === y1);
}
