"""The process that reads one file: `python -m geodata.imports.sandbox.worker FOLDER PARENT`, started by `parent.py`.

The folder holds the request and the file under a name of our own, and receives the result (see `ipc.py`).
"""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geodata.files.full_disk import is_full
from geodata.imports.fields.normalize import NormalizedLayer, normalize
from geodata.imports.fields.note_sheets import skip_note_sheets
from geodata.imports.formats.registry import read_source
from geodata.imports.options import Options
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import refused
from geodata.imports.sandbox.confinement import end_with, restrict_process
from geodata.imports.sandbox.ipc import read_request, write_failure, write_result
from geodata.imports.values.text import plain_name
from geodata.limits import over_limit
from geodata.problems import DataError

MOST_LISTED = 20  # names of columns
NO_SPACE = errno.ENOSPC  # the exit code
NO_MEMORY = "bad_alloc"  # of C++, in the exceptions that libraries make of it


def read_file(source: Source, options: Options) -> list[NormalizedLayer]:
    """Return all layers of a file; raise DataError if it cannot be read, OSError only where the disk is full."""
    try:
        source = replace(source, encoding=options.encoding)
        raw = skip_note_sheets(read_source(source), options.columns)
        if not raw:
            raise refused(source.shown, "empty", "the file holds no rows.")
        check_size(source, raw)
        options = with_known_columns(options, raw)
        taken: set[str] = set()
        return [normalize(layer, source, options, taken) for layer in raw]
    except DataError:
        raise
    except MemoryError as error:
        raise out_of_memory(source) from error
    except Exception as error:  # whatever a library makes of a hostile file must become a message
        if is_full(error):
            raise
        if NO_MEMORY in str(error):
            raise out_of_memory(source) from error
        message = f"the file cannot be read ({type(error).__name__})."
        raise refused(source.shown, "unreadable", message, fix="open it and save it again.") from error


def with_known_columns(options: Options, layers: Sequence[RawLayer]) -> Options:
    """Return options with the columns as the file writes them; one that no layer has is reported."""
    exact = list(dict.fromkeys(header for layer in layers for header in layer.headers))
    headers = {plain_name(header): header for header in exact if plain_name(header)}
    chosen = dict(options.columns)
    for field, column in options.columns.items():
        if column and column not in exact:
            chosen[field] = headers.get(plain_name(column), column)
        if chosen[field] and chosen[field] not in exact:
            listed = ", ".join(exact[:MOST_LISTED])
            message = f"the file has no such column; expected one of {listed}."
            layers[0].findings.error(None, "column-unknown", message, field=field, value=column)
    return replace(options, columns=chosen)


def check_size(source: Source, layers: Sequence[RawLayer]) -> None:
    """Raise DataError if the cells of a file are too many for the app, or the names of its columns too long."""
    most, longest = source.limits.cells, source.limits.text_characters
    cells = sum(layer.frame.size for layer in layers)
    if cells > most:
        raise over_limit(source.shown, "cells", most, f"the file has {cells:,} cells (rows times columns)")
    length = max((len(header) for layer in layers for header in layer.headers), default=0)
    if length > longest:
        raise over_limit(
            source.shown, "text_characters", longest, f"the name of a column has {length:,} characters", "shorten it"
        )


def out_of_memory(source: Source) -> DataError:
    message = f"reading needs more than {source.limits.memory_bytes:,} bytes of memory."
    fix = "split the file, or raise SITUATION_MAP_MAX_MEMORY_BYTES."
    return refused(source.shown, "limit-memory-bytes", message, fix=fix)


def main(folder: Path, parent: int) -> int:
    """Read the file of a request and write its result; return the exit code for the process `parent` that waits."""
    end_with(parent)
    gc.disable()  # this process ends with its file, and its limit of memory holds all the same
    source, options = read_request(folder)
    restrict_process(source.limits, folder)
    try:
        write_outcome(folder, source, options)
    except OSError as error:
        if not is_full(error):
            raise
        return NO_SPACE  # nor is there any for a message
    return 0


def write_outcome(folder: Path, source: Source, options: Options) -> None:
    """Write what was read of a file, or why nothing could be."""
    try:
        write_result(folder, read_file(source, options), source)
    except DataError as error:
        write_failure(folder, error)
    except MemoryError:
        write_failure(folder, out_of_memory(source))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
