// What is written on the map: the signs of the day's news beside their places, callouts of the weightiest, and names.
import { isAttack } from "../data/news/news.mjs";
import { eventItem } from "../data/event-columns.mjs";
import { boxAround, Board, Room, roadCells } from "../map/lettering/room.mjs";
import { paintLeader, paintNames } from "../map/lettering/words.mjs";
import { paintSign } from "../map/painter.mjs";
import { eventStrokes } from "../map/stroke-styles.mjs";
import { calloutTexts, measuredCallout, paintCallout } from "./callouts.mjs";

const DESTINATION = "destination"; // is named before all else
const NEEDED = "needed"; // such a name has its place before the callouts
const PLACE_PX = 3; // a place without a mark of its own
const RING_PX = 3; // about the sign of the chosen event

export class Lettering {
  constructor({ events, situation }) {
    Object.assign(this, { events, units: situation.units, of: {} });
  }

  /**
   * What is written, with its boxes on the canvas of a view. `asked` is what the layers ask for: {labels, marks, roads}, `taken`
   * boxes of what else is drawn.
   */
  compose(pen, view, { labels, marks, roads, taken }, setting) {
    const { palette, moment, state } = setting;
    const { lettering } = palette;
    const { news } = moment.notable(state);
    const board = new Board(this.room(view, { marks, roads, rules: lettering }, state), taken);
    const rank = (label) => lettering.order.indexOf(label.rank);
    const ranked = [...labels].sort((a, b) => rank(a) - rank(b));
    const named = (test) => board.place(ranked.filter(test));
    const isDestination = ({ rank: name }) => name === DESTINATION;
    const first = named(isDestination);
    const needed = named((label) => label.kind === NEEDED && !isDestination(label));
    const signs = board.place(news.map((i) => this.sign(view, i, lettering)));
    const callouts = board.place(this.callouts(pen, signs, setting));
    const names = [...first, ...needed, ...named(({ kind }) => kind !== NEEDED)];
    return { signs, callouts, names, text: textOf([...signs, ...callouts, ...names], setting) };
  }

  // The room changes with the view and with what has a mark in it, the roads in it with the view alone.
  room(view, { marks, roads, rules }, { layers }) {
    if (this.of.view !== view || this.of.layers !== layers) this.of = { view, layers, roads: roadCells(view.frame, roads(view)) };
    const key = marks.join();
    if (this.of.key !== key) Object.assign(this.of, { key, room: new Room({ frame: view.frame, roads: this.of.roads, marks, rules }) });
    return this.of.room;
  }

  sign(view, i, { sign: { radius, small } }) {
    const [x, y] = view.at(this.events.lat[i], this.events.lon[i]);
    const side = 2 * (isAttack(this.events, i) ? radius : small);
    return { kind: "sign", key: `sign ${i}`, index: i, id: this.events.id[i], x, y, radius: PLACE_PX, width: side, height: side };
  }

  callouts(pen, signs, { words, palette }) {
    return signs.slice(0, palette.lettering.most_callouts).map(({ index, id, box, width }, k) => {
      const texts = calloutTexts(words, this.units, eventItem(this.events, index));
      const of = { kind: k ? "callout" : "first-callout", index, id, x: box[0] + width / 2, y: box[1] + width / 2, radius: width / 2 };
      const { callout } = palette.lettering;
      const main = { main: texts.main };
      const looks = [[texts, callout], [main, callout], [main, { ...callout, ...palette.page.narrow_callout }]];
      const [whole, short, narrow] = looks.map(([text, look]) => ({ ...measuredCallout(pen, text, look), ...of }));
      return { ...whole, instead: { ...short, instead: narrow } };
    });
  }

  paint(pen, { signs, callouts, names }, { palette, state }) {
    const { base, lettering } = palette;
    const colourOf = ({ index }) => (isAttack(this.events, index) ? palette.category("attack").color : base.text);
    for (const each of [...signs, ...callouts]) {
      if (each.leader) paintLeader(pen, each.leader, { color: colourOf(each), casing: base.halo, ...lettering.leader });
    }
    for (const sign of signs) this.paintSign(pen, sign, { palette, isChosen: sign.id === state.selected });
    for (const callout of callouts) paintCallout(pen, callout, { palette, color: colourOf(callout) });
    paintNames(pen, names, palette);
  }

  paintSign(pen, { index, box, width }, { palette, isChosen }) {
    const { category, corroboration } = eventItem(this.events, index);
    const radius = width / 2;
    const { casing } = palette.lettering.sign;
    const { shape, icon } = palette.category(category);
    const bare = { shape: icon ? shape : "circle", line: [], color: "none", width: 0, dash: [], cap: "butt", opacity: 1 };
    const plate = (grown, fill) => ({ ...bare, radius: radius + grown, fill });
    const around = isChosen ? [plate(RING_PX + casing, palette.base.text)] : [];
    const strokes = eventStrokes(palette, { category, claim: corroboration === "claim", vague: false }, { radius: radius - casing });
    const cased = plate(0, palette.base.paper);
    paintSign(pen, [box[0] + radius, box[1] + radius], [...around, cased, ...strokes], palette.shapes);
  }

  /** Ids of the events whose sign or callout lies under a place of the canvas, or no farther than `leastPx`. */
  hits({ signs, callouts }, [x, y], leastPx) {
    const [x0, y0, x1, y1] = boxAround(x, y, leastPx);
    return [...signs, ...callouts].filter(({ box }) => x1 >= box[0] && y1 >= box[1] && x0 <= box[2] && y0 <= box[3]).map(({ id }) => id);
  }
}

// Equal texts are equal pictures.
function textOf(placed, { palette, state, words }) {
  const parts = placed.map(({ id, text, box, leader, width }) => [id, text, box[0], box[1], width, Boolean(leader)].join());
  return [palette.theme, words.lang, state.selected, ...parts].join("\n");
}
