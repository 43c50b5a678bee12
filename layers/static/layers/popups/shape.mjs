// What the popup of a line or an area of a reader's own layer says.
import { h } from "../../base/dom.mjs";
import { periodText } from "../../text/phrases.mjs";
import { facts, originalBlock } from "./parts.mjs";

export function shapeDetails(ctx, shape) {
  const { words, state } = ctx;
  const { summary, category, place, source, sublayer, original, ...rest } = shape.properties;
  const others = Object.entries(rest).filter(([, value]) => ["string", "number"].includes(typeof value) && value !== "");
  return [
    summary && h("p", {}, String(summary)),
    facts([
      [words.t("item.period"), shape.start === null && shape.end === null ? "" : periodText(words, shape.start, shape.end, state().day)],
      [words.t("item.incategory"), category],
      [words.t("item.place"), place],
      [words.t("item.sources"), source],
      [words.t("item.layer"), shape.layerName ?? shape.layer],
      [words.t("item.insublayer"), sublayer],
      ...others.map(([name, value]) => [name, String(value)]),
    ]),
    originalBlock(ctx, original),
  ];
}
