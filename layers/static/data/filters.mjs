// The reader's filters as one byte per event. Within a filter any value passes, between filters all must.

const CODED_FILTERS = ["category", "corroboration"];

/**
 * The mask, or null when every event passes. `routes` lists route ids in the order the `routes` column counts them;
 * `search` is what makeSearch returned.
 */
export function filterMask(columns, filters, hiddenLayers = [], { routes = [], search = null } = {}) {
  const tests = [
    ...CODED_FILTERS.map((name) => codeTest(columns[name], filters[name])),
    routeTest(columns.routes, filters.route, routes),
    layerTest(columns.layer, hiddenLayers),
    searchTest(search, filters.q),
  ].filter(Boolean);
  if (!tests.length) return null;
  const mask = new Uint8Array(columns.n).fill(1);
  for (const test of tests) for (let i = 0; i < columns.n; i += 1) if (!test(i)) mask[i] = 0;
  return mask;
}

function codeTest(column, values) {
  if (!values?.length) return null;
  if (!column) return () => false;
  const passes = column.codes.map((code) => values.includes(code));
  return (i) => passes[column.at[i]];
}

function routeTest(column, values, routes) {
  if (!values?.length) return null;
  const numbers = new Set(values.map((id) => routes.indexOf(id)).filter((number) => number >= 0));
  return (i) => column?.[i]?.some((number) => numbers.has(number)) ?? false;
}

function layerTest(column, hidden) {
  const hiddenSet = new Set(hidden);
  if (!column?.codes.some((code) => hiddenSet.has(code))) return null;
  const passes = column.codes.map((code) => !hiddenSet.has(code));
  return (i) => passes[column.at[i]];
}

function searchTest(search, query) {
  const matches = search && query ? search(query) : null;
  return matches && ((i) => matches[i]);
}
