// The page's public interface, window.situationMap: what embedders, tests and the app may call.
import { MAX_DAYS, MODES } from "../data/time-index.mjs";
import { dayNumber, isoDay } from "../base/days.mjs";
import { shownIds } from "./moment.mjs";
import { publicState } from "./session.mjs";

const isWindow = (days) => Number.isInteger(days) && days >= 1 && days <= MAX_DAYS;
const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value) ?? String(value));

export function publicApi(ctx, ready) {
  const { store, payload, moment, clock } = ctx;
  const isoOrNull = (day) => (day === null ? null : isoDay(day));
  const entryOf = ({ id, state, since, confirmed, age, basis }) =>
    [id, { state, since: isoOrNull(since), confirmed: isoOrNull(confirmed), age, basis }];
  return {
    ready,
    setTime(iso) {
      const day = dayNumber(iso);
      if (day === null) ctx.notes.add("note.baddate", { value: asText(iso) });
      else clock.goTo(ctx.notes.within(day), "call");
    },
    time: () => isoDay(store.get().day),
    setMode(mode, options) {
      const days = options?.days ?? null;
      const [known, fits] = [MODES.includes(mode), days === null || isWindow(days)];
      if (!known) ctx.notes.add("note.badmode", { value: asText(mode), list: MODES.join(", ") });
      if (!fits) ctx.notes.add("note.baddays", { value: asText(days), most: MAX_DAYS });
      if (known) clock.setMode(mode, fits ? days : null);
    },
    visible: () => shownIds(payload, moment, store.get()),
    onMap: () => ctx.renderer.onMap(),
    states() {
      const { day } = store.get();
      return Object.fromEntries([...moment.routes(day), ...moment.crossings(day)].map(entryOf));
    },
    select: (id) => ctx.select(id, "call"),
    state: () => ({ ...publicState(store.get()), share: ctx.share() }),
    on(name, listener) {
      if (name !== "change") throw new RangeError(`the only event is "change", not "${name}"`);
      return store.subscribe(() => listener(publicState(store.get())));
    },
    command: ctx.command,
  };
}
