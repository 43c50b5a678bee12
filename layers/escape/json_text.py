"""JSON text that is safe wherever a page may hold it: the one place where data are escaped."""

from __future__ import annotations

import json
from typing import TypeAlias

from geodata.json_types import Json
from geodata.problems import is_seen

JsonObject: TypeAlias = dict[str, Json]

SURROGATES = range(0xD800, 0xE000)  # a file name may hold one alone, UTF-8 may not
# <, > and & would end a script element or begin markup; U+2028/9 end a line of JavaScript; { begins a template tag.
DANGEROUS = {code: f"\\u{code:04x}" for code in (*map(ord, "<>&\u2028\u2029\x7f"), *SURROGATES)}


def safe_json(value: Json) -> str:
    """Return compact JSON whose strings hold no markup, template or line-ending character.

    `{` is escaped inside strings only, where it could begin a template; NaN and infinities raise ValueError.
    """
    parts = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(DANGEROUS)
    return escape_braces_in_strings(parts)


def readable_json(value: Json) -> str:
    """Return JSON for people and programs; what is unseen, or obeyed by a terminal, is written as `\\uXXXX`."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return "".join(letter if is_seen(letter) or letter == "\n" else json.dumps(letter)[1:-1] for letter in text)


def escape_braces_in_strings(text: str) -> str:
    pieces = text.split('"')
    inside = False
    for index, piece in enumerate(pieces):
        if inside:
            pieces[index] = piece.replace("{", "\\u007b").replace("}", "\\u007d")
        backslashes = len(piece) - len(piece.rstrip("\\"))
        if not (inside and backslashes % 2):
            inside = not inside
    return '"'.join(pieces)
