// What the popup of an event says.
import { h, hasText, localized } from "../../base/dom.mjs";
import { disputedVersions, labelOf, periodText, precisionMarks } from "../../text/phrases.mjs";
import { countryPart, facts, inEnglish, originalBlock, sourcesBlock } from "./parts.mjs";

export function eventDetails(ctx, event) {
  const { words, payload } = ctx;
  const route = payload.routes[event.route];
  return [
    hasText(event.summary) && h("p", {}, localized(words, event.summary)),
    disputedBlock(ctx, event.disputed),
    facts([
      [words.t("item.period"), periodText(words, event.start, event.end)],
      [words.t("item.place"), [hasText(event.place) ? localized(words, event.place) : "", countryPart(words, event.country)]],
      [words.t("item.precision"), precisionMarks(words, event).join("; ")],
      [words.t("item.corroboration"), labelOf(words, "corroboration", event.corroboration)],
      [words.t("item.actors"), hasText(event.actors) && localized(words, event.actors)],
      [words.t("item.route"), route && localized(words, route.name)],
      [words.t("item.tankers"), event.tankers === null ? "" : words.number(event.tankers)],
      [words.t("item.fatalities"), event.fatalities === null ? "" : words.number(event.fatalities)],
      [words.t("item.coordsource"), event.pinned && inEnglish(event.coordSource)],
      [words.t("item.note"), hasText(event.note) && localized(words, event.note)],
      [words.t("item.layer"), payload.layers.find(({ id }) => id === event.layer)?.name ?? ""], // the situation's own go without a name
      [words.t("item.insublayer"), event.sublayer],
    ]),
    originalBlock(ctx, event.original),
    notShown(ctx, event),
    sourcesBlock(ctx, event.sources),
  ];
}

function notShown({ moment, state, words }, event) {
  const [a, b] = moment.interval(state());
  const shown = event.start === null || (event.start < b && (event.end === null || event.end > a));
  return shown ? null : h("p", { class: "hint" }, words.t("item.notshown", { date: periodText(words, event.start, event.end) }));
}

function disputedBlock({ words }, disputed) {
  if (!hasText(disputed)) return null;
  const { text, lang } = words.either(disputed);
  const { versions, accepted } = disputedVersions(text);
  return h("section", { class: "disputed", lang },
    h("h3", { lang: words.lang }, words.t("item.disputed")),
    h("ul", {}, versions.map((version) => h("li", {}, version))),
    accepted && h("p", { class: "quiet" }, accepted));
}
