"""Timing one page: how soon it is ready, what a step costs the main thread, how long until shown, what it holds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Route
from subjects import Subject

SCRIPT = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
OPENINGS = 3
MOST_OPENINGS_MB = 50  # a larger file is opened once
READY_MS = 120_000
WINDOW = {"width": 1280, "height": 800}
SETTLE_MS = 1500  # lets what the page does after opening come to an end


@dataclass(frozen=True)
class Days:
    """The days a page is taken to: played through `lead` and the timed `steps`, then `jumps` in no order."""

    lead: Sequence[int]
    steps: Sequence[int]
    jumps: Sequence[int]


@dataclass
class Timed:
    """What was measured of a page; milliseconds by step, in the order of the steps."""

    subject: Subject
    megabytes: float
    ready: list[float] = field(default_factory=list)
    script: list[float] = field(default_factory=list)
    thread: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    jumps: list[float] = field(default_factory=list)
    empty: float = 0.0
    heap_mb: float = 0.0


@contextmanager
def opened(browser: Browser, subject: Subject, answer: Callable[[Route], None]) -> Iterator[Page]:
    """Open a page whose requests are answered by `answer`, wait until it is ready, and prepare it."""
    context = browser.new_context(viewport=WINDOW, locale="en-GB", timezone_id="UTC")
    context.route("**/*", answer)
    page = context.new_page()
    page.add_init_script(SCRIPT)
    page.goto(subject.path.as_uri(), timeout=READY_MS)
    page.evaluate("window.benchmark.ready")
    page.evaluate(f"() => {{ {subject.prepare} }}")
    yield page
    context.close()


def time_page(browser: Browser, subject: Subject, answer: Callable[[Route], None], days: Days) -> Timed:
    """Time a page: its opening, its steps, what it holds after them."""
    timed = Timed(subject, subject.path.stat().st_size / 1e6)
    for _ in range(OPENINGS - 1 if timed.megabytes < MOST_OPENINGS_MB else 0):
        with opened(browser, subject, answer) as page:
            timed.ready.append(page.evaluate("window.benchmark.ready"))
    with opened(browser, subject, answer) as page:
        timed.ready.append(page.evaluate("window.benchmark.ready"))
        page.wait_for_timeout(SETTLE_MS)
        time_steps(page, timed, days)
        timed.heap_mb = heap_megabytes(page.context.new_cdp_session(page))
    return timed


def time_steps(page: Page, timed: Timed, days: Days) -> None:
    """Play through twice: once counting the work of the main thread, once watching the frames; then jump about."""
    work = MainThread(page)
    timed.empty = statistics.median(work.during("benchmark.nothing()")["thread"] for _ in days.steps)
    play_to(page, days.lead)
    for day in days.steps:
        cost = work.during(f"benchmark.settled({day})")
        timed.script.append(cost["script"])
        timed.thread.append(cost["thread"] - timed.empty)
    play_to(page, days.lead)
    timed.shown = [page.evaluate(f"benchmark.shown({day})") for day in days.steps]
    timed.jumps = [page.evaluate(f"benchmark.shown({day})") for day in days.jumps]


def play_to(page: Page, lead: Sequence[int]) -> None:
    for day in lead:
        page.evaluate(f"benchmark.settled({day})")


class MainThread:
    """The page's main thread as the browser accounts for it, in milliseconds of its own processor time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent(self) -> dict[str, float]:
        metrics = {metric["name"]: metric["value"] for metric in self.session.send("Performance.getMetrics")["metrics"]}
        return {"script": 1000 * metrics["ScriptDuration"], "thread": 1000 * metrics["TaskDuration"]}

    def during(self, expression: str) -> dict[str, float]:
        """Return what an expression cost, with all it scheduled until it was settled."""
        before = self.spent()
        self.page.evaluate(expression)
        after = self.spent()
        return {name: after[name] - before[name] for name in after}


def heap_megabytes(session: CDPSession) -> float:
    """Return the size of the live objects and of the buffers they hold."""
    session.send("HeapProfiler.enable")
    session.send("HeapProfiler.collectGarbage")
    usage: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return float((usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6)
