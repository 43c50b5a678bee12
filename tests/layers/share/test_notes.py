"""What a reader is told of a link that could not be used whole, against the cases that the page is held to as well."""

from __future__ import annotations

import json
from typing import Any

import pytest

from layers.share.link_codec import parse_share
from layers.share.notes import share_notes
from paths import CASES
from share_cases import DEFAULTS, allowed

NOTES = json.loads((CASES / "notes.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("case", NOTES, ids=lambda case: case["text"][:40] or "nothing")
def test_a_link_with_unusable_parts_is_reported_as_in_the_cases(case: dict[str, Any], language: str) -> None:
    _, rejected = parse_share(case["text"], allowed(), DEFAULTS)
    notes = share_notes(rejected, allowed(), language)
    assert [note.replace("\u00a0", " ").replace("\u202f", " ") for note in notes] == case[language]
