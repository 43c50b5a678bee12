// Notes to the reader: what could not be used, what may have changed. They stay until they are put away.
import { h } from "../base/dom.mjs";
import { iconButton } from "../base/icons.mjs";
import { withFewMarks } from "../base/marks.mjs";
import { outsideNote } from "../text/share-notes.mjs";

const BRIEF_MS = 4000;

/**
 * {node, add(key, vars), brief(key), show(...content), outside(day), within(day)}; the same note is not shown twice.
 * `words()` are those of the language of now; `within` returns its day, and shows a note when that is outside the span.
 */
export function makeNotes(words, span) {
  const node = h("div", { class: "notes", role: "status" });
  const isShown = (text) => text && [...node.children].some((note) => note.firstChild.textContent === withFewMarks(text));
  const show = (text, ...more) => {
    if (isShown(text)) return null;
    const close = iconButton("close", words().t("page.dismiss"), () => note.remove());
    const note = h("div", { class: "note" }, h("div", { class: "note-text" }, text, ...more), close);
    node.append(note);
    return note;
  };
  const add = (key, vars = {}) => show(words().t(key, vars));
  const brief = (key) => {
    const note = add(key);
    note?.classList.add("brief"); // it lies over the map, which keeps its size
    if (note) setTimeout(() => note.remove(), BRIEF_MS);
  };
  const outside = (day) => show(outsideNote(words(), day, span));
  const within = (day) => {
    if (day < span[0] || day >= span[1]) outside(day);
    return day;
  };
  return { node, add, brief, show, outside, within };
}

// A field that holds a text to be copied by hand, where the clipboard is refused.
function copyField(label, text) {
  const field = h("input", { type: "text", readonly: true, value: text, onfocus: (event) => event.currentTarget.select() });
  return h("label", { class: "copy-field" }, label, " ", field);
}

/** Puts a text on the clipboard and says so, or offers it for copying by hand. */
export async function copyText(ctx, text, { done, byHand }) {
  try {
    await navigator.clipboard.writeText(text);
    ctx.notes.brief(done);
  } catch {
    ctx.notes.show("", copyField(ctx.words.t(byHand), text));
    ctx.notes.node.lastElementChild?.querySelector("input")?.focus();
  }
}
