"""Synthetic events, the same for every run: columns of the payload, and the same points as GeoJSON for the plugins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

SEED = 20251031
LONG_SHARE = 0.2  # last several days
ONGOING_SHARE = 0.02
LONGEST_DAYS = 30
DIGITS = 4  # of a degree: about ten metres
RIM_DEGREES = 0.5  # kept free inside the box
NATIONWIDE = "country"
CODED = ("category", "date_precision", "location_precision", "corroboration", "country")
DAY_MS = 86_400_000
FAR_FUTURE_MS = 4_102_444_800_000  # 2100: an event of the plugins that stays once it has begun


def synthetic_events(payload: Mapping[str, Any], n: int) -> dict[str, Any]:
    """Return n placed events over a situation's focus span and box, coded as often as its own events are."""
    random = np.random.default_rng(SEED)
    first, end = payload["situation"]["focus"]
    west, south, east, north = payload["situation"]["box"]
    start = np.sort(random.integers(first, end, n))
    own = payload["events"]
    return {
        "n": n,
        "id": [f"event-{number}" for number in range(n)],
        "start": start.tolist(),
        "end": ends(random, start),
        "lat": degrees(random, south, north, n),
        "lon": degrees(random, west, east, n),
        **{name: codes_like(random, own[name], n) for name in CODED},
        "title": {"en": titles_like(random, own["title"]["en"], n)},
        "place": {"en": random.choice([place for place in own["place"]["en"] if place], n).tolist()},
        "sources": [[source] for source in random.integers(0, len(payload["sources"]["id"]), n).tolist()],
    }


def ends(random: np.random.Generator, start: np.ndarray[Any, Any]) -> list[int | None]:
    """Return the day after the last one of each event, None for an ongoing one."""
    kind = random.random(len(start))
    lasting = np.where(kind < LONG_SHARE, random.integers(2, LONGEST_DAYS, len(start)), 1)
    return [
        None if each > 1 - ONGOING_SHARE else end
        for each, end in zip(kind.tolist(), (start + lasting).tolist(), strict=True)
    ]


def degrees(random: np.random.Generator, least: float, most: float, n: int) -> list[float]:
    return random.uniform(least + RIM_DEGREES, most - RIM_DEGREES, n).round(DIGITS).tolist()


def codes_like(random: np.random.Generator, column: Mapping[str, list[Any]], n: int) -> dict[str, list[Any]]:
    """Return a coded column in which each code stands as often as in a given one; no event is nationwide."""
    at = [place for place in column["at"] if column["codes"][place] != NATIONWIDE]
    return {"codes": column["codes"], "at": random.choice(at, n).tolist()}


def titles_like(random: np.random.Generator, titles: list[str], n: int) -> list[str]:
    """Return titles as long as the given ones are, of their words: the beginning of one and the end of another."""
    halves = [(title[: len(title) // 2], title[len(title) // 2 :]) for title in titles]
    heads, tails = random.integers(0, len(titles), n).tolist(), random.integers(0, len(titles), n).tolist()
    return [halves[head][0] + halves[tail][1] for head, tail in zip(heads, tails, strict=True)]


def as_geojson(events: Mapping[str, Any], properties: Any) -> dict[str, Any]:
    """Return the events as GeoJSON points; `properties(begin)` gives the members a plugin reads a time in ms from."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"title": title, **properties(start * DAY_MS)},
            }
            for lon, lat, title, start in zip(
                events["lon"], events["lat"], events["title"]["en"], events["start"], strict=True
            )
        ],
    }
