// What a day is about: its news, the places where that was, and those on stretches of which something is known.
import { memoizeLast } from "../../base/memoize.mjs";
import { routeLegs } from "../ledger.mjs";
import { newsOf } from "./news.mjs";

const KM_PER_DEGREE = 111.195; // of a great circle on a sphere of 6371 km
const EXACT_ROAD = "road"; // a stretch of it is known

/** `of(shown, day)` is {news, places, active, text}: numbers of events, ids of places, and a text that tells two of them apart. */
export function makeNotable({ events, routes, crossings, places, capitals, style }) {
  const { lettering, area } = style;
  const rules = {
    categories: Object.keys(style.categories), most: lettering.most_news,
    vague: ["country", ...Object.keys(area.km).filter((precision) => precision !== EXACT_ROAD)],
  };
  const named = [...capitals, ...places, ...crossings];
  const nearest = (i) => {
    const near = named.map((place) => ({ id: place.id, km: kmBetween(events.lat[i], events.lon[i], place) }))
      .reduce((best, place) => (place.km < best.km ? place : best), { km: Infinity });
    return near.km <= lettering.news_km ? [near.id] : [];
  };
  const active = memoizeLast((day) => activeWaypoints(routes, day));
  return memoizeLast((shown, day) => {
    const news = newsOf(events, shown, day, rules);
    const found = { news, places: new Set(news.flatMap(nearest)), active: active(day) };
    return { ...found, text: [news, [...found.places], [...found.active]].join("|") };
  });
}

function activeWaypoints(routes, day) {
  const ends = ({ waypoints, ...route }) => routeLegs(route, day)
    .flatMap(({ row }, k) => (row ? [waypoints[k].id, waypoints[k + 1].id] : []));
  return new Set(routes.flatMap(ends));
}

// On a small piece of the sphere as on a plane.
function kmBetween(lat, lon, place) {
  const east = (place.lon - lon) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(place.lat - lat, east) * KM_PER_DEGREE;
}
