"""The state of the page that a link can hold, what an empty link stands for, and which values there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

from geodata import Situation, home_box, vocabulary
from layers.payload.basemaps import EMBEDDED
from layers.payload.layer_registry import layer_ids
from layers.share.link_keys import MODES
from layers.share.viewport import Box, fitted
from layers.text.locales import languages

__all__ = ["ShareState", "default_state"]

DEFAULT_WINDOW_DAYS = 14


@dataclass(frozen=True)
class Filters:
    """Which events are shown: within a filter any value passes, between filters all must; an empty one passes all."""

    category: tuple[str, ...] = ()
    corroboration: tuple[str, ...] = ()
    route: tuple[str, ...] = ()
    q: str = ""  # free text

    def lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the filters that are lists, by the column of the events that each looks at."""
        yield from (("category", self.category), ("corroboration", self.corroboration), ("route", self.route))


@dataclass(frozen=True)
class ShareState:
    """What the page shows, as far as a link can say it."""

    day: dt.date
    center: tuple[
        float, float
    ]  # latitude, longitude in degrees, WGS 84; counts, as the zoom does, where there is no box
    zoom: float  # of a slippy map: the world is 256 · 2^zoom pixels wide
    layers: tuple[str, ...]  # ids of those that are on, the situation's and the reader's
    lang: str
    mode: str = MODES[0]  # asof: the day; window: the `days` up to it; sum: all days so far
    days: int = DEFAULT_WINDOW_DAYS
    basemap: str = EMBEDDED
    filters: Filters = Filters()
    selected: str | None = None  # id of an event, route, crossing, place or capital
    version: dt.date | None = None  # of the data that a link was made with
    box: Box | None = None  # what the map shows whole, at any width; where west exceeds east, about longitude 180
    situation: str = ""  # id of the one that a link was made for; empty where it names none


class StateChange(TypedDict, total=False):
    """Fields of a state that are to change."""

    day: dt.date
    box: Box | None
    layers: tuple[str, ...]
    lang: str
    filters: Filters
    selected: str | None


@dataclass(frozen=True)
class Allowed:
    """What values may be: the span is half-open; `ids` None lets any well-formed id be selected."""

    span: tuple[dt.date, dt.date]
    layers: Sequence[str]
    basemaps: Sequence[str]
    languages: Sequence[str]
    categories: Sequence[str]
    corroborations: Sequence[str]
    routes: Sequence[str]
    situation: str
    version: dt.date
    ids: frozenset[str] | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)  # ids of older data, each with the one it has now


def allowed_values(
    situation: Situation,
    *,
    basemaps: Sequence[str] = (EMBEDDED,),
    layers: Sequence[str] = (),
    span: tuple[dt.date, dt.date] | None = None,
) -> Allowed:
    """Return the values of a situation; `layers` are those a reader has added, `span` the days they widen it to."""
    return Allowed(
        span=span or situation.span,
        layers=(*layer_ids(), *layers),
        basemaps=basemaps,
        languages=languages(),
        categories=(*vocabulary.EVENT_CATEGORIES, vocabulary.OTHER_CATEGORY),
        corroborations=vocabulary.CORROBORATIONS,
        routes=tuple(situation.routes.index),
        situation=situation.id,
        version=situation.settings.version,
        ids=None if layers else situation.ids,
        renamed=situation.present_ids,
    )


def default_state(situation: Situation, *, layers: Sequence[str] = (), several: bool = False) -> ShareState:
    """Return the state that an empty link stands for; `layers` are those a reader has added.

    Where there are `several` situations to choose from, an empty link stands for none of them.
    """
    home = home_box(situation)
    center, zoom = fitted(home)
    return ShareState(
        day=situation.settings.day,
        center=center,
        zoom=zoom,
        box=home,
        layers=(*layer_ids(), *layers),
        lang=languages()[0],
        situation="" if several else situation.id,
    )
