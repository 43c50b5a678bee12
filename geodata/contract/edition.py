"""Which edition of the contract a folder keeps."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.contract.settings import EDITION, SETTINGS_FILE
from geodata.problems import Problem

FIRST_LEDGER = "route,"  # how its header began; the second edition gives every row an id


def is_first_edition(document: Mapping[str, object], ledger_header: str) -> bool:
    """Tell whether a folder is of the first edition, which did not say so, by its settings and its ledger."""
    return "edition" not in document and ledger_header.replace('"', "").startswith(FIRST_LEDGER)


def first_edition() -> Problem:
    """Return the one problem of a folder of the first edition; all others would follow from it."""
    return Problem(
        file=SETTINGS_FILE,
        field="edition",
        code="first-edition",
        message=f"expected edition {EDITION} of the contract, found a folder of the first.",
        fix="run `situation-map migrate DIR` on it; it says what it changes.",
    )
