"""Cells that a spreadsheet shows as text and never runs as a formula."""

from __future__ import annotations

import re

# A formula may also begin behind a separator of another country's spreadsheets, which split the cell there and take
# quotation marks off its parts.
FORMULA_START = re.compile(r'^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n])"*(?=[=+\-@＝＋－＠])')
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def plain_cell(value: object) -> str:
    """Return a cell as text; wherever a spreadsheet would run it stands an apostrophe (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return text if NUMBER.fullmatch(text) else FORMULA_START.sub(r"\g<0>'", text)
