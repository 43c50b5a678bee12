"""What is compared: our page at every size, and the plugins with ten thousand events, each as one HTML file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins import CIRCLES, PLUGINS, View
from synthetic import synthetic_events

from geodata import read_situation
from layers.page.html import page_html
from layers.payload.payload import situation_payload

ROOT = Path(__file__).parents[3]
FLAGSHIP = ROOT / "geodata" / "mali"
SHIPPED = "shipped"
COMPARED = 10_000
EVERYTHING_IN_VIEW: View = (16.4, -3.0, 4)  # the flagship's box, in any window of 1280 × 800
OUR_STEP = "window.step = (day) => window.situationMap.setTime(new Date(day * 864e5).toISOString().slice(0, 10))"


@dataclass(frozen=True)
class Subject:
    """A page to be timed, and what to run in it once it is open, so that `step(day)` goes to a day."""

    name: str
    kind: str  # our pages differ in their number of events, the plugins' in the look of their circles
    path: Path
    prepare: str = ""


class Situation:
    """The flagship, whose payload every synthetic one is made from."""

    def __init__(self) -> None:
        situation = read_situation(FLAGSHIP)
        self.settings, self.payload = situation.settings, situation_payload(situation)
        self.first, self.end = self.payload["situation"]["focus"]


def shipped(folder: Path) -> Subject:
    """Return the flagship as `situation-map export` writes it."""
    path = folder / "shipped.html"
    subprocess.run(
        [sys.executable, "-m", "layers", "export", str(path), "--mode", "sum"],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    return Subject("ours", SHIPPED, path, OUR_STEP)


def synthetic(folder: Path, situation: Situation, n: int) -> Subject:
    """Return our page of n synthetic events in the flagship's surroundings."""
    latitude, longitude, zoom = EVERYTHING_IN_VIEW
    view = {"share": f"m=sum&c={latitude},{longitude}&z={zoom}"}
    payload = situation.payload | {"events": synthetic_events(situation.payload, n), "view": view}
    return Subject(
        "ours", f"{n:,}", written(folder / f"ours-{n}.html", page_html(payload, situation.settings)), OUR_STEP
    )


def plugins(folder: Path, situation: Situation) -> Iterator[Subject]:
    """Yield both plugins with the same events, once for each look of the circles."""
    events = synthetic_events(situation.payload, COMPARED)
    for look, circle in CIRCLES.items():
        for name, html in PLUGINS.items():
            path = folder / f"{name}-{len(circle)}.html"
            yield Subject(name, look, written(path, html(events, EVERYTHING_IN_VIEW, circle)))


def written(path: Path, text: Any) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
