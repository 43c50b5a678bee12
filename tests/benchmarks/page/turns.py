"""Two pages compared step by step, turn by turn, so that whatever else the machine does slows both alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from playwright.sync_api import Browser, Route
from subjects import Subject
from timing import SETTLE_MS, Days, opened, play_to


def times_faster(
    browser: Browser, ours: Subject, others: Sequence[Subject], answer: Callable[[Route], None], days: Days
) -> dict[str, float]:
    """Return by name how many times as long as ours each other page takes to show a step: the median over the steps."""
    with ExitStack() as stack:
        pages = [stack.enter_context(opened(browser, subject, answer)) for subject in (ours, *others)]
        for page in pages:
            page.wait_for_timeout(SETTLE_MS)
            play_to(page, days.lead)
        turns = [[float(page.evaluate(f"benchmark.shown({day})")) for page in pages] for day in days.steps]
    return {
        other.name: statistics.median(turn[k] / turn[0] for turn in turns) for k, other in enumerate(others, start=1)
    }
