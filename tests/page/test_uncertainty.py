"""What is not certain does not look certain: measured on the pixels that the map draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from on_map import chosen_middle
from page_parts import Open, events, open_list, shown_events
from watched import Watched

CLAIM, FACT = "2025-10-16-tankers-reach-gao", "2025-10-30-big-night-convoy-bamako"  # both convoys known to the town
LONE = "2025-09-14-lakamane-convoy-destroyed"
REGION = "2025-11-06-five-indians-kobri"
ROAD = "2025-12-06-bougouni-convoy"

# Opacity, 0 to 255, and colour so many CSS pixels from a place of the window: of the events, or of the news on them.
AT = """([[x, y], offsets]) => {
    const canvases = [...document.querySelectorAll(".event-points, .leaflet-names-pane canvas")];
    const pixel = (canvas, x, y) => {
        const box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
        const place = [x - box.left, y - box.top].map(px => Math.round(px * ratio));
        return [...canvas.getContext("2d").getImageData(...place, 1, 1).data];
    };
    return offsets.map(([dx, dy]) => canvases.map(canvas => pixel(canvas, x + dx, y + dy))
        .reduce((a, b) => b[3] > a[3] ? b : a));
}"""
DRAWN = """() => {
    const canvas = document.querySelector(".event-points");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let k = 3; k < data.length; k += 4) drawn += data[k] > 0;
    return drawn;
}"""
# Width and height of what is drawn of the events, in CSS pixels.
EXTENT = """() => {
    const canvas = document.querySelector(".event-points"), ratio = canvas.width / canvas.getBoundingClientRect().width;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let k = 3, n = 0; k < data.length; k += 4, n += 1) {
        if (!data[k]) continue;
        const [x, y] = [n % canvas.width, Math.floor(n / canvas.width)];
        [box[0], box[1]] = [Math.min(box[0], x), Math.min(box[1], y)];
        [box[2], box[3]] = [Math.max(box[2], x), Math.max(box[3], y)];
    }
    return [(box[2] - box[0]) / ratio, (box[3] - box[1]) / ratio];
}"""
ROUND = [(22, 0), (-22, 0), (0, -22)]  # outside any sign and name, inside a region's disc
ON_THE_PLATE = [(5, 5)]  # of the sign of the news, beside its pictogram
STRONGEST = """canvas => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let most = 0;
    for (let k = 3; k < data.length; k += 4) most = Math.max(most, data[k]);
    return most;
}"""
# How much of the middle of a sign is of the state's own colour: not empty, and not the paper that makes it hollow.
ON_THE_LINE = """canvas => {
    const context = canvas.getContext("2d");
    const middle = context.getImageData(0, Math.round(canvas.height / 2), canvas.width, 1).data;
    let inked = 0;
    const paper = canvas.closest("[data-theme]").dataset.theme === "dark" ? [20, 24, 29] : [255, 255, 255];
    for (let k = 0; k < middle.length; k += 4) {
        const far = Math.max(...paper.map((value, part) => Math.abs(middle[k + part] - value)));
        inked += middle[k + 3] > 128 && far > 40;
    }
    return inked / canvas.width;
}"""


def chosen(open_page: Open, exported: Path, item: str, share: str = "") -> Watched:
    watched = open_page(exported, share=f"t={item[:10]}&s={item}{share}", reduced_motion="reduce")
    watched.settled()
    return watched


def pixels_of_sign(watched: Watched, offsets: list[tuple[int, int]]) -> list[list[int]]:
    """Return pixels at so many from the middle of the sign of the selected event."""
    found: list[list[int]] = watched.page.evaluate(AT, [chosen_middle(watched), offsets])
    return found


def test_a_claim_is_hollow_where_a_fact_is_filled(exported: Path, open_page: Open) -> None:
    paper = [255, 255, 255]
    [claim] = pixels_of_sign(chosen(open_page, exported, CLAIM, "&f=category:convoy;corroboration:claim"), ON_THE_PLATE)
    [fact] = pixels_of_sign(
        chosen(open_page, exported, FACT, "&f=category:convoy;corroboration:multiple,single"), ON_THE_PLATE
    )
    assert claim[:3] == paper
    assert fact[3] == 255
    assert fact[:3] != paper


def test_a_region_is_a_soft_disc_and_a_town_a_sharp_mark(exported: Path, open_page: Open) -> None:
    region = chosen(open_page, exported, REGION, "&f=category:kidnapping&z=9")
    assert all(0 < alpha < 200 for *_, alpha in pixels_of_sign(region, ROUND))
    town = chosen(open_page, exported, FACT, "&f=category:convoy;corroboration:multiple,single&z=9")
    assert region.page.evaluate(DRAWN) > 20 * town.page.evaluate(DRAWN)


def test_a_road_is_a_stretch_of_it_and_not_a_point(exported: Path, open_page: Open) -> None:
    across, down = chosen(open_page, exported, ROAD, "&f=category:attack&z=9").page.evaluate(EXTENT)
    assert max(across, down) > 60


def test_what_holds_for_a_whole_country_is_not_drawn(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-26&f=q:schools")
    page.settled()
    assert "2025-10-26-schools-suspended" in page.call("visible")
    assert page.page.evaluate(DRAWN) == 0
    page.call("setTime", "2025-10-31")
    page.settled()
    assert page.call("visible")
    page.call("setMode", "sum")
    page.call("setTime", "2026-06-01")
    page.settled()
    nationwide = {event["id"] for event in events() if event["location_precision"] == "country"}
    assert len(shown_events(page)) > 1
    assert shown_events(page) <= nationwide
    assert page.page.evaluate(DRAWN) == 0


def test_older_events_of_a_window_are_fainter(exported: Path, open_page: Open) -> None:
    strongest = {}
    for day in ["2025-09-14", "2025-09-27", "2025-10-12"]:
        page = open_page(exported, share=f"t={day}&m=window&d=30&s={LONE}&f=q:Lakamané")
        page.settled()
        strongest[day] = pixels_of_sign(page, [(0, 0)])[0][3]
    assert 255 == strongest["2025-09-14"] > strongest["2025-09-27"] > strongest["2025-10-12"] > 100


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_last_known_state_fades_and_a_claimed_one_is_hollow(exported: Path, open_page: Open, theme: str) -> None:
    page = open_page(exported, share="t=2025-10-31", dark=theme == "dark").page
    panel = open_list(page, "routes")
    routes = ("nouakchott-bamako", "dakar-bamako-south", "niamey-gao", "abidjan-bamako-nigoun")
    sign = {key: panel.locator(f"[data-id={key}] canvas").first for key in routes}
    assert sign["nouakchott-bamako"].evaluate(STRONGEST) == 255
    assert 0 < sign["dakar-bamako-south"].evaluate(STRONGEST) < 220
    for day, told in [("2025-10-31", "Escorted, reported yesterday"), ("2025-10-30", "Escorted · ")]:
        page.evaluate("day => window.situationMap.setTime(day)", day)
        expect(sign["niamey-gao"].locator("xpath=ancestor::li")).to_contain_text(told)
        assert sign["niamey-gao"].evaluate(ON_THE_LINE) < 0.2
        assert sign["abidjan-bamako-nigoun"].evaluate(ON_THE_LINE) > 0.5


def test_a_state_is_paler_from_day_to_day_an_attack_only_so_far(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31").page
    panel = open_list(page, "routes")

    def strongest(road: str, day: str, age: str) -> float:
        page.evaluate("day => window.situationMap.setTime(day)", day)
        row = panel.locator(f"[data-id={road}]")
        expect(row).to_contain_text(age)
        return float(row.locator("canvas").first.evaluate(STRONGEST))

    restricted = [
        strongest("conakry-bamako", f"2025-11-0{1 + age}", "yesterday" if age == 1 else f"{age} days ago")
        for age in (1, 3, 5, 7)
    ]
    assert restricted == sorted(set(restricted), reverse=True)
    assert restricted[-1] == pytest.approx(0.35 * 255, abs=2)  # the last step of the style table
    attacked = strongest("dakar-bamako-south", "2025-11-04", "7 days ago")
    assert attacked == pytest.approx(0.8 * 255, abs=2)  # its floor there


def test_unknown_is_never_drawn_like_open(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31").page
    page.get_by_role("button", name="Show the whole legend").click()
    legend = page.locator(".legend")
    signs = {
        name: legend.locator("li", has_text=name).first.locator("canvas").evaluate(ON_THE_LINE)
        for name in ("Open", "Unknown")
    }
    assert signs["Open"] > 0.8
    assert signs["Unknown"] < 0.5


def test_the_legend_explains_every_kind_of_uncertainty(exported: Path, open_page: Open) -> None:
    page = open_page(exported, share="t=2025-10-31&m=sum").page
    page.get_by_role("button", name="Show the whole legend").click()
    legend = page.locator(".legend")
    for text in [
        "last known state",
        "claim of one party",
        "place known",
        "somewhere in the region",
        "Routes are schematic",
    ]:
        expect(legend.get_by_text(text).first).to_be_visible()
