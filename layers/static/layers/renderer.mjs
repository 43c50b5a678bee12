// The picture on the map at one moment: background, roads, crossings, names, events; drawn anew only where something changed.
import { Overlay } from "../map/overlay.mjs";
import { makeBasemap, paintBasemap } from "../map/basemap.mjs";
import { hitPlaces, makePlaces, paintNames, paintSpots } from "./places.mjs";
import { hitRoutes, makeRoutes, paintRouteHalo, paintRoutes, routePicture } from "./routes.mjs";
import { crossingsText, hitCrossings, paintCrossings } from "./crossings.mjs";
import { hitUploads, makeUploads, paintUploads, shapesShown } from "./uploads.mjs";
import { PointLayer } from "../map/points.mjs";
import { kept } from "../state/moment.mjs";

const PANES = { ground: 150, network: 410, names: 420, points: 450 }; // z-index; Leaflet's tiles are at 200, popups at 700

/** What is drawn on `map`. `setting()` answers the {state, words, palette} of now. */
export class Picture {
  constructor(map, payload, moment, setting) {
    Object.assign(this, { map, payload, moment, setting });
    this.basemap = makeBasemap(payload.basemap, payload.situation.box);
    this.places = makePlaces(payload, this.basemap);
    this.routes = makeRoutes(payload.routes);
    this.uploads = makeUploads(payload.layers);
    this.roads = kept((day) => routePicture(this.routes, day));
    this.ground = this.overlay("ground", (ctx, view) => this.paintGround(ctx, view));
    this.network = this.overlay("network", (ctx, view) => this.paintNetwork(ctx, view));
    this.names = this.overlay("names", (ctx, view) => paintNames(ctx, view, this.places, setting()));
    map.createPane("points").style.zIndex = PANES.points;
    map.getPane("points").style.pointerEvents = "none";
    const colors = Object.fromEntries(payload.layers.filter((layer) => layer.color).map((layer) => [layer.id, layer.color]));
    this.points = new PointLayer(payload.events, payload.style, { theme: setting().palette.theme, colors, pane: "points" }).addTo(map);
    this.drawn = {};
  }

  overlay(name, paint) {
    return new Overlay(this.map, { name, zIndex: PANES[name], paint });
  }

  /** Draws what differs from the last time. */
  update() {
    const { state, words, palette } = this.setting();
    this.points.setTheme(palette.theme);
    const shown = this.moment.drawn(state);
    const faded = this.moment.faded(state);
    if (this.drawn.shown !== shown || this.drawn.faded !== faded) this.points.setVisible(shown, faded);
    this.points.setSelected(state.selectedIndex);
    this.redraw("ground", palette.theme); // also under tiles, which may fail
    this.redraw("names", `${palette.theme} ${words.lang} ${state.layers}`);
    this.redraw("network", this.networkText(state, palette));
    Object.assign(this.drawn, { shown, faded });
  }

  redraw(name, text) {
    if (this.drawn[name] !== text) this[name].draw();
    this.drawn[name] = text;
  }

  networkText(state, palette) {
    const roads = this.roads(state.day).text;
    const shapes = this.shapes(state).map((shape) => this.uploads.shapes.indexOf(shape));
    return [palette.theme, state.layers, state.selected, roads, crossingsText(this.moment.crossings(state.day)), shapes].join("\n");
  }

  shapes(state) {
    return shapesShown(this.uploads, state, this.moment.interval(state));
  }

  paintGround(ctx, view) {
    paintBasemap(ctx, view, this.basemap, this.setting().palette);
  }

  paintNetwork(ctx, view) {
    const { state, palette } = this.setting();
    paintUploads(ctx, view, this.shapes(state), palette);
    if (state.layers.includes("routes")) {
      const chosen = this.routes.find(({ route }) => route.id === state.selected);
      if (chosen) paintRouteHalo(ctx, view, chosen, palette);
      paintRoutes(ctx, view, this.roads(state.day), palette);
    }
    if (state.layers.includes("crossings")) {
      paintCrossings(ctx, view, this.payload.crossings, this.moment.crossings(state.day), palette);
    }
    paintSpots(ctx, view, this.places, { state, palette });
  }

  /** Ids of all that lies under a place on the screen, or no farther than `leastPx`; lines only where no sign is. */
  hits(latlng, leastPx = 0) {
    const { state, palette } = this.setting();
    const { map, payload, network: { view } } = this;
    const point = map.latLngToContainerPoint(latlng);
    const near = (from, { lat, lon }) => from.distanceTo(map.latLngToContainerPoint([lat, lon]));
    const signs = [
      ...this.points.hits(latlng, leastPx).map((i) => payload.events.id[i]),
      ...(state.layers.includes("crossings") ? hitCrossings(payload.crossings, point, near) : []),
      ...hitPlaces(this.places, point, near, { state, zoom: map.getZoom(), palette }, leastPx),
    ];
    if (signs.length || !view) return signs;
    const place = view.at(latlng.lat, latlng.lng);
    return [
      ...hitUploads(this.shapes(state), place, view),
      ...(state.layers.includes("routes") ? hitRoutes(this.routes, place, view, leastPx) : []),
    ];
  }
}
