"""The network of the page: waypoints, the legs that routes share, and the rows of the ledger, each once."""

from __future__ import annotations

import datetime as dt

from geodata import Permit, Row, Situation, Waypoint
from geodata.dates import day_number
from layers.escape.json_text import JsonObject
from layers.payload.basemaps import focus_countries
from layers.payload.encoding import SourceIndex
from layers.payload.packed_lines import packed_line
from layers.text.locales import languages
from layers.text.told import row_told

PER_DEGREE = 10_000  # steps of roads are counted in parts of about 11 m, finer than a pixel
Texts = tuple[tuple[str, str], ...]  # pairs of language and text


def network_payload(situation: Situation, sources: SourceIndex) -> JsonObject:
    """Return waypoints, legs as pairs of their numbers, and the rows and permits of the ledger, each with its legs.

    A leg that follows a road has its line as a third member, packed; any other is straight, and schematic. `far` are
    the numbers of legs far from what all is about. Days are numbers, intervals half-open.
    """
    number = {waypoint: place for place, waypoint in enumerate(situation.waypoints)}
    return {
        "waypoints": [waypoint_payload(waypoint) for waypoint in situation.waypoints.values()],
        "per_degree": PER_DEGREE,
        "legs": [
            [number[start], number[end], *([packed_line(line.positions, PER_DEGREE)] if line.basis else [])]
            for (start, end), line in zip(situation.network.legs, situation.leg_lines, strict=True)
        ],
        "far": sorted(far_legs(situation)),
        "rows": [{"legs": sorted(row.legs)} | row_payload(situation, row, sources) for row in situation.rows],
        "permits": [
            {"legs": sorted(permit.legs)} | permit_payload(situation, permit, sources) for permit in situation.permits
        ],
    }


def far_legs(situation: Situation) -> set[int]:
    """Return the legs of which both ends are known to lie outside the countries that the situation is about.

    The leg over a border of such a country has one end in it.
    """
    near = {"", *focus_countries(situation)}  # where no country is told, nothing is known to be far
    outside = {key for key, place in situation.waypoints.items() if near != {""} and place.country not in near}
    return {number for number, ends in enumerate(situation.network.legs) if outside.issuperset(ends)}


def waypoint_payload(waypoint: Waypoint) -> JsonObject:
    return {
        "id": waypoint.id,
        "name": by_language(waypoint.name),
        "lat": waypoint.latitude,
        "lon": waypoint.longitude,
    }


def row_payload(situation: Situation, row: Row, sources: SourceIndex) -> JsonObject:
    """Return a row of the ledger, half-open: it holds on [start, end), and is the last known on [end, counts_until)."""
    return {
        "id": row.id,
        "start": day_number(row.start),
        "end": day_number(row.end),
        "counts_until": day_number(row.counts_until),
        "state": row.state,
        "basis": row.basis,
        "reports": [day_number(day) for day in row.reports],
        "why": by_language(row.why),
        **told_payload(row_told(situation, row)),
        "sources": sources(" ".join(row.sources)),
    }


def permit_payload(situation: Situation, permit: Permit, sources: SourceIndex) -> JsonObject:
    """Return a permit, in force on [start, end), without end where none was set."""
    return {
        "id": permit.id,
        "start": day_number(permit.start),
        "end": None if permit.end is None else day_number(permit.end),
        "by": by_language(permit.by),
        "why": by_language(permit.why),
        **told_payload(row_told(situation, permit)),
        "sources": sources(" ".join(permit.sources)),
    }


def told_payload(day: dt.date | None) -> JsonObject:
    """Return the last day that a text speaks of; nothing where it speaks of none."""
    return {} if day is None else {"told": day_number(day)}


def by_language(texts: Texts) -> dict[str, str]:
    given = dict(texts)
    return {language: given.get(language, "") for language in languages()}
