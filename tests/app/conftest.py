"""What the tests of the app share: calls that are counted."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Callable

import pytest


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Counter[str]]:
    """Count the calls of a function under the name by which the app reaches it."""
    calls: Counter[str] = Counter()

    def count(name: str) -> Counter[str]:
        module, _, attribute = name.rpartition(".")
        function = getattr(importlib.import_module(module), attribute)

        def counting(*arguments: object, **options: object) -> object:
            calls[name] += 1
            return function(*arguments, **options)

        monkeypatch.setattr(name, counting)
        return calls

    return count
