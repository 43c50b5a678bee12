"""Who owns the state: the page does. What the app does with a report from the page and with the address bar.

A report carries a number that grows. The app writes the address only for a report it has not seen, and sends a command
to the page only when the address differs from what it last wrote (Back, Forward, a link, a widget).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layers.share.codec import NAMES, Limits, State, format_share, parse_share


@dataclass(frozen=True)
class Memory:
    """What the app remembers between two runs of a session."""

    seen: int = 0  # number of the last report that was taken over
    written: str | None = None  # the share text last written to, or taken from, the address
    command: str = ""  # the share text last sent to the page
    counter: int = 0  # makes equal commands differ
    heard: int = (
        0  # number of the last report when the page was last told a state: what it reported after that is newer
    )


@dataclass(frozen=True)
class Step:
    """What a run is to do: `query` to write to the address (None: leave it), and what to remember."""

    memory: Memory
    share: str
    query: str | None = None


def apply(report: Mapping[str, object] | None, query: str, memory: Memory) -> Step:
    """Take over a new report, or else an address that somebody else changed; do nothing for an echo."""
    number, share = read_report(report)
    if number > memory.seen and opened(report) and memory.written is not None:
        seen = replace(memory, seen=number)
        return Step(seen if said(share) == said(memory.written) else command(seen, memory.written), memory.written)
    if number > memory.seen:
        unchanged = share == query
        return Step(replace(memory, seen=number, written=share), share, None if unchanged else share)
    if query != memory.written:
        return Step(command(replace(memory, written=query), query), query)
    return Step(memory, query)


@dataclass(frozen=True)
class Heard:
    """What a run has heard: what it is to do, the state it is to show, and what of the address could not be used."""

    step: Step
    state: State
    problems: list[tuple[str, str]]


def hear(
    report: Mapping[str, object] | None,
    address: str,
    wished: State,
    memory: Memory,
    *,
    limits: Limits,
    defaults: State,
    language: str,
) -> Heard:
    """Keep page, address and widgets at one state.

    A first visit begins in the reader's own language unless the link says another.
    """
    asked, problems = parse_share(address, limits)
    step = apply(report, format_share(asked, defaults), memory)
    if memory.written is None and "lang" not in asked and language != defaults["lang"]:
        wished = {"lang": language} | wished
    if wished:
        problems = [(key, value) for key, value in problems if NAMES.get(key) not in wished]
        current, _ = parse_share(step.share, limits)
        step = wish(step, format_share(current | wished | {"version": limits.version}, defaults))
    state, _ = parse_share(step.share, limits)
    return Heard(step, defaults | state, problems)


def wish(step: Step, share: str) -> Step:
    """Let a widget change the state: it is told to the page and written to the address."""
    return Step(command(replace(step.memory, written=share), share), share, share)


def opened(report: Mapping[str, object] | None) -> bool:
    """Tell whether a report says that the page was just opened, at first or anew, and wants to be told the state."""
    return (report or {}).get("event") == "open"


def command(memory: Memory, share: str) -> Memory:
    """Remember that the page is to be told a state; the counter makes the same text count again."""
    return replace(memory, command=share, counter=memory.counter + 1, heard=memory.seen)


def said(share: str) -> list[str]:
    """Return what a share text says of the state: all but the version of the data, which the page adds by itself."""
    return [part for part in share.split("&") if not part.startswith("v=")]


def read_report(report: Mapping[str, object] | None) -> tuple[int, str]:
    """Return the number and the share text of a report; anything else counts as no report."""
    number = (report or {}).get("seq")
    share = (report or {}).get("share")
    if type(number) is not int or not isinstance(share, str):
        return 0, ""
    return number, share
