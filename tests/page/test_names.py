"""What is written on the map, names, signs of the news and callouts: both situations at every width and zoom level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import Run
from geodata import Situation, read_situation
from on_map import OnMap, eventful_days, faults, missing, news_places, on_map, places_of
from page_parts import Open
from paths import DARFUR, MALI
from watched import Watched

SITUATIONS = {"mali": MALI, "darfur": DARFUR}
SIZES = [(360, 740), (768, 1024), (1280, 800), (1920, 1080)]
ZOOMS = range(5, 13)


@pytest.fixture(scope="module")
def read() -> dict[str, Situation]:
    return {name: read_situation(path) for name, path in SITUATIONS.items()}


@pytest.fixture(scope="module")
def pages(exported: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    path = tmp_path_factory.mktemp("export") / "darfur.html"
    assert run("export", path, "--situation", DARFUR).returncode == 0
    return {"mali": exported, "darfur": path}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SITUATIONS)
def test_nothing_written_overlaps_misleads_or_is_missing(
    open_page: Open, pages: dict[str, Path], read: dict[str, Situation], name: str, size: tuple[int, int]
) -> None:
    situation, days = read[name], eventful_days(read[name])
    watched = open_page(pages[name], width=size[0], height=size[1], share=f"t={days[0]}")
    wrong = [
        f"{day} at zoom {found.told['zoom']}: {fault}"
        for day in days
        for found in views(watched, situation, day)
        for fault in (*faults(found, situation), *missing(found, situation, day))
    ]
    assert wrong == []


def views(watched: Watched, situation: Situation, day: str) -> Iterator[OnMap]:
    """Yield home, and in turn the destination and a place of the news, nearer and nearer."""
    watched.page.evaluate("share => { location.hash = share; }", f"t={day}")
    yield on_map(watched, day)
    places = places_of(situation)
    about = [places[key] for key in (situation.settings.destinations[0], *sorted(news_places(situation, day))[:1])]
    for zoom in ZOOMS:
        lon, lat = about[zoom % len(about)]
        watched.page.evaluate("share => { location.hash = share; }", f"t={day}&z={zoom}&c={lat:.4f},{lon:.4f}")
        yield on_map(watched, day, zoom)
