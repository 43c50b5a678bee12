// Refilling a part of the page without losing focus, opened details and scrolling.

const FOCUSABLE = "button, a[href], input, select, summary, details";

/** Calls `fill`, which may replace everything in `node`. Rows are found again by their data-id, what is in them by its text. */
export function preserveFocus(node, fill) {
  const focused = node.contains(document.activeElement) ? placeOf(node, document.activeElement) : null;
  const opened = [...node.querySelectorAll("details[open]")].map((details) => placeOf(node, details));
  const { scrollTop } = node;
  fill();
  for (const place of opened) nodeAt(node, place)?.setAttribute("open", "");
  node.scrollTop = scrollTop;
  if (focused) (nodeAt(node, focused) ?? rowOf(node, focused.id)?.querySelector(FOCUSABLE))?.focus({ preventScroll: true });
}

function placeOf(node, child) {
  const id = child.closest("[data-id]")?.dataset.id ?? null;
  const name = nameOf(child);
  return { id, name, k: alike(rowOf(node, id), name).indexOf(child) };
}

const nodeAt = (node, { id, name, k }) => alike(rowOf(node, id), name)[k];

const alike = (row, name) => [...(row?.querySelectorAll(FOCUSABLE) ?? [])].filter((candidate) => nameOf(candidate) === name);

const nameOf = (child) => `${child.localName} ${(child.localName === "details" ? child.firstChild : child).textContent}`;

const rowOf = (node, id) => (id === null ? node : node.querySelector(`[data-id="${CSS.escape(id)}"]`));
