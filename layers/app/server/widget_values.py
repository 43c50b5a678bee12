"""Values that no widget sends: Streamlit would fail at them for the rest of the session, and here they count as none.

A browser that is no browser can send any value for any widget. What cannot be read, Streamlit keeps and tries to read
again in every run.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from streamlit.runtime.state.session_state import Serialized, Value, WStates

MOST_BYTES = 100_000  # of the value of a widget; the longest that any sends is a list of files


@cache
def leave_out_foreign_values() -> None:
    """Let a value of another kind than its widget has, or one that cannot be read, be none; once for this process."""
    read = WStates.__getitem__

    def readable(states: WStates, key: str) -> Any:
        try:
            if is_foreign(states, key):
                raise TypeError(f"expected another kind of value for {key}")
            return read(states, key)
        except KeyError:
            raise
        except Exception:  # noqa: BLE001  what reads a value may fail at it in any way
            nothing = states.widget_metadata[key].deserializer(None)
            states.states[key] = Value(nothing)
            return nothing

    WStates.__getitem__ = readable  # type: ignore[method-assign]


def is_foreign(states: WStates, key: str) -> bool:
    """Tell whether a widget has been sent a value of another kind than it said that it has, or far too large a one."""
    state, widget = states.states.get(key), states.widget_metadata.get(key)
    if not isinstance(state, Serialized) or widget is None:
        return False
    return state.value.WhichOneof("value") != widget.value_type or state.value.ByteSize() > MOST_BYTES
