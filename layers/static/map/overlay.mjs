// A canvas over the map that stays with it: painted anew when the view settles, stretched while it zooms.
import { mercator, worldPx } from "./projection.mjs";

const PADDING = 0.1; // of the map's size, so that a short pan shows no bare edge

/** `paint(pen, view)` draws in CSS pixels; `view.at(lat, lon)` and `view.toCanvas(x, y)` give canvas places. */
export class Overlay {
  constructor(map, { name, zIndex, paint }) {
    this.map = map;
    this.paint = paint;
    const pane = map.getPane(name) ?? map.createPane(name);
    pane.style.zIndex = zIndex;
    pane.style.pointerEvents = "none";
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated overlay", pane);
    this.canvas.setAttribute("aria-hidden", "true");
    this.pen = this.canvas.getContext("2d");
    this.events = {
      moveend: () => this.reset(),
      zoomanim: (event) => this.stretch(event.center, event.zoom),
      zoom: () => this.stretch(map.getCenter(), map.getZoom()),
    };
    map.on(this.events);
    if (map.getSize().x) this.place();
  }

  remove() {
    this.map.off(this.events);
    this.canvas.remove();
  }

  reset() {
    this.place();
    this.draw();
  }

  place() {
    const { map, canvas } = this;
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    const pad = size.multiplyBy(PADDING).round();
    const corner = map.containerPointToLayerPoint([-pad.x, -pad.y]).round();
    const [width, height] = [size.x + 2 * pad.x, size.y + 2 * pad.y];
    L.DomUtil.setPosition(canvas, corner);
    this.fit(width, height, ratio);
    this.centre = map.getCenter();
    this.zoom = map.getZoom();
    this.view = makeView(corner.add(map.getPixelOrigin()), this.zoom, { width, height, ratio, pad });
  }

  fit(width, height, ratio) {
    const { canvas } = this;
    if (canvas.width === Math.round(width * ratio) && canvas.height === Math.round(height * ratio)) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }

  stretch(centre, zoom) {
    if (!this.view) return;
    const { map } = this;
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().multiplyBy(0.5 + PADDING);
    const corner = map.project(this.centre, zoom).subtract(half.multiplyBy(scale));
    const offset = corner.subtract(map._getNewPixelOrigin(centre, zoom)); // as Leaflet's own renderers do
    L.DomUtil.setTransform(this.canvas, offset, scale);
  }

  draw() {
    if (!this.view) return;
    const { pen } = this;
    pen.setTransform(this.view.ratio, 0, 0, this.view.ratio, 0, 0);
    pen.clearRect(0, 0, this.view.width, this.view.height);
    this.paint(pen, this.view);
  }
}

function makeView(corner, zoom, size) {
  const scale = worldPx(zoom);
  const toCanvas = (x, y) => [x * scale - corner.x, y * scale - corner.y];
  return {
    ...size, zoom, scale, left: corner.x, top: corner.y, toCanvas,
    frame: [size.pad.x, size.pad.y, size.width - size.pad.x, size.height - size.pad.y],
    at: (lat, lon) => toCanvas(...mercator(lat, lon)),
    holds: (lat, lon) => {
      const [x, y] = toCanvas(...mercator(lat, lon));
      return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
    },
    sees: ([west, north, east, south]) => {
      const [x0, y0] = toCanvas(west, north);
      const [x1, y1] = toCanvas(east, south);
      return x1 >= 0 && y1 >= 0 && x0 <= size.width && y0 <= size.height;
    },
  };
}
