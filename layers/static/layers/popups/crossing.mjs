// What the popup of a border crossing says.
import { h, hasText, localized } from "../../base/dom.mjs";
import { crossingSign } from "../../map/signs.mjs";
import { countryPart, crossingStatus, facts, historyBlock, permitsBlock, sourcesBlock, statusLine, toldNote } from "./parts.mjs";

export function crossingDetails(ctx, crossing) {
  const { words, palette, state } = ctx;
  const status = crossingStatus(ctx, crossing);
  return [
    h("h3", {}, words.t("page.asof", { date: words.date(state().day) })),
    statusLine(words, status, "crossing", crossingSign(palette, status)),
    permitsBlock(ctx, status),
    facts([
      [words.t("item.sides"), crossing.sides.flatMap((side, k) => [k > 0 && " – ", ...sideParts(words, side)])],
      [words.t("item.coordsource"), hasText(crossing.coord_source) && localized(words, crossing.coord_source)],
      [words.t("item.note"), hasText(crossing.note) && localized(words, crossing.note)],
    ]),
    toldNote(ctx, crossing.told),
    historyBlock(ctx, crossing, { sign: crossingSign, none: "list.history.nocrossing" }),
    sourcesBlock(ctx, crossing.sources ?? []),
  ];
}

const sideParts = (words, { name, country }) => [localized(words, name), countryPart(words, country)];
