// Lines as the payload packs them (layers/payload/packed_lines.py): a first position, then whole steps from point to point, each
// a variable-length quantity in base 64 (ECMA-426).

const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].map((digit, value) => [digit, value]));
const BITS = 5;
const MORE = 32; // is added to a digit that another one follows

/** [[lon, lat], …] in degrees of steps that are counted in parts of a degree. */
export function unpackedLine(text, perDegree) {
  const line = [];
  const steps = quantities(text);
  let [x, y] = [0, 0];
  for (let k = 0; k + 1 < steps.length; k += 2) {
    x += steps[k];
    y += steps[k + 1];
    line.push([x / perDegree, y / perDegree]);
  }
  return line;
}

function quantities(text) {
  const found = [];
  let [value, shift] = [0, 0];
  for (const digit of text) {
    const bits = DIGITS.get(digit);
    value += (bits % MORE) * 2 ** shift;
    shift += BITS;
    if (bits >= MORE) continue;
    found.push(value % 2 ? -(value - 1) / 2 : value / 2);
    [value, shift] = [0, 0];
  }
  return found;
}
