// The style table of the page, and one whose colours are named by what they are for.
import { readFileSync } from "node:fs";

export const style = JSON.parse(readFileSync(new URL("../../../layers/static/style.json", import.meta.url), "utf8"));

const named = (table, colour) =>
  Object.fromEntries(Object.entries(table).map(([code, entry]) => [code, { ...entry, light: colour, dark: colour }]));
const baseColours = Object.fromEntries(Object.keys(style.base.light).map((name) => [name, name]));

export const namedColours = {
  ...style,
  states: named(style.states, "state"),
  categories: named(style.categories, "category"),
  base: { light: baseColours, dark: baseColours },
};
