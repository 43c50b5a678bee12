// Light or dark, and the style table in it.

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

export function prefersReducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The style table in one theme: an entry has its `color`, and a code that is not listed the entry that `unlisted` names. */
export function makePalette(style, theme) {
  const entry = (table, code, usual) => style[table][Object.hasOwn(style[table], code) ? code : usual];
  const themed = (table, code, usual) => {
    const row = entry(table, code, usual);
    return { ...row, color: row[theme] ?? style.base[theme].sign }; // most categories have one colour
  };
  return {
    ...style,
    theme,
    base: style.base[theme],
    state: (code) => themed("states", code, style.unlisted.state),
    category: (code) => themed("categories", code, style.unlisted.category),
    place: (kind) => entry("places", kind, style.unlisted.place),
    categories: Object.keys(style.categories),
  };
}
