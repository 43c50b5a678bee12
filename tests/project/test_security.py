"""What SECURITY.md claims is held by tests, each of which is there under the name that is given."""

from __future__ import annotations

import re

import pytest

from paths import ROOT

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w/]+\.(?:py|mjs))::(\w+)`")
HEADINGS = {"claim", "by", "---"}  # first cells of the lines that head a table
CLAIMS = [line for line in SECURITY.splitlines() if line.startswith("|") and line.split("|")[1].strip() not in HEADINGS]


def absent_tests(text: str) -> list[str]:
    """The tests and fixtures that a text names and that are not defined in the file named with them."""
    return [
        f"{file}::{name}"
        for file, name in NAMED.findall(text)
        if not (path := ROOT / "tests" / file).is_file()
        or not re.search(rf"^def {name}\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


@pytest.mark.parametrize("line", CLAIMS, ids=lambda line: line.split("|")[1].strip()[:50])
def test_a_claim_names_tests_that_are_there(line: str) -> None:
    assert NAMED.search(line.split("|")[-2])
    assert absent_tests(line) == []


def test_every_promise_is_a_line_of_a_table() -> None:
    promised = SECURITY[SECURITY.index("## What is promised") : SECURITY.index("## What confines")]
    prose = [line for line in promised.splitlines()[1:] if line and not line.startswith("|")]
    assert len(CLAIMS) > 35
    assert [line for line in prose if not line.startswith("**")] == []


def test_a_test_that_is_not_there_is_noticed() -> None:
    assert absent_tests("`project/test_none.py::test_a`, `project/test_security.py::test_b`") == [
        "project/test_none.py::test_a",
        "project/test_security.py::test_b",
    ]
