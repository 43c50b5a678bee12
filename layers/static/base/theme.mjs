// Light or dark, and the colours of the style table in it.

const NOT_IN_TABLE = { light: "#5d5d5d", dark: "#b5b5b5", shape: "circle", dash: [], width: 3, mark: "none", order: 99 };

/** "auto" follows the system. */
export function resolveTheme(theme) {
  if (theme === "light" || theme === "dark") return theme;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function watchSystemTheme(listener) {
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

export function prefersStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Looks the style table up: every answer has its `color` in this theme. */
export function makePalette(style, theme) {
  const entry = (table, code) => {
    const found = table?.[code] ?? NOT_IN_TABLE;
    return { ...found, color: found[theme] };
  };
  return {
    theme,
    base: style.basemap[theme],
    state: (code) => entry(style.states, code),
    category: (code) => entry(style.categories, code),
    place: (kind) => style.places[kind] ?? style.places.town,
    shape: (name) => style.shapes[name] ?? null,
    severity: style.severity,
    categories: Object.keys(style.categories),
    stale: style.stale.opacity,
    claimCore: style.claim.core,
    casing: style.casing.width,
  };
}
