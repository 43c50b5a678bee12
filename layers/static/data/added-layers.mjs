// Layers that a reader has added: unpacked, and their rows joined to the events in order of time.

/** The additions that were packed as base64 of gzip. */
export async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(plain).json();
}

/** Opens a page once its additions are unpacked; until then a stand-in keeps the last command for it. */
export function openUnpacked({ added, payload, ...rest }, open) {
  let last = null;
  const ready = unpacked(added).catch((error) => error.message).then((additions) => {
    const page = open({ ...rest, payload: { ...payload, added: additions } });
    if (last) page.command?.(last);
    return page.ready;
  });
  return {
    ready,
    command(command) {
      last = command;
    },
  };
}

/** The columns of both tables as one, sorted by start and id, undated last; each is sorted so itself. */
export function joinedEvents(first, second, sourcesBefore) {
  const order = joinedOrder(first, second);
  const shifted = { ...second, sources: second.sources.map((numbers) => numbers.map((k) => k + sourcesBefore)) };
  const names = Object.keys(first).filter((name) => name !== "n");
  const columns = names.map((name) => [name, joinedColumn(first[name], shifted[name], first.n, order)]);
  return { n: order.length, ...Object.fromEntries(columns) };
}

// Row k of the first table is k, of the second first.n + k.
function joinedOrder(first, second) {
  const order = [];
  let [a, b] = [0, 0];
  while (a < first.n || b < second.n) {
    if (b === second.n || (a < first.n && comesBefore(first, a, second, b))) order.push(a++);
    else order.push(first.n + b++);
  }
  return order;
}

function comesBefore(first, a, second, b) {
  const [here, there] = [first.start[a] ?? Infinity, second.start[b] ?? Infinity];
  return here < there || (here === there && first.id[a] < second.id[b]);
}

function joinedColumn(first, second, n, order) {
  if (first.codes) return joinedCodes(first, second, n, order);
  if (first.length !== undefined) return order.map((k) => (k < n ? first[k] : second[k - n]) ?? null);
  const languages = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries([...languages].map((lang) =>
    [lang, order.map((k) => (k < n ? first[lang]?.[k] : second[lang]?.[k - n]) ?? "")]));
}

function joinedCodes(first, second, n, order) {
  const codes = [...new Set([...first.codes, ...second.codes])];
  const [fromFirst, fromSecond] = [first, second].map((column) => column.codes.map((code) => codes.indexOf(code)));
  return { codes, at: order.map((k) => (k < n ? fromFirst[first.at[k]] : fromSecond[second.at[k - n]])) };
}
