"""Times our page, and the same events in two plugins of folium, in one run of Chromium.

Run it with `PYTHONPATH=tests/helpers python tests/benchmarks/page`. Prints a table and writes nothing but temporary
files. The plugins' scripts come from npm while it runs.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from plugins import USUAL, install, serve_from
from subjects import COMPARED, Situation, Subject, plugins, shipped, synthetic
from synthetic import SEED
from table import table
from timing import Days, Timed, opened, time_page
from turns import times_faster
from uses import time_uses, use_lines

from chromium import UNLIMITED_FLAGS, chromium

SIZES = (10_000, 100_000, 1_000_000)
USED = 100_000
STEPS = 60
LEAD_DAYS = 5  # a step on the way to the days that are timed
NOTES = f"""
Medians of {STEPS} steps [first and last tenth]. Cumulative mode, every event in view; the focus span is played \
through from its first day and its
last {STEPS} days are timed, when nearly all events are shown; jumps go to {STEPS} of all its days in no order.
script: the page's own scripts in a step, with the frame callbacks and timers it schedules, \
in processor time of the main thread (ScriptDuration).
main thread: all that this thread does in it, the browser's own style, layout, paint and commit included \
(TaskDuration), less the {{empty:.1f}} ms
of an empty step.
shown: from the call until the frame that shows its effect has been painted and handed on for display, \
other frames following at once.
×: how many times as long a plugin takes to show the same step, its circles {USUAL}, both pages taking turns; \
the median. The plugins
have neither tiles nor popups, and {COMPARED:,} events."""


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        install(folder)
        browser = playwright.chromium.launch(executable_path=chromium(), args=UNLIMITED_FLAGS)
        print(machine(browser), flush=True)
        run(browser, folder, options.sizes)
        browser.close()


def run(browser: Browser, folder: Path, sizes: list[int]) -> None:
    situation = Situation()
    days = days_of(situation)
    answer = serve_from(folder)

    def timed(subject: Subject) -> Timed:
        return time_page(browser, subject, answer, days)

    theirs = [timed(subject) for subject in plugins(folder, situation)]
    ours = [timed(subject) for subject in (shipped(folder), *(synthetic(folder, situation, n) for n in sizes))]
    compared = [each.subject for each in theirs if each.subject.kind == USUAL]
    faster = times_faster(browser, synthetic(folder, situation, COMPARED), compared, answer, days)
    print(f"\n{table(ours, theirs, faster)}")
    print(NOTES.format(empty=ours[0].empty))
    print(f"\nWith {USED:,} events, from the act until it is shown:")
    with opened(browser, synthetic(folder, situation, USED), answer) as page:
        print("\n".join(use_lines(time_uses(page))))


def days_of(situation: Situation) -> Days:
    """Return the last days of the focus span, played from its first one, and as many of its days in no order."""
    first, timed, end = situation.first, situation.end - STEPS, situation.end
    jumps = random.Random(SEED).sample(range(first, end), STEPS)  # noqa: S311 — not a secret
    return Days(range(first, timed, LEAD_DAYS), range(timed, end), jumps)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=list(SIZES), metavar="N", help="numbers of synthetic events"
    )
    return parser.parse_args()


def machine(browser: Browser) -> str:
    rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    processor = next((row.partition(": ")[2] for row in rows if row.startswith("model name")), platform.machine())
    system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} × {processor}, {system}, Chromium {browser.version}, 1280 × 800, no GPU"


if __name__ == "__main__":
    main()
