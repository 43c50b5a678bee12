"""Text that Markdown shows as it is: the one place where words for the app's Markdown are escaped."""

from __future__ import annotations

import re

from layers.escape.marks import with_few_marks

BLANK = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff"
BREAKS = re.compile(r"[^\S\u00a0\u202f]+")  # white space but for the spaces at which no line may end
# every ASCII punctuation mark may be escaped (CommonMark 0.31, backslash escapes)
MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# What Streamlit makes into icons, emoji and arrows even where it is escaped: it looks for them when Markdown has been
# read. Each is looked for in a time that grows with the text alone, whoever wrote it.
SHORTCODE = re.compile(r":(?=([\w+-]+):)", re.ASCII)
NAMED = re.compile(r"\w*[a-zA-Z_][\w+-]*|[+-]1|100|1234", re.ASCII)
ARROWS = re.compile(r"(?<!\S)(?=(?:<->|->|<-|--|>=|<=|~=)(?!\S))")
DIRECTION_MARKS = (("\u202a\u202b\u202d\u202e", "\u202c"), ("\u2066\u2067\u2068", "\u2069"))  # and what ends them
JOINER = "\u2060"  # takes no room


def plain(text: str) -> str:
    """Return Markdown that reads as the text: no emphasis, link, image, HTML, formula, icon or line of its own.

    An address that begins with http:// or https:// becomes a link to itself.
    """
    line = with_directions_ended(with_few_marks(BREAKS.sub(" ", text.strip(BLANK))))
    line = SHORTCODE.sub(lambda found: f":{JOINER}" if NAMED.fullmatch(found[1]) else ":", line)
    return MARKS.sub(r"\\\1", ARROWS.sub(JOINER, line))


def with_directions_ended(line: str) -> str:
    """Return a line that ends every turn of direction it begins, so that it turns nothing after it."""
    for beginnings, end in DIRECTION_MARKS:
        line += end * (sum(map(line.count, beginnings)) - line.count(end))
    return line
