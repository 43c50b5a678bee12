"""Results of functions of one situation, each computed once for all runs and sessions."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Concatenate, ParamSpec, TypeVar, cast

from geodata import Situation

MOST_RESULTS = 128  # at a time, of some 25 kB each; the one that was not asked for the longest goes first

P = ParamSpec("P")
T = TypeVar("T")


class Memo:
    """Computes for one situation, and remembers; what it returns is shared, so nobody may change it."""

    def __init__(self, situation: Situation, most: int = MOST_RESULTS) -> None:
        self.situation, self.most = situation, most
        self.results: OrderedDict[Hashable, object] = OrderedDict()
        self.lock = RLock()  # sessions that ask for the same at once wait for the first

    def __call__(self, function: Callable[Concatenate[Situation, P], T], *arguments: P.args, **options: P.kwargs) -> T:
        """Return `function(situation, *arguments, **options)`, whose arguments are hashable."""
        key = (function, arguments, *options.items())
        with self.lock:
            if key not in self.results:
                self.results[key] = function(self.situation, *arguments, **options)
            self.results.move_to_end(key)
            if len(self.results) > self.most:
                self.results.popitem(last=False)
            return cast(T, self.results[key])
