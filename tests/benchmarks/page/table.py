"""The measurements as a table, each beside its target."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence

from plugins import PLUGINS
from subjects import SHIPPED
from timing import Timed

TIMES = "times faster"
# the most a page of so many events may take; for "times faster" the least
TARGETS: Mapping[str, Mapping[str, float]] = {
    SHIPPED: {"script": 4, "ready": 1000, "file": 1.2},
    "10,000": {"script": 8, "ready": 1500, "file": 3, TIMES: 15},
    "100,000": {"script": 25, "ready": 4000, "file": 15, "heap": 300},
    "1,000,000": {"script": 120},
}
HEAD = (
    "events",
    "script ms",
    "main thread ms",
    "shown ms",
    "jump shown ms",
    "ready ms",
    "file MB",
    "heap MB",
    "× Timeline",
    "× TimestampedGeoJson",
)


def table(ours: Sequence[Timed], plugins: Sequence[Timed], faster: Mapping[str, float]) -> str:
    """Return the Markdown table; `faster` says how many times faster than each plugin a step of ours is."""
    rows = [our_row(timed, faster) for timed in ours] + [plugin_row(timed) for timed in plugins]
    return "\n".join(line(row) for row in (HEAD, ["---"] * len(HEAD), *rows))


def line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def our_row(timed: Timed, faster: Mapping[str, float]) -> list[str]:
    targets = TARGETS.get(timed.subject.kind, {})
    return [
        timed.subject.kind,
        judged(spread(timed.script), middle(timed.script), targets.get("script")),
        spread(timed.thread),
        spread(timed.shown),
        spread(timed.jumps),
        judged(spread(timed.ready, 0), middle(timed.ready), targets.get("ready")),
        judged(f"{timed.megabytes:.2f}", timed.megabytes, targets.get("file")),
        judged(f"{timed.heap_mb:.0f}", timed.heap_mb, targets.get("heap")),
        *(compared(faster[name], targets.get(TIMES)) for name in PLUGINS),
    ]


def plugin_row(timed: Timed) -> list[str]:
    return [
        f"{timed.subject.name}, circles {timed.subject.kind}",
        spread(timed.script),
        spread(timed.thread),
        spread(timed.shown),
        spread(timed.jumps),
        spread(timed.ready, 0),
        f"{timed.megabytes:.2f}",
        f"{timed.heap_mb:.0f}",
        "",
        "",
    ]


def compared(times: float, least: float | None) -> str:
    return "" if least is None else f"{times:.1f} (≥ {least:g} {'PASS' if times >= least else 'FAIL'})"


def judged(text: str, value: float, most: float | None) -> str:
    return text if most is None else f"{text} (≤ {most:g} {'PASS' if value <= most else 'FAIL'})"


def middle(values: Sequence[float]) -> float:
    return statistics.median(values)


def spread(values: Sequence[float], digits: int = 1) -> str:
    """Return the median and, of many, the first and last tenth as well."""
    tenth = len(values) // 10
    ranked = sorted(values)
    return f"{middle(values):.{digits}f} [{ranked[tenth]:.{digits}f}–{ranked[-1 - tenth]:.{digits}f}]"
