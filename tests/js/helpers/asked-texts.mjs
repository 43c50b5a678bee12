// Which texts the code asks for: the keys in its calls, and those in the tables of modules that have such calls.

const APP_FOLDER = /^layers\/app\//; // where ctx.say() puts "app." before a key
const CALLS = /(\.?)\b(say|say_count|t|plural|add)\(/g;
const AFTER_LANGUAGE = new Set(["say", "say_count"]); // as functions; as methods they know their language
const KEYS = { py: /["']([a-z]+(?:\.[A-Za-z0-9-]+)+)["']/g, mjs: /["'`]([a-z]+(?:\.[A-Za-z0-9-]+)+)["'`]/g };
const FILE = /\.(css|html|js|mjs)$/;
const OPENING = "([{";
const CLOSING = ")]}";

/** The keys asked for in `code`, the text of the file at `path`; `spaces` are the first parts that keys have. */
export function askedTexts(path, code, spaces) {
  const pattern = KEYS[path.slice(path.lastIndexOf(".") + 1)];
  const keysIn = (text) => [...text.matchAll(pattern)].map((match) => match[1]);
  const calls = [...code.matchAll(CALLS)];
  const inCalls = calls.flatMap(([whole, dot, name], k) => {
    const prefix = dot && name === "say" && APP_FOLDER.test(path) ? "app." : "";
    const position = !dot && AFTER_LANGUAGE.has(name) ? 1 : 0;
    return keysIn(argumentsAt(code, calls[k].index + whole.length)[position] ?? "").map((key) => prefix + key);
  });
  const bare = new Set(inCalls.map((key) => key.replace(/^app\./, "")));
  const isInTable = (key) => spaces.has(key.split(".")[0]) && !bare.has(key) && !FILE.test(key);
  const inTables = calls.length ? keysIn(code).filter(isInTable) : [];
  return [...inCalls, ...inTables];
}

// The arguments of a call whose opening bracket ends before `start`, as they are written.
function argumentsAt(code, start) {
  const parts = [""];
  let [depth, quote] = [0, null];
  for (let k = start; k < code.length; k += 1) {
    const letter = code[k];
    if (quote) quote = letter === quote && code[k - 1] !== "\\" ? null : quote;
    else if ("\"'`".includes(letter)) quote = letter;
    else if (OPENING.includes(letter)) depth += 1;
    else if (CLOSING.includes(letter) && depth-- === 0) return parts;
    else if (letter === "," && depth === 0) {
      parts.push("");
      continue;
    }
    parts[parts.length - 1] += letter;
  }
  return parts;
}
