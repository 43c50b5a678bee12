"""An app of several situations, without a browser: which there are, the first page, and what one leaves to another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from app_script import APP, opened, to_panel
from command_line import Run
from geodata import EXAMPLE
from hostile import PAYLOADS
from layers.app.situations.folders import NamesakesError, folders_of_environment, situation_folders
from layers.app.situations.reading import Reading, chosen
from layers.app.situations.served_folder import MOST_EDITIONS, ServedFolder
from layers.escape.markdown import plain
from paths import DARFUR, MALI

TITLES = {
    "en": ["The fuel blockade of Bamako", "Aid roads into Darfur"],
    "fr": ["Le blocus du carburant de Bamako", "Les routes de l’aide vers le Darfour"],
}
INVENTED = "The invented blockade of Exampleland"
WELLS = b"title,date,lat,lon\nA well,2024-03-10,5,30\nAnother,2031-01-01,5.1,30\n"
Start = Callable[..., None]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Let the app be one of some folders."""

    def call(*folders: Path) -> None:
        monkeypatch.setenv("SITUATION_MAP_FOLDER", os.pathsep.join(map(str, folders)))

    return call


@pytest.fixture
def pair(tmp_path: Path, start: Start) -> tuple[Path, Path]:
    """Two situations of which the app is: copies of the small one, called by their folders."""
    start(tmp_path)
    return copied(tmp_path / "north"), copied(tmp_path / "south")


def copied(folder: Path) -> Path:
    """Copy the invented situation, with the name of its new folder in its title."""
    shutil.copytree(EXAMPLE, folder)
    retitle(folder, INVENTED, f"{INVENTED} {folder.name}")
    return folder


def retitle(folder: Path, old: str, new: str) -> None:
    settings = folder / "situation.toml"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), encoding="utf-8")


def spoil(folder: Path) -> bytes:
    """Leave the ledger without its columns, and return what it was."""
    path = folder / "route_status.csv"
    before = path.read_bytes()
    path.write_text("nothing\nof,this\n", encoding="utf-8")
    return before


def title(app: AppTest) -> str:
    return str(app.markdown[0].value).removeprefix("### ").replace("\\", "")


def headings(app: AppTest) -> list[str]:
    return [str(each.value).removeprefix("#### ").replace("\\", "") for each in app.markdown if "####" in each.value]


def said(app: AppTest, kind: str = "warning") -> list[str]:
    return [str(each.value).replace("\\", "") for each in app.get(kind)]


def button(app: AppTest, label: str) -> Button:
    (found,) = [each for each in app.button if each.label.replace("\\", "") == label]
    return found


def follow(app: AppTest, **query: str) -> AppTest:
    """Go to an address, as Back and Forward do, and let the map say that it is open."""
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value
    app.run().run()
    assert not app.exception
    return app


# Which there are


def test_a_folder_of_folders_stands_for_the_situations_in_it(tmp_path: Path) -> None:
    for name in ("south", "north", ".kept"):
        copied(tmp_path / name)
    (tmp_path / "notes").mkdir()
    assert list(situation_folders([tmp_path])) == ["north", "south"]
    assert situation_folders([MALI, tmp_path / "south", tmp_path]) == {
        "mali": MALI,
        "south": tmp_path / "south",
        "north": tmp_path / "north",
    }


@pytest.mark.parametrize("name", ["none", "empty"])
def test_a_folder_without_any_situation_stands_for_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert situation_folders([tmp_path / name]) == {name: tmp_path / name}


def test_two_folders_of_one_name_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    one, other = copied(tmp_path / "a" / "north"), copied(tmp_path / "b" / "north")
    with pytest.raises(NamesakesError):
        situation_folders([one, tmp_path / "b"])
    done = run("app", "--situation", one, "--situation", tmp_path / "b")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert all(repr(str(folder)) in done.stderr for folder in (one, other))


def test_the_app_says_that_two_folders_have_one_name(tmp_path: Path, start: Start) -> None:
    folders = [copied(tmp_path / side / "north") for side in "ab"]
    start(*folders)
    app = AppTest.from_file(APP, default_timeout=60).run()
    assert not app.exception
    (error,) = said(app, "error")
    assert all(str(folder) in error for folder in folders)


def test_the_environment_may_name_several_folders(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    start(MALI, DARFUR)
    assert folders_of_environment() == [MALI, DARFUR]
    for nothing in ("", os.pathsep):
        monkeypatch.setenv("SITUATION_MAP_FOLDER", nothing)
        assert folders_of_environment() == [MALI]


def test_where_the_environment_names_several_a_command_asks_for_one(run: Run, start: Start) -> None:
    start(MALI, DARFUR)
    done = run("status", "--date", "2025-10-31")
    assert (done.returncode, done.stdout) == (2, "")
    assert "the following arguments are required: --situation" in done.stderr
    assert run("status", "--date", "2025-10-31", "--situation", DARFUR).returncode == 0


@pytest.mark.parametrize(("typed", "code"), [(["north", "none"], 0), (["none"], 1), (["none", "nowhere"], 1)])
def test_the_command_starts_with_what_is_there_and_says_what_is_not(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str], code: int
) -> None:
    copied(tmp_path / "north")
    started: list[list[str]] = []
    monkeypatch.setattr("layers.app.server.launch.subprocess.call", lambda command, env: started.append(command) or 0)
    folders = [str(tmp_path / name) for name in typed]
    done = run("app", *(word for folder in folders for word in ("--situation", folder)))
    assert done.returncode == code
    missing = [folder for folder in folders if not Path(folder).is_dir()]
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == missing
    assert [command[command.index("--") + 1 :] for command in started] == (
        [] if code else [["--situation", folders[0], "--situation", folders[1]]]
    )


# One alone


def test_one_situation_opens_without_a_choice_and_links_do_not_name_it() -> None:
    for query in ({}, {"situation": "mali"}):
        app = opened(t="2025-12-06", **query)
        assert title(app) == TITLES["en"][0]
        assert said(app) == []
        assert "All situations" not in [each.label for each in app.button]
        to_panel(app, "share")
        assert "situation" not in app.get("code")[0].value


def test_a_folder_of_one_situation_is_an_app_of_one(tmp_path: Path, start: Start) -> None:
    copied(tmp_path / "north")
    start(tmp_path)
    assert title(opened()) == f"{INVENTED} north"


def test_one_situation_says_that_a_link_was_made_for_another() -> None:
    (note,) = said(opened(situation="darfur", t="2025-12-06"))
    assert note.startswith("This link was made for another situation, “darfur”; ")


# The first page


@pytest.mark.parametrize("language", TITLES)
def test_the_first_page_tells_of_every_situation_in_the_reader_s_words(start: Start, language: str) -> None:
    start(MALI, DARFUR)
    app = opened(lang=language)
    assert headings(app) == TITLES[language]
    texts = [text.replace("\u00a0", " ") for text in said(app, "markdown")]
    questions = {
        "en": ["Could fuel reach Bamako?", "Could aid reach El Fasher?"],
        "fr": ["Le carburant pouvait-il atteindre Bamako ?", "L’aide pouvait-elle atteindre El-Fasher ?"],
    }
    assert [text for text in texts if text.startswith("**")] == [f"**{each}**" for each in questions[language]]
    assert any(
        text.startswith({"en": "Since the war of April 2023", "fr": "Depuis la guerre"}[language]) for text in texts
    )
    day = {"en": "26 November 2026", "fr": "26 novembre 2026"}[language]
    assert len([text for text in texts if text.endswith(f" {day}")]) == 2


@pytest.mark.parametrize("language", TITLES)
def test_what_is_chosen_opens_and_there_is_a_way_back(start: Start, language: str) -> None:
    start(MALI, DARFUR)
    words = {"en": ("Open: ", "All situations"), "fr": ("Ouvrir\u00a0: ", "Toutes les situations")}[language]
    app = opened(lang=language)
    for name, called in zip(("darfur", "mali"), reversed(TITLES[language]), strict=True):
        button(app, words[0] + called).click().run()
        assert not app.exception
        assert title(app) == called
        assert app.query_params["situation"] == name
        button(app, words[1]).click().run()
        assert headings(app) == TITLES[language]
        assert "situation" not in app.query_params


def test_a_link_opens_the_situation_that_it_names(start: Start) -> None:
    start(MALI, DARFUR)
    app = opened(situation="darfur", t="2024-08-17", s="adre")
    assert (title(app), said(app)) == (TITLES["en"][1], [])
    assert headings(app)[0].startswith("17 August 2024: of ")
    to_panel(app, "share")
    assert "/?situation=darfur&t=2024-08-17&s=adre&v=2026-11-26" in app.get("code")[0].value


def test_a_widget_leaves_the_situation_in_the_address(start: Start) -> None:
    start(MALI, DARFUR)
    app = to_panel(opened(situation="darfur"), "events")
    app.multiselect(key="filter-category").set_value(["attack"]).run()
    assert (app.query_params["situation"], app.query_params["f"]) == ("darfur", "category:attack")
    assert title(app) == TITLES["en"][1]


HOSTILE = [
    *PAYLOADS[:4],
    *("../../etc", "../mali", "geodata/mali", str(MALI), "mali/", "Mali", "mali\0", "mali,darfur", " mali"),
    *("m" * 5000, "\u202emali", "ma\u0301li", "مالي", "🚛", "__class__", "[mali](javascript:alert(1))"),
]


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
def test_an_unknown_id_leads_to_the_first_page_and_is_shown_as_text(start: Start, asked: str) -> None:
    start(MALI, DARFUR)
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["situation"] = asked
    assert headings(app.run()) == TITLES["en"]
    assert not app.exception
    (note,) = [str(each.value) for each in app.warning]
    assert note == plain(f"There is no situation “{asked[:60]}{'…' if len(asked) > 60 else ''}” here.")


def test_of_several_ids_in_a_link_the_last_one_counts(start: Start) -> None:
    start(MALI, DARFUR)
    app = AppTest.from_file(APP, default_timeout=60)
    app.query_params["situation"] = ["mali", "darfur"]
    assert title(app.run()) == TITLES["en"][1]
    assert not app.exception


@given(
    st.text(max_size=40) | st.sampled_from(["mali", "darfur", "Mali", "mali/", "./mali", "../darfur", ""]) | st.none()
)
def test_what_is_asked_for_is_one_of_those_known_or_none(asked: str | None) -> None:
    known = {name: Reading(Path("/nowhere") / name) for name in ("mali", "darfur")}
    assert chosen(known, asked) is (known.get(asked) if asked else None)
    assert chosen({"mali": known["mali"]}, asked) is known["mali"]


def test_what_cannot_be_read_is_listed_with_its_problem(pair: tuple[Path, Path]) -> None:
    north, south = pair
    before = spoil(north)
    (south.parent / "west").mkdir()
    (south.parent / "west" / "situation.toml").write_text("<b>[x](javascript:a)</b>", encoding="utf-8")
    app = opened()
    assert headings(app) == ["north", f"{INVENTED} south", "west"]
    in_north, in_west = said(app, "error")
    assert "route_status.csv" in in_north
    assert "situation.toml" in in_west
    assert len(app.button) == 1
    assert headings(follow(app, situation="south"))[0].startswith("4 March 2024: ")
    follow(app, situation="north")
    assert title(app) == "north"
    assert "route_status.csv" in said(app, "error")[0]
    button(app, "All situations").click().run()
    (north / "route_status.csv").write_bytes(before)
    assert headings(app.run())[0] == f"{INVENTED} north"


# What was read


def test_each_situation_keeps_its_last_valid_edition(pair: tuple[Path, Path]) -> None:
    north, south = pair
    app = opened()
    spoil(south)
    retitle(south, "Exampleland south", "Elsewhere")
    for number in range(3):
        retitle(north, f"{INVENTED} north{number or ''}", f"{INVENTED} north{number + 1}")
        assert headings(app.run()) == [f"{INVENTED} north{number + 1}", f"{INVENTED} south"]
    follow(app, situation="south")
    assert title(app) == f"{INVENTED} south"
    assert "the last valid version is shown" in said(app)[0]
    assert said(follow(app, situation="north")) == []


def test_edits_of_one_situation_take_no_files_of_another(tmp_path: Path) -> None:
    served = ServedFolder(tmp_path, "../served")
    other = served.write("south", {"edition": "south"})
    for edition in range(MOST_EDITIONS + 2):
        served.write("north", {"edition": edition})
    assert len(list(tmp_path.glob("payload-*.js"))) == MOST_EDITIONS + 1
    assert all((tmp_path / name).exists() for name in other.names)


# What one leaves to another


def test_choices_in_panels_do_not_go_along_to_another_situation(pair: tuple[Path, Path]) -> None:
    app = to_panel(opened(situation="north"), "routes", "one")
    app.toggle(key="route-near").set_value(True).run()
    app.session_state["panel"] = "changes"
    app.run()
    follow(app, situation="south")  # as by Back, without the first page between
    assert (app.session_state["panel"], app.session_state["routes-view"]) == ("routes", "today")
    assert app.session_state["route-near"] is False
    assert title(app) == f"{INVENTED} south"


def test_layers_of_a_reader_s_own_wait_for_their_situation(pair: tuple[Path, Path]) -> None:
    app = to_panel(opened(situation="north"), "layers")
    app.file_uploader[0].set_value([("wells.csv", WELLS, "text/csv")]).run()
    button(app, "Add to map").click().run()
    follow(app, situation="north", t="2031-01-01")
    assert said(app) == []
    follow(app, situation="south", t="2031-01-01")
    assert "2031" in said(app)[0]
    to_panel(app, "layers")
    assert not app.button or "Remove" not in [each.label for each in app.button]
    button(app, "All situations").click().run()
    follow(app, situation="north", t="2031-01-01")
    assert said(app) == []
    assert button(to_panel(app, "layers"), "Remove")


def test_layers_that_wait_count_in_what_a_session_may_hold(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITUATION_MAP_MAX_SESSION_BYTES", "9000")
    app = to_panel(opened(situation="north"), "layers")
    app.file_uploader[0].set_value([("wells.csv", WELLS, "text/csv")]).run()
    button(app, "Add to map").click().run()
    to_panel(follow(app, situation="south"), "layers")
    app.file_uploader[0].set_value([("more.csv", WELLS, "text/csv")]).run()
    assert not app.exception
    assert "Nothing of this file could be read." in said(app, "error")
