// How many of the attacks shown lie along the roads, by pieces of at most ten kilometres; a leg that routes share is there once.
import { memoizeLast } from "../../base/memoize.mjs";
import { firstAtOrAfter, goesOn } from "../time-index.mjs";
import { isAttack } from "./news.mjs";

const PIECE_KM = 10;
const FAR_KM = 15; // an attack farther from its roads is told of the route alone
const STRETCH_KM = 2; // so near to a known stretch a piece is a part of it
const KM_PER_DEGREE = 111.195; // of a great circle on a sphere of 6371 km
const PLACED = ["exact", "town"];

/** Which class of the style table a number of attacks per ten kilometres is in, -1 for none. */
export function densityClass({ page: { density } }, attacks) {
  return attacks > 0 ? density.findLastIndex(({ least }, k) => attacks >= least || k === 0) : -1;
}

/**
 * `of(shown)` is {density, attacks, text} of the events shown: attacks per ten kilometres of each of the `pieces`, how many belong
 * to each route, by its number, and a text that tells apart what is drawn. What is known to a stretch counts evenly along it, what
 * is known to a region with the route alone. An attack belongs to the routes that the data name.
 */
export function makeAttackDensity({ events, routes, style }) {
  const pieces = piecesOf(routes);
  const found = new Map(); // the pieces of an attack, looked for once
  const piecesFor = (i) => {
    if (!found.has(i)) found.set(i, piecesOfAttack(events, i, pieces));
    return found.get(i);
  };
  const along = Array.from({ length: events.n }, (_, i) => i).filter((i) => events.routes[i]?.length && isAttack(events, i));
  const nothing = () => ({ shown: null, next: 0, counts: new Float64Array(pieces.length), attacks: new Uint32Array(routes.length) });
  let counted = nothing();
  const add = (i) => {
    for (const route of events.routes[i]) counted.attacks[route] += 1;
    const own = piecesFor(i);
    for (const piece of own) counted.counts[piece] += 1 / own.length;
  };
  const of = memoizeLast((shown) => {
    if (!counted.shown || !goesOn(counted.shown, shown)) counted = nothing(); // else only what is new is looked at
    for (; along[counted.next] <= shown.at(-1); counted.next += 1) {
      const i = along[counted.next];
      if (shown[firstAtOrAfter(shown, i)] === i) add(i);
    }
    counted.shown = shown;
    const density = counted.counts.map((count, k) => (count * PIECE_KM) / pieces[k].km);
    const attacks = counted.attacks.slice();
    return { density, attacks, text: Array.from(density, (each) => densityClass(style, each)).join() };
  });
  return { pieces, of };
}

// {line: [[lon, lat], …], km, routes: the numbers of its routes}, the legs in order.
function piecesOf(routes) {
  const legs = new Map();
  for (const [number, route] of routes.entries()) {
    for (const [k, leg] of route.legs.entries()) {
      if (!legs.has(leg)) legs.set(leg, { line: route.lines[k], routes: [] });
      legs.get(leg).routes.push(number);
    }
  }
  return [...legs.values()].flatMap(({ line, routes: of }) => cut(line).map((piece) => ({ ...piece, routes: of })));
}

function cut(line) {
  const along = [0];
  for (let k = 1; k < line.length; k += 1) along.push(along[k - 1] + kmBetween(line[k - 1], line[k]));
  const km = along.at(-1);
  const count = Math.max(1, Math.ceil(km / PIECE_KM));
  return Array.from({ length: count }, (_, n) => {
    const [from, to] = [(km * n) / count, (km * (n + 1)) / count];
    const between = line.filter((_point, k) => along[k] > from && along[k] < to);
    const piece = [pointAt(line, along, from), ...between, pointAt(line, along, to)];
    const latitudes = piece.map(([, lat]) => lat);
    return { line: piece, south: Math.min(...latitudes), north: Math.max(...latitudes), km: km / count || PIECE_KM };
  });
}

function pointAt(line, along, km) {
  const k = Math.max(1, along.findIndex((far) => far >= km));
  const share = (km - along[k - 1]) / (along[k] - along[k - 1] || 1);
  return [0, 1].map((axis) => line[k - 1][axis] + (line[k][axis] - line[k - 1][axis]) * share);
}

function piecesOfAttack(events, i, pieces) {
  const own = [...pieces.keys()].filter((k) => pieces[k].routes.some((route) => events.routes[i].includes(route)));
  const stretch = events.stretch[i]?.map(([lat, lon]) => [lon, lat]);
  if (stretch) return own.filter((k) => kmFrom(middleOf(pieces[k].line), stretch) <= STRETCH_KM);
  if (!PLACED.includes(events.location_precision.codes[events.location_precision.at[i]]) || events.lat[i] === null) return [];
  const place = [events.lon[i], events.lat[i]];
  const far = FAR_KM / KM_PER_DEGREE;
  const isAbout = (k) => place[1] > pieces[k].south - far && place[1] < pieces[k].north + far;
  const near = own.filter(isAbout).map((k) => ({ k, km: kmFrom(place, pieces[k].line) }))
    .reduce((best, each) => (each.km < best.km ? each : best), { km: FAR_KM });
  return near.k === undefined ? [] : [near.k];
}

const middleOf = (line) => [0, 1].map((axis) => (line[0][axis] + line.at(-1)[axis]) / 2);

// Kilometres from a place to the nearest point of a line, on a plane about the place.
function kmFrom(place, line) {
  const flat = line.map(([lon, lat]) => [(lon - place[0]) * Math.cos((place[1] * Math.PI) / 180), lat - place[1]]);
  let least = Math.hypot(...flat[0]);
  for (let k = 1; k < flat.length; k += 1) {
    const [[x0, y0], [x1, y1]] = [flat[k - 1], flat[k]];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const t = Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x0 + t * dx, y0 + t * dy));
  }
  return least * KM_PER_DEGREE;
}

function kmBetween([lon0, lat0], [lon1, lat1]) {
  return Math.hypot((lon1 - lon0) * Math.cos((((lat0 + lat1) / 2) * Math.PI) / 180), lat1 - lat0) * KM_PER_DEGREE;
}
