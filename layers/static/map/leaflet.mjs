// The Leaflet map itself: made or taken over, its controls in the reader's language, its tile background.
import { h } from "../base/dom.mjs";
import { icon } from "../base/icons.mjs";
import { prefersReducedMotion } from "../base/theme.mjs";
import keys from "../data/link-keys.json" with { type: "json" };
import { degreesBetween } from "./projection.mjs";

const [MOST_ZOOM, UNTILED_ZOOM] = keys.keys.find(({ name }) => name === "zoom").maximum;
const BOX_MARGIN = 0.3; // of the box, that a reader may look beyond it
const ZOOM_STEP = 0.25; // so that a box fills its frame
const FARTHEST = 85; // degrees from the equator: a pole lies at infinity
const TILE_FAILURES = 4; // this many without one success: the service cannot be reached

/** Makes a map in `container`, or takes over one that is there already. */
export function makeMap(container, existing, { reach }) {
  const map = existing ?? L.map(container, { preferCanvas: true, zoomControl: false, attributionControl: false });
  map.options.zoomSnap = ZOOM_STEP;
  if (prefersReducedMotion()) disableAnimation(map);
  map.zoomControl?.remove();
  map.attributionControl?.remove();
  map.setMaxZoom(UNTILED_ZOOM);
  // Moves stop there. Leaflet's own method would let the map glide back whenever it has moved, whoever moved it.
  if (reach) Object.assign(map.options, { maxBounds: boundsOf(reach).pad(BOX_MARGIN), maxBoundsViscosity: 1 });
  const scale = L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  scale.getContainer().prepend(h("span", { class: "north", "aria-hidden": true }, "N", icon("north")));
  return map;
}

/** The smallest zoom is the one that shows all that can be reached, in the size that the map has. */
export function limitZoom(map, reach) {
  map.options.minZoom = 0;
  map.options.minZoom = reach ? map.getBoundsZoom(boundsOf(reach)) : 0;
  map.fire("zoomlevelschange");
}

const within = (latitude) => Math.min(Math.max(latitude, -FARTHEST), FARTHEST);

/** A box, [west, south, east, north] in degrees, as far as the map goes towards the poles. */
export function boundsOf([west, south, east, north]) {
  return L.latLngBounds([within(south), west], [within(north), west + degreesBetween(west, east)]);
}

// A map looks up how it moves when it is made, which may have been elsewhere; the arrow keys pan it whatever its options say.
function disableAnimation(map) {
  Object.assign(map.options, { inertia: false, zoomAnimation: false, fadeAnimation: false });
  Object.assign(map, { _zoomAnimated: false, _fadeAnimated: false });
  map.getContainer().classList.remove("leaflet-fade-anim");
  map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
}

/** Zoom, home and north; answers a function that removes them. */
export function addMapControls(map, words, goHome) {
  const zoom = L.control.zoom({
    position: "topleft", zoomInTitle: words.t("map.zoomin"), zoomOutTitle: words.t("map.zoomout"),
  }).addTo(map);
  const home = new L.Control({ position: "topleft" });
  home.onAdd = () => homeButton(words, goHome);
  home.addTo(map);
  return () => {
    zoom.remove();
    home.remove();
  };
}

function homeButton(words, goHome) {
  const label = words.t("map.home");
  const button = h("a", { href: "#", role: "button", title: label, "aria-label": label }, icon("home"));
  const bar = h("div", { class: "leaflet-bar leaflet-control home-control" }, button);
  L.DomEvent.disableClickPropagation(bar);
  button.addEventListener("click", (event) => {
    event.preventDefault();
    goHome();
  });
  return bar;
}

/** Shows one tile background or none; `onFail(tile)` is called once for a service that cannot be reached. */
export function makeTiles(map, tiles, onFail) {
  let shown = null;
  return (id) => {
    if (shown?.id === id) return;
    shown?.layer.remove();
    const tile = tiles.find((candidate) => candidate.id === id);
    map.setMaxZoom(tile ? MOST_ZOOM : UNTILED_ZOOM);
    shown = tile ? { id, layer: tileLayer(tile, onFail).addTo(map) } : null;
  };
}

function tileLayer(tile, onFail) {
  const zooms = { maxNativeZoom: tile.max_zoom ?? MOST_ZOOM, maxZoom: MOST_ZOOM };
  const layer = L.tileLayer(tile.url, { ...zooms, subdomains: tile.subdomains ?? "abc" });
  let failures = 0;
  layer.on("tileload", () => {
    failures = -Infinity;
  });
  layer.on("tileerror", () => {
    failures += 1;
    if (failures === TILE_FAILURES) onFail(tile);
  });
  return layer;
}
