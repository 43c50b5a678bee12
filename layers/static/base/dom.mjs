// The only door from data to the document: everything that is data becomes text, an attribute or a checked link.
import { withFewMarks } from "./marks.mjs";

const SVG = "http://www.w3.org/2000/svg";
const SAFE_LINK = /^(https?:\/\/|mailto:)/i;
const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "indeterminate"]);

export function h(tag, attributes = {}, ...children) {
  return filledNode(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return filledNode(document.createElementNS(SVG, tag), attributes, children);
}

function filledNode(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) applyAttribute(node, name, value);
  node.append(...contents(children));
  return node;
}

const contents = (children) => children.flat(Infinity).filter(isContent).map(shown);

const shown = (child) => (typeof child === "string" ? withFewMarks(child) : child);

const isContent = (child) => child !== null && child !== undefined && child !== false && child !== "";

function applyAttribute(node, name, value) {
  if (value === null || value === undefined) return;
  if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (PROPERTIES.has(name)) node[name] = value;
  else if (name === "title") node.setAttribute(name, withFewMarks(value));
  else if (name.startsWith("aria-")) node.setAttribute(name, String(value));
  else if (value !== false) node.setAttribute(name, value === true ? "" : value);
}

/** A link when the address is one a reader may safely follow, else plain text. */
export function link(url, text, attributes = {}) {
  if (!SAFE_LINK.test(url ?? "")) return h("span", {}, text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...attributes }, text);
}

/** Text in the reader's language; text of another language says so and carries its lang. */
export function localized(words, texts) {
  const { text, fallback, lang } = words.either(texts);
  if (!fallback) return text;
  return h("span", { lang, class: "fallback" }, text, h("small", { "aria-hidden": true }, ` (${lang})`));
}

export function hasText(texts) {
  return Object.values(texts ?? {}).some(Boolean);
}

/** Replaces what a node holds, only when there is something to replace. */
export function refill(node, ...children) {
  node.replaceChildren(...contents(children));
  return node;
}

export function setText(node, text) {
  const few = withFewMarks(text);
  if (node.textContent !== few) node.textContent = few;
}
