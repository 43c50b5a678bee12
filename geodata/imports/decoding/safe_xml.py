"""XML without its dangers: no document type, no entities, no depth, width or number without end.

What other programs read although it breaks the standard is mended in a copy: prefixes that are not declared, and bytes
that are not of the encoding that the document declares.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from geodata.imports.decoding.encodings import LAST_RESORT, Text, decoded
from geodata.imports.raw import Source
from geodata.imports.report import Findings, refused
from geodata.limits import over_limit
from geodata.problems import DataError

CHUNK_BYTES = 1 << 16
MOST_TAG_BYTES = 1_000_000
FOLDERS = ("Folder", "Document")  # of KML: GDAL makes each a layer, be it empty
KINDS_TO_A_COLUMN = 4  # folders may hold different data
KNOWN_PREFIXES = {
    "kml": "http://www.opengis.net/kml/2.2",
    "gx": "http://www.google.com/kml/ext/2.2",
    "atom": "http://www.w3.org/2005/Atom",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,40}):|\s([A-Za-z_][\w.-]{0,40}):[\w.-]{1,60}=[\"']")
DECLARED = re.compile(r"\sxmlns:([\w.-]{1,41})\s?=")
DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^>]{0,200}\?>")
STATED_ENCODING = re.compile(rb"""\A.{0,9}<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9._-]{1,40})["']""", re.DOTALL)
ROOT_SEARCHED = 20_000  # characters


@dataclass(frozen=True)
class XmlDocument:
    """The tree of an XML file, where it can be read as it was parsed, and what was mended there."""

    root: Element
    path: Path
    mended: Findings = field(default_factory=lambda: Findings(""))


def read_xml(source: Source, root_name: str) -> XmlDocument:
    """Return an XML document; raise DataError if it is unsafe, broken or something else."""
    try:
        document = parsed_or_mended(source, root_name)
    except DefusedXmlException as error:
        fix = "remove the DOCTYPE line and the entities it declares."
        raise refused(source.shown, "xml-entities", "document types and entities are not read.", fix=fix) from error
    except DataError:
        raise
    except (ParseError, ValueError, LookupError) as error:
        raise refused(source.shown, "xml", f"the XML is broken: {error}.") from error
    if local_name(document.root) != root_name:
        message = f"expected a {root_name} document."
        raise refused(source.shown, "content", message, value=f"<{local_name(document.root)}>")
    return document


def parsed_or_mended(source: Source, root_name: str) -> XmlDocument:
    """Parse a file, or a mended copy of it where it breaks the standard in a way that is understood."""
    try:
        if not source.encoding:
            return XmlDocument(parsed(source.path, source), source.path, Findings(source.shown))
    except (DataError, DefusedXmlException):
        raise
    except (ParseError, ValueError, LookupError):
        pass
    findings = Findings(source.shown)
    path = source.work / f"mended-{source.path.name}"
    path.write_text(mended(source, root_name, findings), encoding="utf-8")
    return XmlDocument(parsed(path, source), path, findings)


def mended(source: Source, root_name: str, findings: Findings) -> str:
    """Return the text of a document in UTF-8, with the prefixes declared that it uses."""
    data = source.path.read_bytes()
    stated = STATED_ENCODING.match(data)
    decoding = decoded(data, source, stated=stated[1].decode() if stated else "")
    if decoding.choices:  # programs that forget what they declare are those of Windows
        decoding = Text(data.decode(LAST_RESORT, "replace"), LAST_RESORT, choices=decoding.choices)
    decoding.report(findings)
    text = DECLARATION.sub("", decoding.text, count=1)
    root = re.search(rf"<(?:[\w.-]{{1,41}}:)?{root_name}(?=[\s/>])", text[:ROOT_SEARCHED])
    if not root:
        return text
    own = text[root.end() : text.find(">", root.end()) + 1]
    used = {match[1] or match[2] for match in PREFIX.finditer(text)} - {"xml", "xmlns", *DECLARED.findall(own)}
    if used:
        message = "prefixes are used that the document does not declare; it was read as if it did."
        findings.warn(None, "xml-prefix", message, value=", ".join(sorted(used)))
    declared = "".join(f' xmlns:{name}="{KNOWN_PREFIXES.get(name, f"urn:prefix:{name}")}"' for name in sorted(used))
    return f"{text[: root.end()]}{declared}{text[root.end() :]}"


def parsed(path: Path, source: Source) -> Element:
    """Parse a file, watching what it asks for: what is too much is refused before it is built."""
    parser = DefusedXMLParser(target=WatchedBuilder(source), forbid_dtd=True)
    fed = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            parser.feed(chunk)
            fed += len(chunk)
            if fed - parser.parser.CurrentByteIndex > MOST_TAG_BYTES:  # which the parser begins anew with every chunk
                what = f"a tag or comment is longer than {MOST_TAG_BYTES:,} bytes."
                raise refused(source.shown, "xml-tag", what, fix="shorten it, or leave it out.")
    root: Element = parser.close()
    return root


class WatchedBuilder(TreeBuilder):
    """Builds a tree, and raises DataError at the first element that is more than the limits allow."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source, self.limits = source, source.limits
        self.depth = self.elements = self.folders = self.placemarks = 0
        self.names: set[tuple[str, str | None]] = set()

    def start(self, tag: str, attributes: dict[str, str], /) -> Element:
        self.depth += 1
        self.elements += 1
        self.count(tag.rpartition("}")[2])
        self.names.add((tag, attributes.get("name")))  # data of KML are told apart by this attribute
        if self.depth > self.limits.nesting:
            raise self.refusal("nesting", "elements are nested too deeply", "flatten the folders")
        if self.elements > self.limits.cells:
            raise self.refusal("cells", f"there are more than {self.limits.cells:,} elements")
        if self.folders > self.limits.layers + 1:  # the outermost need be none
            raise self.refusal("layers", f"there are more than {self.limits.layers:,} folders", "join folders")
        if self.placemarks > self.limits.features:
            raise self.refusal("features", f"a folder has more than {self.limits.features:,} placemarks")
        if max(len(attributes), len(self.names) // KINDS_TO_A_COLUMN) > self.limits.columns:
            raise self.refusal("columns", "there are too many kinds of data or attributes")
        return super().start(tag, attributes)

    def count(self, name: str) -> None:
        """Count what GDAL would make layers and features of: never more than there are, since folders hold others."""
        if name in FOLDERS:
            self.folders += 1
            self.placemarks = 0
        elif name == "Placemark":
            self.placemarks += 1

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)

    def refusal(self, limit: str, what: str, fix: str = "") -> DataError:
        return over_limit(self.source.shown, limit, getattr(self.limits, limit), what, fix)


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    return [child for child in element if local_name(child) == name]


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of that name, or an empty text."""
    return next((child.text or "" for child in children(element, name)), "").strip()
