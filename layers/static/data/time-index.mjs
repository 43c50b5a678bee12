// Which events a moment shows: three ways to read the clock, one index by time.
import table from "./link-keys.json" with { type: "json" };

const rule = (name) => table.keys.find((row) => row.name === name);
export const MODES = rule("mode").choices;
export const [AS_OF, WINDOW, SUM] = MODES;
export const [MAX_DAYS] = rule("days").maximum; // of a window

const BLOCK = 256;
const NEVER = 2147483647; // ongoing: the end lies beyond every day that can be asked for

/** The days [a, b) that the clock speaks of on a day. */
export function queryInterval(mode, day, days, spanStart) {
  const first = { [AS_OF]: day, [WINDOW]: day - days + 1, [SUM]: spanStart }[mode];
  return [Math.min(first, day), day + 1];
}

/** The days [first, end) that the timeline shows and the player plays. */
export function timelineInterval({ focus, span }, { allDates }) {
  return allDates ? span : focus;
}

/** Events by time. Columns are sorted by start, undated last; results are ascending and never written to again. */
export class EventIndex {
  constructor(columns) {
    const { n, start, end } = columns;
    let dated = n;
    while (dated > 0 && start[dated - 1] === null) dated -= 1;
    this.n = n;
    this.all = timeline(countingFrom(0, dated), start, end);
    this.columns = columns;
    this.mask = null;
    this.masked = this.all;
  }

  /** Indices of the events that overlap [a, b) and pass the mask (one byte per event, not changed once given). */
  visible(a, b, mask = null) {
    return overlapping(this.under(mask), a, b);
  }

  /** All that overlap [a, b), whatever the filters. */
  between(a, b) {
    return overlapping(this.all, a, b);
  }

  under(mask) {
    if (mask === this.mask) return this.masked;
    this.mask = mask;
    this.masked = mask ? timeline(this.all.at.filter((i) => mask[i]), this.columns.start, this.columns.end) : this.all;
    return this.masked;
  }

  undated() {
    return countingFrom(this.all.at.length, this.n);
  }
}

function countingFrom(first, end) {
  const numbers = new Uint32Array(end - first);
  for (let k = 0; k < numbers.length; k += 1) numbers[k] = first + k;
  return numbers;
}

// `latest` holds the last end of every block, so that blocks that are over need not be looked into.
function timeline(at, start, end) {
  const starts = new Int32Array(at.length);
  const ends = new Int32Array(at.length);
  const latest = new Int32Array(Math.ceil(at.length / BLOCK)).fill(-NEVER);
  for (let k = 0; k < at.length; k += 1) {
    starts[k] = start[at[k]];
    ends[k] = end[at[k]] ?? NEVER;
    const block = (k / BLOCK) | 0;
    if (ends[k] > latest[block]) latest[block] = ends[k];
  }
  return { at, starts, ends, latest };
}

// All that begin in [a, b) stand together; only those that began earlier and still last are picked one by one.
function overlapping(line, a, b) {
  const from = firstAtOrAfter(line.starts, a);
  const to = firstAtOrAfter(line.starts, b);
  const lasting = lastingInto(line, a, from);
  if (!lasting.length) return line.at.subarray(from, to);
  const result = new Uint32Array(lasting.length + to - from);
  result.set(lasting);
  result.set(line.at.subarray(from, to), lasting.length);
  return result;
}

function lastingInto({ at, ends, latest }, day, before) {
  const lasting = [];
  for (let block = 0; block * BLOCK < before; block += 1) {
    if (latest[block] <= day) continue;
    const stop = Math.min(before, (block + 1) * BLOCK);
    for (let k = block * BLOCK; k < stop; k += 1) if (ends[k] > day) lasting.push(at[k]);
  }
  return lasting;
}

/** Whether the first `end` of `now` begin with all of `before`: so for two prefixes of one list, as the cumulative clock gives them. */
export function goesOn(before, now, end = now.length) {
  return before.buffer === now.buffer && before.byteOffset === now.byteOffset && before.length <= end;
}

/** Position of the first entry >= value in an ascending array. */
export function firstAtOrAfter(ascending, value) {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
