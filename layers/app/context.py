"""What a panel draws from: the situation, the state that is shown, and the session of the reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd

from geodata import Situation
from layers.app.session import Session
from layers.app.situations.loaded import Loaded
from layers.share.state import ShareState
from layers.text.labels import localized, translation
from layers.text.locales import say

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class PanelContext:
    """What one run draws; `theme` is light or dark."""

    loaded: Loaded
    session: Session
    state: ShareState
    theme: str

    @property
    def situation(self) -> Situation:
        return self.loaded.situation

    @property
    def language(self) -> str:
        return self.state.lang

    @property
    def day(self) -> dt.date:
        return self.state.day

    @property
    def selected(self) -> str | None:
        """Return the id of what is selected on the map."""
        return self.state.selected

    @property
    def title(self) -> str:
        return translation(self.situation.settings.title, self.language)

    def say(self, key: str, /, **values: object) -> str:
        """Return a text of the app in the session's language."""
        return say(self.language, f"app.{key}", **values)

    def name(self, table: pd.DataFrame, identifier: str) -> str:
        return str(localized(table, "name", self.language)[identifier])

    def route_name(self, route: str) -> str:
        """Return the short name of a route."""
        return str(localized(self.situation.routes, "short", self.language)[route])

    def with_layer(self, layer: str) -> tuple[str, ...]:
        """Return the layers that are on, and one more, in their order."""
        return tuple(each for each in self.loaded.allowed.layers if each == layer or each in self.state.layers)

    def once(self, function: Callable[Concatenate[Situation, P], T], *arguments: P.args, **options: P.kwargs) -> T:
        """Return what a function makes of the situation, computed once for all runs and sessions."""
        return self.loaded.memo(function, *arguments, **options)
