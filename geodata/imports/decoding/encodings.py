"""Bytes to text: UTF-8, UTF-16 with its mark, or else Windows-1252, the encodings spreadsheets write."""

from __future__ import annotations

import codecs

from geodata.imports.report import refused

LAST_RESORT = "cp1252"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(data: bytes, shown: str) -> tuple[str, str]:
    """Return the text of a file and its encoding; raise DataError if it is none."""
    marked = [encoding for mark, encoding in MARKS if data.startswith(mark)]
    for encoding in marked or ["utf-8", LAST_RESORT]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise refused(shown, "encoding", "expected text.", fix="save the file as UTF-8.")


def decoded_utf8(data: bytes, shown: str) -> str:
    """Return the text of a JSON file, for which the standard allows UTF-8 only."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(
            shown,
            "encoding",
            f"expected UTF-8; byte {error.start:,} is not.",
            fix="save the file as UTF-8.",
        ) from error
