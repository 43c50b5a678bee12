// Words, numbers and dates in the reader's language.
import { utcDate } from "./days.mjs";

const DATE_STYLES = {
  long: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
};

/** What the page says in one language; `words` is {lang: {key: text}}. A missing key reads as the key itself. */
/** The language of the reader's browser, by its full tag or its first part, where there are texts in it. */
export function readersLanguage(texts) {
  const tag = navigator.language ?? "";
  return [tag, tag.split("-")[0]].find((code) => code in texts);
}

export function makeWords(words, lang) {
  const table = words[lang] ?? {};
  const locale = table["language.locale"] ?? lang;
  const numbers = new Intl.NumberFormat(locale);
  const plurals = new Intl.PluralRules(locale);
  const dates = {};
  const text = (key) => (Object.hasOwn(table, key) ? table[key] : key);
  const t = (key, vars = {}) => filledIn(text(key), vars);
  const number = (value) => numbers.format(value);
  // French writes the first day of a month as "1er", which Intl does not know
  const firstOfMonth = ({ type, value }) => (type === "day" && value === "1" ? table["language.first"] ?? value : value);
  return {
    lang,
    t,
    number,
    plural(key, n, vars = {}) {
      const exact = `${key}.${plurals.select(n)}`;
      return t(Object.hasOwn(table, exact) ? exact : `${key}.other`, { n: number(n), ...vars });
    },
    /** A quantity in the words of its unit, {lang: {one, other}}; without words the number alone. */
    counted(unit, n) {
      const forms = unit?.[lang] ?? Object.values(unit ?? {})[0] ?? {};
      return (forms[plurals.select(n)] ?? forms.other ?? "{n}").replace("{n}", number(n));
    },
    date(day, style = "long") {
      dates[style] ??= new Intl.DateTimeFormat(locale, { ...DATE_STYLES[style], timeZone: "UTC" });
      return dates[style].formatToParts(utcDate(day)).map(firstOfMonth).join("");
    },
    either: (texts) => eitherText(texts, lang),
  };
}

function filledIn(text, vars) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(vars, name) ? String(vars[name]) : whole));
}

// Another language stands in for a missing text, and says so.
function eitherText(texts, lang) {
  const text = texts?.[lang];
  if (text) return { text, fallback: false, lang };
  const other = Object.keys(texts ?? {}).find((code) => texts[code]);
  return other ? { text: texts[other], fallback: true, lang: other } : { text: "", fallback: false, lang };
}
