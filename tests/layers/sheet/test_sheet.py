"""The printed sheet: what it says against the published reports, and that it can be read at any date."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import re
import struct
import time
from concurrent.futures import ThreadPoolExecutor

import matplotlib
import pytest
from pypdf import PdfReader

from geodata import Situation
from geodata.vocabulary import EVENT_CATEGORIES
from layers.share.state import Filters
from layers.sheet import STEPS, sheet_bytes
from layers.style import palette
from paths import ROOT
from sheet_reading import MAP_FRAME, Piece, drawn, line_colours, overlapping, pieces, row_beside, state_of

A4_MM = (297, 210)
# What the reports of that day say, row by row: the route's short name, then the first line of its state, since, last
# report.
STATES_2025_10_31 = [
    ("Dakar by Moussala", "Attacked 3 days ago", "28 Oct 2025", "28 Oct 2025"),
    ("Conakry by Kourémalé", "Restricted", "29 Sept 2025", "24 Oct 2025"),
    ("Dakar by Diboli", "Restricted", "31 Oct 2025", "31 Oct 2025"),
    ("Abidjan by Pôgô", "Escorted", "30 Oct 2025", "30 Oct 2025"),
    ("Abidjan by Nigoun", "Escorted", "30 Oct 2025", "30 Oct 2025"),
    ("Lomé by Hérémakono", "Escorted", "30 Oct 2025", "30 Oct 2025"),
    ("Nioro–Kayes", "Restricted", "5 Sept 2025", "26 Oct 2025"),
    ("Niamey–Gao", "Escorted, reported", "30 Oct 2025", "30 Oct 2025"),
    ("Bobo by Koury", "Restricted", "4 Oct 2025", "31 Oct 2025"),
    ("Tema–Ouagadougou", "Unknown", "–", "–"),
]
MOMENTS = [
    ("2012-04-24", "asof"),
    ("2025-07-01", "asof"),
    ("2025-09-14", "window"),
    ("2025-10-31", "asof"),
    ("2025-11-06", "asof"),
    ("2025-12-06", "asof"),
    ("2026-02-01", "sum"),
    ("2026-08-01", "asof"),
]


@pytest.fixture(scope="module")
def october(mali: Situation) -> bytes:
    """The sheet of 31 October 2025 as PDF."""
    return sheet_bytes(mali, state_of(mali, "2025-10-31"), "pdf")


@pytest.fixture(scope="module")
def october_pieces(mali: Situation) -> list[Piece]:
    """The texts of the sheet of 31 October 2025, and where they stand."""
    return pieces(drawn(mali, "2025-10-31").figure)


def pdf_text(data: bytes) -> str:
    return PdfReader(io.BytesIO(data)).pages[0].extract_text().replace("\u00a0", " ")


@pytest.mark.parametrize("expected", STATES_2025_10_31, ids=lambda row: row[0])
def test_the_ledger_matches_the_reports_of_the_day(october_pieces: list[Piece], expected: tuple[str, ...]) -> None:
    found = row_beside(october_pieces, expected[0])
    assert [text.replace("\u00a0", " ") for text in found[1:4]] == list(expected[1:])


def test_what_only_later_reports_know_is_told_apart_on_the_sheet(october_pieces: list[Piece]) -> None:
    below = " ".join(piece.text for piece in october_pieces).replace("\u00a0", " ")
    assert "later reports: until 8 Jan 2026" in below  # of Nioro – Kayes, which nobody spoke of since 26 October


def test_each_step_of_making_a_sheet_is_announced_as_it_begins(mali: Situation) -> None:
    announced: list[str] = []
    quiet = sheet_bytes(mali, state_of(mali, "2025-10-31"), "png")
    assert sheet_bytes(mali, state_of(mali, "2025-10-31"), "png", progress=announced.append) == quiet
    assert announced == list(STEPS)
    assert list(STEPS.values()) == sorted(STEPS.values())


def test_a_claim_and_a_last_known_state_are_told_in_words(mali: Situation) -> None:
    found = pieces(drawn(mali, "2025-09-14").figure)
    assert row_beside(found, "Abidjan by Pôgô")[4] == "claim of one party"
    assert row_beside(found, "Dakar by Diboli")[1] == "Blocked, reported 7"  # and “days ago” below


def test_a_nationwide_event_is_listed_as_such_and_has_no_number_on_the_map(mali: Situation) -> None:
    figure = drawn(mali, "2025-10-26").figure
    listed = [piece.text for piece in pieces(figure)]
    place = listed.index("Schools and universities closed for two weeks")
    number = listed[place - 1]
    assert "nationwide" in listed[place + 1]
    assert number not in [piece.text for piece in pieces(figure, MAP_FRAME)]
    assert str(int(number) - 1) in [piece.text for piece in pieces(figure, MAP_FRAME)]


def test_where_nothing_is_known_no_road_has_the_colour_of_a_state(mali: Situation) -> None:
    states = palette("light").states
    named = {state.color for name, state in states.items() if name != "unknown"}
    colours = line_colours(drawn(mali, "2026-08-01").figure)
    assert states["unknown"].color in colours
    assert not colours & named


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("day", "mode"), MOMENTS, ids=lambda value: str(value))
def test_nothing_is_cut_off_and_no_text_covers_another(mali: Situation, day: str, mode: str, language: str) -> None:
    found = pieces(drawn(mali, day, mode=mode, lang=language).figure)
    outside = [
        p.text for p in found if p.left < 7.5 or p.top < 7.5 or p.right > A4_MM[0] - 7.5 or p.bottom > A4_MM[1] - 7.2
    ]
    assert not outside
    assert list(overlapping(found)) == []
    assert "Bamako" in [piece.text for piece in found]


def test_the_legend_holds_what_occurs_and_unknown_only(mali: Situation) -> None:
    words = json.loads((ROOT / "layers/static/locales/en.json").read_text(encoding="utf-8"))
    listed = {piece.text for piece in pieces(drawn(mali, "2025-12-06").figure)}
    shown = {category for category in EVENT_CATEGORIES if words[f"category.{category}"] in listed}
    assert shown == {"attack", "siege"}
    assert {"Attacked", "Restricted", "Escorted", "Unknown"} <= listed
    assert not {"Open", "Blocked"} & listed


def test_the_sheet_names_its_licence_version_corrections_and_limits(october: bytes) -> None:
    text = " ".join(pdf_text(october).split())
    for part in (
        "31 October 2025: of 8 routes into Bamako",
        "Data of 26 November 2026",
        "CC BY 4.0",
        "Routes are schematic",
        "do not imply any official endorsement",
        "never that it is open",
        "OpenStreetMap contributors",
    ):
        assert part in text


@pytest.mark.parametrize(("corrections", "shown"), [("mailto:a@example.org", True), ("", False)])
def test_only_an_address_that_somebody_reads_is_printed(mali: Situation, corrections: str, shown: bool) -> None:
    changed = dataclasses.replace(mali, settings=dataclasses.replace(mali.settings, corrections=corrections))
    printed = " ".join(piece.text for piece in pieces(drawn(changed, "2026-08-01").figure))
    assert ("Corrections: a@example.org" in printed) == shown
    assert ("Corrections" in printed) == shown


def test_the_pdf_is_one_a4_page_whose_text_is_text_in_embedded_fonts(mali: Situation) -> None:
    data = sheet_bytes(mali, state_of(mali, "2025-12-06", lang="fr"), "pdf")
    assert data.startswith(b"%PDF-")
    reader = PdfReader(io.BytesIO(data))
    (page,) = reader.pages
    assert [round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height)] == list(A4_MM)
    assert "6 décembre 2025 : sur 8 routes vers Bamako" in pdf_text(data)
    fonts = [font.get_object()["/DescendantFonts"][0].get_object() for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all(
        "/FontFile2" in font["/FontDescriptor"].get_object() and "DejaVuSans" in font["/BaseFont"] for font in fonts
    )


def test_a_source_can_be_followed_and_nothing_else(mali: Situation, october: bytes) -> None:
    reader = PdfReader(io.BytesIO(october))
    links = {note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])}
    assert links
    assert links <= set(mali.sources["url"])


def test_every_source_that_the_sheet_cites_is_listed_on_it(mali: Situation, october: bytes) -> None:
    first, *following = (page.extract_text().replace("\u00a0", " ") for page in PdfReader(io.BytesIO(october)).pages)
    ranges = re.findall(r"\[([\d, –]+)\]", first)
    ends = [part.split("–") for cited in ranges for part in cited.split(", ")]
    numbers = {number for end in ends for number in range(int(end[0]), int(end[-1]) + 1)}
    assert numbers == set(range(1, max(numbers) + 1))
    listed = set(map(int, re.findall(r"^(\d+) \S", "\n".join(following), re.MULTILINE)))
    assert listed == numbers
    states = mali.states(dt.date(2025, 10, 31)).values()
    assert len(numbers) >= len({source for state in states for source in state.sources})
    assert "Sources 1–" in first
    assert "[copy]" in following[0]


def test_an_address_that_is_not_to_be_followed_is_text_on_the_sheet(mali: Situation) -> None:
    data = sheet_bytes(mali, state_of(mali, "2026-01-29"), "pdf")
    pages = PdfReader(io.BytesIO(data)).pages
    links = {note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", [])}
    assert links
    assert not any("15.188.152.128" in link for link in links)
    assert "notalink:http://15.188.152.128/" in "".join("".join(page.extract_text() for page in pages).split())


def test_the_png_has_the_pages_at_150_dots_per_inch(mali: Situation) -> None:
    data = sheet_bytes(mali, state_of(mali, "2025-10-31"), "png")
    assert data.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", data[16:24])
    wide, high = (side / 25.4 * 150 for side in A4_MM)
    assert (width, height) == pytest.approx((wide, 2 * high), abs=2)  # a page, and one of its sources below


def test_equal_states_give_equal_bytes_also_from_several_threads(mali: Situation, october: bytes) -> None:
    state = state_of(mali, "2025-10-31")
    with ThreadPoolExecutor(2) as threads:
        assert set(threads.map(lambda _: sheet_bytes(mali, state, "pdf"), range(2))) == {october}


def test_the_sheet_ignores_the_users_plotting_settings_and_leaves_them(mali: Situation) -> None:
    state = state_of(mali, "2025-10-31")
    usual = sheet_bytes(mali, state, "png")
    with matplotlib.rc_context(
        {"text.usetex": True, "lines.scale_dashes": True, "path.sketch": (5, 50, 5), "axes.facecolor": "red"}
    ):
        before = dict(matplotlib.rcParams)
        assert sheet_bytes(mali, state, "png") == usual
        assert dict(matplotlib.rcParams) == before


def test_a_sheet_takes_less_than_five_seconds_of_work(mali: Situation) -> None:
    start = time.process_time()
    sheet_bytes(mali, state_of(mali, "2026-02-01", mode="sum", lang="fr"), "pdf")
    assert time.process_time() - start < 5


def test_filters_are_listed_and_hidden_layers_are_not_drawn(mali: Situation) -> None:
    filtered = drawn(mali, "2025-10-31", filters=Filters(category=("siege",)))
    listed = [piece.text for piece in pieces(filtered.figure)]
    assert "Not all events: only Siege of a town." in listed
    assert "JNIM besieges Léré" in listed
    assert "Malian lorries queue at Nigoun, on the border" not in listed
    bare = drawn(mali, "2025-10-31", layers=()).figure
    assert not line_colours(bare) & {state.color for state in palette("light").states.values()}


def test_another_form_than_pdf_or_png_is_refused(mali: Situation) -> None:
    with pytest.raises(ValueError, match="pdf, png"):
        sheet_bytes(mali, state_of(mali, "2025-10-31"), "svg")


def test_a_situation_without_routes_or_events_has_a_sheet(mali: Situation) -> None:
    empty = {
        name: getattr(mali, name).iloc[:0]
        for name in ("routes", "crossings", "events", "route_status", "crossing_status", "deliveries")
    }
    bare = dataclasses.replace(mali, **empty)
    assert "Événements" in pdf_text(sheet_bytes(bare, state_of(mali, "2025-10-31", lang="fr"), "pdf"))
