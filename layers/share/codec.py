"""The shareable state of the page, and its text in a query or a hash.

The page has the same codec (`share.mjs`); `tests/cases/share.json` holds both to one set of rules. Keys, in order:
t day, m mode, d window days, c centre `lat,lon`, z zoom, b basemap, l layers, f filters, s selected id, lang, v data
version. A state is a plain mapping with the names below; only what is known is in it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from geodata import Situation, vocabulary
from geodata.dates import is_day, parse_day
from layers.payload.basemaps import EMBEDDED
from layers.payload.payload import LAYERS
from layers.text.languages import languages

MODES = ("asof", "window", "sum")
DEFAULT_WINDOW_DAYS = 14
MAX_DAYS = 3650
MAX_ZOOM = 19
MAX_LATITUDE = 85  # beyond it the map's projection leaves the screen
MAX_LONGITUDE = 180
MAX_QUERY = 100  # characters
ID = re.compile(r"[a-z0-9-]{1,100}")
DAYS = re.compile(r"[1-9][0-9]{0,3}")
ZOOM = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,15})?")
MAP_PIXELS = (850, 400)  # a map that every screen but a phone has room for
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
FILTERS = re.compile(r"(.*?)(?:(?:^|;)q:(.*))?", re.DOTALL)

State = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """What values may be: the span is half-open; `ids` None lets any well-formed id be selected."""

    span: tuple[dt.date, dt.date]
    layers: Sequence[str]
    basemaps: Sequence[str]
    languages: Sequence[str]
    categories: Sequence[str]
    corroborations: Sequence[str]
    routes: Sequence[str]
    version: str
    ids: frozenset[str] | None = None


@dataclass(frozen=True)
class Reading:
    """What a reader could use of a text, and what it could not."""

    value: Any = None
    bad: str | None = None


def situation_limits(
    situation: Situation,
    *,
    basemaps: Sequence[str] = (EMBEDDED,),
    layers: Sequence[str] = (),
    span: tuple[dt.date, dt.date] | None = None,
) -> Limits:
    """Return the limits of a situation; `layers` are those a reader has added, `span` the days they widen it to."""
    return Limits(
        span=span or situation.span,
        layers=(*LAYERS, *layers),
        basemaps=basemaps,
        languages=languages(),
        categories=(*vocabulary.EVENT_CATEGORIES, vocabulary.OTHER_CATEGORY),
        corroborations=vocabulary.CORROBORATIONS,
        routes=tuple(situation.routes.index),
        version=situation.settings.version.isoformat(),
        ids=None if layers else situation.ids,
    )


def default_state(situation: Situation, *, layers: Sequence[str] = ()) -> State:
    """Return the state that an empty link stands for; `layers` are those a reader has added."""
    latitude, longitude, zoom = situation.settings.home
    return {
        "day": situation.settings.day,
        "mode": MODES[0],
        "days": DEFAULT_WINDOW_DAYS,
        "center": (latitude, longitude),
        "zoom": zoom,
        "basemap": EMBEDDED,
        "layers": [*LAYERS, *layers],
        "filters": no_filters(),
        "lang": languages()[0],
    }


def fit_view(corners: Sequence[Sequence[float]]) -> State:
    """Return the centre and the largest whole zoom that show `[[south, west], [north, east]]` on a map of `MAP_PIXELS`.

    Spherical Mercator as slippy maps use it: the world is 256 · 2^zoom pixels wide.
    """
    (south, west), (north, east) = corners
    top, bottom = mercator(north), mercator(south)
    room = min(MAP_PIXELS[0] / ((east - west) / 360), MAP_PIXELS[1] / (top - bottom)) / 256
    zoom = min(max(math.floor(math.log2(room)), 0), MAX_ZOOM)
    latitude = math.degrees(math.atan(math.sinh((top + bottom) * math.pi)))
    return {"center": (latitude, (west + east) / 2), "zoom": float(zoom)}


def mercator(latitude: float) -> float:
    """Return the northing as a share of the world's width, 0 at the equator."""
    return math.asinh(math.tan(math.radians(latitude))) / math.tau


def no_filters() -> dict[str, Any]:
    return {"category": [], "corroboration": [], "route": [], "q": ""}


def read_day(text: str, limits: Limits) -> Reading:
    if not is_day(text):
        return Reading(bad=text)
    first, end = limits.span
    day = parse_day(text)
    value = min(max(day, first), end - dt.timedelta(days=1))
    return Reading(value, None if value == day else text)


def read_one_of(choices: Callable[[Limits], Sequence[str]]) -> Callable[[str, Limits], Reading]:
    return lambda text, limits: Reading(text) if text in choices(limits) else Reading(bad=text)


def read_days(text: str, limits: Limits) -> Reading:
    return Reading(int(text)) if DAYS.fullmatch(text) and int(text) <= MAX_DAYS else Reading(bad=text)


def read_zoom(text: str, limits: Limits) -> Reading:
    return Reading(float(text)) if ZOOM.fullmatch(text) and float(text) <= MAX_ZOOM else Reading(bad=text)


def read_center(text: str, limits: Limits) -> Reading:
    parts = text.split(",")
    if len(parts) != 2 or not all(map(DEGREES.fullmatch, parts)):
        return Reading(bad=text)
    latitude, longitude = map(float, parts)
    if abs(latitude) > MAX_LATITUDE or abs(longitude) > MAX_LONGITUDE:
        return Reading(bad=text)
    return Reading((float(five_decimals(latitude)), float(five_decimals(longitude))))


def read_list(text: str, choices: Sequence[str]) -> Reading:
    """Return the known members in the order of `choices`, once each; what is not among them is bad."""
    given = [item for item in text.split(",") if item]
    bad = [item for item in given if item not in choices]
    value = [item for item in choices if item in given]
    return Reading(value if value or not bad else None, ",".join(bad) if bad else None)


def read_filters(text: str, limits: Limits) -> Reading:
    """Read `category:a,b;corroboration:c;route:d;q:free text`; q comes last and takes all that follows."""
    choices = {"category": limits.categories, "corroboration": limits.corroborations, "route": limits.routes}
    found = FILTERS.fullmatch(text)
    listed, query = (found[1], found[2]) if found else (text, None)
    filters, bad = no_filters(), []
    for part in filter(None, listed.split(";")):
        name, _, members = part.partition(":")
        reading = read_list(members, choices[name]) if name in choices else Reading(bad=part)
        if reading.value is not None:
            filters[name] = reading.value
        if reading.bad is not None:
            bad.append(part)
    if query is not None:
        plain = query.strip(" ")
        if len(plain) <= MAX_QUERY and not CONTROL.search(plain):
            filters["q"] = plain
        else:
            bad.append(f"q:{query}")
    return Reading(filters if write_filters(filters) else None, ";".join(bad) if bad else None)


def read_selected(text: str, limits: Limits) -> Reading:
    fits = ID.fullmatch(text) and (limits.ids is None or text in limits.ids)
    return Reading(text) if fits else Reading(bad=text)


def read_version(text: str, limits: Limits) -> Reading:
    """Keep another data version than this one and report it: the data have changed since the link was made."""
    if not is_day(text):
        return Reading(bad=text)
    return Reading(text, None if text == limits.version else text)


def five_decimals(degrees: float) -> str:
    text = f"{degrees:.5f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def write_zoom(zoom: float) -> str:
    return f"{zoom:.2f}".rstrip("0").rstrip(".")


def write_filters(filters: Mapping[str, Any]) -> str:
    lists = [
        f"{name}:{','.join(filters[name])}" for name in ("category", "corroboration", "route") if filters.get(name)
    ]
    return ";".join([*lists, *([f"q:{filters['q']}"] if filters.get("q") else [])])


Reader = Callable[[str, Limits], Reading]
KEYS: tuple[tuple[str, str, Reader, Callable[[Any], str]], ...] = (
    ("t", "day", read_day, str),
    ("m", "mode", read_one_of(lambda limits: MODES), str),
    ("d", "days", read_days, str),
    ("c", "center", read_center, lambda center: ",".join(map(five_decimals, center))),
    ("z", "zoom", read_zoom, write_zoom),
    ("b", "basemap", read_one_of(lambda limits: limits.basemaps), str),
    ("l", "layers", lambda text, limits: read_list(text, limits.layers), ",".join),
    ("f", "filters", read_filters, write_filters),
    ("s", "selected", read_selected, str),
    ("lang", "lang", read_one_of(lambda limits: limits.languages), str),
    ("v", "version", read_version, str),
)
NAMES = {key: name for key, name, _, _ in KEYS}


def parse_share(text: str, limits: Limits) -> tuple[State, list[tuple[str, str]]]:
    """Return the state that a query or hash holds, and what of it could not be used as (key, value)."""
    given, problems = share_values(text)
    state: State = {}
    for key, name, read, _ in KEYS:
        if key in given:
            reading = read(given[key], limits)
            if reading.value is not None:
                state[name] = reading.value
            if reading.bad is not None:
                problems.append((key, reading.bad))
    return state, problems


def share_values(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return decoded values by key, the last of a repeated key; unknown, repeated and undecodable ones are problems."""
    given: dict[str, str] = {}
    problems = []
    for pair in filter(None, text.removeprefix("?").removeprefix("#").split("&")):
        raw_key, _, raw_value = pair.partition("=")
        key, value = decoded(raw_key), decoded(raw_value)
        known = key in NAMES
        if not known or value is None or key in given:
            problems.append((raw_key if key is None else key, pair))
        if known and key is not None:
            given.pop(key, None)
            if value is not None:
                given[key] = value
    return given, problems


def decoded(text: str) -> str | None:
    if re.search(r"%(?![0-9A-Fa-f]{2})", text):
        return None
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode("utf-8")
    except UnicodeDecodeError:
        return None


def share_items(state: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys and values of a state that differ from the defaults, in order, not yet encoded."""
    items = {}
    for key, name, _, write in KEYS:
        if state.get(name) is None:
            continue
        text = write(state[name])
        usual = write(defaults[name]) if defaults.get(name) is not None else ("" if name == "filters" else None)
        if text != usual:
            items[key] = text
    return items


def format_share(state: Mapping[str, Any], defaults: Mapping[str, Any]) -> str:
    """Return `t=…&z=…`; A–Z a–z 0–9 - . _ ~ , : ; stand as they are, everything else is percent-encoded UTF-8."""
    return "&".join(f"{key}={quote(value, safe='-._~,:;')}" for key, value in share_items(state, defaults).items())
