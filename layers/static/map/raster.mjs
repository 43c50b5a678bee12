// Very many symbols at once, as pixels: an image of RGBA words, stamped newest first.
//
// On every pixel the strongest opacity wins, and among equals the newest event. That rule does not depend on the order of
// stamping, so adding later events on top gives the same picture as stamping everything anew.

/** Pixels of a symbol that are not empty: `offsets` from its centre in an image so many pixels wide. */
export function makeStamp(words, size, imageWidth, opacity = 1) {
  const middle = (size - 1) / 2;
  const offsets = [];
  const colours = [];
  for (let p = 0; p < words.length; p += 1) {
    const alpha = Math.round((words[p] >>> 24) * opacity);
    if (!alpha) continue;
    offsets.push((Math.floor(p / size) - middle) * imageWidth + (p % size) - middle);
    colours.push(((words[p] & 0xffffff) | (alpha << 24)) >>> 0);
  }
  const strength = colours.reduce((most, colour) => Math.max(most, colour >>> 24), 0);
  return { offsets: Int32Array.from(offsets), colours: Uint32Array.from(colours), strength };
}

/** `centres[i]` is the pixel number of event i, or -1 when it is not drawn; it must keep a stamp's half size from the rim. */
export class Raster {
  constructor(words, width) {
    this.words = words;
    this.width = width;
    this.taken = new Uint8Array(words.length); // the strength already stamped around this very centre
  }

  clear() {
    this.words.fill(0);
    this.taken.fill(0);
  }

  /** Stamps the events `indices` (oldest first) on the cleared image; `stampOf(i, k)` is the stamp of event i = indices[k]. */
  stampAll(indices, centres, stampOf) {
    const { words, taken } = this;
    for (let k = indices.length - 1; k >= 0; k -= 1) {
      const i = indices[k];
      const centre = centres[i];
      if (centre < 0 || taken[centre] === 255) continue;
      const stamp = stampOf(i, k);
      if (taken[centre] >= stamp.strength) continue;
      taken[centre] = stamp.strength;
      stampUnder(words, centre, stamp);
    }
  }

  /** Stamps events newer than all before, on top; answers the box [x0, y0, x1, y1) of their centres, or null. */
  stampOnTop(indices, centres, stampOf) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    indices.forEach((i, k) => {
      const centre = centres[i];
      if (centre < 0) return;
      const stamp = stampOf(i, k);
      this.taken[centre] = Math.max(this.taken[centre], stamp.strength);
      stampOver(this.words, centre, stamp);
      widen(box, centre % this.width, Math.floor(centre / this.width));
    });
    return box[0] === Infinity ? null : box;
  }
}

function stampUnder(words, centre, { offsets, colours }) {
  for (let j = 0; j < offsets.length; j += 1) {
    const at = centre + offsets[j];
    if (words[at] >>> 24 < colours[j] >>> 24) words[at] = colours[j];
  }
}

function stampOver(words, centre, { offsets, colours }) {
  for (let j = 0; j < offsets.length; j += 1) {
    const at = centre + offsets[j];
    if (words[at] >>> 24 <= colours[j] >>> 24) words[at] = colours[j];
  }
}

function widen(box, x, y) {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x >= box[2]) box[2] = x + 1;
  if (y >= box[3]) box[3] = y + 1;
}
