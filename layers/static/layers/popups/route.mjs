// What the popup of a route says.
import { h, hasText, localized } from "../../base/dom.mjs";
import { routeRuns } from "../../data/ledger.mjs";
import { stateSign } from "../../map/signs.mjs";
import { stateLabel, stretchText } from "../../text/phrases.mjs";
import { facts, historyBlock, permitsBlock, routeStatus, sourcesBlock, statusLine, toldNote } from "./parts.mjs";

export function routeDetails(ctx, route) {
  const { words, payload, palette, state } = ctx;
  const { day } = state();
  const crossing = payload.crossings.find(({ id }) => id === route.crossing);
  const status = routeStatus(ctx, route);
  return [
    h("h3", {}, words.t("page.asof", { date: words.date(day) })),
    statusLine(words, status, "route", stateSign(palette, status)),
    h("ul", { class: "stretches" }, routeRuns(route, day).map((run) => stretchItem(ctx, route, run))),
    permitsBlock(ctx, status),
    facts([
      [words.t("item.roads"), (route.road_numbers ?? []).join(", ")],
      [words.t("item.length"), route.length_km ? words.t("item.kilometres", { n: words.number(route.length_km) }) : ""],
      [words.t("item.drawn"), drawnText(words, route.road_km)],
      [words.t("item.crossing"), crossing && localized(words, crossing.name)],
      [words.t("item.note"), hasText(route.length_note) && localized(words, route.length_note)],
    ]),
    attacksLine(ctx, route),
    toldNote(ctx, route.told),
    historyBlock(ctx, route, { sign: stateSign, none: "list.history.none" }),
    sourcesBlock(ctx, route.sources ?? []),
  ];
}

// Of the days that the clock shows; as of one day the events say it themselves.
function attacksLine({ words, payload, moment, state }, route) {
  const found = moment.attacks(state());
  const number = payload.routes.findIndex(({ id }) => id === route.id);
  const count = found?.attacks[number];
  if (!count) return null;
  const km = found.pieces.filter(({ routes }) => routes.includes(number)).reduce((sum, piece) => sum + piece.km, 0);
  const rate = Number(((10 * count) / km).toPrecision(1));
  return h("p", {}, words.plural("item.attacks", count, { rate: words.number(rate) }));
}

// How much of the line follows a road; where nothing does, the legend says that all of it is schematic.
function drawnText(words, [road, schematic] = [0, 0]) {
  if (!road) return "";
  const km = (n) => words.t("item.kilometres", { n: words.number(n) });
  return words.t(schematic ? "item.drawnpartly" : "item.drawnwhole", { road: km(road), schematic: km(schematic) });
}

function stretchItem({ words, palette }, route, { state, age, faded, claim, from, to }) {
  const status = { state, age, faded, basis: claim ? "claim" : "reported" };
  return h("li", {},
    stateSign(palette, status), " ", h("b", {}, stateLabel(words, status)), " ",
    h("span", {}, stretchText(words, [route.waypoints[from], route.waypoints[to]]),
      claim && h("span", { class: "quiet" }, ` (${words.t("status.claim")})`)));
}
