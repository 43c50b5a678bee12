"""The sources of the printed sheet, numbered so that each item's first source comes before any item's second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest


@dataclass(frozen=True)
class References:
    """Source ids in the order of their numbers; only the first `listed` are printed and referred to."""

    ids: tuple[str, ...]
    listed: int

    def __call__(self, sources: Iterable[str]) -> str:
        """Return the numbers of some sources, e.g. "[1–3, 7]"; empty if none of them is listed."""
        numbers = sorted(self.ids.index(source) + 1 for source in set(sources))
        return ranges([number for number in numbers if number <= self.listed])


def ordered(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the ids in groups, each once: the first of every group, then the second of every group, and so on."""
    return tuple(dict.fromkeys(source for row in zip_longest(*groups) for source in row if source is not None))


def ranges(numbers: Sequence[int]) -> str:
    """Return ascending numbers with runs of three and more joined: [1, 2, 3, 7] is "[1–3, 7]"."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f"[{', '.join(parts)}]" if parts else ""
