// Lines as the payload packs them (layers/payload/packed_lines.py): a first position, then whole steps from point to point.

/** [[lon, lat], …] in degrees of [x, y, dx, dy, …], counted in parts of a degree. */
export function unpackedLine(steps, perDegree) {
  const line = [];
  let [x, y] = [0, 0];
  for (let k = 0; k + 1 < steps.length; k += 2) {
    x += steps[k];
    y += steps[k + 1];
    line.push([x / perDegree, y / perDegree]);
  }
  return line;
}
