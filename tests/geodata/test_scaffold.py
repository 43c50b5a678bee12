"""A situation of one's own: the folder to begin with, and a product that knows no country by name."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app_page import open_app
from app_server import app_server
from command_line import Run
from geodata import EXAMPLE, check_situation, read_situation
from geodata.contract.schemas import TABLES
from geodata.contract.settings import OPTIONAL, REQUIRED
from geodata.files.read import FIELDS
from geodata.files.scaffold import TITLE, new_situation
from paths import ROOT
from watched import Watched

GUIDE = (ROOT / ".github" / "OWN-SITUATION.md").read_text(encoding="utf-8")
NAMES = re.compile(
    r"\b(mali|malian|malien\w*|bamako|jnim|nigoun|dakar|abidjan|kayes|sikasso|darfur|sudan\w*|adré)\b", re.IGNORECASE
)
GOODS = re.compile(r"fuel|tanker|carburant|citerne|pétrol|petrol|diesel|\b(litre|liter)s?\b", re.IGNORECASE)
ONE_SITUATION = re.compile(f"{NAMES.pattern}|{GOODS.pattern}", re.IGNORECASE)
MIGRATION = ROOT / "geodata" / "files" / "migration"  # knows the columns that the first edition had
CODE = ("*.py", "*.mjs", "*.js", "*.css")


def product_files() -> Iterator[Path]:
    """The code, the texts of the interface and its look, and the example; the flagship and the background are data."""
    yield from (ROOT / "map_app.py", ROOT / "layers" / "static" / "style.json")
    yield from (ROOT / "layers" / "static" / "locales").iterdir()
    yield from EXAMPLE.iterdir()
    for folder in ("geodata", "layers"):
        yield from (path for suffix in CODE for path in (ROOT / folder).rglob(suffix) if MIGRATION not in path.parents)


def test_the_code_names_no_country_except_the_default_folder() -> None:
    """Nor what is carried there, in the code, the texts of the interface and the invented example alike."""
    files = list(product_files())
    assert {"en.json", "fr.json", "style.json", "labels.py", "page.mjs", "supply_routes.geojson"} <= {
        path.name for path in files
    }
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if ONE_SITUATION.search(line)
    }
    assert found == {'geodata/files/paths.py: FLAGSHIP = GEODATA / "mali"'}


def test_no_file_or_column_of_the_contract_is_of_one_situation() -> None:
    columns = {str(column) for table in TABLES.values() for column in table.columns}
    assert {"waypoints", "quantity", "destroyed"} <= columns
    settings = {*REQUIRED, *OPTIONAL}
    assert [name for name in (*TABLES, *columns, *settings) if ONE_SITUATION.search(name)] == []


@pytest.mark.parametrize(
    "line", ["the fuel of a town", "camions-citernes", "In Mali,", "tankers_destroyed", "10 litres"]
)
def test_a_word_of_one_situation_is_noticed(line: str) -> None:
    assert ONE_SITUATION.search(line)
    assert not ONE_SITUATION.search("A formality of the capital, told literally.")


def only_its_attribution_is_left_to_write(folder: Path) -> bool:
    """Tell whether a folder is valid, and nothing but the attribution of the template is left for a person to write."""
    return [(problem.severity, problem.code) for problem in check_situation(folder)] == [("warning", "template-text")]


def test_the_example_is_sound_and_holds_one_of_everything() -> None:
    assert only_its_attribution_is_left_to_write(EXAMPLE)
    example = read_situation(EXAMPLE)
    assert {name: len(getattr(example, name)) for name in FIELDS.values()} == {
        "capitals": 1,
        "places": 2,
        "crossings": 1,
        "routes": 1,
        "legs": 0,
        "events": 1,
        "route_status": 1,
        "crossing_status": 1,
        "deliveries": 1,
        "sources": 1,
        "renamed": 0,
    }
    assert len(example.rows) == len(example.permits) + len(example.crossing_permits["placeholder-bridge"]) == 1
    assert len(example.events["versions"].iloc[0]) == 2
    assert example.destination_routes == tuple(example.routes.index)


@pytest.mark.parametrize("title", ["Haïti, 2024", 'A "quoted" \\ back\\slashed title', "[title]", "标题", "x" * 200])
def test_a_new_folder_is_valid_and_has_its_title(tmp_path: Path, run: Run, title: str) -> None:
    done = run("new", tmp_path / "own", "--title", title)
    assert (done.returncode, done.stderr) == (0, "")
    assert only_its_attribution_is_left_to_write(tmp_path / "own")
    titles = read_situation(tmp_path / "own").settings.title
    assert titles == dict.fromkeys(read_situation(EXAMPLE).settings.title, title)
    assert "# " in (tmp_path / "own" / "situation.toml").read_text(encoding="utf-8")


def test_an_empty_folder_may_be_there_and_nothing_else_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    new_situation(tmp_path / "own", "Own")
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


@pytest.mark.parametrize("title", ["", "  ", "two\nlines", "x" * 201])
def test_a_title_that_is_none_is_wrong_usage(tmp_path: Path, run: Run, title: str) -> None:
    refused(run("new", tmp_path / "own", "--title", title))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path, run: Run) -> None:
    kept = tmp_path / "own" / "kept.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    refused(run("new", kept.parent, "--title", "Own"))
    refused(run("new", kept, "--title", "Own"))
    refused(run("new", tmp_path / "no" / "where", "--title", "Own"))
    assert [path.name for path in kept.parent.iterdir()] == ["kept.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["own"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("file", "a file"),
        ("link", "a symbolic link"),
        ("pipe", "a pipe"),
        ("read-only", "a read-only folder"),
        ("filled", "one that holds something"),
    ],
)
def test_what_is_in_the_way_is_named_and_left_as_it_is(tmp_path: Path, run: Run, kind: str, words: str) -> None:
    own, empty = tmp_path / "own", tmp_path / "empty"
    empty.mkdir()
    made: dict[str, Callable[[], object]] = {
        "file": lambda: own.write_text("mine", encoding="utf-8"),
        "link": lambda: own.symlink_to(empty),
        "pipe": lambda: os.mkfifo(own),
        "read-only": lambda: own.mkdir(0o555),
        "filled": lambda: (own / "kept").mkdir(parents=True),
    }
    made[kind]()
    before = own.lstat()
    done = run("new", own, "--title", "Own")
    refused(done)
    assert f"found {words}: {own}. Fix: name another folder." in done.stderr
    assert own.lstat() == before
    assert list(empty.iterdir()) == []


def refused(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_nothing_is_left_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.files.scaffold.TITLE", re.compile(TITLE.pattern + "never"))
    with pytest.raises(RuntimeError):
        new_situation(tmp_path / "own", "Own")
    assert list(tmp_path.iterdir()) == []


def test_the_example_exports_as_a_page(tmp_path: Path, run: Run, open_page: Callable[..., Watched]) -> None:
    assert run("export", tmp_path / "example.html", "--situation", EXAMPLE).returncode == 0
    page = open_page(tmp_path / "example.html")
    assert page.call("states")["port-example-sampleton"]["state"] == "blocked"
    assert {"2024-03-04-lorries-held", "xe-sampleton", "placeholder-bridge"} <= set(page.call("visible"))
    text = page.page.locator("body").inner_text()
    assert "of 1 routes into Sampleton, 1 blocked" in text
    assert not NAMES.search(text)


def test_the_steps_of_the_guide_lead_to_a_new_situation(tmp_path: Path, browser: Browser) -> None:
    steps = re.findall(r"(?:Append to\s+`([\w.]+)`:\s+)?```(sh|csv)\n(.*?)\n *```", GUIDE, re.DOTALL)
    assert [(target, kind) for target, kind, _ in steps] == [
        ("", "sh"),
        ("sources.csv", "csv"),
        ("route_status.csv", "csv"),
        ("", "sh"),
    ]
    printed = ""
    for target, kind, block in steps:
        for line in map(str.strip, block.splitlines()):
            if kind == "csv":
                append(tmp_path / "exampleland" / target, line)
            elif line.split()[1] != "app":
                printed += follow(line, tmp_path)
    assert "12 March 2024: of 1 routes into Sampleton, 1 resumed (claimed)" in printed
    assert (tmp_path / "exampleland.html").stat().st_size > 500_000
    with app_server("map_app.py", "--", "--situation", str(tmp_path / "exampleland")) as server:
        app = open_app(browser, f"{server.address}/?t=2024-03-12")
        app.wait_for_headline("12 March 2024: of 1 routes into Sampleton, 1 resumed (claimed)")
        assert app.page.get_by_role("heading", name="The blockade of Exampleland").count() >= 1
        app.page.context.close()
        assert app.troubles == []


def append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def follow(line: str, folder: Path) -> str:
    """Run a line of the guide in a folder, as a reader would."""
    program, *arguments = shlex.split(line)
    assert program == "situation-map"
    command = [sys.executable, "-W", "error", "-m", "layers", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment, timeout=60, check=False)
    warnings = [text.split(":")[1].strip() for text in done.stderr.splitlines() if not text.startswith("note: ")]
    expected = ["situation.toml, attribution"] if arguments[0] == "validate" else []  # which is left to write
    assert (done.returncode, warnings) == (0, expected), line
    return done.stdout
