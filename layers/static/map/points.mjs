// The events on the map: one canvas, a few large symbols or very many dots, never an object per event.
import { firstAtOrAfter } from "../data/time-index.mjs";
import { drawAreas } from "./areas.mjs";
import { PixelGrid } from "./grid.mjs";
import { ProjectedPoints, worldPx } from "./projection.mjs";
import { Raster } from "./raster.mjs";
import { drawCount, drawRing, EventKinds, SpriteSet } from "./symbols.mjs";

const MOST_SIGNS = 600;
const MOST_SMALL_SIGNS = 2000; // more are drawn as dots
const COARSE_FROM = 30000; // so many dots cover the screen anyway: one canvas pixel per CSS pixel is enough
const CANVAS_RIM_PX = 48; // drawn beyond the view's edge, so that a short drag shows no gap
const SPRITE_RIM_PX = 9; // no symbol is wider on either side of its centre
const EVENT_HIT_PX = 4; // a finger or a pointer may miss by so much
const NATIONWIDE = "country";
const NO_EVENTS = new Uint32Array(0);
// A page without Leaflet fails at once, and its sentence for that stays; tests that only mention the events need none.
const LeafletLayer = globalThis.L || typeof document !== "undefined" ? L.Layer : Object;

/** options: theme "light" | "dark"; colors {layer id: "#rrggbb"}; pane. Events are given as columns (see EventIndex). */
export class PointLayer extends LeafletLayer {
  constructor(columns, style, options = {}) {
    super();
    // shadowPane lies above lines and below markers, and nothing here casts a shadow.
    L.setOptions(this, { theme: "light", colors: {}, pane: "shadowPane", ...options });
    const precision = columns.location_precision;
    const nationwide = precision ? precision.codes.indexOf(NATIONWIDE) : -1;
    Object.assign(this, { columns, style, kinds: new EventKinds(columns, style), shown: NO_EVENTS, steps: null, selected: -1 });
    this.projected = new ProjectedPoints(columns, (i) => !precision || precision.at[i] !== nationwide);
  }

  onAdd() {
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated event-points", this.getPane());
    this.ring = L.DomUtil.create("canvas", "leaflet-zoom-animated event-ring", this.getPane());
    for (const canvas of [this.canvas, this.ring]) {
      canvas.style.pointerEvents = "none";
      canvas.setAttribute("aria-hidden", "true");
    }
    this.reset();
  }

  onRemove() {
    this.canvas.remove();
    this.ring.remove();
    Object.assign(this, { canvas: null, ring: null, view: null, grid: null, sprites: null });
    Object.assign(this, { image: null, raster: null, rastered: null });
  }

  getEvents() {
    const follow = this._zoomAnimated ? { zoomanim: this.follow } : {};
    return { moveend: this.reset, resize: this.reset, zoom: this.follow, ...follow };
  }

  /** Shows exactly these events (ascending indices, not changed afterwards); steps[k] tells how faint the k-th of them is. */
  setVisible(indices, steps = null) {
    const asBefore = sameNumbers(indices, this.shown) && sameNumbers(steps ?? NO_EVENTS, this.steps ?? NO_EVENTS);
    Object.assign(this, { shown: indices, steps });
    if (this.view && !asBefore) this.draw();
    return this;
  }

  setTheme(theme) {
    if (theme === this.options.theme) return this;
    this.options.theme = theme;
    if (this.view) this.reset();
    return this;
  }

  /** Rings one event, -1 for none; an event that is not shown has no ring. */
  setSelected(index) {
    if (index === this.selected) return this;
    this.selected = index;
    if (this.view) this.placeRing();
    return this;
  }

  isShown(index) {
    return this.shown[firstAtOrAfter(this.shown, index)] === index;
  }

  /** All shown events whose symbols lie under a place on the screen, or no farther than `leastPx`: nearest first, then newest first. */
  hits(latlng, leastPx = 0) {
    if (!this.view) return [];
    const { ratio, zoom, left, top, width, height } = this.view;
    const { x, y } = this._map.project(latlng, zoom).multiplyBy(ratio);
    this.grid ??= new PixelGrid(this.projected.centres, width, height);
    const radius = Math.max(this.sizePx() / 2 + EVENT_HIT_PX, leastPx);
    return this.grid.within(x - left, y - top, radius * ratio, (i) => this.isShown(i));
  }

  sizePx() {
    const { event, page } = this.style;
    if (this.asDots()) return page.dot.diameter;
    return this.shown.length > MOST_SIGNS ? page.crowded.diameter : event.radius * 2;
  }

  asDots() {
    return this.shown.length > MOST_SMALL_SIGNS;
  }

  pixelRatio() {
    return this.shown.length > COARSE_FROM ? 1 : Math.max(1, window.devicePixelRatio || 1);
  }

  // Places the canvas over the view and everything on the canvas anew.
  reset() {
    const map = this._map;
    const ratio = this.pixelRatio();
    const zoom = map.getZoom();
    const rim = L.point(CANVAS_RIM_PX, CANVAS_RIM_PX);
    const corner = map.containerPointToLayerPoint(rim.multiplyBy(-1)).round();
    const size = map.getSize().add(rim.multiplyBy(2)).multiplyBy(ratio).round();
    const origin = map.getPixelOrigin().add(corner);
    this.view = {
      ratio, zoom, left: origin.x * ratio, top: origin.y * ratio, scale: worldPx(zoom) * ratio,
      width: size.x, height: size.y, corner: map.unproject(origin, zoom),
    };
    this.projected.plot({ ...this.view, rim: Math.ceil(SPRITE_RIM_PX * ratio) });
    Object.assign(this, { grid: null, rastered: null });
    this.fitCanvas(corner);
    this.draw();
  }

  fitCanvas(corner) {
    const { width, height, ratio } = this.view;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.canvas.style.width = `${width / ratio}px`;
    this.canvas.style.height = `${height / ratio}px`;
    L.DomUtil.setPosition(this.canvas, corner);
    const { theme, colors } = this.options;
    const same = this.sprites?.theme === theme && this.sprites.ratio === ratio && this.sprites.width === width;
    if (same) return;
    this.sprites = new SpriteSet(this.kinds, this.style, { theme, ratio, colors, width });
    drawRing(this.ring, this.sprites.palette, Math.max(1, window.devicePixelRatio || 1));
  }

  // While the map zooms the canvas is stretched along; moveend draws it anew.
  follow({ center = this._map.getCenter(), zoom = this._map.getZoom() }) {
    const map = this._map;
    const pane = L.DomUtil.getPosition(map.getPane("mapPane"));
    const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2)).add(pane).round();
    const corner = map.project(this.view.corner, zoom).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, map.getZoomScale(zoom, this.view.zoom));
    this.ring.style.display = "none";
  }

  draw() {
    if (this.pixelRatio() !== this.view.ratio) {
      this.reset();
      return;
    }
    const pen = this.canvas.getContext("2d");
    if (this.asDots()) this.drawDots(pen);
    else this.drawSymbols(pen);
    this.placeRing();
  }

  drawSymbols(pen) {
    const { shown, view, kinds, sprites, projected } = this;
    this.rastered = null;
    pen.clearRect(0, 0, view.width, view.height);
    const colourOf = (i) => sprites.colour(kinds.describe(kinds.of[i]));
    const { fade } = this.style.page;
    const opacityOf = (k) => fade[this.steps?.[k] ?? 0];
    drawAreas(pen, this.columns, shown, { view, area: this.style.area, colourOf, opacityOf });
    const size = this.sizePx();
    const together = new Map();
    for (let k = 0; k < shown.length; k += 1) {
      const centre = projected.centres[shown[k]];
      if (centre < 0) continue;
      together.set(centre, (together.get(centre) ?? 0) + 1);
      const sprite = sprites.canvas(kinds.of[shown[k]], size);
      const half = (sprite.width - 1) / 2;
      pen.globalAlpha = opacityOf(k);
      pen.drawImage(sprite, (centre % view.width) - half, Math.floor(centre / view.width) - half);
    }
    pen.globalAlpha = 1;
    this.drawCounts(pen, together, size);
  }

  drawCounts(pen, together, size) {
    const { width, ratio } = this.view;
    const aside = (size / 2 + 1) * ratio;
    for (const [centre, count] of together) {
      const [x, y] = [centre % width, Math.floor(centre / width)];
      if (count > 1) drawCount(pen, x + aside, y - aside, String(count), this.sprites.palette, ratio);
    }
  }

  drawDots(pen) {
    const { shown, steps, rastered, kinds, projected } = this;
    this.fitRaster(pen);
    const stamp = this.sprites.dotStamps(this.sizePx());
    const of = kinds.of;
    if (!steps && rastered && continues(rastered, shown)) {
      const box = this.raster.stampOnTop(shown.subarray(rastered.length), projected.centres, (i) => stamp(of[i]));
      if (box) this.putPixels(pen, box);
    } else {
      this.raster.clear();
      this.raster.stampAll(shown, projected.centres, steps ? (i, k) => stamp(of[i], steps[k]) : (i) => stamp(of[i]));
      pen.putImageData(this.image, 0, 0);
    }
    this.rastered = steps ? null : shown;
  }

  fitRaster(pen) {
    const { width, height } = this.view;
    if (this.image?.width === width && this.image.height === height) return;
    this.image = pen.createImageData(width, height);
    this.raster = new Raster(new Uint32Array(this.image.data.buffer), width);
  }

  putPixels(pen, [x0, y0, x1, y1]) {
    const rim = Math.ceil(SPRITE_RIM_PX * this.view.ratio);
    pen.putImageData(this.image, 0, 0, x0 - rim, y0 - rim, x1 - x0 + 2 * rim, y1 - y0 + 2 * rim);
  }

  placeRing() {
    const { selected, view, ring, projected } = this;
    const centre = selected >= 0 && this.isShown(selected) ? projected.centres[selected] : -1;
    ring.style.display = centre < 0 ? "none" : "";
    if (centre < 0) return;
    const at = L.point(centre % view.width, Math.floor(centre / view.width)).divideBy(view.ratio);
    const { diameter } = this.style.page.chosen_event;
    L.DomUtil.setPosition(ring, L.DomUtil.getPosition(this.canvas).add(at).subtract([diameter / 2, diameter / 2]));
  }
}

// Whether `now` begins with all of `before`: true for two prefixes of one list, as the cumulative clock gives them.
function continues(before, now) {
  return before.buffer === now.buffer && before.byteOffset === now.byteOffset && before.length <= now.length;
}

// On many days nothing begins or ends.
function sameNumbers(before, now) {
  return before.length === now.length && (continues(before, now) || before.every((i, k) => i === now[k]));
}
