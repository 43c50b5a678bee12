"""The roads as a network: waypoints, and the legs between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from geodata.contract.folder import Record
from geodata.contract.translated_columns import translations

__all__ = ["Leg", "Waypoint"]


@dataclass(frozen=True)
class Waypoint:
    """A named position of a route, in degrees (EPSG:4326); what is not said of it is empty."""

    name: str
    longitude: float
    latitude: float
    country: str = ""  # ISO 3166-1 alpha-2
    coord_source: str = ""
    note: tuple[tuple[str, str], ...] = ()  # (language, text)


@dataclass(frozen=True)
class Leg:
    """The part of a road between two consecutive waypoints, as a route passes them."""

    start: Waypoint
    end: Waypoint


def make_waypoints(members: Iterable[Record], positions: Iterable[tuple[float, ...]]) -> tuple[Waypoint, ...]:
    """Return the waypoints of a route from their members in the file and the positions of its line, lon/lat order."""
    return tuple(
        Waypoint(
            name=member["name"],
            longitude=position[0],
            latitude=position[1],
            country=member.get("country") or "",
            coord_source=member.get("coord_source") or "",
            note=tuple((code, member[key] or "") for code, key in translations(member, "note").items()),
        )
        for member, position in zip(members, positions, strict=True)
    )


def legs_between(waypoints: Iterable[Waypoint]) -> tuple[Leg, ...]:
    """Return the legs of a route in order; leg `k` joins the waypoints `k` and `k + 1`."""
    return tuple(Leg(start, end) for start, end in pairwise(waypoints))
