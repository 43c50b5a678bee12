"""JSON as the standard means it, where one bad object spoils none of its neighbours."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator

from geodata.imports.raw import Source
from geodata.imports.report import refused
from geodata.imports.values.cells import well_formed
from geodata.limits import over_limit
from geodata.problems import DataError

MOST_DIGITS = 4_000  # of an integer; Python turns no longer ones into numbers


class RepeatedKeys(dict[str, object]):
    """An object in which a key stood twice: programs disagree which of the values counts."""


def parse(text: str, source: Source) -> object:
    """Parse the JSON text of a file; raise DataError if it is broken or nested too deeply."""
    try:
        value = loads(text)
    except json.JSONDecodeError as error:
        message = f"the JSON is broken at line {error.lineno:,}, column {error.colno:,}: {error.msg}."
        raise refused(source.shown, "json", message) from error
    except RecursionError as error:
        raise too_deep(source) from error
    if depth_beyond(value, source.limits.nesting):
        raise too_deep(source)
    return value


def parse_part(text: str, most_nested: int) -> object:
    """Parse one line or cell; raise ValueError if it is broken or nested too deeply."""
    try:
        value = loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if depth_beyond(value, most_nested):
        raise ValueError("nested too deeply")
    return value


def is_json(text: str, most_nested: int) -> bool:
    """Tell whether a text, or its first line, is a JSON object or array, not a table that begins with a bracket."""
    start = text.lstrip()
    for part in (start, start.partition("\n")[0]) if start[:1] in ("{", "[") else ():
        with contextlib.suppress(ValueError):
            return isinstance(parse_part(part, most_nested), dict | list)
    return False


def too_deep(source: Source) -> DataError:
    return over_limit(source.shown, "nesting", source.limits.nesting, "objects are nested too deeply", "flatten it")


def loads(text: str) -> object:
    """Parse a JSON text; NaN and Infinity become floats for the later checks to find."""
    value: object = json.loads(text, object_pairs_hook=json_object, parse_int=json_integer)
    return value


def json_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object that remembers whether its keys were unique."""
    made = {well_formed(key): value for key, value in pairs}
    return made if len(made) == len(pairs) else RepeatedKeys(made)


def json_integer(digits: str) -> int | str:
    """Return an integer, however long; one of thousands of digits stays text."""
    return int(digits) if len(digits) <= MOST_DIGITS else digits


def depth_beyond(value: object, most: int) -> bool:
    """Tell whether objects and arrays stand inside one another more than `most` deep."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(most):
        inside = (container.values() if isinstance(container, dict) else container for container in level)
        level = [part for parts in inside for part in parts if isinstance(part, dict | list)]
        if not level:
            return False
    return bool(level)


def repeated_keys(value: object) -> bool:
    """Tell whether any object inside a value has a key twice."""
    return any(isinstance(member, RepeatedKeys) for member in objects(value))


def objects(value: object) -> Iterator[dict[str, object]]:
    """Yield every object inside a value, itself included; coordinates are not looked through."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += [member for key, member in part.items() if key != "coordinates"]
        elif isinstance(part, list):
            waiting += part
