// The names of the countries, each inside the part of it that is in view.
import { turnsInView } from "./basemap.mjs";
import { measuredLabel } from "../lettering/words.mjs";

const ROW_SHARE = 0.75; // of a name's height, from one row of a country to the next: a name needs three of them
const EDGE_PX = 4; // that a name keeps off the edge of its country
const MOST_SPOTS = 60;
const ASIDE = [0.5, 0.25, 0.75, 0, 1]; // of the room in a row: the middle first

/** The names of the countries in view that have room for them, in one line or in two; `nameOf(country)` is in the reader's language. */
export function countryLabels(pen, view, { grounds, focus }, { palette, nameOf }) {
  const labels = new Map(); // by name: of the finest ground that has room for it
  for (const ground of grounds) {
    for (const seen of turnsInView(ground, view)) {
      const frame = common(view.frame, canvasFrame(ground, seen));
      for (const country of ground.countries.filter(({ bounds }) => seen.sees(bounds))) {
        const text = nameOf(country).toUpperCase();
        const rank = focus.has(country.code) ? "focus" : "neighbour";
        const inLines = (lines) => {
          const label = measuredLabel(pen, palette, rank, { text: lines, kind: "area", key: `area ${lines}`, rank });
          const spots = spotsWithin(country.lines, seen, frame, label);
          return spots.length ? { ...label, spots } : null;
        };
        const found = text ? [text, ...inTwoLines(text)].map(inLines).filter(Boolean) : [];
        if (found.length) labels.set(text, { ...found[0], instead: found[1] });
      }
    }
  }
  return [...labels.values()];
}

// Broken at the space after which the two lines are the most alike.
function inTwoLines(text) {
  const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
  const [at] = spaces.sort((a, b) => Math.abs(2 * a - text.length) - Math.abs(2 * b - text.length));
  return at === undefined ? [] : [`${text.slice(0, at)}\n${text.slice(at + 1)}`];
}

function canvasFrame({ frame: [west, north, east, south] }, view) {
  return [...view.toCanvas(west, north), ...view.toCanvas(east, south)];
}

const common = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];

/** Middles of places where a name of this size stands wholly inside the rings of an area, the roomiest and most central first. */
export function spotsWithin(rings, view, frame, { width, height }) {
  const step = height * ROW_SHARE;
  const rows = intervalsOf(rings, view, frame, step);
  const [first, last] = [rows.findIndex(({ length }) => length), rows.findLastIndex(({ length }) => length)];
  const spots = [];
  for (let k = first + 1; k > 0 && k < last; k += 1) {
    const y = frame[1] + k * step;
    const central = Math.abs(k - (first + last) / 2) * step;
    for (const [left, right] of shared(rows[k], shared(rows[k - 1], rows[k + 1]))) {
      const room = right - left - width - 2 * EDGE_PX;
      if (room < 0) continue;
      for (const share of ASIDE) {
        const aside = Math.abs(share - 0.5) * room;
        spots.push({ x: left + EDGE_PX + width / 2 + share * room, y, worth: right - left - 2 * central - aside });
      }
    }
  }
  return spots.sort((a, b) => b.worth - a.worth).slice(0, MOST_SPOTS).map(({ x, y }) => [x, y]);
}

// [[left, right], …] of what lies inside the rings, for each row of the frame: where a row crosses them, in and out in turn.
function intervalsOf(rings, view, [left, top, right, bottom], step) {
  const count = Math.max(0, Math.floor((bottom - top) / step) + 1);
  const rows = Array.from({ length: count }, () => []);
  for (const ring of rings) {
    let [x0, y0] = view.toCanvas(...ring[0]);
    for (let n = 1; n < ring.length; n += 1) {
      const [x1, y1] = [ring[n][0] * view.scale - view.left, ring[n][1] * view.scale - view.top];
      const [low, high] = [Math.min(y0, y1), Math.max(y0, y1)];
      const end = Math.min(count - 1, Math.ceil((high - top) / step) - 1);
      for (let k = Math.max(0, Math.ceil((low - top) / step)); k <= end; k += 1) {
        rows[k].push(x0 + ((x1 - x0) * (top + k * step - y0)) / (y1 - y0));
      }
      [x0, y0] = [x1, y1];
    }
  }
  return rows.map((crossed) => {
    crossed.sort((a, b) => a - b);
    const pairs = Array.from({ length: crossed.length >> 1 }, (_, n) => [crossed[2 * n], crossed[2 * n + 1]]);
    return pairs.map(([a, b]) => [Math.max(a, left), Math.min(b, right)]).filter(([a, b]) => b > a);
  });
}

function shared(some, others) {
  return some.flatMap(([a, b]) => others.map(([c, d]) => [Math.max(a, c), Math.min(b, d)]).filter(([from, to]) => to > from));
}
