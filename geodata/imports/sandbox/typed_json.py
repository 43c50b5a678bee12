"""JSON values as what type hints say, exactly: the first thing that is anything else ends it."""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def typed(value: object, hint: Any) -> Any:
    """Return a JSON value as a dataclass, list, dict, choice or plain type; raise TypeError if it is something else."""
    origin, inner = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return as_dataclass(value, hint)
    if origin is list and isinstance(value, list):
        return [typed(part, inner[0]) for part in value]
    if origin is dict and isinstance(value, dict):
        return {typed(key, inner[0]): typed(part, inner[1]) for key, part in value.items()}
    if origin in (Union, UnionType):
        (other,) = (each for each in inner if each is not NoneType)
        return None if value is None else typed(value, other)
    if (origin is Literal and value in inner) or type(value) is hint:
        return value
    raise TypeError(f"expected {hint}, found {type(value).__name__}")


def as_dataclass(value: object, kind: Any) -> Any:
    """Return an instance made of an object with all members of a dataclass, and no others."""
    hints = hints_of(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise TypeError(f"expected the members of {kind.__name__}")
    return kind(**{name: typed(value[name], hint) for name, hint in hints.items()})


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
