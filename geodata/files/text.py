"""Reading the files of a situation as text, and its settings: what cannot be read at all is an UnreadableError."""

from __future__ import annotations

import re
import stat
import tomllib
from pathlib import Path

from geodata.limits import Limits, over_limit
from geodata.problems import Problem

MOST_TOML_CHARACTERS = 200_000
KEY = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
DOTTED_KEY = re.compile(
    rf"(?<![\w-]){KEY}(?:[ \t]*+\.[ \t]*+{KEY}){{32}}", re.ASCII
)  # one of thousands takes gigabytes to read


class UnreadableError(Exception):
    """A file that cannot be read at all; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def unreadable(path: Path, code: str, message: str, fix: str, row: int | None = None) -> UnreadableError:
    return UnreadableError(Problem(file=path.name, row=row, code=code, message=message, fix=fix))


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without a byte order mark."""
    try:
        raw = read_bytes(path)
    except FileNotFoundError:
        fix = "add it." if path.suffix == ".toml" else "add it, or an empty table."
        raise unreadable(path, "missing-file", "expected this file in the situation folder, found none.", fix) from None
    except OSError as error:
        raise unreadable(
            path, "unreadable", f"cannot be read: {error.strerror}.", "check the path and its rights."
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise unreadable(
            path,
            "bad-utf8",
            f"line {line} is not UTF-8 (byte {error.start}).",
            "save the file as UTF-8.",
            line if path.suffix == ".csv" else None,
        ) from None


def read_bytes(path: Path) -> bytes:
    """Return the content of a plain file that is not too large; a pipe, for one, could hang or fill the memory."""
    about, limits = path.stat(), Limits.from_environment()
    if not stat.S_ISREG(about.st_mode):
        raise unreadable(path, "not-a-file", "expected a file.", "replace it with a file.")
    if about.st_size > limits.file_bytes:
        (problem,) = over_limit(
            path.name, "file_bytes", limits.file_bytes, f"the file has {about.st_size:,} bytes"
        ).problems
        raise UnreadableError(problem)
    return path.read_bytes()


def read_toml(path: Path) -> dict[str, object]:
    text = read_text(path)
    if len(text) > MOST_TOML_CHARACTERS:
        raise unreadable(
            path,
            "too-large",
            f"has {len(text):,} characters; at most {MOST_TOML_CHARACTERS:,} are read.",
            "shorten it.",
        )
    if DOTTED_KEY.search(text):
        raise unreadable(path, "bad-toml", "is nested too deeply.", "flatten it.")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise unreadable(path, "bad-toml", "is nested too deeply.", "flatten it.") from None
    except ValueError as error:
        raise unreadable(path, "bad-toml", f"is not TOML: {error}.", "mend the line that is named.") from None
