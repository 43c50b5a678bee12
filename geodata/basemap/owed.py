"""Whom the basemap is owed to."""

from __future__ import annotations

OWED = {  # by the word that tells that it is said already
    "Natural Earth": "Natural Earth (public domain)",
    "@geo-maps": "lakes © OpenStreetMap contributors (ODbL 1.0) via @geo-maps",
    "GeoNames": "towns © GeoNames (CC BY 4.0)",
}


def owed(said: str) -> list[str]:
    """Return whom the basemap is owed to, beside what a text says already."""
    return [text for word, text in OWED.items() if word not in said]
