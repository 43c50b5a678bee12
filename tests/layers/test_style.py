"""The style table says how everything of the vocabulary looks, and nothing is said twice."""

from __future__ import annotations

import functools
import json
import subprocess
from typing import Any

import pytest

from geodata.vocabulary import EVENT_CATEGORIES, OTHER_CATEGORY, PLACE_KINDS, SEVERITY
from layers.style import Palette, palette, read_palette, style_table
from paths import ROOT


@pytest.fixture
def table() -> Any:
    return json.loads(json.dumps(style_table()))


def test_the_states_are_in_order_of_severity() -> None:
    assert tuple(palette("light").states) == SEVERITY


def test_the_page_knows_the_same_order_of_severity() -> None:
    script = f"""
import {{ SEVERITY }} from "{(ROOT / "layers/static/data/ledger.mjs").as_uri()}";
console.log(SEVERITY.join());
"""
    done = subprocess.run(["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True)
    assert tuple(done.stdout.strip().split(",")) == SEVERITY


def test_every_category_and_kind_of_place_has_a_style() -> None:
    styles = palette("dark")
    assert set(styles.categories) == {*EVENT_CATEGORIES, OTHER_CATEGORY}
    assert set(styles.places) == {"capital", *PLACE_KINDS}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_name_that_the_table_uses_is_in_it(theme: str) -> None:
    styles = palette(theme)
    assert {style.mark for style in styles.states.values()} <= set(styles.marks)
    assert {style.shape for style in (*styles.categories.values(), *styles.places.values())} <= set(styles.shapes)
    assert {style.color for style in styles.labels.values()} <= set(styles.base)


@pytest.mark.parametrize("path", ["road", "lettering", "lettering.leader", "lettering.kinds.name"])
def test_a_member_that_nothing_reads_is_refused(table: Any, path: str) -> None:
    functools.reduce(lambda part, name: part[name], path.split("."), table)["hollow"] = True
    with pytest.raises(TypeError, match="hollow"):
        read_palette(table, "light")


def test_every_look_of_a_name_has_its_rank() -> None:
    styles = palette("light")
    assert set(styles.labels) <= set(styles.lettering.order)


def test_a_palette_has_the_colours_of_its_theme(table: Any) -> None:
    def colours(styles: Palette) -> tuple[str, str, str]:
        return styles.state("blocked").color, styles.category("attack").color, styles.base["land"]

    assert colours(read_palette(table, "light")) == ("#610d1d", "#b3120c", "#f7f5f1")
    assert colours(read_palette(table, "dark")) == ("#ff466e", "#ff5a45", "#20252b")
