// As much of Leaflet and of a canvas as the point layer touches, for tests without a browser.

class Pair {
  constructor(x, y) { Object.assign(this, { x, y }); }
  add(other) { return new Pair(this.x + pair(other).x, this.y + pair(other).y); }
  subtract(other) { return this.add(pair(other).multiplyBy(-1)); }
  multiplyBy(factor) { return new Pair(this.x * factor, this.y * factor); }
  divideBy(factor) { return this.multiplyBy(1 / factor); }
  round() { return new Pair(Math.round(this.x), Math.round(this.y)); }
}

const pair = (value) => (Array.isArray(value) ? new Pair(...value) : value);

/** A canvas context that writes down every call as [name, …arguments] and every property as it was set. */
export function recordingContext() {
  const calls = [];
  const own = {
    calls,
    createImageData: (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) }),
    createRadialGradient: () => ({ addColorStop() {} }),
  };
  return new Proxy(own, {
    get: (target, name) => target[name] ?? ((...given) => { calls.push([name, ...given]); }),
    set(target, name, value) {
      target[name] = value;
      calls.push([`${name}=`, value]);
      return true;
    },
  });
}

export class StandInElement {
  constructor(parent) {
    Object.assign(this, { style: {}, attributes: {}, context: recordingContext(), parent, width: 0, height: 0 });
    parent?.children.push(this);
  }
  getContext() { return this.context; }
  setAttribute(name, value) { this.attributes[name] = value; }
  remove() { this.parent.children.splice(this.parent.children.indexOf(this), 1); }
}

/** A pane and a map of 200 by 100 pixels at zoom 0, where [lat 0, lon 0] is in the middle. */
export function standInMap() {
  const pane = { children: [] };
  const world = (latlng, zoom) => {
    const north = Math.log(Math.tan(Math.PI / 4 + (latlng.lat * Math.PI) / 360)) / (2 * Math.PI);
    return new Pair(latlng.lng / 360 + 0.5, 0.5 - north).multiplyBy(256 * 2 ** zoom);
  };
  const map = {
    pane, zoom: 0, getZoom: () => map.zoom, getSize: () => new Pair(200, 100), getPane: () => pane,
    getPixelOrigin: () => world({ lat: 0, lng: 0 }, map.zoom).subtract(new Pair(100, 50)),
    getCenter: () => ({ lat: 0, lng: 0 }), getZoomScale: (to, from) => 2 ** (to - from),
    containerPointToLayerPoint: (point) => point, project: world, unproject: () => ({ lat: 0, lng: 0 }),
  };
  return map;
}

export function installStandIns() {
  globalThis.window = { devicePixelRatio: 1 };
  globalThis.document = { createElement: () => new StandInElement() };
  globalThis.L = {
    Layer: class { getPane() { return this._map.pane; } },
    setOptions: (layer, options) => Object.assign(layer, { options }),
    point: (x, y) => new Pair(x, y),
    DomUtil: {
      create: (_, className, parent) => Object.assign(new StandInElement(parent), { className }),
      setPosition: (element, point) => Object.assign(element, { position: point }),
      getPosition: (element) => element.position ?? new Pair(0, 0),
      setTransform: (element, point, scale) => Object.assign(element, { transform: [point, scale] }),
    },
  };
}
