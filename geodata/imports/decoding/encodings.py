"""Bytes to text: by a mark, as UTF-8, as a person states it, or as a library finds it, which is then asked about."""

from __future__ import annotations

import codecs
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

from geodata.imports.raw import Source
from geodata.imports.report import Findings, refused

UTF_8, LAST_RESORT = "UTF-8", "cp1252"
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What spreadsheets of the regions we know of write; offered where nothing tells them apart.
OFFERED = ("cp1252", "mac_roman", "cp1256", "cp850", "cp1250", "cp1251")
TOLD_APART = frozenset(("mac_roman", "cp1256", "cp1251"))  # the others make letters of nearly any bytes
NAMES = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1256": "Windows-1256",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
}
SAMPLE_BYTES = 100_000
MOST_BAD_BYTES = 1_000  # whose lines are looked up
SURE = 0.3  # of 1: how like a language the text is
FIX = "save the file as UTF-8, or say what it is (--encoding cp1252)."
EXAMPLE_CHARACTERS = 60


@dataclass(frozen=True)
class Text:
    """The text of a file; `bad_lines` had bytes that are none of UTF-8; `choices` are asked about, with examples."""

    text: str
    encoding: str
    bad_lines: list[int] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)

    def report(self, findings: Findings) -> None:
        """Say how the text was read where it is not plain UTF-8."""
        if self.bad_lines:
            message = "some bytes are not UTF-8, and each was read as a letter of Windows-1252; look at these lines."
            findings.warn_rows(self.bad_lines, "encoding", message, fix="save the file as UTF-8.")
        elif self.choices:
            message = (
                f"the text is not UTF-8 and was read as {NAMES.get(self.encoding, self.encoding)}; look at its accents."
            )
            other = next((choice for choice in self.choices if choice != self.encoding), "NAME")
            findings.warn(
                None, "encoding", message, fix=f"save the file as UTF-8, or say what it is (--encoding {other})."
            )


def decoded(data: bytes, source: Source, stated: str = "") -> Text:
    """Return the text of a file; raise DataError if it is none. `stated` is what the file says of its encoding."""
    if source.encoding:
        return Text(decoded_as(data, source.encoding, source.shown), source.encoding)
    for encoding in (*certain_encodings(data), *([stated] if is_encoding(stated) else [])):
        text = try_decoding(data, encoding)
        if text is not None:
            return Text(text, encoding)
    if b"\0" in data:
        raise refused(source.shown, "encoding", "expected text.", fix="save the file as UTF-8.")
    return mostly_utf8(data) or guessed(data)


def certain_encodings(data: bytes) -> Iterator[str]:
    """Yield the encodings that can hardly be another: by a mark, by the zeros of UTF-16, and UTF-8 by its form."""
    marked = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    yield from marked[:1]
    if not marked:
        even, odd = data[:SAMPLE_BYTES:2].count(0), data[1:SAMPLE_BYTES:2].count(0)
        if odd > 4 * even and odd > len(data[:SAMPLE_BYTES]) // 8:
            yield "utf-16-le"
        if even > 4 * odd and even > len(data[:SAMPLE_BYTES]) // 8:
            yield "utf-16-be"
        yield "utf-8"


def is_encoding(name: str) -> bool:
    """Tell whether Python knows an encoding of text by a name."""
    try:
        return codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        return False


def try_decoding(data: bytes, encoding: str) -> str | None:
    """Return the text that bytes make in an encoding, `None` if they do not."""
    try:
        text = data.decode(encoding)
    except UnicodeError:
        return None
    return None if "\0" in text else text


def decoded_as(data: bytes, encoding: str, shown: str) -> str:
    """Return text in the encoding that a person has stated; raise DataError where it does not fit."""
    text = try_decoding(data, "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding)
    if text is None:
        message = f"the bytes of the file are not text in {encoding}."
        raise refused(shown, "encoding", message, fix="state another encoding, or none.")
    return text


def mostly_utf8(data: bytes) -> Text | None:
    """Return UTF-8 text with a few bytes of Windows-1252 in it; `None` where the bytes hardly are UTF-8."""
    lines: list[int] = []

    def as_last_resort(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        lines.append(data.count(b"\n", 0, error.start) + 1 if len(lines) < MOST_BAD_BYTES else lines[-1])
        return data[error.start : error.start + 1].decode(LAST_RESORT, "replace"), error.start + 1

    codecs.register_error("situation-map-last-resort", as_last_resort)
    text = data.decode("utf-8", "situation-map-last-resort")
    letters = sum(not character.isascii() for character in text) - len(lines)
    return Text(text, UTF_8, list(dict.fromkeys(lines))) if letters > len(lines) else None


def guessed(data: bytes) -> Text:
    """Return the text as a library finds it is written, Windows-1252 where it is not sure, and what else it may be."""
    from charset_normalizer import from_bytes  # a tenth of a second that few files need

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matches = list(from_bytes(data[:SAMPLE_BYTES], cp_isolation=list(OFFERED)))
    best = max(matches, key=lambda match: match.coherence, default=None)
    sure = best is not None and best.encoding in TOLD_APART and best.coherence >= SURE
    encoding = best.encoding if best is not None and sure else LAST_RESORT
    choices: dict[str, str] = {}
    for offered in dict.fromkeys((encoding, *OFFERED)):
        text = try_decoding(data, offered)
        if text is not None and example_of(text) not in choices.values():
            choices[offered] = example_of(text)
    text = data.decode(encoding, "replace")
    return Text(text, encoding, choices=choices)


def example_of(text: str) -> str:
    """Return the first line with a letter that is not ASCII, from that letter's word on."""
    at = next((place for place, character in enumerate(text) if not character.isascii()), 0)
    start = max(text.rfind("\n", 0, at) + 1, at - EXAMPLE_CHARACTERS // 2)
    return text[start : start + EXAMPLE_CHARACTERS].partition("\n")[0].strip()


def decoded_json(source: Source) -> tuple[str, str]:
    """Return the text of a JSON file and its encoding: UTF-8 by the standard, plain UTF-16, or as stated."""
    data = source.path.read_bytes()
    if source.encoding:
        return decoded_as(data, source.encoding, source.shown), source.encoding
    for encoding in certain_encodings(data):
        text = try_decoding(data, "utf-8-sig" if encoding == "utf-8" else encoding)
        if text is not None:
            return text, UTF_8 if encoding.startswith("utf-8") else encoding[: len("utf-16")].upper()
    if mostly := mostly_utf8(data):
        return mostly.text, "not quite UTF-8"
    try:
        return data.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError as error:
        message = f"expected UTF-8; byte {error.start:,} is not."
        raise refused(source.shown, "encoding", message, fix=FIX) from error
