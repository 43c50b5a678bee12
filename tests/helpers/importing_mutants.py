"""Reads broken variants of files in this process and prints whatever is neither a result nor a message.

Started by a test as a process of its own, because what breaks in a library may take its process with it. By hand, with
more variants of each file: `PYTHONPATH=tests/helpers:. python tests/helpers/importing_mutants.py FOLDER SEED VARIANTS`.
"""

from __future__ import annotations

import io
import random
import sys
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

import importing_binary as binary
from geodata.limits import Limits
from importing import fixtures, reports_here

LIMITS = Limits(rows=1_000, features=1_000, vertices=10_000, unpacked_bytes=5_000_000)


def samples(folder: Path) -> Iterator[Path]:
    """Yield one good file of every format."""
    for name, write in binary.WRITERS.items():
        yield write(folder / name)
    shapes = binary.shapefile(folder / "parts")
    yield from (shapes, shapes.with_suffix(".dbf"), shapes.with_suffix(".prj"))
    by_format = {path.suffix: path for path in fixtures("good")}
    yield from by_format.values()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return the content cut, stirred, repeated or with other bytes in it."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        if kind == 0:
            data[at : at + chance.randrange(1, 9)] = chance.randbytes(chance.randrange(9))
        elif kind == 1 and len(data) > 10:
            del data[at : at + chance.randrange(len(data) // 4)]
        elif kind == 2:
            data[at:at] = data[max(0, at - 50) : at]
        elif at < len(data):
            data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


def variant(sample: Path, content: bytes, chance: random.Random) -> bytes:
    """Return a broken variant of a file; of an archive, mostly one that is whole but for a broken member."""
    if not zipfile.is_zipfile(io.BytesIO(content)) or chance.random() < 0.2:
        return mutated(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    broken = chance.choice(sorted(members))
    members[broken] = mutated(members[broken], chance)
    return binary.archive(sample, dict(members)).read_bytes()


def check(path: Path) -> None:
    """Read a file and print any failure."""
    try:
        for report in reports_here(path, limits=LIMITS):
            if report.kept + report.rejected != report.read:
                print(path.name, "rows are lost", report)
    except Exception:  # noqa: BLE001  a traceback is what must not happen
        print(path.name, traceback.format_exc())


def main(folder: Path, seed: int, variants: int) -> None:
    """Check variants of every sample, and random bytes under every name."""
    chance = random.Random(seed)  # noqa: S311  repeatable, not secret
    for sample in list(samples(folder)):
        content = sample.read_bytes()
        for number in range(variants):
            sample.write_bytes(variant(sample, content, chance) if number else chance.randbytes(300))
            check(sample.with_suffix(".shp") if sample.parent.name == "parts" else sample)
        sample.write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
