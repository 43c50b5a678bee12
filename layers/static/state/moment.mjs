// What holds at the moment the state speaks of: events, states, counts. Each answer is kept until what it rests on changes.
import { EventIndex, queryInterval, WINDOW } from "../data/time-index.mjs";
import { fadeSteps } from "../data/fading.mjs";
import { crossingState, routeState, tally } from "../data/ledger.mjs";
import { facetCounts, facetMasks, facetTotals } from "../data/facets.mjs";
import { filterMask } from "../data/filters.mjs";
import { makeSearch } from "../data/search.mjs";

export function createMoment(payload) {
  const { events, routes, crossings, situation } = payload;
  const index = new EventIndex(events);
  const search = makeSearch(events, situation.variants);
  const routeIds = routes.map((route) => route.id);
  const layerIds = payload.layers.map((layer) => layer.id);
  const hidden = (layers) => layerIds.filter((id) => !layers.includes(id));

  const mask = kept((filters, layers) => filterMask(events, filters, hidden(layers), { routes: routeIds, search }));
  const masks = kept((filters, layers) => facetMasks(events, filters, hidden(layers), { routes: routeIds, search }));
  const interval = ({ mode, day, days }) => queryInterval(mode, day, days, situation.span[0]);
  const visibleAt = kept((a, b, passing) => index.visible(a, b, passing));
  const visible = (state) => visibleAt(...interval(state), mask(state.filters, state.layers));
  const undated = kept((passing) => index.undated().filter((i) => !passing || passing[i]));
  const timeless = new Set(payload.layers.filter((layer) => layer.timeless).map((layer) => layer.id));
  const standing = kept((rows) => rows.filter((i) => timeless.has(events.layer.codes[events.layer.at[i]])));
  const both = kept((dated, always) => (always.length ? joined(dated, always) : dated));
  const drawn = (state) => both(visible(state), standing(undated(mask(state.filters, state.layers))));
  const routeStates = kept((day) => routes.map((route) => ({ id: route.id, ...routeState(route, day) })));
  const faded = kept((shown, day, days) => fadeSteps(events, shown, { day, days }));

  return {
    index, interval, visible,
    mask: (state) => mask(state.filters, state.layers),
    undated: (state) => undated(mask(state.filters, state.layers)),
    /** How many events of the moment stand behind each choice of a filter. */
    counts: ({ filters, layers, ...time }) => facetCounts(events, index.between(...interval(time)), masks(filters, layers), routeIds),
    countsEver: kept(() => facetTotals(events, routeIds)),
    /** The visible ones, and all of layers that have no dates: those are places, and hold on every day. */
    drawn,
    /** How far each of those lies back in the window that the clock shows, or null when it shows none. */
    faded: (state) => (state.mode === WINDOW ? faded(drawn(state), state.day, state.days) : null),
    routes: routeStates,
    crossings: kept((day) => crossings.map((crossing) => ({ id: crossing.id, ...crossingState(crossing, day) }))),
    tally: kept((day) => tally(routes, situation.destination, day, (route) => routeStates(day)[routes.indexOf(route)])),
  };
}

function joined(first, second) {
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** A function that remembers its last answer. */
export function kept(compute) {
  let before = null;
  let answer;
  return (...given) => {
    if (!before || given.some((value, k) => value !== before[k])) {
      answer = compute(...given);
      before = given;
    }
    return answer;
  };
}

/** Ids of all that is shown at this moment by time, filters and layers. */
export function shownIds(payload, moment, state) {
  const on = (layer, list) => (state.layers.includes(layer) ? list.map((item) => item.id) : []);
  return [
    ...Array.from(moment.drawn(state), (i) => payload.events.id[i]),
    ...on("routes", payload.routes), ...on("crossings", payload.crossings),
    ...on("capitals", payload.capitals), ...on("places", payload.places), ...shapeIds(payload, moment, state),
  ];
}

/** Ids of the lines and areas of added layers that are shown at this moment. */
export function shapeIds(payload, moment, state) {
  const [a, b] = moment.interval(state);
  return payload.layers.filter((layer) => layer.shapes && state.layers.includes(layer.id))
    .flatMap((layer) => layer.shapes.features.filter((feature) => shapeHolds(feature, a, b)).map((feature) => feature.properties.id));
}

/** Whether a drawn shape is shown in the days [a, b); one without dates always is. */
export function shapeHolds(feature, a, b) {
  const { start = null, end = null } = feature.properties ?? {};
  return (start === null || start < b) && (end === null || end > a);
}
