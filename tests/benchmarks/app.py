"""Times the app beside a naive one on the same data in one run of Chromium.

Run it with `PYTHONPATH=tests/helpers python tests/benchmarks/app.py`. Prints a table; ends with 1 if a bound is
missed. Nothing is asked of the network: the scripts that the naive app loads from elsewhere are answered at once from
this machine, and its tiles with an empty picture, both to its advantage.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Route, sync_playwright

from app_page import STOPWATCH, AppPage, open_app
from app_server import app_server
from chromium import UNLIMITED_FLAGS, chromium
from layers.page.bundle import leaflet_script, page_style

NAIVE = str(Path(__file__).parent / "naive_app.py")
MOVES = (
    10  # back from 31 October 2025: each of these days differs from the one before, or the naive map would stand still
)
STEPS = 60
OPENINGS = 5
FIRST_MAP_SECONDS = 3
# folium's popups ask jQuery for one thing only
JQUERY = """
window.$ = html => {
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  return [made.content.firstChild];
};
"""
NAIVE_DRAWN = """
const holdsPath = node => node.localName === "path" || node.querySelector?.("path");
const drawn = changes => { \
if (changes.some(({ addedNodes }) => [...addedNodes].some(holdsPath))) top.drawnAt = Date.now(); };
if (window !== top) addEventListener("DOMContentLoaded", () => {
  new MutationObserver(drawn).observe(document, { childList: true, subtree: true });
});
"""
NAIVE_RUNS = 2  # of a move: the script, and once more for what its new map reports
SCRUB = """async steps => {
  const first = Date.parse("2025-09-01"), times = [];
  for (let step = 0; step < steps; step += 1) {
    const begun = performance.now();
    window.situationMap.setTime(new Date(first + step * 86400000).toISOString().slice(0, 10));
    await new Promise(done => requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = done;
      painted.port2.postMessage(null);
    }));
    times.push(performance.now() - begun);
  }
  return times;
}"""


@dataclass(frozen=True)
class Move:
    """What one move through time costs until no script runs; of the naive app also until its new map is drawn."""

    milliseconds: float
    kilobytes: float
    milliseconds_to_map: float = 0


@dataclass(frozen=True)
class Row:
    """A line of the table: what is measured, both figures, and how many times less ours has to be."""

    name: str
    ours: float
    theirs: float
    bound: float

    @property
    def times(self) -> float:
        return self.theirs / self.ours

    def __str__(self) -> str:
        return f"| {self.name} | {self.ours:.1f} | {self.theirs:.1f} | {self.times:.0f} × | ≥ {self.bound:.0f} × |"


def main() -> int:
    with sync_playwright() as playwright, app_server() as ours, app_server(NAIVE) as theirs:
        browser = playwright.chromium.launch(executable_path=chromium(), args=UNLIMITED_FLAGS)
        release, step, move = compare(browser, ours.address, theirs.address)
        seconds = median(first_map(browser, ours.address) for _ in range(OPENINGS))
        browser.close()
    rows = [
        Row("release / slider move, ms until all is up to date", release.milliseconds, move.milliseconds, 3),
        Row("release / slider move, kB received", release.kilobytes, move.kilobytes, 5),
        Row("step while scrubbing, ms until it is shown / slider move", step, move.milliseconds, 50),
    ]
    print("| | this app | naive app | less by | bound |\n| --- | --- | --- | --- | --- |")
    print(*rows, sep="\n")
    print(f"| first map on a warm server, s | {seconds:.1f} | | | ≤ {FIRST_MAP_SECONDS} |")
    drawn = f"\nThe naive app's new map is drawn after {move.milliseconds_to_map:.0f} ms"
    print(f"{drawn}; its report makes the script run once more.")
    return int(seconds > FIRST_MAP_SECONDS or any(row.times < row.bound for row in rows))


def compare(browser: Browser, ours: str, theirs: str) -> tuple[Move, float, Move]:
    """Return what a release, a scrubbing step (ms) and a naive slider's move cost; release and move by turns."""
    with opened(browser, ours) as app, naive(browser, theirs) as other:
        turns = [(release_once(app, 60 if number % 2 else -40), move_once(other)) for number in range(MOVES)]
        with app.run():
            step = median(app.frame.evaluate(SCRUB, STEPS))
    releases, moves = zip(*turns, strict=True)
    return middle(releases), step, middle(moves)


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[AppPage]:
    app = open_app(browser, address)
    yield app
    app.page.context.close()


@contextmanager
def naive(browser: Browser, address: str) -> Iterator[AppPage]:
    """Open the naive app and wait until its map is drawn and nothing runs."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB", timezone_id="UTC")
    context.add_init_script(STOPWATCH)
    context.add_init_script(NAIVE_DRAWN)
    context.route(lambda url: not url.startswith(address), answer)
    app = AppPage(context.new_page())
    app.page.on("websocket", app.watch)
    app.page.goto(address)
    app.page.wait_for_function("() => window.drawnAt")
    app.wait_for_runs(NAIVE_RUNS)
    yield app
    context.close()


def release_once(app: AppPage, pixels: int) -> Move:
    x, y = app.grab()
    app.page.mouse.move(x + pixels, y, steps=5)
    app.traffic.reset()
    with app.run():
        app.page.mouse.up()
    return Move(app.milliseconds(), app.traffic.bytes / 1000)


def middle(moves: Sequence[Move]) -> Move:
    """Return the medians."""
    return Move(*(median(getattr(move, each.name) for move in moves) for each in fields(Move)))


def first_map(browser: Browser, address: str) -> float:
    """Return the seconds from asking for the page, with nothing cached, until the map has been drawn."""
    with opened(browser, address) as app:
        return float(app.page.evaluate("() => (window.mapDrawnAt - performance.timeOrigin) / 1000"))


def move_once(app: AppPage) -> Move:
    """Move the slider by a day, and wait until the new map is drawn and the run that its report causes has ended."""
    app.traffic.reset()
    app.page.evaluate("() => { window.drawnAt = 0 }")
    app.page.get_by_role("slider").press("ArrowLeft")
    app.page.wait_for_function("() => window.drawnAt")
    app.wait_for_runs(NAIVE_RUNS)
    return Move(
        app.milliseconds(), app.traffic.bytes / 1000, app.page.evaluate("() => window.drawnAt - window.lastInput")
    )


def answer(route: Route) -> None:
    """Answer at once what the naive map asks of other hosts."""
    name = route.request.url.rsplit("/", 1)[-1]
    texts = {"leaflet.js": leaflet_script(), "leaflet.css": page_style()}
    route.fulfill(body=texts.get(name, JQUERY if name.startswith("jquery") else ""))


if __name__ == "__main__":
    sys.exit(main())
