// Lists that arrive from outside, made whole: broken members are left out, missing parts become empty ones.

const NO_TEXTS = Object.freeze({});

/** The members that are whole; `broken(name)` is called when some are not. */
export function readMembers(list, name, isWhole, broken) {
  const members = Array.isArray(list) ? list : [];
  const whole = members.filter(isWhole);
  if (whole.length < members.length || (list && !Array.isArray(list))) broken(name);
  return whole;
}

/** Columns of one length as members, in which what is null is left out; anything else as it is. */
export function rowsOf(columns) {
  if (Array.isArray(columns) || !Array.isArray(columns?.id)) return columns;
  const valueAt = (column, k) => {
    if (Array.isArray(column)) return column[k];
    return Object.fromEntries(Object.entries(column ?? {}).map(([language, texts]) => [language, texts?.[k]]));
  };
  const rowAt = (k) => Object.entries(columns).map(([name, column]) => [name, valueAt(column, k)]).filter(([, value]) => value !== null);
  return Array.from(columns.id, (_, k) => Object.fromEntries(rowAt(k)));
}

export const isPlaced = (item) => typeof item?.id === "string" && Number.isFinite(item.lat) && Number.isFinite(item.lon);

const isRow = (row) => Number.isFinite(row?.start) && Number.isFinite(row.end) && typeof row.state === "string";

/** Rows of a ledger; days are half-open [start, end). */
export function completeRows(rows) {
  return (rows ?? []).filter(isRow)
    .map((row) => ({ counts_until: row.end, reports: [], basis: "claim", why: NO_TEXTS, sources: [], where: "", ...row }));
}

/** Permits, in force on [start, end), without end where it is null. */
export function completePermits(permits) {
  return (permits ?? []).filter((permit) => Number.isFinite(permit?.start))
    .map((permit) => ({ end: null, by: NO_TEXTS, why: NO_TEXTS, sources: [], ...permit }));
}
