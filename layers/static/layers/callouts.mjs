// What the map says of the day's weightiest events: their figure, or their title, and where it was.
import { hasText } from "../base/dom.mjs";
import { withFewMarks } from "../base/marks.mjs";
import { textScale } from "../base/viewport.mjs";
import { FONT, widthOf } from "../map/lettering/words.mjs";
import { labelOf } from "../text/phrases.mjs";

const CLAIM = "claim";

/** The lines of a callout, the first one in bold: [figure, place] or the title on as many lines as the table allows. */
export function calloutTexts(words, units, event) {
  const figure = [
    event.destroyed !== null && words.t("callout.destroyed", { things: words.counted(units[event.unit], event.destroyed) }),
    event.fatalities !== null && words.plural("callout.fatalities", event.fatalities),
  ].filter(Boolean).join(" · ");
  const where = hasText(event.place) ? words.either(event.place).text : "";
  const rest = [figure ? where : "", event.corroboration === CLAIM ? labelOf(words, "corroboration", CLAIM) : ""];
  return { main: figure || words.either(event.title).text, rest: rest.filter(Boolean).join(" · ") };
}

/** A callout as wide and high as it will be: `lines` are {text, font}, `text` is what they say. */
export function measuredCallout(pen, { main, rest = "" }, callout) {
  const scale = textScale();
  const font = (weight) => `${weight} ${callout.px * scale}px ${FONT}`;
  const wrap = (text, weight, most) => wrapped(pen, withFewMarks(text), { font: font(weight), width: callout.width * scale, most });
  const lines = [
    ...wrap(main, callout.main, callout.lines).map((text) => ({ text, font: font(callout.main) })),
    ...(rest ? wrap(rest, callout.rest, 1).map((text) => ({ text, font: font(callout.rest) })) : []),
  ];
  const pitch = callout.px * scale * callout.line_height;
  const widest = Math.max(...lines.map(({ text, font: face }) => widthOf(pen, text, { font: face })));
  return {
    text: lines.map(({ text }) => text).join(" "), lines, pitch,
    width: widest + 2 * callout.pad, height: lines.length * pitch + 2 * callout.pad,
  };
}

/** Writes a callout on a plate of its own. */
export function paintCallout(pen, { box: [left, top], width, height, lines, pitch }, { palette: { base, lettering }, color }) {
  const { pad, radius, opacity } = lettering.callout;
  pen.beginPath();
  pen.roundRect(left, top, width, height, radius);
  Object.assign(pen, { fillStyle: base.paper, strokeStyle: color, lineWidth: 1, globalAlpha: opacity });
  pen.fill();
  pen.globalAlpha = 1;
  pen.stroke();
  Object.assign(pen, { fillStyle: base.text, textBaseline: "middle", textAlign: "left" });
  lines.forEach(({ text, font }, k) => {
    pen.font = font;
    pen.fillText(text, left + pad, top + pad + (k + 0.5) * pitch);
  });
}

// Words, which French joins to a mark with a space of its own, on at most so many lines; what has no room ends in an ellipsis.
function wrapped(pen, text, { font, width, most }) {
  const fits = (line) => widthOf(pen, line, { font }) <= width;
  const lines = [""];
  for (const word of text.split(/[ \t\n\r]+/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (fits(longer) || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = `${shown[most - 1]} …`;
  return shown.map((line) => (fits(line) ? line : shortened(line, fits)));
}

function shortened(line, fits) {
  const letters = [...line.replace(/ ?…$/, "")];
  while (letters.length > 1 && !fits(`${letters.join("").trimEnd()}…`)) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}
