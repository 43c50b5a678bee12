// The picture on the map at one moment: background, layers, names; drawn anew only where something changed.
import { makeBasemap, paintBasemap } from "../map/ground/basemap.mjs";
import { countryLabels } from "../map/ground/countries.mjs";
import { townNames } from "../map/ground/towns.mjs";
import { Overlay } from "../map/overlay.mjs";
import { countryName } from "../text/phrases.mjs";
import { stackedLayers } from "./layer-registry.mjs";
import { Lettering } from "./lettering.mjs";

const PANES = { basemap: 150, network: 410, names: 420, points: 450 }; // z-index; Leaflet's tiles are at 200, popups at 700

/** What is drawn on `map`. `setting()` answers the {state, words, palette} of now, `obstacles()` the boxes of what lies over it. */
export class Renderer {
  constructor(map, payload, moment, { setting, obstacles }) {
    Object.assign(this, { map, moment, obstacles, drawn: {} });
    this.setting = () => {
      const now = setting();
      return { ...now, moment, notable: moment.notable(now.state), zoom: map.getZoom() };
    };
    this.basemapShapes = makeBasemap(payload.basemap);
    this.parts = stackedLayers(payload.style).map((layer) => ({ layer, made: layer.make?.(payload) }));
    this.basemap = this.overlay("basemap", (pen, view) => this.paintBasemap(pen, view));
    this.network = this.overlay("network", (pen, view) => this.paintNetwork(pen, view));
    this.mount(payload);
    this.lettering = new Lettering(payload);
    this.names = this.overlay("names", (pen, view) => this.paintNames(pen, view)); // last: it keeps clear of all that is drawn
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
    const { state, palette } = setting;
    for (const { mounted } of this.parts) mounted?.update(setting);
    this.redraw("basemap", palette.theme); // also under tiles, which may fail
    if (this.names.view) this.redraw("names", this.written(this.names.pen, this.names.view).text);
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
    if (this.now?.view !== view) this.written(pen, view); // the map has moved since the last update
    this.lettering.paint(pen, this.now, this.setting());
  }

  // What is written in a view.
  written(pen, view) {
    const setting = this.setting();
    const asked = this.partsOn(setting.state).map(({ layer, made }) => layer.names?.(pen, view, made, setting) ?? {});
    const parts = [...asked, this.groundNames(pen, view, setting)];
    const all = (name) => parts.flatMap((part) => part[name] ?? []);
    const roads = (seen) => parts.flatMap((part) => part.roads?.(seen) ?? []);
    const events = this.parts.flatMap(({ mounted }) => mounted?.boxes?.() ?? []);
    const taken = [...this.hiddenBoxes(view), ...events].map((box) => onCanvas(box, view));
    const [labels, marks] = [all("labels"), all("marks")];
    this.now = { view, events, taken, marks, ...this.lettering.compose(pen, view, { labels, marks, roads, taken }, setting) };
    return this.now;
  }

  // What lies under the controls is not read; they stay while the view stays, but for what tells of a chosen item.
  hiddenBoxes(view) {
    const { selected } = this.setting().state;
    if (this.hidden?.view !== view || this.hidden.selected !== selected) {
      const boxes = this.obstacles().map(({ left, top, right, bottom }) => [left, top, right, bottom]);
      this.hidden = { view, selected, boxes };
    }
    return this.hidden.boxes;
  }

  // The background names what the situation has no names of: countries, and towns as far as there is room.
  groundNames(pen, view, { words, palette }) {
    const { of } = this;
    const text = `${words.lang} ${palette.theme}`;
    if (of?.view !== view || of.text !== text) {
      const nameOf = ({ code, name }) => (name ? words.either(name).text : countryName(words, code));
      const { labels, marks } = townNames(pen, view, this.basemapShapes.towns, palette);
      const countries = countryLabels(pen, view, this.basemapShapes, { palette, nameOf });
      this.of = { view, text, names: { labels: [...countries, ...labels], marks } };
    }
    return this.of.names;
  }

  /**
   * What the map says and where, [x0, y0, x1, y1] in pixels of it: names, signs and callouts of the news, signs of other `events`;
   * what names keep clear of: boxes `taken` by these and by controls, and `marks` of places, [x, y, radius].
   */
  onMap() {
    if (!this.now) return null; // a map without size shows nothing
    const { view, events, names, signs, callouts, taken, marks } = this.now;
    const { pad: { x, y } } = view;
    const place = ([left, top, right, bottom]) => [left - x, top - y, right - x, bottom - y];
    const told = ({ id = null, text, rank, kind, box, leader }) =>
      ({ id, text, rank: rank ?? kind, box: place(box), far: Boolean(leader) });
    const { lat, lng } = this.map.getCenter();
    return {
      center: [lat, lng], zoom: view.zoom, names: names.map(told), signs: signs.map(told), callouts: callouts.map(told),
      events, chosen: this.chosenBox(place), taken: taken.map(place),
      marks: marks.map(([left, top, radius]) => [left - x, top - y, radius]),
    };
  }

  // The sign of the selected event, or that of which it is a part.
  chosenBox(place) {
    const { selected } = this.setting().state;
    const news = this.now.signs.find(({ id }) => id === selected);
    return news ? place(news.box) : this.parts.map(({ mounted }) => mounted?.chosenBox?.()).find(Boolean) ?? null;
  }

  /** Whether a sign in view stands for several events. */
  hasNumbers() {
    return this.parts.some(({ mounted }) => mounted?.hasNumbers?.());
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
      ...(this.now && view ? this.lettering.hits(this.now, place.at, leastPx) : []),
      ...parts.flatMap(({ mounted }) => mounted?.hits(latlng, leastPx) ?? []),
      ...parts.filter(({ layer }) => !layer.isHitLast).flatMap(within),
    ];
    return signs.length || !view ? signs : parts.filter(({ layer }) => layer.isHitLast).flatMap(within);
  }
}

const onCanvas = ([x0, y0, x1, y1], { pad: { x, y } }) => [x0 + x, y0 + y, x1 + x, y1 + y];
