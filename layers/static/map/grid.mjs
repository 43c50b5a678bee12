// Which events lie near a pixel: events sorted into square cells, built once per view.

export class PixelGrid {
  /** `centres[i]` is the pixel number of event i on a canvas `width` pixels wide, -1 when it is not there. */
  constructor(centres, width, height, cell = 32) {
    this.centres = centres;
    this.width = width;
    this.cell = cell;
    this.across = Math.ceil(width / cell);
    this.down = Math.ceil(height / cell);
    this.first = new Uint32Array(this.across * this.down + 1);
    this.members = this.sorted();
  }

  // Counting sort: first[c] becomes where cell c begins among the members.
  sorted() {
    const { centres, first } = this;
    for (let i = 0; i < centres.length; i += 1) if (centres[i] >= 0) first[this.cellOf(centres[i]) + 1] += 1;
    for (let c = 1; c < first.length; c += 1) first[c] += first[c - 1];
    const next = first.slice();
    const members = new Uint32Array(first.at(-1));
    for (let i = 0; i < centres.length; i += 1) if (centres[i] >= 0) members[next[this.cellOf(centres[i])]++] = i;
    return members;
  }

  cellOf(centre) {
    const row = Math.floor(centre / this.width);
    return Math.floor(row / this.cell) * this.across + Math.floor((centre - row * this.width) / this.cell);
  }

  /** Accepted events within a radius, nearest first, among equally near ones the newest first. */
  within(x, y, radius, accept = () => true) {
    const hits = [];
    for (const cell of this.cellsAround(x, y, radius)) {
      for (let k = this.first[cell]; k < this.first[cell + 1]; k += 1) {
        const i = this.members[k];
        const far = this.distance(i, x, y);
        if (far <= radius && accept(i)) hits.push([far, i]);
      }
    }
    return hits.sort((a, b) => a[0] - b[0] || b[1] - a[1]).map(([, i]) => i);
  }

  distance(i, x, y) {
    const centre = this.centres[i];
    return Math.hypot((centre % this.width) - x, Math.floor(centre / this.width) - y);
  }

  cellsAround(x, y, radius) {
    const span = (middle, count) => [
      Math.max(0, Math.floor((middle - radius) / this.cell)),
      Math.min(count - 1, Math.floor((middle + radius) / this.cell)),
    ];
    const [left, right] = span(x, this.across);
    const [top, bottom] = span(y, this.down);
    const cells = [];
    for (let row = top; row <= bottom; row += 1) for (let c = left; c <= right; c += 1) cells.push(row * this.across + c);
    return cells;
  }
}
