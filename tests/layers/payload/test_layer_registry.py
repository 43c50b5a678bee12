"""A layer of somebody else's goes the same ways as our own: map, legend, list, link, file and sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from playwright.sync_api import expect

from geodata import Situation
from layers.page.export import write_export
from layers.payload.layer_registry import layer_ids, register, registered_layers, unregister
from layers.share.state import default_state
from sheet_reading import drawn, pieces
from watched import Watched
from wells import COLOUR, WELL, WELLS

PIXEL = """() => {
    const canvas = document.querySelector(".leaflet-network-pane canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const isWell = (i) => data[i] === 0 && data[i + 1] === 162 && data[i + 2] === 255;
    let count = 0;
    for (let i = 0; i < data.length; i += 4) count += Number(isWell(i));
    return count;
}"""


@pytest.fixture(scope="module")
def wells() -> Iterator[None]:
    register(WELLS)
    yield
    unregister(WELLS.id)


@pytest.fixture
def springs(wells: None, tmp_path: Path) -> Iterator[None]:
    """A second foreign layer, in the other part of the list, from a file of the same name."""
    assert WELLS.script
    script = tmp_path / WELLS.script.name
    text = WELLS.script.read_text(encoding="utf-8").replace("wells", "springs").replace('"well"', '"spring"')
    script.write_text(text.replace('listTab: "routes"', 'listTab: "events"'), encoding="utf-8")
    words = {"en": {"layer.springs": "Springs", "kind.spring": "Spring"}}
    register(replace(WELLS, id="springs", script=script, payload=lambda *_: [WELL | {"id": "spring-1"}], words=words))
    yield
    unregister("springs")


@pytest.fixture(scope="module")
def file_with_wells(wells: None, mali: Situation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wells") / "mali.html"
    write_export(path, mali, default_state(mali))
    return path


def test_our_own_layers_are_registered_like_any_other() -> None:
    assert layer_ids() == ("routes", "crossings", "events", "capitals", "places")


def test_a_layer_cannot_take_the_id_of_another(wells: None) -> None:
    with pytest.raises(ValueError, match="wells"):
        register(WELLS)
    assert [layer.id for layer in registered_layers()].count("wells") == 1


@pytest.mark.parametrize("layer_id", ["sources", "a,b c", "", "Wells"])
def test_a_layer_cannot_take_an_id_that_breaks_payload_or_link(layer_id: str) -> None:
    with pytest.raises(ValueError, match="expected a"):
        register(replace(WELLS, id=layer_id))


def test_two_foreign_layers_stand_side_by_side(
    springs: None, mali: Situation, tmp_path: Path, open_page: Callable[..., Watched]
) -> None:
    write_export(tmp_path / "mali.html", mali, default_state(mali))
    page = open_page(tmp_path / "mali.html").page
    page.get_by_role("tab", name="Events").click()
    section = page.locator("#panel-events section", has=page.get_by_role("heading", name="Springs"))
    expect(section.locator('[data-id="spring-1"]')).to_contain_text("48 m")


def test_a_foreign_layer_is_in_the_printed_legend(file_with_wells: Path, open_page: Callable[..., Watched]) -> None:
    page = open_page(file_with_wells, share="c=16,-2&z=7").page
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    section = page.locator(".print-sheet .legend section", has_text="Wells")
    expect(section.locator("li")).to_have_text(["Well"])


def test_a_foreign_layer_is_on_the_map(file_with_wells: Path, open_page: Callable[..., Watched]) -> None:
    page = open_page(file_with_wells).page
    assert page.evaluate(PIXEL) > 100  # of about 200 square pixels of the disc
    page.get_by_role("button", name="Layers").click()
    page.get_by_role("checkbox", name="Wells").uncheck()
    page.wait_for_function(f"() => ({PIXEL})() === 0")


def test_a_foreign_layer_is_in_legend_and_list(file_with_wells: Path, open_page: Callable[..., Watched]) -> None:
    watched = open_page(file_with_wells, lang="fr-FR")
    watched.page.locator(".legend-more").click()
    section = watched.page.locator(".legend section", has=watched.page.get_by_role("heading", name="Puits"))
    expect(section.locator("li")).to_have_text(["Puits creusé"])
    row = watched.page.locator(f'[data-id="{WELL["id"]}"]')
    expect(row).to_contain_text("Vieux puits")
    expect(row).to_contain_text("48 m")
    assert WELL["id"] in watched.call("visible")


def test_a_foreign_layer_is_found_and_linked(file_with_wells: Path, open_page: Callable[..., Watched]) -> None:
    watched = open_page(file_with_wells, share=f"l=routes,wells&s={WELL['id']}")
    expect(watched.page.locator(".popup-item")).to_contain_text("Old well")
    assert watched.call("state")["layers"] == ["routes", "wells"]


def test_a_foreign_layer_is_on_the_sheet(wells: None, mali: Situation) -> None:
    figure = drawn(mali, "2025-10-31").figure
    assert {"Wells", "Well"} <= {piece.text for piece in pieces(figure)}
    assert len(discs(figure)) == 2  # on the map and in the legend


def test_a_layer_that_is_off_is_not_on_the_sheet_map(wells: None, mali: Situation) -> None:
    assert len(discs(drawn(mali, "2025-10-31", layers=("routes",)).figure)) == 1


def discs(figure: Figure) -> list[Circle]:
    """The signs of wells on a sheet."""
    circles = [patch for axes in figure.axes for patch in axes.patches if isinstance(patch, Circle)]
    return [circle for circle in circles if to_hex(circle.get_facecolor()) == COLOUR]
