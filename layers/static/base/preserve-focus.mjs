// Filling a part of the page anew without losing the reader's place in it: focus, opened details, scrolling.

const HELD = "button, a[href], input, select, summary, details";

/** Calls `fill`, which may replace everything in `node`. Rows are known again by their data-id, what is in them by its text. */
export function keepingPlace(node, fill) {
  const held = node.contains(document.activeElement) ? placeOf(node, document.activeElement) : null;
  const opened = [...node.querySelectorAll("details[open]")].map((details) => placeOf(node, details));
  const { scrollTop } = node;
  fill();
  for (const place of opened) nodeAt(node, place)?.setAttribute("open", "");
  node.scrollTop = scrollTop;
  if (held) (nodeAt(node, held) ?? rowOf(node, held.id)?.querySelector(HELD))?.focus({ preventScroll: true });
}

function placeOf(node, child) {
  const id = child.closest("[data-id]")?.dataset.id ?? null;
  const name = nameOf(child);
  return { id, name, k: alike(rowOf(node, id), name).indexOf(child) };
}

const nodeAt = (node, { id, name, k }) => alike(rowOf(node, id), name)[k];

const alike = (row, name) => [...(row?.querySelectorAll(HELD) ?? [])].filter((each) => nameOf(each) === name);

const nameOf = (each) => `${each.localName} ${(each.localName === "details" ? each.firstChild : each).textContent}`;

const rowOf = (node, id) => (id === null ? node : node.querySelector(`[data-id="${CSS.escape(id)}"]`));
