// Marks without end on one letter cost the browser seconds a text: after so many the next stand on a ring of their own.

const MOST = 10; // on one letter; no writing of a language has as many
const RING = "\u25cc"; // what Unicode puts under a mark that has no letter
const MARK = String.raw`[\p{M}\p{Cf}\p{Emoji_Modifier}]`;
const TOO_MANY = new RegExp(`${MARK}{${MOST}}(?=${MARK})`, "gu");

/** The text, with nothing left out and at most so many marks in a row. */
export const withFewMarks = (text) => text.replace(TOO_MANY, `$&${RING}`);
