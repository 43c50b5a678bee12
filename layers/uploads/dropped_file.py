"""A file that a reader has dropped on the app, with those that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from geodata.imports import Box, ImportedLayer, Order, read_layer
from layers.uploads.cache import UploadCache
from layers.uploads.files import file_bytes
from layers.uploads.layer import Upload


class BrowserFile(Protocol):
    """A file as a browser hands it over; its id is its own within the session."""

    @property
    def name(self) -> str: ...
    @property
    def file_id(self) -> str: ...
    def getvalue(self) -> bytes: ...


@dataclass(frozen=True)
class DroppedFile:
    """A file and its parts, what the session has read, and the layers that it has added."""

    file: BrowserFile
    beside: Sequence[BrowserFile]
    cache: UploadCache
    added: Sequence[Upload]
    held: int
    """Bytes of all files that the session has dropped."""

    @property
    def id(self) -> str:
        return self.file.file_id

    @property
    def name(self) -> str:
        return self.file.name

    def read(
        self, box: Box, dates: Order | None = None, columns: Mapping[str, str] | None = None, encoding: str = ""
    ) -> ImportedLayer:
        """Read the file, once for every answer."""
        answers = (self.file.file_id, dates, encoding, *sorted((columns or {}).items()))

        def read() -> ImportedLayer:
            beside = {part.name: part.getvalue() for part in self.beside}
            file = file_bytes(self.file.name, self.file.getvalue(), beside)
            return read_layer(file, dates=dates, columns=columns, encoding=encoding, box=box, owner=self.cache)

        return self.cache.read(answers, read, [upload.layer for upload in self.added], self.held)
