"""Lines packed for the page: whole steps from point to point in base 64, a third as long as written degrees.

A step is a variable-length quantity as source maps write it (ECMA-426, "Base64 VLQ"): digits of five bits, the lowest
first, 32 added to all but the last, the sign in the lowest bit of the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

PER_DEGREE = 1000  # steps are counted in thousandths of a degree, about 110 m
ALPHABET = ascii_uppercase + ascii_lowercase + digits + "+/"
BITS = 5


def packed_lines(shapes: Iterable[BaseGeometry], per_degree: int = PER_DEGREE) -> list[str]:
    """Return lines as steps; an area becomes the lines of its rings. What is a single point in the end is left out."""
    parts = shapely.get_parts(np.array(list(shapes), dtype=object))
    areal = shapely.get_dimensions(parts) == 2
    lines = (
        steps(shapely.get_coordinates(line), per_degree)
        for line in chain(parts[~areal], shapely.get_rings(parts[areal]))
    )
    return [packed(line) for line in lines if len(line) > 2]


def packed_line(positions: npt.ArrayLike, per_degree: int) -> str:
    """Return positions, lon/lat, as the steps of one line."""
    return packed(steps(np.asarray(positions, dtype=float), per_degree))


def packed(line: Sequence[int]) -> str:
    return "".join(map(quantity, line))


def steps(line: npt.NDArray[np.float64], per_degree: int) -> list[int]:
    """Return [x, y, dx, dy, dx, dy, …]: the first position and the way from each to the next, longitude first."""
    positions = np.round(line * per_degree).astype(int)
    moved = np.any(np.diff(positions, axis=0, prepend=positions[:1] + 1), axis=1)  # the first always
    taken: list[int] = np.diff(positions[moved], axis=0, prepend=[[0, 0]]).ravel().tolist()
    return taken


@lru_cache(maxsize=4096)
def quantity(step: int) -> str:
    """Return a whole number in base 64."""
    rest = abs(step) << 1 | (step < 0)
    text = ""
    while rest >> BITS:
        text += ALPHABET[rest & 31 | 32]
        rest >>= BITS
    return text + ALPHABET[rest]
