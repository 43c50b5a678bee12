"""XML without its dangers: no document type, no entities, no depth without end."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from geodata.imports.raw import Source
from geodata.imports.report import refused
from geodata.limits import over_limit
from geodata.problems import DataError


def read_xml(source: Source, root_name: str) -> Element:
    """Return the tree of an XML file; raise DataError if it is unsafe, broken or something else."""
    try:
        root = parsed(source.path, source)
    except DefusedXmlException as error:
        fix = "remove the DOCTYPE line and the entities it declares."
        raise refused(source.shown, "xml-entities", "document types and entities are not read.", fix=fix) from error
    except DataError:
        raise
    except (ParseError, ValueError, LookupError) as error:
        raise refused(source.shown, "xml", f"the XML is broken: {error}.") from error
    if local_name(root) != root_name:
        message = f"expected a {root_name} document."
        raise refused(source.shown, "content", message, value=f"<{local_name(root)}>")
    return root


def parsed(path: Path, source: Source) -> Element:
    """Parse a file, watching how deep its elements are nested."""
    depth = 0
    root: Element | None = None
    for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if depth > source.limits.nesting:
            what = "elements are nested too deeply"
            raise over_limit(source.shown, "nesting", source.limits.nesting, what, "flatten the folders")
    if root is None:
        raise ParseError("no element found")
    return root


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> list[Element]:
    return [child for child in element if local_name(child) == name]


def child_text(element: Element, name: str) -> str:
    """Return the text of the first child of that name, or an empty text."""
    return next((child.text or "" for child in children(element, name)), "").strip()
