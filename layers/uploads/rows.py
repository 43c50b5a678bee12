"""What the page is told of one row of a file that a reader brought."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pandas as pd

from geodata import is_followable
from layers.escape.json_text import JsonObject
from layers.text.labels import Record

if TYPE_CHECKING:
    from geodata.imports import ImportedLayer  # it loads all readers of files

LONGEST_ID = 100  # characters, as in a link
# Told in words of their own.
WORDED_FIELDS = ("title", "summary", "place", "country", "source", "lat", "lon", "geometry", "pair")
MOST_ROWS_WITH_FACTS = 5_000  # of a layer; beyond it the page would be too heavy to carry every column of the file
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class Slugs:
    """Makes ids of a–z, 0–9 and -, each different from those taken and from all made before."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self.last: dict[str, int] = {}

    def __call__(self, text: str, otherwise: str, longest: int = LONGEST_ID) -> str:
        slug = slug_of(text)[: longest - 8].strip("-") or otherwise
        found, number = slug, self.last.get(slug, 1)
        while found in self.taken:
            number += 1
            found = f"{slug}-{number}"
        self.taken.add(found)
        self.last[slug] = number
        return found


def slug_of(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def title_of(record: Record) -> str:
    """Return the title of a row, or what else tells it from others."""
    texts = (record[name].strip() for name in ("title", "category", "place", "source", "id"))
    return next(filter(None, texts), "")


def facts(layer: ImportedLayer, frame: pd.DataFrame) -> list[dict[str, str] | None]:
    """Return the filled columns of the file for each row, but for those the page tells in words of their own."""
    if len(frame) > MOST_ROWS_WITH_FACTS:
        return [None] * len(frame)
    worded = {header for name in WORDED_FIELDS for header in layer.columns.get(name, "").split(", ")}
    return [
        {name: value for name, value in original.items() if value and name not in worded} or None
        for original in frame["original"]
    ]


class AddedSources:
    """Gathers the sources that rows name, each once, and numbers them."""

    def __init__(self) -> None:
        self.place: dict[str, int] = {}

    def __call__(self, text: str) -> list[int]:
        names = dict.fromkeys(filter(None, (name.strip(' "') for name in text.split(";"))))
        return [self.place.setdefault(name, len(self.place)) for name in names]

    def columns(self) -> JsonObject:
        """Return the columns of the payload's sources; a source that is an address is called by its host."""
        addresses = [name if ADDRESS.fullmatch(name) else "" for name in self.place]
        publishers = [host_of(url) if url else name for name, url in zip(self.place, addresses, strict=True)]
        nothing = [""] * len(publishers)
        ids = [f"added-source-{number}" for number in range(1, len(publishers) + 1)]
        linked = [is_followable(url) for url in addresses]
        texts = {"id": ids, "publisher": publishers, "title": nothing, "url": addresses, "published": nothing}
        return {"linked": linked, **texts}


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url
