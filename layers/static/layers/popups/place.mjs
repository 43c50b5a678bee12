// What the popup of a town, port, airport, depot or capital says.
import { hasText, localized } from "../../base/dom.mjs";
import { countryName } from "../../text/phrases.mjs";
import { facts, sourcesBlock, toldNote } from "./parts.mjs";

export function placeDetails(ctx, place) {
  const { words } = ctx;
  return [
    facts([
      [words.t("item.country"), countryName(words, place.country)],
      [words.t("item.population"), place.population ? words.number(place.population) : ""],
      [words.t("item.precision"), place.approximate ? words.t("item.approximate") : ""],
      [words.t("item.coordsource"), hasText(place.coord_source) && localized(words, place.coord_source)],
      [words.t("item.note"), hasText(place.note) && localized(words, place.note)],
    ]),
    toldNote(ctx, place.told),
    place.sources?.length ? sourcesBlock(ctx, place.sources) : null,
  ];
}
