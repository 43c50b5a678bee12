"""What a session of the app has read of the dropped files: each once for every answer, and not without end."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from geodata import DataError
from geodata.imports import ImportedLayer, Limits
from geodata.limits import over_limit


@dataclass(eq=False)
class UploadCache:
    """Layers, or why there is none, by the file and the answers given about it; each cache is one of its own."""

    results: dict[Hashable, ImportedLayer | DataError] = field(default_factory=dict)
    used: set[Hashable] = field(default_factory=set)

    def read(
        self, answers: Hashable, read: Callable[[], ImportedLayer], others: Iterable[ImportedLayer], held: int = 0
    ) -> ImportedLayer:
        """Return what was read before, or read; raise DataError.

        `others` are the session's other layers, `held` is what its files take beside them, in bytes.
        """
        self.used.add(answers)
        if answers not in self.results:
            try:
                layer = read()
                cached = (result for result in self.results.values() if isinstance(result, ImportedLayer))
                check_room(layer, [*others, *cached], held)
                self.results[answers] = layer
            except DataError as error:
                self.results[answers] = error
        result = self.results[answers]
        if isinstance(result, DataError):
            raise result
        return result

    def drop_unused(self) -> None:
        """Forget what was not asked for since the last time: files taken away, answers that were changed."""
        self.results = {answers: result for answers, result in self.results.items() if answers in self.used}
        self.used = set()


def check_room(layer: ImportedLayer, others: Iterable[ImportedLayer], held: int = 0) -> None:
    """Raise DataError if a session would hold more than its share of the app's memory."""
    most = Limits.from_environment().session_bytes
    size = held + sum({id(each): each.size for each in (*others, layer)}.values())
    if size > most:
        what, fix = (
            f"with it the files and layers of this session would take {size:,} bytes",
            "take other files away and bring it again",
        )
        raise over_limit(layer.path.name, "session_bytes", most, what, fix)
