"""How deep the parts of well-known binary are nested, found without building any: GEOS goes down into all of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

POINT, LINE, POLYGON, RING = 1, 2, 3, 8
WITH_PARTS = frozenset((4, 5, 6, 7, 9, 10, 11, 12))  # several, collections, and curves made of curves
HEIGHT, MEASURE, SYSTEM = 0x80000000, 0x40000000, 0x20000000  # flags of PostGIS; the standard adds thousands instead
NUMBER_BYTES, HEAD_BYTES = 4, 5


class Head(NamedTuple):
    """The beginning of a geometry: its kind, where what follows begins, how numbers are written, bytes of a vertex."""

    kind: int
    at: int
    order: str
    vertex_bytes: int

    def number(self, blob: bytes, at: int) -> int:
        return int(struct.unpack_from(f"{self.order}I", blob, at)[0])


def head_of(blob: bytes, at: int = 0) -> Head:
    """Return the head of the geometry at a place in a blob; raise ValueError if it is cut off."""
    try:
        order = "<" if blob[at] == 1 else ">"
        stated = int(struct.unpack_from(f"{order}I", blob, at + 1)[0])
    except (struct.error, IndexError) as error:
        raise ValueError("the geometry is cut off") from error
    plain = stated & ~(HEIGHT | MEASURE | SYSTEM)
    thousands = plain // 1000
    more = bool(stated & HEIGHT or thousands in (1, 3)) + bool(stated & MEASURE or thousands in (2, 3))
    after = at + HEAD_BYTES + (NUMBER_BYTES if stated & SYSTEM else 0)
    return Head(plain % 1000, after, order, 8 * (2 + more))


def check_parts(blob: bytes, deepest: int, most: int) -> None:
    """Raise ValueError if parts are nested deeper than `deepest`, are more than `most`, or are cut off."""
    for number, depth in enumerate(depths(blob), 1):
        if depth > deepest or number > most:
            raise ValueError("the parts of the geometry are nested too deeply, or too many")


def depths(blob: bytes) -> Iterator[int]:
    """Yield for each part of a geometry how deep it is, itself first with 1; what is no part is passed over."""
    at, left = 0, [1]  # parts still to come, from the outermost
    while left:
        if not left[-1]:
            left.pop()
            continue
        left[-1] -= 1
        yield len(left)
        head = head_of(blob, at)
        try:
            if head.kind in WITH_PARTS:
                left.append(head.number(blob, head.at))
                at = head.at + NUMBER_BYTES
            else:
                at = end_of(blob, head)
        except struct.error as error:
            raise ValueError("the geometry is cut off") from error


def end_of(blob: bytes, head: Head) -> int:
    """Return where a geometry without parts ends; the end of the blob for a kind that nothing reads."""
    if head.kind == POINT:
        return head.at + head.vertex_bytes
    if head.kind in (LINE, RING):
        return head.at + NUMBER_BYTES + head.number(blob, head.at) * head.vertex_bytes
    if head.kind != POLYGON:
        return len(blob)
    at = head.at + NUMBER_BYTES
    for _ in range(head.number(blob, head.at)):
        at += NUMBER_BYTES + head.number(blob, at) * head.vertex_bytes
    return at
