// Events that lie too near to each other to be drawn apart share a spot of the screen, with one sign and their number.
import { firstAtOrAfter, goesOn } from "../data/time-index.mjs";
import { Cells } from "./lettering/cells.mjs";
import { boxAround, overlaps } from "./lettering/room.mjs";

const DIRECTIONS = 16;
const STEPS = [0, 0.35, 0.7, 1.05, 1.4]; // how far a sign may be moved, in sides of a cell
const NOWHERE = -1;

/**
 * The spots of a view. `points` are {x, y} of all events in the unit square, NaN where they have no place; `view` is {left, top,
 * scale, width, height} in pixels. Of few events, `among` (ascending numbers), the spots are those of the moment; without it they are
 * those of all, and stay while the view stays. The cells of the screen belong to the world, so that little changes under a map that is
 * moved. `radiusOf(n)` is how large the sign of n events is; it keeps clear of `obstacles`, [x, y, radius].
 */
export class Spots {
  constructor(points, view, { cell, radiusOf, obstacles = [] }, among = null) {
    Object.assign(this, { view, cell, among, of: new Int32Array(among?.length ?? points.x.length).fill(NOWHERE) });
    const gathered = this.gather(points);
    this.place(gathered, { radiusOf, obstacles });
    this.clear();
  }

  // What lies in each cell: how many, and their middle.
  gather({ x, y }) {
    const { view: { left, top, scale, width, height }, cell, of, among } = this;
    const [firstColumn, firstRow] = [Math.floor(left / cell), Math.floor(top / cell)];
    const across = Math.floor((left + width) / cell) - firstColumn + 1;
    const down = Math.floor((top + height) / cell) - firstRow + 1;
    const numbers = new Int32Array(across * down).fill(NOWHERE);
    const found = [];
    for (let k = 0; k < of.length; k += 1) {
      const i = among ? among[k] : k;
      const px = x[i] * scale - left;
      const py = y[i] * scale - top;
      if (!(px >= 0 && py >= 0 && px <= width && py <= height)) continue;
      const key = (Math.floor((py + top) / cell) - firstRow) * across + Math.floor((px + left) / cell) - firstColumn;
      if (numbers[key] === NOWHERE) numbers[key] = found.push({ number: found.length, key, x: 0, y: 0, count: 0 }) - 1;
      const spot = found[numbers[key]];
      of[k] = spot.number;
      spot.x += px;
      spot.y += py;
      spot.count += 1;
    }
    for (const spot of found) [spot.x, spot.y] = [spot.x / spot.count, spot.y / spot.count];
    return found;
  }

  // The largest first. One that finds no place is a part of the nearest that has one.
  place(gathered, { radiusOf, obstacles }) {
    const taken = new Cells([0, 0, this.view.width, this.view.height]);
    for (const [x, y, radius] of obstacles) taken.add(boxAround(x, y, radius), boxAround(x, y, radius));
    const placed = [];
    const becomes = new Int32Array(gathered.length);
    for (const spot of [...gathered].sort((a, b) => b.count - a.count || a.key - b.key)) {
      const at = this.freePlace(spot, radiusOf(spot.count), taken);
      if (at || !placed.length) {
        const room = radiusOf(spot.count); // which it keeps when others become a part of it
        const sign = { ...spot, room, at: at ?? [spot.x, spot.y] };
        const box = boxAround(...sign.at, room);
        taken.add(box, box);
        becomes[spot.number] = placed.length;
        placed.push(sign);
      } else becomes[spot.number] = nearest(placed, spot);
    }
    for (let k = 0; k < this.of.length; k += 1) if (this.of[k] !== NOWHERE) this.of[k] = becomes[this.of[k]];
    this.signs = placed;
  }

  freePlace({ x, y }, radius, taken) {
    const { width, height } = this.view;
    const isFree = ([left, top]) => {
      const box = boxAround(left, top, radius);
      return left >= 0 && top >= 0 && left <= width && top <= height && !taken.some(box, (other) => overlaps(other, box));
    };
    for (const step of STEPS) {
      for (let k = 0; k < (step ? DIRECTIONS : 1); k += 1) {
        const turn = (2 * Math.PI * k) / DIRECTIONS;
        const at = [x + Math.cos(turn) * step * this.cell, y + Math.sin(turn) * step * this.cell];
        if (isFree(at)) return at;
      }
    }
    return null;
  }

  clear() {
    const n = this.signs.length;
    this.counts = new Uint32Array(n);
    this.attacks = new Uint32Array(n);
    this.newest = new Int32Array(n).fill(NOWHERE); // the place in the list of what is shown
    Object.assign(this, { counted: null, later: [] });
  }

  /**
   * Counts the shown events (ascending numbers) for each spot, but for those in `apart`, ascending too. Where the list goes on
   * from the one before, only what is new is looked at.
   */
  count(shown, isAttack, apart = []) {
    this.forgetLater();
    const end = apart.length ? firstAtOrAfter(shown, apart[0]) : shown.length;
    if (!this.counted || !goesOn(this.counted, shown, end)) this.clear();
    for (let k = this.counted?.length ?? 0; k < end; k += 1) this.add(shown[k], k, isAttack);
    this.counted = shown.subarray(0, end);
    const left = new Set(apart);
    for (let k = end; k < shown.length; k += 1) if (!left.has(shown[k])) this.addForNow(shown[k], k, isAttack);
  }

  spotOf(i, k) {
    return this.of[this.among ? k : i];
  }

  add(i, k, isAttack) {
    const spot = this.spotOf(i, k);
    if (spot === NOWHERE) return;
    this.counts[spot] += 1;
    this.attacks[spot] += isAttack[i];
    this.newest[spot] = k;
  }

  // What follows those that stand apart is counted anew each time.
  addForNow(i, k, isAttack) {
    const spot = this.spotOf(i, k);
    if (spot === NOWHERE) return;
    this.later.push([spot, isAttack[i], this.newest[spot]]);
    this.add(i, k, isAttack);
  }

  forgetLater() {
    for (const [spot, attack, newest] of this.later.reverse()) {
      this.counts[spot] -= 1;
      this.attacks[spot] -= attack;
      this.newest[spot] = newest;
    }
    this.later = [];
  }
}

function nearest(placed, { x, y }) {
  const far = placed.map(({ at }) => Math.hypot(at[0] - x, at[1] - y));
  return far.indexOf(Math.min(...far));
}
