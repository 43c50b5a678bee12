"""Text for the printed sheet: what the fonts can draw, how wide it is in millimetres, and lines that fit a width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.textpath import text_to_path

FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
FACES = {
    "plain": FONTS / "DejaVuSans.ttf",
    "bold": FONTS / "DejaVuSans-Bold.ttf",
    "italic": FONTS / "DejaVuSans-Oblique.ttf",
    "bold-italic": FONTS / "DejaVuSans-BoldOblique.ttf",
}
MM_PER_POINT = 25.4 / 72
LEADING = 1.24  # of the size of the type, from line to line
MEASURED_POINTS = 100
LONGEST_TEXT = 1500  # characters; more than any sheet has room for
MISSING_GLYPH = "\ufffd"
ELLIPSIS = "…"
NO_BREAK_SPACE = "\u00a0"
PILED_MARKS = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")  # more than two accents on a letter leave the line
BEFORE_TALL_MARKS = re.compile(r" (?=[:;!?»])|(?<=«) ")  # French sets a space there, at which no line may end


@lru_cache(maxsize=8192)
def clean(text: str, face: str = "plain") -> str:
    """Return text that can be drawn: a control character is a space, one that the face lacks a replacement mark."""
    composed = unicodedata.normalize("NFC", text[:LONGEST_TEXT])
    drawable = "".join(drawable_character(character, face) for character in PILED_MARKS.sub(r"\1", composed))
    return BEFORE_TALL_MARKS.sub(NO_BREAK_SPACE, drawable)


@lru_cache(maxsize=4096)
def drawable_character(character: str, face: str) -> str:
    category = unicodedata.category(character)
    if category[0] == "C" or category in ("Zl", "Zp"):
        return " "
    return character if get_font(str(FACES[face])).get_char_index(ord(character)) else MISSING_GLYPH


def unit_width(text: str, face: str) -> float:
    """Return the width of a text set in one unit; words recur, so that each is measured once."""
    words = text.split(" ")
    return sum(word_width(word, face) for word in words if word) + (len(words) - 1) * blank_width(face)


@cache
def blank_width(face: str) -> float:
    return word_width("n n", face) - 2 * word_width("n", face)


@lru_cache(maxsize=65536)
def word_width(text: str, face: str) -> float:
    font = FontProperties(fname=str(FACES[face]), size=MEASURED_POINTS)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / MEASURED_POINTS


def text_width(text: str, size: float, face: str = "plain") -> float:
    """Return the width in millimetres of clean text set in `size` points."""
    return unit_width(text, face) * size * MM_PER_POINT if text else 0.0


def line_height(size: float) -> float:
    """Return the distance in millimetres from one line to the next."""
    return size * LEADING * MM_PER_POINT


def wrap(text: str, width: float, size: float, face: str = "plain", max_lines: int = 99) -> list[str]:
    """Return clean text as lines no wider than `width` millimetres; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for word in words_that_fit(clean(text, face), width, size, face):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, face) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return (
        lines
        if len(lines) <= max_lines
        else [*lines[: max_lines - 1], cut(" ".join(lines[max_lines - 1 :]), width, size, face)]
    )


def words_that_fit(text: str, width: float, size: float, face: str) -> Iterator[str]:
    """Yield the words of a text; one that is wider than the line is broken where the line ends."""
    for word in filter(None, text.split(" ")):
        rest = word
        while text_width(rest, size, face) > width and len(rest) > 1:
            head = longest_start(rest, width, size, face)
            yield head
            rest = rest[len(head) :]
        yield rest


def longest_start(text: str, width: float, size: float, face: str) -> str:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(text[:middle], size, face) <= width else (low, middle - 1)
    return text[:low]


def cut(text: str, width: float, size: float, face: str = "plain") -> str:
    """Return clean text on one line, with an ellipsis where it had to be cut."""
    whole = clean(text, face)
    if text_width(whole, size, face) <= width:
        return whole
    start = longest_start(whole, width - text_width(ELLIPSIS, size, face), size, face)
    return start.rstrip(f" –,;·{NO_BREAK_SPACE}") + ELLIPSIS
