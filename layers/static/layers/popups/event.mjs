// What the popup of an event says.
import { h, hasText, localized } from "../../base/dom.mjs";
import { labelOf, periodText, precisionMarks } from "../../text/phrases.mjs";
import { sourceLine } from "../../text/sources.mjs";
import { countryPart, facts, originalBlock, sourcesBlock, toldNote } from "./parts.mjs";

export function eventDetails(ctx, event) {
  const { words, payload, state } = ctx;
  const period = periodText(words, event.start, event.end, state().day);
  const routes = event.routes.map((k) => payload.routes[k]).filter(Boolean);
  return [
    hasText(event.summary) && h("p", {}, localized(words, event.summary)),
    versionsBlock(ctx, event.versions),
    toldNote(ctx, event.told),
    facts([
      [words.t("item.period"), period],
      [words.t("item.place"), [hasText(event.place) ? localized(words, event.place) : "", countryPart(words, event.country)]],
      [words.t("item.precision"), precisionMarks(words, event).join("; ")],
      [words.t("item.corroboration"), labelOf(words, "corroboration", event.corroboration)],
      [words.t("item.actors"), hasText(event.actors) && localized(words, event.actors)],
      [words.t("item.route"), routes.flatMap((route, k) => [k > 0 && "; ", localized(words, route.name)])],
      [words.t("item.destroyed"), event.destroyed === null ? "" : words.counted(payload.situation.units[event.unit], event.destroyed)],
      [words.t("item.fatalities"), event.fatalities === null ? "" : words.number(event.fatalities)],
      [words.t("item.coordsource"), event.pinned && hasText(event.coordSource) && localized(words, event.coordSource)],
      [words.t("item.note"), hasText(event.note) && localized(words, event.note)],
      [words.t("item.layer"), payload.layers.find(({ id }) => id === event.layer)?.name ?? ""], // the situation's own go without a name
      [words.t("item.insublayer"), event.sublayer],
    ]),
    originalBlock(ctx, event.original),
    notShown(ctx, event, period),
    sourcesBlock(ctx, event.sources),
  ];
}

function notShown({ moment, state, words }, event, period) {
  const [a, b] = moment.interval(state());
  const shown = event.start === null || (event.start < b && (event.end === null || event.end > a));
  return shown ? null : h("p", { class: "hint" }, words.t("item.notshown", { date: period }));
}

// Accounts that contradict each other side by side, each with who gives it; the one that the map follows is marked.
function versionsBlock(ctx, versions) {
  const { words } = ctx;
  if (!versions?.accounts?.length) return null;
  return h("section", { class: "versions" },
    h("h3", {}, words.t("item.versions")),
    h("ul", {}, versions.accounts.map(({ text, sources = [] }, k) => h("li", {},
      localized(words, text), k === versions.kept && h("b", {}, ` (${words.t("item.kept")})`), " ",
      sourceLine(ctx, sources)))),
    hasText(versions.why) && h("p", { class: "quiet" }, localized(words, versions.why)));
}
