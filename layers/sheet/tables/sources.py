"""The sources of the printed sheet, numbered in the order in which its rows name them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class References:
    """Source ids in the order of their numbers."""

    ids: tuple[str, ...]

    def __call__(self, sources: Iterable[str]) -> str:
        """Return the numbers of some sources, e.g. "[1–3, 7]"."""
        return ranges(sorted(self.ids.index(source) + 1 for source in set(sources)))


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers with runs of three and more joined: [1, 2, 3, 7] is "[1–3, 7]"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f"[{', '.join(parts)}]" if parts else ""
