"""The shareable state as text, in a query or a hash, by the same rules as in the page (`link-codec.mjs`).

`tests/cases/share.json` holds both to one set of rules, `layers/static/data/link-keys.json` is the table of the keys.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from geodata.dates import is_day, last_day, parse_day
from layers.share.link_keys import KEYS, MAX_DAYS, MAX_ZOOM, MODES, NAMES
from layers.share.state import Allowed, Filters, ShareState
from layers.share.viewport import degrees_between

MAX_LATITUDE, MAX_LONGITUDE = KEYS["center"].maximum
MAX_BOX_LATITUDE, MAX_BOX_LONGITUDE = KEYS["box"].maximum
MAX_QUERY = KEYS["filters"].maximum[0]
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Rejected(NamedTuple):
    """A key of a link, and what of its value could not be used."""

    key: str
    value: str


@dataclass(frozen=True)
class Parsed:
    """A state with what could be used of one value, and what could not."""

    state: ShareState
    bad: str | None = None


def parse_share(text: str, allowed: Allowed, defaults: ShareState) -> tuple[ShareState, list[Rejected]]:
    """Return the state that a query or hash holds over the defaults, and what of it could not be used."""
    values, rejected = decoded_values(text)
    state, more = parse_values(values, allowed, defaults)
    return state, rejected + more


def parse_values(
    values: Mapping[str, str], allowed: Allowed, defaults: ShareState
) -> tuple[ShareState, list[Rejected]]:
    """Return the state that decoded values hold over the defaults, and what of them could not be used."""
    state, rejected = defaults, [Rejected(key, value) for key, value in values.items() if key not in NAMES]
    for key, name in NAMES.items():
        if key in values:
            parsed = PARSERS[name](values[key], state, allowed)
            state = parsed.state
            rejected += [] if parsed.bad is None else [Rejected(key, parsed.bad)]
    return state, rejected


def decoded_values(text: str) -> tuple[dict[str, str], list[Rejected]]:
    """Return decoded values by key, the last of a repeated key; repeated and undecodable ones are rejected."""
    values: dict[str, str] = {}
    rejected = []
    for pair in filter(None, text.removeprefix("?").removeprefix("#").split("&")):
        raw_key, _, raw_value = pair.partition("=")
        key, value = decoded(raw_key), decoded(raw_value)
        if key in values:
            rejected.append(Rejected(key, values.pop(key)))
        if key is None or value is None:
            rejected.append(Rejected(raw_key if key is None else key, raw_value))
        else:
            values[key] = value
    return values, rejected


def decoded(text: str) -> str | None:
    """Return a text with its percent-encoded UTF-8 decoded, + as a space; None where the encoding is broken."""
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return None
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError:
        return None


def share_values(state: ShareState, defaults: ShareState) -> dict[str, str]:
    """Return by key the values of a state that differ from the defaults, in order, not yet encoded.

    A place is a box, or else a centre and a zoom: what of them does not count is left out.
    """
    texts = {key: (TEXTS[name](state), TEXTS[name](defaults)) for key, name in NAMES.items()}
    return {key: text for key, (text, usual) in texts.items() if text not in (None, usual)}


def format_share(state: ShareState, defaults: ShareState) -> str:
    """Return `t=…&z=…`; A–Z a–z 0–9 - . _ ~ , : ; stand as they are, everything else is percent-encoded UTF-8."""
    return "&".join(f"{key}={quote(value, safe='-._~,:;')}" for key, value in share_values(state, defaults).items())


def parse_situation(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    """Report another situation than this one: the link was made for that."""
    return Parsed(replace(state, situation=text)) if text == allowed.situation else Parsed(state, text)


def parse_state_day(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    """Bring a day outside the span to the nearest one within, and reject it as it was."""
    if not is_day(text):
        return Parsed(state, text)
    (first, end), day = allowed.span, parse_day(text)
    nearest = min(max(day, first), last_day(end))
    return Parsed(replace(state, day=nearest), None if nearest == day else text)


def parse_mode(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    return Parsed(replace(state, mode=text)) if text in MODES else Parsed(state, text)


def parse_days(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    fits = KEYS["days"].matches(text) and int(text) <= MAX_DAYS
    return Parsed(replace(state, days=int(text))) if fits else Parsed(state, text)


def parse_center(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    parts = text.split(",")
    if len(parts) != 2 or not all(map(KEYS["center"].matches, parts)):
        return Parsed(state, text)
    latitude, longitude = map(float, parts)
    if abs(latitude) > MAX_LATITUDE or abs(longitude) > MAX_LONGITUDE:
        return Parsed(state, text)
    center = (float(five_decimals(latitude)), float(five_decimals(longitude)))
    return Parsed(replace(state, center=center, box=None))


def parse_zoom(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    """Bring a zoom that is larger than any to the largest: older links may hold one."""
    if not KEYS["zoom"].matches(text):
        return Parsed(state, text)
    return Parsed(replace(state, zoom=min(float(text), MAX_ZOOM), box=None))


def parse_box(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    """Parse `W,S,E,N`, which goes before a centre and a zoom; where W exceeds E the box lies about longitude 180."""
    parts = text.split(",")
    if len(parts) != 4 or not all(map(KEYS["box"].matches, parts)):
        return Parsed(state, text)
    west, south, east, north = (float(five_decimals(float(part))) for part in parts)
    on_globe = max(-south, north) <= MAX_BOX_LATITUDE and max(abs(west), abs(east)) <= MAX_BOX_LONGITUDE
    if not (on_globe and south < north and degrees_between(west, east) > 0):
        return Parsed(state, text)
    return Parsed(replace(state, box=(west, south, east, north)))


def parse_basemap(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    return Parsed(replace(state, basemap=text)) if text in allowed.basemaps else Parsed(state, text)


def parse_layers(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    members, bad = parse_list(text, allowed.layers)
    return Parsed(state if members is None else replace(state, layers=members), bad)


def parse_list(text: str, choices: Sequence[str]) -> tuple[tuple[str, ...] | None, str | None]:
    """Return the known members in the order of `choices`, once each, and the others; None where there are none."""
    items = [item for item in text.split(",") if item]
    bad = ",".join(item for item in items if item not in choices)
    members = tuple(choice for choice in choices if choice in items)
    return (members if members or not bad else None), bad or None


def parse_filters(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    """Parse `category:a,b;corroboration:c;route:d;q:free text`; q comes last and takes all that follows."""
    choices = {"category": allowed.categories, "corroboration": allowed.corroborations, "route": allowed.routes}
    listed, _, query = f";{text}".partition(";q:")
    lists: dict[str, tuple[str, ...]] = {}
    bad = []
    for part in filter(None, listed.split(";")):
        name, _, text_of_members = part.partition(":")
        members, unknown = parse_list(text_of_members, choices[name]) if name in choices else (None, part)
        lists |= {} if members is None else {name: members}
        bad += [part] if unknown else []
    q = query.strip(" ")
    if len(q) > MAX_QUERY or CONTROL.search(q):
        bad.append(f"q:{query}")
        q = ""
    filters = Filters(**lists, q=q)
    return Parsed(replace(state, filters=filters) if filters_text(filters) else state, ";".join(bad) if bad else None)


def parse_selected(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    id_ = allowed.renamed.get(text, text)
    fits = KEYS["selected"].matches(id_) and (allowed.ids is None or id_ in allowed.ids)
    return Parsed(replace(state, selected=id_)) if fits else Parsed(state, text)


def parse_lang(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    return Parsed(replace(state, lang=text)) if text in allowed.languages else Parsed(state, text)


def parse_version(text: str, state: ShareState, allowed: Allowed) -> Parsed:
    """Keep another data version than this one and report it: the data have changed since the link was made."""
    if not is_day(text):
        return Parsed(state, text)
    version = parse_day(text)
    return Parsed(replace(state, version=version), None if version == allowed.version else text)


def five_decimals(degrees: float) -> str:
    text = f"{degrees:.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def degrees_text(degrees: Sequence[float]) -> str:
    return ",".join(map(five_decimals, degrees))


def two_decimals(zoom: float) -> str:
    return f"{zoom:.2f}".rstrip("0").rstrip(".")


def filters_text(filters: Filters) -> str:
    lists = [f"{name}:{','.join(members)}" for name, members in filters.lists() if members]
    return ";".join([*lists, *([f"q:{filters.q}"] if filters.q else [])])


def day_text(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


PARSERS: Mapping[str, Callable[[str, ShareState, Allowed], Parsed]] = {
    "situation": parse_situation,
    "day": parse_state_day,
    "mode": parse_mode,
    "days": parse_days,
    "center": parse_center,
    "zoom": parse_zoom,
    "box": parse_box,
    "basemap": parse_basemap,
    "layers": parse_layers,
    "filters": parse_filters,
    "selected": parse_selected,
    "lang": parse_lang,
    "version": parse_version,
}
TEXTS: Mapping[str, Callable[[ShareState], str | None]] = {
    "situation": lambda state: state.situation,
    "day": lambda state: day_text(state.day),
    "mode": lambda state: state.mode,
    "days": lambda state: str(state.days),
    "center": lambda state: None if state.box else degrees_text(state.center),
    "zoom": lambda state: None if state.box else two_decimals(state.zoom),
    "box": lambda state: degrees_text(state.box) if state.box else None,
    "basemap": lambda state: state.basemap,
    "layers": lambda state: ",".join(state.layers),
    "filters": lambda state: filters_text(state.filters),
    "selected": lambda state: state.selected or "",
    "lang": lambda state: state.lang,
    "version": lambda state: day_text(state.version),
}
