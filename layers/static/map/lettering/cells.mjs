// What lies near a box: things with a box of their own, each in the square cells that it touches.

const CELL_PX = 64;

export class Cells {
  /** `frame` is [x0, y0, x1, y1]; what lies outside of it is not found. */
  constructor(frame) {
    this.frame = frame;
    this.across = Math.max(1, Math.ceil((frame[2] - frame[0]) / CELL_PX));
    this.down = Math.max(1, Math.ceil((frame[3] - frame[1]) / CELL_PX));
    this.members = [];
  }

  add(box, thing) {
    for (const cell of this.cellsOf(box)) (this.members[cell] ??= []).push(thing);
  }

  /** Whether any thing in the cells of a box passes a test. */
  some([x0, y0, x1, y1], test) {
    const [left, top] = this.frame;
    const [first, last] = [Math.max(0, Math.floor((x0 - left) / CELL_PX)), Math.min(this.across - 1, Math.floor((x1 - left) / CELL_PX))];
    const low = Math.min(this.down - 1, Math.floor((y1 - top) / CELL_PX));
    for (let row = Math.max(0, Math.floor((y0 - top) / CELL_PX)); row <= low; row += 1) {
      for (let column = first; column <= last; column += 1) {
        if (this.members[row * this.across + column]?.some(test)) return true;
      }
    }
    return false;
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
