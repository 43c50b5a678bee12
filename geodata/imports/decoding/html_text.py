"""HTML as the text that a reader would see of it, with the addresses behind its links.

Tags are found by a pattern, because the parser of the standard library takes seconds over a page of opened brackets.
What is made of them is text, and escaped as any text where it is shown.
"""

from __future__ import annotations

import html
import re

LOOKS_LIKE_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}[ />]|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
UNSEEN = re.compile(
    r"<(script|style|head|title)\b[^<>]{0,500}>.{0,2000}?</\1>|<!--.{0,2000}?-->", re.DOTALL | re.IGNORECASE
)
LINK = re.compile(
    r"<a\s[^<>]{0,500}?href=[\"']?(https?://[^\s\"'<>]{1,500})[^<>]{0,500}>([^<>]{0,500})</a>", re.IGNORECASE
)
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})[^<>]{0,2000}>")
BLOCKS = frozenset(("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "ul", "ol", "hr"))
CELLS = frozenset(("td", "th"))
BLANK_LINES = re.compile(r"\n{2,}")


def html_text(text: str) -> str:
    """Return the text of HTML, a line for each of its blocks; text without tags and entities stays as it is."""
    if not LOOKS_LIKE_HTML.search(text):
        return text
    seen = TAG.sub(in_place_of, LINK.sub(with_address, UNSEEN.sub(" ", text)))
    lines = (" ".join(line.split()) for line in html.unescape(seen).split("\n"))
    return BLANK_LINES.sub("\n", "\n".join(lines)).strip()


def with_address(match: re.Match[str]) -> str:
    """Return the text of a link with its address behind it, unless it shows it itself."""
    address, label = match[1], match[2]
    return label if address in label else f"{label} ({address})"


def in_place_of(match: re.Match[str]) -> str:
    """Return what a tag does to the text around it."""
    name = match[1].lower()
    return "\n" if name in BLOCKS else " " if name in CELLS else ""
