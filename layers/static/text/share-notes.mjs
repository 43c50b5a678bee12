// What to tell a reader of the parts of a link that could not be used, in the words of the app (layers/share/notes.py).
import { dayNumber } from "../base/days.mjs";
import { dateText } from "./phrases.mjs";

const SHOWN = 60; // characters of a part that a note repeats

/** The notes: another situation, data of another version, a day brought within the known ones, and all else left out. */
export function shareNotes(words, problems, { span, version }) {
  const days = (key) => problems.filter((problem) => problem.key === key && dayNumber(problem.value) !== null);
  const others = problems.filter(({ key, value }) => key === "situation" && value);
  const [versions, dates] = [days("v"), days("t")];
  const leftOut = problems.filter((problem) => [others, versions, dates].every((told) => !told.includes(problem)));
  return [
    ...others.map(({ value }) => words.t("note.situation", { link: shortened(value) })),
    ...versions.map(({ value }) => words.t("note.older", { link: dateText(words, value), page: dateText(words, version) })),
    ...dates.map(({ value }) => outsideNote(words, dayNumber(value), span)),
    ...(leftOut.length ? [words.t("note.share", { list: leftOut.map(({ key, value }) => shortened(`${key}=${value}`)).join("; ") })] : []),
  ];
}

/** That a day is not among those of the half-open span. */
export function outsideNote(words, day, [first, end]) {
  return words.t("note.outside", { date: words.date(day), from: words.date(first), to: words.date(end - 1) });
}

function shortened(text) {
  const characters = [...text];
  return characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("")}…` : characters.join("");
}
