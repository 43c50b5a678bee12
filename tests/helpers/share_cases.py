"""The limits and defaults that the shared cases of links hold for, in the types of Python."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from layers.share.link_keys import NAMES
from layers.share.state import Allowed, Filters, ShareState
from paths import CASES

SHARE = json.loads((CASES / "share.json").read_text(encoding="utf-8"))
TYPES = {
    "t": dt.date.fromisoformat,
    "v": dt.date.fromisoformat,
    "c": tuple,
    "bb": tuple,
    "l": tuple,
    "f": lambda filters: Filters(**{name: q if name == "q" else tuple(q) for name, q in filters.items()}),
}


def allowed() -> Allowed:
    values = dict(SHARE["limits"])
    first, last, version = (dt.date.fromisoformat(values.pop(name)) for name in ("first_day", "last_day", "version"))
    return Allowed(
        **values | {"span": (first, last + dt.timedelta(days=1)), "ids": frozenset(values["ids"]), "version": version}
    )


def fields(written: dict[str, Any]) -> dict[str, Any]:
    """Return a state of the case file with the names and types of Python."""
    return {NAMES[key]: TYPES.get(key, lambda value: value)(value) for key, value in written.items()}


DEFAULTS = ShareState(**fields(SHARE["defaults"]))
