"""What a reader is told of a link that could not be used whole; the page's own notes say the same."""

from __future__ import annotations

import pytest

from geodata import Situation
from layers.share.codec import parse_share
from layers.share.notes import share_notes
from layers.share.state import allowed_values, default_state


def notes(situation: Situation, text: str, language: str = "en") -> list[str]:
    allowed = allowed_values(situation)
    _, rejected = parse_share(text, allowed, default_state(situation))
    return [note.replace("\u00a0", " ") for note in share_notes(rejected, allowed, language)]


def test_a_link_of_other_data_names_both_versions(mali: Situation) -> None:
    (note,) = notes(mali, "v=2025-01-01")
    assert note.startswith(
        f"This link was made with the data of 2025-01-01; the page holds the data of {mali.settings.version}."
    )


@pytest.mark.parametrize("text", ["v=garbage", "v=2025-13-45", "v="])
def test_a_version_that_is_no_day_is_no_older_data(mali: Situation, text: str) -> None:
    (note,) = notes(mali, text)
    assert note.endswith(f"and it was left out: v = {text.removeprefix('v=')}")


def test_a_day_that_was_brought_within_the_known_ones_is_not_said_to_be_left_out(mali: Situation) -> None:
    (note,) = notes(mali, "t=2031-01-01")
    assert note.startswith("1 January 2031 lies outside the days this page knows of")
    (french,) = notes(mali, "t=2031-01-01", "fr")
    assert french.startswith("Le 1er janvier 2031 ")


def test_what_was_left_out_is_named_once_with_its_key(mali: Situation) -> None:
    told = notes(mali, "t=tomorrow&rabbit=hole")
    assert [note.split("left out: ")[1] for note in told] == ["rabbit = hole", "t = tomorrow"]


def test_a_long_value_is_cut(mali: Situation) -> None:
    (note,) = notes(mali, f"z={'9' * 500}")
    assert note.endswith("9…")
    assert len(note) < 200
