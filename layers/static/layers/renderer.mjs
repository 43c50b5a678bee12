// The picture on the map at one moment: background, layers, names; drawn anew only where something changed.
import { makeBasemap, paintBasemap } from "../map/ground/basemap.mjs";
import { countryLabels } from "../map/ground/countries.mjs";
import { townLabels } from "../map/ground/towns.mjs";
import { paintLabels, placeLabels } from "../map/labels.mjs";
import { Overlay } from "../map/overlay.mjs";
import { countryName } from "../text/phrases.mjs";
import { stackedLayers } from "./layer-registry.mjs";

const PANES = { basemap: 150, network: 410, names: 420, points: 450 }; // z-index; Leaflet's tiles are at 200, popups at 700

/** What is drawn on `map`. `setting()` answers the {state, words, palette} of now. */
export class Renderer {
  constructor(map, payload, moment, setting) {
    Object.assign(this, { map, moment, drawn: {} });
    this.setting = () => ({ ...setting(), moment, zoom: map.getZoom() });
    this.basemapShapes = makeBasemap(payload.basemap);
    this.parts = stackedLayers(payload.style).map((layer) => ({ layer, made: layer.make?.(payload) }));
    this.basemap = this.overlay("basemap", (pen, view) => this.paintBasemap(pen, view));
    this.network = this.overlay("network", (pen, view) => this.paintNetwork(pen, view));
    this.names = this.overlay("names", (pen, view) => this.paintNames(pen, view));
    this.mount(payload);
    this.problems = [this.basemapShapes, ...this.parts.map(({ made }) => made)].flatMap((made) => made?.problems ?? []);
  }

  // Layers that have a canvas of their own lie over the others.
  mount(payload) {
    const { map } = this;
    map.createPane("points").style.zIndex = PANES.points;
    map.getPane("points").style.pointerEvents = "none";
    const { palette } = this.setting();
    for (const part of this.parts) part.mounted = part.layer.mount?.({ map, payload, palette, pane: "points" });
  }

  overlay(name, paint) {
    return new Overlay(this.map, { name, zIndex: PANES[name], paint });
  }

  partsOn({ layers }) {
    return this.parts.filter(({ layer }) => layer.manySwitches || layers.includes(layer.id));
  }

  /** Draws what differs from the last time. */
  update() {
    const setting = this.setting();
    const { state, words, palette } = setting;
    for (const { mounted } of this.parts) mounted?.update(setting);
    this.redraw("basemap", palette.theme); // also under tiles, which may fail
    this.redraw("names", `${palette.theme} ${words.lang} ${state.layers}`);
    const keys = this.partsOn(state).map(({ layer, made }) => `${layer.id} ${layer.key?.(made, setting) ?? ""}`);
    this.redraw("network", [palette.theme, ...keys].join("\n"));
  }

  redraw(name, text) {
    if (this.drawn[name] !== text) this[name].draw();
    this.drawn[name] = text;
  }

  paintBasemap(pen, view) {
    paintBasemap(pen, view, this.basemapShapes, this.setting().palette);
  }

  paintNetwork(pen, view) {
    const setting = this.setting();
    for (const { layer, made } of this.partsOn(setting.state)) layer.paint?.(pen, view, made, setting);
  }

  paintNames(pen, view) {
    const setting = this.setting();
    const asked = this.partsOn(setting.state).map(({ layer, made }) => layer.names?.(pen, view, made, setting) ?? {});
    const labels = [...asked.flatMap((part) => part.labels ?? []), ...this.groundLabels(pen, view, setting)];
    labels.sort((a, b) => (a.rank ?? labels.length) - (b.rank ?? labels.length)); // one without a rank comes last
    const all = (name) => asked.flatMap((part) => part[name] ?? []);
    paintLabels(pen, placeLabels(labels, view.frame, all("boxes"), all("busy")), setting.palette);
  }

  // The background names what the situation has no names of: countries, and towns as far as there is room.
  groundLabels(pen, view, setting) {
    const { words, palette } = setting;
    const nameOf = ({ code, name }) => (name ? words.either(name).text : countryName(words, code));
    const towns = townLabels(pen, view, this.basemapShapes.towns, palette);
    return [...countryLabels(pen, view, this.basemapShapes, { palette, nameOf }), ...towns];
  }

  /** Ids of all that lies under a place on the screen, or no farther than `leastPx`; lines and areas only where no sign is. */
  hits(latlng, leastPx = 0) {
    const setting = this.setting();
    const parts = this.partsOn(setting.state).reverse(); // the uppermost first
    const point = this.map.latLngToContainerPoint(latlng);
    const distance = ({ lat, lon }) => point.distanceTo(this.map.latLngToContainerPoint([lat, lon]));
    const { view } = this.network;
    const place = { at: view?.at(latlng.lat, latlng.lng), view, distance, leastPx };
    const within = ({ layer, made }) => (layer.hits?.(made, place, setting) ?? []).sort((a, b) => a[0] - b[0]).map(([, id]) => id);
    const signs = [
      ...parts.flatMap(({ mounted }) => mounted?.hits(latlng, leastPx) ?? []),
      ...parts.filter(({ layer }) => !layer.isHitLast).flatMap(within),
    ];
    return signs.length || !view ? signs : parts.filter(({ layer }) => layer.isHitLast).flatMap(within);
  }
}
