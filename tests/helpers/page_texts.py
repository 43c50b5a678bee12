"""What a test asks of the page, in the file and in the app: is every text of the data there as text?"""

from __future__ import annotations

# A text is compared without white space and the marks at which versions of an account are parted.
PAGE_TEXTS_SCRIPT = """() => {
window.squeezed = text => text.replace(/[\\s;,]/g, "");
window.payload = () => window.situationPayload ?? JSON.parse(document.getElementById("situation-payload").textContent);
window.textsIn = value => typeof value === "string" ? [value] : (value ?? []);
window.expectedTexts = lang => {
  const p = payload(), found = {};
  const own = texts => texts?.[lang] ?? "";
  const sourcesOf = numbers => numbers.flatMap(k => [p.sources.publisher[k], p.sources.title[k]]);
  const ofRows = rows => rows.flatMap(row => [own(row.why), ...sourcesOf(row.sources)]);
  const onLegs = (rows, legs) => rows.filter(row => row.legs.some(leg => legs.includes(leg)));
  const ofVersions = v => v ? [...v.accounts.flatMap(\
a => [own(a.text), ...a.sources.map(k => p.sources.publisher[k])]), own(v.why)] : [];
  const e = p.events;
  e.id.forEach((id, i) => {
    const pinned = e.lat[i] !== null && e.location_precision.codes[e.location_precision.at[i]] !== "country";
    found[id] = [...["title", "summary", "place", "note", "actors"].map(name => e[name]?.[lang]?.[i] ?? ""),
                 pinned ? e.coord_source[lang]?.[i] ?? "" : "", \
...ofVersions(e.versions[i]), ...sourcesOf(e.sources[i])];
  });
  for (const r of p.routes) found[r.id] = [own(r.name), own(r.length_note), ...r.road_numbers, \
...ofRows(onLegs(p.network.rows, r.legs)), ...sourcesOf(r.sources)];
  for (const c of p.crossings) found[c.id] = [own(c.name), own(c.note), own(c.coord_source), \
...c.sides.map(s => own(s.name)), ...ofRows(c.rows)];
  for (const places of [p.places, p.capitals]) places.id.forEach((id, k) => {
    found[id] = ["name", "note", "coord_source"].map(name => places[name][lang][k] ?? "");
  });
  return found;
};
window.whatIsMissing = (texts, node) => {
  const shown = squeezed(node?.textContent ?? "");
  return texts.filter(text => !shown.includes(squeezed(text)));
};
window.listRow = id => document.querySelector(`#situation-list [data-id="${id}"] .row-details`);
window.appears = async get => {
  for (let k = 0; k < 300 && !get(); k += 1) await new Promise(requestAnimationFrame);
  return get();
};
window.checkItems = async lang => {
  const missing = {};
  for (const [id, texts] of Object.entries(expectedTexts(lang))) {
    window.situationMap.select(id);
    const node = document.querySelector(".leaflet-popup .popup-item, .drawer:not([hidden]) .popup-item") \
?? await appears(() => listRow(id)?.closest("li"));
    const lost = whatIsMissing(texts, node);
    if (lost.length) missing[id] = lost;
    for (const a of node?.querySelectorAll("a") ?? []) checkLink(a, missing);
    window.situationMap.select(null);
  }
  return missing;
};
window.checkLink = (a, missing) => {
  if (!["http:", "https:", "mailto:"].includes(a.protocol) \
|| a.rel !== "noopener noreferrer" || a.target !== "_blank") missing[a.outerHTML] = "link";
};
}"""
