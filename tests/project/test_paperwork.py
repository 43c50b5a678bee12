"""What people and other tools read of the project is true in every place: versions, licences, commands, file names."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
SCHEMA_KEYS = {  # of the Citation File Format 1.2.0
    "abstract",
    "authors",
    "cff-version",
    "commit",
    "contact",
    "date-released",
    "doi",
    "identifiers",
    "keywords",
    "license",
    "license-url",
    "message",
    "preferred-citation",
    "references",
    "repository",
    "repository-artifact",
    "repository-code",
    "title",
    "type",
    "url",
    "version",
}
NAMED_FILE = re.compile(
    r"(?<![\w./{-])(?:layers|geodata|tests|static|\.github|\.ci|\.streamlit)/[\w./-]+"
    r"\.(?:css|csv|geojson|html|js|json|md|mjs|png|py|sh|toml|yml)\b"
)
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
DOCUMENTED = [name for name in TRACKED if Path(name).suffix in {".md", ".mjs", ".py", ".sh", ".toml", ".yaml", ".yml"}]


def absent_files(text: str) -> list[str]:
    """The files that a text names and that are not there; a path may begin at any folder: `static/page.mjs`."""
    return [path for path in NAMED_FILE.findall(text) if not any(f"/{name}".endswith(f"/{path}") for name in TRACKED)]


def test_every_file_that_a_text_names_is_there() -> None:
    texts = {name: (ROOT / name).read_text(encoding="utf-8", errors="replace") for name in DOCUMENTED}
    assert len(texts) > 300
    assert {name: absent for name, text in texts.items() if (absent := absent_files(text))} == {}


def test_a_file_that_is_not_there_is_noticed() -> None:
    folder = "layers/static"
    text = f"see `{folder}/page.mjs`, `{folder}/none.mjs`, layers/static/*.css and static/page.mjs."
    assert absent_files(text) == [f"{folder}/none.mjs"]


@pytest.mark.parametrize("note", sorted((ROOT / ".github" / "decisions").iterdir()), ids=lambda path: path.name)
def test_a_decision_says_what_why_and_until_when_on_a_page(note: Path) -> None:
    text = note.read_text(encoding="utf-8")
    assert int(note.name[:4]) == int(text.removeprefix("# ").partition(".")[0])
    assert re.findall(r"^\*\*(.+?)\*\*", text, re.MULTILINE) == [
        "Decision.",
        "Verified facts",
        "Why.",
        "What would change our mind.",
    ]
    assert len(text.splitlines()) <= 30


def listed(key: str) -> list[str]:
    (block,) = re.findall(rf"^{key}:\n((?:  - .+\n)+)", CITATION, re.MULTILINE)
    return re.findall(r"  - (.+)", block)


def test_the_citation_file_has_the_keys_of_its_format() -> None:
    keys = re.findall(r"^([a-z-]+):", CITATION, re.MULTILINE)
    assert len(keys) == len(set(keys))
    assert {"authors", "cff-version", "message", "title"} <= set(keys) <= SCHEMA_KEYS
    assert "cff-version: 1.2.0\n" in CITATION
    assert "type: software\n" in CITATION


def test_the_citation_names_the_version_and_the_licences_of_the_package() -> None:
    assert f"version: {PROJECT['version']}\n" in CITATION
    assert " AND ".join(listed("license")) == PROJECT["license"]


def test_the_workflow_and_the_hooks_run_what_is_there() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert re.findall(r"- run: bash (\S+)", workflow) == [".ci/run"]
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- repo: (\S+)", hooks) == ["local"]
    named = re.findall(r"tests/\S+\.py", hooks)
    assert named
    assert all((ROOT / path).is_file() for path in named)


def test_the_package_is_never_uploaded_by_mistake() -> None:
    assert "Private :: Do Not Upload" in PROJECT["classifiers"]
