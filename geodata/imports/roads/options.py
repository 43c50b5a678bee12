"""What a user says of a network of roads, and how far its ways are trusted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RoadOptions:
    """How the ways of a network are taken for legs; the file's own attribution and licence count where none is said."""

    attribution: str = ""
    licence: str = ""
    factor: float = 1.6
    """A way longer than the straight line times this is another road: true legs of main roads stay below 1.45."""
    within_km: float = 5.0
    """A waypoint farther than this from any road is not on it; only a road that runs on may pass it by."""
    beside_km: float = 15.0
    """So far away a road may pass a waypoint between two others; that it does is told, as a fact to check."""
