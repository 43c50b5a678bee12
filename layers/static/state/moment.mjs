// What holds at the moment of the state: events, states, counts. Each answer is memoized for its last arguments.
import { memoizeLast } from "../base/memoize.mjs";
import { registeredLayers } from "../layers/layer-registry.mjs";
import { AS_OF, EventIndex, queryInterval, WINDOW } from "../data/time-index.mjs";
import { fadeSteps } from "../data/event-age.mjs";
import { crossingState, routeState } from "../data/ledger.mjs";
import { headlineCounts } from "../data/news/headline-counts.mjs";
import { facetCounts, facetMasks, facetTotals } from "../data/facets.mjs";
import { filterMask } from "../data/filters.mjs";
import { makeAttackDensity } from "../data/news/attack-density.mjs";
import { makeNotable } from "../data/news/notable.mjs";
import { makeSearch } from "../data/search.mjs";

export function createMoment(payload) {
  const { events, routes, crossings, situation } = payload;
  const index = new EventIndex(events);
  const search = makeSearch(events, situation.variants);
  const routeIds = routes.map((route) => route.id);
  const layerIds = payload.layers.map((layer) => layer.id);
  const hidden = (layers) => layerIds.filter((id) => !layers.includes(id));

  const mask = memoizeLast((filters, layers) => filterMask(events, filters, hidden(layers), { routes: routeIds, search }));
  const masks = memoizeLast((filters, layers) => facetMasks(events, filters, hidden(layers), { routes: routeIds, search }));
  const interval = ({ mode, day, days }) => queryInterval(mode, day, days, situation.span[0]);
  const visibleAt = memoizeLast((a, b, passing) => index.visible(a, b, passing));
  const visible = (state) => visibleAt(...interval(state), mask(state.filters, state.layers));
  const undated = memoizeLast((passing) => index.undated().filter((i) => !passing || passing[i]));
  const timeless = new Set(payload.layers.filter((layer) => layer.timeless).map((layer) => layer.id));
  const ofTimelessLayers = memoizeLast((rows) => rows.filter((i) => timeless.has(events.layer.codes[events.layer.at[i]])));
  const both = memoizeLast((dated, always) => (always.length ? joined(dated, always) : dated));
  const drawn = (state) => both(visible(state), ofTimelessLayers(undated(mask(state.filters, state.layers))));
  const routeStates = memoizeLast((day) => routes.map((route) => ({ id: route.id, ...routeState(route, day) })));
  let [notable, density] = [null, null]; // made when they are first asked for
  const faded = memoizeLast((shown, day, days) => fadeSteps(events, shown, { day, days }));

  return {
    index, interval, visible,
    mask: (state) => mask(state.filters, state.layers),
    undated: (state) => undated(mask(state.filters, state.layers)),
    /** How many events of the moment stand behind each choice of a filter. */
    counts: ({ filters, layers, ...time }) => facetCounts(events, index.between(...interval(time)), masks(filters, layers), routeIds),
    countsEver: memoizeLast(() => facetTotals(events, routeIds)),
    /** The visible ones, and all of layers that have no dates: those are places, and hold on every day. */
    drawn,
    /** How far each of those lies back in the window that the clock shows, or null when it shows none. */
    faded: (state) => (state.mode === WINDOW ? faded(drawn(state), state.day, state.days) : null),
    /** What the day is about: {news, places, active, text} (data/news/notable.mjs). */
    notable: (state) => {
      notable ??= makeNotable(payload);
      return notable(visible(state), state.day);
    },
    /** Attacks along the roads (data/news/attack-density.mjs) in the days that the clock shows, or null when it shows but one. */
    attacks(state) {
      if (state.mode === AS_OF) return null;
      density ??= makeAttackDensity(payload);
      return { pieces: density.pieces, ...density.of(visible(state)) };
    },
    routes: routeStates,
    crossings: memoizeLast((day) => crossings.map((crossing) => ({ id: crossing.id, ...crossingState(crossing, day) }))),
    headlineCounts: memoizeLast((day) =>
      headlineCounts(routes, day, (route) => routeStates(day)[routes.indexOf(route)])),
  };
}

function joined(first, second) {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Ids of all that is shown at this moment by time, filters and layers. */
export function shownIds(payload, moment, state) {
  return registeredLayers().filter((layer) => layer.manySwitches || state.layers.includes(layer.id))
    .flatMap((layer) => layer.shown(payload, moment, state));
}
