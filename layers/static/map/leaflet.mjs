// The Leaflet map itself: made or taken over, its controls in the reader's language, its tile background.
import { h } from "../base/dom.mjs";
import { icon } from "../base/icons.mjs";
import { prefersReducedMotion } from "../base/theme.mjs";

const MIN_ZOOM = 4;
const MAX_ZOOM = 14;
const BOX_MARGIN = 0.3; // of the box, that a reader may look beyond it
const ZOOM_STEP = 0.5;
const TILE_FAILURES = 4; // this many without one success: the service cannot be reached

/** Makes a map in `container`, or takes over one that is there already. */
export function makeMap(container, existing, { reach }) {
  const map = existing ?? L.map(container, { preferCanvas: true, zoomControl: false, attributionControl: false });
  map.options.zoomSnap = ZOOM_STEP;
  if (prefersReducedMotion()) disableAnimation(map);
  map.zoomControl?.remove();
  map.attributionControl?.remove();
  map.setMinZoom(MIN_ZOOM).setMaxZoom(MAX_ZOOM);
  if (reach) map.setMaxBounds(L.latLngBounds([reach[1], reach[0]], [reach[3], reach[2]]).pad(BOX_MARGIN));
  const scale = L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
  scale.getContainer().prepend(h("span", { class: "north", "aria-hidden": true }, "N", icon("north")));
  return map;
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
    shown = tile ? { id, layer: tileLayer(tile, onFail).addTo(map) } : null;
  };
}

function tileLayer(tile, onFail) {
  const layer = L.tileLayer(tile.url, { maxZoom: tile.max_zoom ?? MAX_ZOOM, subdomains: tile.subdomains ?? "abc" });
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
