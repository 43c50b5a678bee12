"""Answers that are computed once: for panels and tables that ask the same of a situation over and over."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


def memoize(question: Callable[P, R]) -> Callable[P, R]:
    """Keep the last answers of a question, by identity of the situation; they are shared, so nobody may change them."""
    return cast("Callable[P, R]", lru_cache(maxsize=16)(question))
