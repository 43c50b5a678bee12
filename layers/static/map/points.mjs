// The events on the map: one canvas, a sign for each or one for many that lie near each other, never an object per event.
import { firstAtOrAfter } from "../data/time-index.mjs";
import { drawAreas } from "./areas.mjs";
import { mercator, projectedPoints, worldPx } from "./projection.mjs";
import { Spots } from "./spots.mjs";
import { discRadius, EventKinds, SpriteSet } from "./symbols.mjs";

const CANVAS_RIM_PX = 48; // drawn beyond the view's edge, so that a short drag shows no gap
const EVENT_HIT_PX = 4; // a finger or a pointer may miss by so much
const MOST_HITS = 200; // of one sign: more are for the list
const MOVED_PX = 4; // a sign so far off its place has a line to it
const RIM_PX = 1; // that a sign is softened or cased beyond its radius
const NATIONWIDE = "country";
const ATTACK = "attack";
const NO_EVENTS = new Uint32Array(0);
// A page without Leaflet fails at once, and its sentence for that stays; tests that only mention the events need none.
const LeafletLayer = globalThis.L || typeof document !== "undefined" ? L.Layer : Object;

/**
 * options: theme "light" | "dark"; colors {layer id: "#rrggbb"}; pane; obstacles, [[lat, lon, radius], …] that no sign may cover.
 * Events are given as columns (see EventIndex).
 */
export class PointLayer extends LeafletLayer {
  constructor(columns, style, options = {}) {
    super();
    // shadowPane lies above lines and below markers, and nothing here casts a shadow.
    L.setOptions(this, { theme: "light", colors: {}, pane: "shadowPane", obstacles: [], ...options });
    const precision = columns.location_precision;
    const nationwide = precision ? precision.codes.indexOf(NATIONWIDE) : -1;
    const { codes = [], at = [] } = columns.category ?? {};
    Object.assign(this, { columns, style, kinds: new EventKinds(columns, style), shown: NO_EVENTS, steps: null, apart: NO_EVENTS });
    Object.assign(this, { selected: -1, isAttack: Uint8Array.from({ length: columns.n }, (_, i) => Number(codes[at[i]] === ATTACK)) });
    this.points = projectedPoints(columns, (i) => !precision || precision.at[i] !== nationwide);
  }

  onAdd() {
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated event-points", this.getPane());
    this.canvas.style.pointerEvents = "none";
    this.canvas.setAttribute("aria-hidden", "true");
    this.reset();
  }

  onRemove() {
    this.canvas.remove();
    Object.assign(this, { canvas: null, view: null, spots: null, sprites: null, painted: null });
  }

  getEvents() {
    const follow = this._zoomAnimated ? { zoomanim: this.follow } : {};
    return { moveend: this.reset, resize: this.reset, zoom: this.follow, ...follow };
  }

  /**
   * Shows exactly these events (ascending indices, not changed afterwards); steps[k] tells how faint the k-th of them is. Those
   * in `apart`, ascending too, are drawn elsewhere.
   */
  setVisible(indices, steps = null, apart = NO_EVENTS) {
    const pairs = [[indices, this.shown], [steps ?? NO_EVENTS, this.steps ?? NO_EVENTS], [apart, this.apart]];
    const asBefore = pairs.every(([now, before]) => sameNumbers(now, before));
    Object.assign(this, { shown: indices, steps, apart });
    if (this.view && !asBefore) this.draw();
    return this;
  }

  setTheme(theme) {
    if (theme === this.options.theme) return this;
    this.options.theme = theme;
    if (this.view) this.reset();
    return this;
  }

  /** Rings the sign of one event, -1 for none; an event that is not shown has no ring. */
  setSelected(index) {
    if (index === this.selected) return this;
    this.selected = index;
    if (this.view) this.draw();
    return this;
  }

  isShown(index) {
    return this.shown[firstAtOrAfter(this.shown, index)] === index;
  }

  /** The events whose sign lies under a place on the screen, or no farther than `leastPx`: those of the nearest sign, newest first. */
  hits(latlng, leastPx = 0) {
    if (!this.view) return [];
    const { zoom, left, top } = this.view;
    const { x, y } = this._map.project(latlng, zoom);
    const near = this.drawn().map((spot) => ({ spot, far: Math.hypot(spot.x - (x - left), spot.y - (y - top)) - spot.radius }))
      .filter(({ far }) => far <= Math.max(EVENT_HIT_PX, leastPx)).sort((a, b) => a.far - b.far);
    return near.slice(0, 1).flatMap(({ spot }) => this.eventsOf(spot.number));
  }

  // The newest first.
  eventsOf(number) {
    const found = [];
    const list = this.listed;
    for (let k = list.length - 1; k >= 0 && found.length < MOST_HITS; k -= 1) {
      if (this.spots.spotOf(list[k], k) === number && !this.apart.includes(list[k])) found.push(list[k]);
    }
    return found;
  }

  /** The boxes of the signs now drawn, in pixels of the map. */
  boxes() {
    if (!this.view) return [];
    return this.drawn().map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius].map((px) => px - CANVAS_RIM_PX));
  }

  /** The box of the sign that the selected event has, or is a part of, or null. */
  chosenBox() {
    const k = this.view ? this.drawn().findIndex(({ number }) => this.holdsSelected(number)) : -1;
    return k < 0 ? null : this.boxes()[k];
  }

  /** Whether a sign with a number is in view. */
  hasNumbers() {
    const { width, height } = this.view;
    const isInView = ({ x, y }) => x > CANVAS_RIM_PX && y > CANVAS_RIM_PX && x < width - CANVAS_RIM_PX && y < height - CANVAS_RIM_PX;
    return this.drawn().some((spot) => spot.count > 1 && isInView(spot));
  }

  // What has a sign: {number, count, attacks, x, y, radius}, in pixels of the view.
  drawn() {
    const { signs, counts, attacks } = this.spots;
    const radiusIn = (room, count) => Math.min(room - RIM_PX, this.radiusOf(count));
    return signs.flatMap(({ at: [x, y], room }, number) => (counts[number]
      ? [{ number, count: counts[number], attacks: attacks[number], x, y, radius: radiusIn(room, counts[number]) }] : []));
  }

  radiusOf(count) {
    return count < 2 ? this.style.event.radius : discRadius(count, this.style.page.spot);
  }

  isFew() {
    return this.shown.length <= this.style.page.spot.few;
  }

  // Places the canvas over the view and everything on the canvas anew.
  reset() {
    const map = this._map;
    const zoom = map.getZoom();
    const rim = L.point(CANVAS_RIM_PX, CANVAS_RIM_PX);
    const corner = map.containerPointToLayerPoint(rim.multiplyBy(-1)).round();
    const size = map.getSize().add(rim.multiplyBy(2)).round();
    const origin = map.getPixelOrigin().add(corner);
    this.view = {
      ratio: Math.max(1, window.devicePixelRatio || 1), zoom, left: origin.x, top: origin.y, scale: worldPx(zoom),
      width: size.x, height: size.y, corner: map.unproject(origin, zoom),
    };
    Object.assign(this, { spots: null, painted: null });
    this.fitCanvas(corner);
    this.draw();
  }

  fitCanvas(corner) {
    const { width, height, ratio } = this.view;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (this.canvas.width !== across) this.canvas.width = across;
    if (this.canvas.height !== down) this.canvas.height = down;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    L.DomUtil.setPosition(this.canvas, corner);
    const { theme, colors } = this.options;
    if (this.sprites?.theme === theme && this.sprites.ratio === ratio) return;
    this.sprites = new SpriteSet(this.kinds, this.style, { theme, ratio, colors });
  }

  // While the map zooms the canvas is stretched along; moveend draws it anew.
  follow({ center = this._map.getCenter(), zoom = this._map.getZoom() }) {
    const map = this._map;
    const pane = L.DomUtil.getPosition(map.getPane("mapPane"));
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(pane).round();
    const corner = map.project(this.view.corner, zoom).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, map.getZoomScale(zoom, this.view.zoom));
  }

  draw() {
    const before = this.painted?.spots;
    this.countSpots();
    const pen = this.canvas.getContext("2d");
    const { ratio } = this.view;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const isOther = this.spots !== before || this.painted.selected !== this.selected;
    if (this.isFew() || isOther) this.drawAll(pen);
    else this.drawChanged(pen);
    pen.globalAlpha = 1;
  }

  drawAll(pen) {
    const { width, height } = this.view;
    pen.clearRect(0, 0, width, height);
    if (this.isFew()) this.drawAreas(pen);
    const drawn = this.drawn().map((spot) => ({ ...spot, look: this.lookOf(spot) }));
    for (const spot of drawn) this.drawLeader(pen, spot);
    for (const spot of drawn) this.drawSign(pen, spot);
    this.painted = { spots: this.spots, selected: this.selected, signs: new Map(drawn.map((spot) => [spot.number, spot])) };
  }

  // Signs cover none of each other: of many, each is painted anew by itself, where it looks different.
  drawChanged(pen) {
    const { signs } = this.painted;
    const drawn = new Map(this.drawn().map((spot) => [spot.number, { ...spot, look: this.lookOf(spot) }]));
    for (const [number, { x, y, radius }] of signs) if (!drawn.has(number)) this.wipe(pen, x, y, radius);
    for (const [number, spot] of drawn) {
      const was = signs.get(number);
      if (was && isSameLook(was.look, spot.look)) continue;
      if (was) this.wipe(pen, was.x, was.y, was.radius);
      this.drawSign(pen, spot);
    }
    signs.clear();
    for (const [number, spot] of drawn) signs.set(number, spot);
  }

  wipe(pen, x, y, radius) {
    const reach = radius + RIM_PX;
    pen.clearRect(x - reach, y - reach, 2 * reach, 2 * reach);
  }

  // Few have the spots of the moment, many those of all events, which are counted from step to step.
  countSpots() {
    const { view, style: { page }, shown, apart } = this;
    const obstacles = this.options.obstacles.map(([lat, lon, radius]) => [...this.onCanvas(mercator(lat, lon)), radius]);
    const rules = { cell: page.spot.cell, radiusOf: (count) => this.radiusOf(count) + RIM_PX, obstacles };
    const few = this.isFew();
    if (few) this.spots = new Spots(this.points, view, rules, this.listed = without(shown, apart));
    else if (!this.spots || this.spots.among) this.spots = new Spots(this.points, view, rules);
    if (!few) this.listed = shown;
    this.spots.count(this.listed, this.isAttack, few ? NO_EVENTS : apart);
  }

  onCanvas([x, y]) {
    const { scale, left, top } = this.view;
    return [x * scale - left, y * scale - top];
  }

  drawAreas(pen) {
    const { fade } = this.style.page;
    drawAreas(pen, this.columns, this.shown, {
      view: { ...this.view, ratio: 1 }, area: this.style.area,
      colourOf: (i) => this.sprites.colour(this.kinds.describe(this.kinds.of[i])), opacityOf: (k) => fade[this.steps?.[k] ?? 0],
    });
  }

  drawLeader(pen, { number, x, y }) {
    const { x: fromX, y: fromY } = this.spots.signs[number];
    if (Math.hypot(fromX - x, fromY - y) <= MOVED_PX) return;
    const { base, lettering: { leader } } = this.sprites.palette;
    Object.assign(pen, { strokeStyle: base.text, lineWidth: leader.width, globalAlpha: 1 });
    pen.beginPath();
    pen.moveTo(fromX, fromY);
    pen.lineTo(x, y);
    pen.stroke();
  }

  lookOf({ number, count, attacks, radius }) {
    const newest = this.listed[this.spots.newest[number]];
    return {
      sprite: count < 2 ? this.sprites.canvas(this.kinds.of[newest], radius * 2) : this.sprites.disc(count, attacks, radius),
      opacity: this.style.page.fade[this.steps ? this.stepOf(newest) : 0],
      isChosen: this.holdsSelected(number),
    };
  }

  drawSign(pen, { x, y, radius, look: { sprite, opacity, isChosen } }) {
    const side = sprite.width / this.view.ratio;
    if (isChosen) this.drawRing(pen, x, y, radius);
    pen.globalAlpha = opacity;
    pen.drawImage(sprite, x - side / 2, y - side / 2, side, side);
  }

  stepOf(index) {
    return this.steps[firstAtOrAfter(this.shown, index)];
  }

  holdsSelected(number) {
    const { selected, listed } = this;
    if (selected < 0 || this.apart.includes(selected)) return false;
    const k = firstAtOrAfter(listed, selected);
    return listed[k] === selected && this.spots.spotOf(selected, k) === number;
  }

  drawRing(pen, x, y, radius) {
    const { base, page: { chosen_event: chosen } } = this.sprites.palette;
    pen.globalAlpha = 1;
    for (const [width, colour] of chosen.strokes) {
      pen.beginPath();
      pen.arc(x, y, radius + chosen.off, 0, 2 * Math.PI);
      Object.assign(pen, { lineWidth: width, strokeStyle: base[colour] });
      pen.stroke();
    }
  }
}

const isSameLook = (a, b) => a.sprite === b.sprite && a.opacity === b.opacity && a.isChosen === b.isChosen;

const without = (list, left) => (left.length ? list.filter((i) => !left.includes(i)) : list);

// On many days nothing begins or ends.
function sameNumbers(before, now) {
  if (before.length !== now.length) return false;
  return (before.buffer === now.buffer && before.byteOffset === now.byteOffset) || before.every((i, k) => i === now[k]);
}
