"""Who owns the state: the page does. What the app does with a report from the page and with the address bar.

A report carries a number that grows. The app writes the address only for a report it has not seen, and sends a command
to the page only when the address differs from what it last wrote (Back, Forward, a link, a widget).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from layers.share.link_codec import Rejected, format_share, parse_share, parse_values, share_values
from layers.share.link_keys import NAMES
from layers.share.state import Allowed, ShareState, StateChange

FARTHEST_AHEAD = 366 * 86_400_000  # milliseconds by which a reader's clock may be ahead of ours
LONGEST_SHARE = 10_000  # characters of a state as text


@dataclass(frozen=True)
class SyncState:
    """What the app remembers between two runs of a session."""

    seen: int = 0  # number of the last report that was taken over
    written: str | None = None  # the share text last written to, or taken from, the address
    command: str = ""  # the share text last sent to the page
    counter: int = 0  # makes equal commands differ
    after: int = 0  # number of the last report when the command was made: what the page reported later is newer


@dataclass(frozen=True)
class SyncStep:
    """What a run is to do: `query` to write to the address (None: leave it), and what to remember."""

    memory: SyncState
    share: str
    query: str | None = None


@dataclass(frozen=True)
class Synced:
    """What a run is to do, the state it is to show, and what of the address could not be used."""

    step: SyncStep
    state: ShareState
    rejected: list[Rejected]


def sync(
    report: Mapping[str, object] | None,
    query: Mapping[str, str],
    pending: StateChange,
    memory: SyncState,
    *,
    allowed: Allowed,
    defaults: ShareState,
    language: str,
) -> Synced:
    """Keep page, address and widgets at one state; `query` is the address's, decoded, `pending` what widgets ask for.

    A first visit begins in the reader's own language unless the link names another.
    """
    state, rejected = parse_values(query, allowed, defaults)
    named = "lang" in query and not any(each.key == "lang" for each in rejected)
    if memory.written is None and not named and language != defaults.lang:
        pending = {"lang": language, **pending}
    address = format_share(state, defaults)
    step = apply(report, address, memory)
    if step.share != address:
        state, _ = parse_share(step.share, allowed, defaults)
    if pending:
        rejected = [each for each in rejected if NAMES.get(each.key) not in pending]
        changed = replace(state, **pending, version=allowed.version)
        state, _ = parse_values(share_values(changed, defaults), allowed, defaults)
        step = with_pending(step, format_share(state, defaults))
    return Synced(step, state, rejected)


def apply(report: Mapping[str, object] | None, query: str, memory: SyncState) -> SyncStep:
    """Take over a new report, or else an address that somebody else changed; do nothing for an echo."""
    number, share = read_report(report)
    if number > memory.seen and opened(report) and memory.written is not None:
        seen = replace(memory, seen=number)
        same = unversioned(share) == unversioned(memory.written)
        return SyncStep(seen if same else command(seen, memory.written), memory.written)
    if number > memory.seen:
        unchanged = share == query
        return SyncStep(replace(memory, seen=number, written=share), share, None if unchanged else share)
    if query != memory.written:
        return SyncStep(command(replace(memory, written=query), query), query)
    return SyncStep(memory, query)


def with_pending(step: SyncStep, share: str) -> SyncStep:
    """Let a widget change the state: it is sent to the page and written to the address."""
    return SyncStep(command(replace(step.memory, written=share), share), share, share)


def opened(report: Mapping[str, object] | None) -> bool:
    """Tell whether a report says that the page was just opened, at first or anew, and needs to be sent the state."""
    return (report or {}).get("event") == "open"


def command(memory: SyncState, share: str) -> SyncState:
    """Remember that the page is to be sent a state; the counter makes the same text count again."""
    return replace(memory, command=share, counter=memory.counter + 1, after=memory.seen)


def unversioned(share: str) -> list[str]:
    """Return the parts of a share text but the version of the data, which the page adds by itself."""
    return [part for part in share.split("&") if not part.startswith("v=")]


def read_report(report: Mapping[str, object] | None) -> tuple[int, str]:
    """Return the number and the share text of a report; anything else counts as no report.

    The page counts in milliseconds since 1970: a number far ahead of today would hide all its later reports.
    """
    number = (report or {}).get("seq")
    share = (report or {}).get("share")
    if type(number) is not int or not isinstance(share, str):
        return 0, ""
    if number > time.time() * 1000 + FARTHEST_AHEAD or len(share) > LONGEST_SHARE or not share.isascii():
        return 0, ""
    return number, share
