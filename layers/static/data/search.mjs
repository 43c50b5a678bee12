// Free-text search over events: accents, case and spelling do not matter, every word must begin a word.
// Examples are in tests/cases/search.json; layers/share/search.py follows the same file.

const MARKS = /\p{M}+/gu;
const NOT_A_WORD = /[^\p{L}\p{N}\p{So}]+/gu; // emoji are searched for like words
const NOT_ASCII = /[^\x00-\x7f]/;
const NOT_ASCII_WORD = / *[^a-z0-9 ][^a-z0-9]*| {2,}/g; // leaves single blanks, most of all matches, alone
const LATIN = /[\u00a0-\u02af\u2000-\u206f]/g; // letters with accents, of Bambara, Fula and Hausa, typographic marks
const AFRICAN = { ɓ: "b", ɔ: "o", ɗ: "d", ɛ: "e", ƙ: "k", ɲ: "n", ŋ: "n", ƴ: "y" };
const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", ...AFRICAN };
const latinPlain = {}; // each such letter is taken apart once: texts are long and many
const MIN_VARIANT_PREFIX = 4; // shorter beginnings would stand for too many names
const SEARCHED = ["title", "summary", "place", "note", "actors", "own_category"];

export function fold(text) {
  const lower = String(text).toLowerCase().replace(LATIN, plainLatin);
  if (!NOT_ASCII.test(lower)) return lower.replace(NOT_ASCII_WORD, " ").trim();
  return lower.normalize("NFD").replace(MARKS, "").replace(NOT_A_WORD, " ").trim();
}

function plainLatin(letter) {
  return (latinPlain[letter] ??= LIGATURES[letter] ?? letter.normalize("NFD").replace(MARKS, "").replace(NOT_A_WORD, " "));
}

/**
 * A search over the text columns: query -> one byte per event, or null when there is nothing to look for.
 * `variants` are groups of spellings of one name, [["timbuktu", "tombouctou"], …].
 */
export function makeSearch(columns, variants = []) {
  const groups = variants.map((names) => names.map(fold));
  const texts = [];
  const last = { query: "", mask: null };
  return (query) => {
    const folded = fold(query ?? "");
    if (!folded) return null;
    if (folded !== last.query) Object.assign(last, { query: folded, mask: searched(columns, texts, folded, groups) });
    return last.mask;
  };
}

function searched(columns, texts, folded, groups) {
  const terms = searchTerms(folded.split(" "), groups);
  const mask = new Uint8Array(columns.n);
  for (let i = 0; i < columns.n; i += 1) {
    texts[i] ??= ` ${fold(eventText(columns, i))}`;
    mask[i] = terms.every((options) => options.some((option) => texts[i].includes(option)));
  }
  return mask;
}

// The longest run of words that begins a name stands for all its spellings, any other word for itself.
// A leading space makes a plain `includes` match only where a word begins.
function searchTerms(words, groups) {
  const terms = [];
  for (let first = 0, end; first < words.length; first = end) {
    end = words.length;
    while (end > first + 1 && !namesBegunBy(words.slice(first, end).join(" "), groups).length) end -= 1;
    const run = words.slice(first, end).join(" ");
    terms.push([...new Set([run, ...namesBegunBy(run, groups)])].map((option) => ` ${option}`));
  }
  return terms;
}

function namesBegunBy(run, groups) {
  return run.length < MIN_VARIANT_PREFIX ? [] : groups.filter((names) => names.some((name) => name.startsWith(run))).flat();
}

function eventText(columns, i) {
  const parts = [columns.id[i]];
  for (const name of SEARCHED) for (const texts of Object.values(columns[name] ?? {})) if (texts[i]) parts.push(texts[i]);
  const { accounts = [], why = {} } = columns.versions?.[i] ?? {};
  for (const texts of [...accounts.map(({ text }) => text), why]) parts.push(...Object.values(texts ?? {}));
  return parts.join(" ");
}
