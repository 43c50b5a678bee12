// Colour differences as the eye sees them. Machado, Oliveira and Fernandes (2009), severity 1.0; CIEDE2000 (CIE 142);
// contrast by WCAG 2; hues in OKLCH (Ottosson 2020, as in CSS Color 4). No product code is used here.

const IDENTITY = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
export const SIGHTS = {
  "full colour vision": IDENTITY,
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};
const TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]];
const WHITE = [0.95047, 1, 1.08883]; // D65
const TO_CONES = [
  [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_OKLAB = [
  [0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766],
];

const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, value, k) => sum + value * vector[k], 0));
const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const channels = (hex) => [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
const clipped = (c) => Math.min(1, Math.max(0, c));

export function contrast(a, b) {
  const [dark, light] = [a, b].map((hex) => times(TO_XYZ, channels(hex))[1]).sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

export function labSeenBy(sight, hex) {
  const xyz = times(TO_XYZ, times(SIGHTS[sight], channels(hex)).map(clipped));
  const [x, y, z] = xyz.map((value, k) => value / WHITE[k]).map((t) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Lightness 0 to 1, chroma, hue in degrees; of a grey, whose chroma is almost 0, the hue says nothing. */
export function oklch(hex) {
  const [lightness, a, b] = times(TO_OKLAB, times(TO_CONES, channels(hex)).map(Math.cbrt));
  return [lightness, Math.hypot(a, b), hue(a, b)];
}

const radians = (degrees) => (degrees * Math.PI) / 180;
const hue = (a, b) => (a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360);

export function ciede2000([L1, a1, b1], [L2, a2, b2]) {
  const mean7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const stretch = 1 + 0.5 * (1 - Math.sqrt(mean7 / (mean7 + 25 ** 7)));
  const [A1, A2] = [a1 * stretch, a2 * stretch];
  const [C1, C2] = [Math.hypot(A1, b1), Math.hypot(A2, b2)];
  const [h1, h2] = [hue(A1, b1), hue(A2, b2)];
  const grey = C1 * C2 === 0;
  const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const between = grey ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : ((h1 + h2 + 360) / 2) % 360;
  const [L, C] = [(L1 + L2) / 2, (C1 + C2) / 2];
  const T = 1 - 0.17 * Math.cos(radians(between - 30)) + 0.24 * Math.cos(radians(2 * between))
    + 0.32 * Math.cos(radians(3 * between + 6)) - 0.2 * Math.cos(radians(4 * between - 63));
  const dL = (L2 - L1) / (1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2));
  const dC = (C2 - C1) / (1 + 0.045 * C);
  const dH = (2 * Math.sqrt(C1 * C2) * Math.sin(radians(turn) / 2)) / (1 + 0.015 * C * T);
  const swing = 30 * Math.exp(-(((between - 275) / 25) ** 2));
  const R = -Math.sin(radians(2 * swing)) * 2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7));
  return Math.sqrt(dL ** 2 + dC ** 2 + dH ** 2 + R * dC * dH);
}
