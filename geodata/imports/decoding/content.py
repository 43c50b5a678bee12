"""What a file is by its first bytes, whatever its name says, and what to do with what is not read."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD_BYTES = 4_096
EXTENSION_FIX = "give the file the extension of what it is."


@dataclass(frozen=True)
class Content:
    """The kind of a file in words, and how to come by one that can be read."""

    kind: str
    fix: str = EXTENSION_FIX


SIGNATURES = (
    (b"SQLite format 3\0", Content("an SQLite database")),
    (b"PAR1", Content("Parquet")),
    (b"PK\x03\x04", Content("a zip archive")),
    (b"PK\x05\x06", Content("a zip archive")),
    (b"\x00\x00\x27\x0a", Content("a shapefile")),
    (b"%PDF", Content("a PDF document", "export the data behind it as CSV, Excel or GeoJSON.")),
    (b"\x89PNG", Content("a picture", "export the data behind it as CSV, Excel or GeoJSON.")),
    (b"\xff\xd8\xff", Content("a picture", "export the data behind it as CSV, Excel or GeoJSON.")),
    (b"\xd0\xcf\x11\xe0", Content("an old Office document", "save it as .xlsx or .csv.")),
    (b"\x1f\x8b", Content("a gzip archive", "unpack it first.")),
)
PLAIN_JSON = "leave only the JSON: nothing before its first bracket or after its last."
PROLOGUE = r"(?:<\?xml[^>]{0,200}\?>\s{0,20})?(?:<!--[^>]{0,500}-->\s{0,20})?"
TEXTS = (
    (
        PROLOGUE + r"(?:<!doctype\s{1,9}html|<html[\s>])",
        Content("a web page", "download the file itself; the page may ask to log in."),
    ),
    (r"version https://git-lfs\.github\.com/spec/", Content("a pointer of Git LFS", "fetch the file: git lfs pull.")),
    (r"(?:(?:var|let|const|export) )?[a-z_$][\w$.]{0,60} ?= ?[\[{]", Content("a script", PLAIN_JSON)),
    (r"(?:/\*\*/)?[a-z_$][\w$.]{0,60} ?\(\s{0,9}[\[{]", Content("a script (JSONP)", PLAIN_JSON)),
)
PATTERNS = tuple((re.compile(form, re.IGNORECASE), content) for form, content in TEXTS)
BLANKS_AND_MARKS = "\ufeff\x1e \t\r\n"
MARKUP = re.compile(r"<[?!a-zA-Z]")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def content_of(head: bytes) -> Content:
    """Return what the first bytes of a file show it to be."""
    for signature, content in SIGNATURES:
        if head.startswith(signature):
            return content
    start = text_of(head).lstrip(BLANKS_AND_MARKS)
    if not start:
        return Content("nothing")
    for pattern, content in PATTERNS:
        if pattern.match(start):
            return content
    if MARKUP.match(start):
        return Content("XML")
    if start[0] in "{[":
        return Content("JSON")
    return Content("data of no known kind" if "\0" in start else "text")


def text_of(head: bytes) -> str:
    """Return bytes as text, well enough to know its kind: UTF-16 by its mark or its zeros, ASCII otherwise."""
    if head.startswith(UTF16_MARKS):
        return head.decode("utf-16", "replace")
    for encoding, zeros, letters in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros and zeros.count(0) > len(zeros) // 2 and letters.count(0) == 0:
            return head.decode(encoding, "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
