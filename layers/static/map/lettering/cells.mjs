// What lies near a box: things with a box of their own, each in the square cells that it touches.

const CELL_PX = 64;

export class Cells {
  /** `frame` is [x0, y0, x1, y1]; what lies outside of it is not found. */
  constructor(frame) {
    this.frame = frame;
    this.across = Math.max(1, Math.ceil((frame[2] - frame[0]) / CELL_PX));
    this.down = Math.max(1, Math.ceil((frame[3] - frame[1]) / CELL_PX));
    this.members = new Map();
  }

  add(box, thing) {
    for (const cell of this.cellsOf(box)) {
      if (!this.members.has(cell)) this.members.set(cell, []);
      this.members.get(cell).push(thing);
    }
  }

  /** Whether any thing in the cells of a box passes a test. */
  some(box, test) {
    return this.cellsOf(box).some((cell) => this.members.get(cell)?.some(test));
  }

  cellsOf([x0, y0, x1, y1]) {
    const [left, top] = this.frame;
    const column = (x) => Math.floor((x - left) / CELL_PX);
    const row = (y) => Math.floor((y - top) / CELL_PX);
    const cells = [];
    for (let r = Math.max(0, row(y0)); r <= Math.min(this.down - 1, row(y1)); r += 1) {
      for (let c = Math.max(0, column(x0)); c <= Math.min(this.across - 1, column(x1)); c += 1) cells.push(r * this.across + c);
    }
    return cells;
  }
}
