"""No pattern for strangers' text takes long, whatever the text: each is fed what makes patterns go back and forth."""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import random
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import geodata.imports
from geodata.imports.decoding.html_text import html_text
from geodata.imports.values.coordinate_pairs import LATITUDE_FIRST, is_pair, read_pair
from geodata.imports.values.coordinates import read_coordinate
from geodata.imports.values.dates.clocks import without_clock
from geodata.imports.values.dates.values import read_date, settle_order
from geodata.imports.values.grids import is_grid, read_grid

LENGTH = 20_000
MOST_SECONDS = 0.05
SEEDS = [
    *" 1a.,-'\"(<&/:[{é°\n",
    *(
        "1 ",
        "a ",
        "1-",
        "1:",
        "1.",
        "/ ",
        " - ",
        "1 to ",
        " to",
        "<a ",
        "<a:",
        "</a",
        "&a",
        "a=",
        "n1",
        "1n",
        "1h",
        "1 h",
    ),
    *("1e", "lat", "lon", "lat lon", "d", "m'", "1°", "1° 1' ", "(1", "[a", "t1", "2025-", "12/", "q1", "1er ", "le "),
    *(
        'a:b="',
        " xmlns:a",
        '<c r="A1"',
        'ref="A1:',
        "mergeCell ",
        "from ",
        "utm ",
        "29N ",
        "#a+",
        "# a + ",
        "''",
        "29PRP",
    ),
]


def modules() -> Iterator[Any]:
    for found in pkgutil.walk_packages(geodata.imports.__path__, "geodata.imports."):
        yield importlib.import_module(found.name)


def patterns_in(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """Every pattern in a value, also inside tuples, tables and records."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from patterns_in(part, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        yield from patterns_in([*value.keys(), *value.values()], depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        yield from patterns_in([getattr(value, field.name) for field in fields(value)], depth + 1)


PATTERNS = sorted(
    {pattern for module in modules() for value in vars(module).values() for pattern in patterns_in(value)},
    key=lambda pattern: str(pattern.pattern),
)


def texts() -> Iterator[str]:
    chance = random.Random(1)  # noqa: S311  the same text every time
    for seed in SEEDS:
        repeated = (seed * LENGTH)[:LENGTH]
        yield from (repeated, f"1{repeated}!")
    yield "".join(chance.choice("0123456789 .,-/:'\"°<>&()[]{}=abehnostw\n") for _ in range(LENGTH))


TEXTS = list(texts())


def test_patterns_are_found_at_all() -> None:
    assert len(PATTERNS) > 80


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: str(pattern.pattern)[:40])
def test_a_pattern_is_soon_done_with_any_text(pattern: re.Pattern[Any]) -> None:
    slowest = max(seconds(pattern, text) for text in TEXTS)
    assert slowest <= MOST_SECONDS


def seconds(pattern: re.Pattern[Any], text: str) -> float:
    """Processor time of the slowest way of applying a pattern to a text."""
    fed = text.encode() if isinstance(pattern.pattern, bytes) else text
    taken = []
    for way in (pattern.fullmatch, pattern.search):
        start = time.process_time()
        way(fed)
        taken.append(time.process_time() - start)
    return max(taken)


READERS: dict[str, Any] = {
    "a date": lambda text: read_date(text, "dmy"),
    "an order": lambda text: settle_order([text]),
    "a clock": without_clock,
    "a latitude": lambda text: read_coordinate(text, "lat"),
    "a pair": lambda text: (is_pair(text), read_pair(text, LATITUDE_FIRST)),
    "a grid": lambda text: (is_grid(text), read_grid(text)),
    "HTML": html_text,
}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_is_soon_done_with_any_cell(reader: str) -> None:
    for text in TEXTS:
        start = time.process_time()
        with contextlib.suppress(ValueError):
            READERS[reader](text)
        assert time.process_time() - start <= MOST_SECONDS
