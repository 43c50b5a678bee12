"""The documents say what is true: commands that run, links that lead somewhere, every option, limit and column."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path

import pytest

from geodata import Situation
from geodata.contract.schemas import TABLES, columns_of
from geodata.imports import SUPPORTED, Limits
from geodata.limits import VARIABLE_PREFIX, variable
from layers.cli.commands import COMMANDS, command
from layers.share.link_keys import NAMES
from layers.text.locales import words
from paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DEPLOY = (ROOT / ".github" / "DEPLOY.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
GEODATA, IMPORTS, LAYERS, STATIC = (
    (ROOT / folder / "README.md").read_text(encoding="utf-8")
    for folder in ("geodata", "geodata/imports", "layers", "layers/static")
)
DOCUMENTS = [
    path
    for pattern in ("*.md", ".github/**/*.md", "geodata/**/*.md", "layers/**/*.md", "tests/**/*.md")
    for path in sorted(ROOT.glob(pattern))
]
LONGEST = 120  # characters of a line
BLOCK = re.compile(r"^ *```\w*\n(.+?)\n *```$", re.MULTILINE | re.DOTALL)
documents = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def shell_commands() -> list[str]:
    return re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE)


def test_ci_runs_the_test_command_of_the_readme_and_nothing_else() -> None:
    (line,) = [line for line in shell_commands() if "pytest" in line]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in script if line and not line.startswith(("#", "set ", "cd "))] == [line]


def test_the_readme_has_no_long_line_but_its_two_commands() -> None:
    commands = shell_commands()
    assert len(commands) == 2
    assert [line for line in README.splitlines() if len(line) > LONGEST and line not in commands] == []


@documents
def test_only_tables_and_blocks_of_a_document_have_long_lines(path: Path) -> None:
    prose = BLOCK.sub("", path.read_text(encoding="utf-8"))
    assert [line for line in prose.splitlines() if len(line) > LONGEST and not line.startswith("|")] == []


@documents
def test_every_picture_and_file_that_a_document_links_is_there(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_readme_leads_to_every_document() -> None:
    """By one link, or by two: over a document that it links."""
    linked = {ROOT / "README.md"}
    for _ in range(2):
        for path in list(linked):
            targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))
            found = {(path.parent / target).resolve() for target in targets}
            linked |= {each for each in found if each.suffix == ".md"}
            linked |= {inner for each in found if each.is_dir() for inner in each.glob("*.md")}
    assert {path.resolve() for path in DOCUMENTS} - linked == {ROOT / "geodata" / "example" / "README.md"}


def test_every_command_is_described() -> None:
    for name in COMMANDS:
        assert f"situation-map {name}" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_named(name: str) -> None:
    options = argparse.ArgumentParser(add_help=False)
    command(name).arguments(options)
    (row,) = re.findall(rf"^\| `situation-map {name} .*$", LAYERS, re.MULTILINE)
    for action in options._actions:
        assert (action.option_strings or [str(action.metavar)])[0] in row.replace("\\|", "|")


def test_every_limit_is_named_with_its_value() -> None:
    assert VARIABLE_PREFIX in DEPLOY
    for name, value in vars(Limits()).items():
        assert variable(name) == VARIABLE_PREFIX + name.upper()
        assert f"| `{name.upper()}` | {value} |" in DEPLOY


@pytest.mark.parametrize("table", TABLES)
def test_every_column_of_the_contract_is_named(table: str) -> None:
    like_routes = table == "crossing_status.csv"  # "then as in"
    (row,) = [line for line in GEODATA.splitlines() if line.startswith(f"| `{table.replace('*', '…')}`")]
    for column in columns_of(table)[: 1 if like_routes else None]:
        assert f"`{column.replace('_en', '_*')}`" in row


def test_every_extension_that_is_read_is_named() -> None:
    named = re.findall(r"^\| [^|]+ \| `([^`]+)` \|", IMPORTS, re.MULTILINE)
    assert sorted(" ".join(named).split()) == sorted(SUPPORTED)


def test_every_key_of_a_link_is_named() -> None:
    named = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", STATIC[STATIC.index("## The address") :], re.MULTILINE)
    assert set(NAMES) <= set(re.findall(r"`(\w+)`", " ".join(named)))


def test_the_example_in_python_runs_as_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"^```python\n(.+?)^```$", LAYERS, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(example, {})  # noqa: S102 - our own document
    assert [path.name for path in tmp_path.iterdir()] == ["mali.html"]


def glossary() -> list[list[str]]:
    """The rows of the glossary: word, meaning, names in the code, words that a reader sees."""
    (table,) = re.findall(r"^\| word \|.+\n\| --- .+\n((?:\|.+\n)+)", CONTRIBUTING, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]


def test_every_name_in_the_glossary_is_one_of_the_code() -> None:
    code = [
        path for house in ("geodata", "layers") for kind in ("*.py", "*.mjs") for path in (ROOT / house).rglob(kind)
    ]
    known = set(re.findall(r"\w+", " ".join(path.read_text(encoding="utf-8") for path in code)))
    named = [re.findall(r"`(\w+)`", names) for _, _, names, _ in glossary()]
    assert all(named)
    assert {name for names in named for name in names} - known == set()


CODE = "".join(
    path.read_text(encoding="utf-8")
    for house in ("geodata", "layers", "tests")
    for kind in ("*.py", "*.mjs")
    for path in sorted((ROOT / house).rglob(kind))
)
CONSTANTS = set(re.findall(r"^(?:export )?(?:const )?([A-Z][A-Z_]+)(?:: .+)? = ", CODE, re.MULTILINE))


@pytest.mark.parametrize("text", [CONTRIBUTING, GEODATA, IMPORTS, LAYERS, STATIC], ids=lambda text: text.split("\n")[0])
def test_every_table_that_a_guide_names_is_one_of_the_code(text: str) -> None:
    assert set(re.findall(r"`([A-Z][A-Z_]{2,})`", text)) - CONSTANTS - {"DIR", "LANG"} == set()


@pytest.mark.parametrize("house", ["geodata", "geodata/imports", "layers", "layers/static"])
def test_every_file_that_a_readme_names_from_its_folder_is_there(house: str) -> None:
    text = (ROOT / house / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:css|json|mjs|py|toml))`", text)
    assert [name for name in named if not any((base / name).is_file() for base in (ROOT / house, ROOT))] == []


def test_every_word_that_the_glossary_shows_is_in_the_interface() -> None:
    interface = " ".join(words("en").values())
    shown = [word for *_, cell in glossary() for word in cell.split(", ")]
    assert [word for word in shown if word not in interface] == []


def test_the_python_example_of_the_facts_says_what_comes_out(mali: Situation) -> None:
    (block,) = re.findall(r"```python\n(.+?)```", GEODATA, re.DOTALL)
    assert "# escorted since 2025-10-30, last report of that day" in block
    state = mali.route_state("abidjan-bamako-nigoun", dt.date(2025, 10, 31))
    assert (state.state, str(state.since), str(state.confirmed)) == ("escorted", "2025-10-30", "2025-10-30")
    names: dict[str, object] = {}
    exec(block, names)  # noqa: S102 - our own example
    last = block.strip().splitlines()[-1]
    stated = re.findall(r"'(\w+)', (\d+)", last.partition("#")[2])
    counts = eval(last, names)  # noqa: S307 - our own example
    assert [(name, str(count)) for name, count in counts][: len(stated)] == stated
    assert stated
