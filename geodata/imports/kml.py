"""KML and KMZ: every folder a layer; what leads elsewhere is cut out before GDAL sees the document.

GDAL turns a `TimeSpan` of `2025-09` into the first of the month, so times are also copied, as written,
into data fields of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ElementTree, SubElement, register_namespace

from geodata.imports.gdal import gdal_layers
from geodata.imports.markup import child_text, local_name, read_xml
from geodata.imports.raw import RawLayer, Source
from geodata.imports.wordlists import words

LEADS_ELSEWHERE = frozenset(
    words(
        "NetworkLink NetworkLinkControl GroundOverlay ScreenOverlay PhotoOverlay Model Style StyleMap styleUrl Link Url "
        "Icon Schema Region Update Create Delete Change"
    )
)
WORTH_SAYING = frozenset(words("NetworkLink GroundOverlay ScreenOverlay PhotoOverlay Model"))
KML_NAMESPACE = "http://www.opengis.net/kml/2.2"
# GDAL goes by these prefixes, not by the namespaces behind them.
PREFIXES = {"": KML_NAMESPACE, "gx": "http://www.google.com/kml/ext/2.2"}
ADDED_BY_GDAL = words("timestamp begin end altitudeMode tessellate extrude visibility drawOrder icon")
BEGIN, END = "situation_begin", "situation_end"


def read_kml(source: Source) -> list[RawLayer]:
    """Return a layer for every document and folder that holds placemarks."""
    root = read_xml(source, "kml")
    cut = list(cut_links(root))
    for placemark in [element for element in root.iter() if local_name(element) == "Placemark"]:
        copy_times(placemark)
    clean = source.work / f"clean-{source.path.name}"
    for prefix, namespace in PREFIXES.items():
        register_namespace(prefix, namespace)
    renamed(root)
    ElementTree(root).write(clean, encoding="utf-8", xml_declaration=True)
    layers = [with_own_times(layer) for layer in gdal_layers(source, clean, "LIBKML", "KML")]
    for name in sorted(set(cut) & WORTH_SAYING):
        for layer in layers[:1]:
            layer.findings.warn(
                None, "kml-link", f"{name} leads out of the file and was not followed.", fix="export it as placemarks."
            )
    return layers


def with_own_times(layer: RawLayer) -> RawLayer:
    """Put the times as written in place of GDAL's, and leave out its columns of drawing options."""
    frame = layer.frame.drop(columns=[name for name in ADDED_BY_GDAL if name in layer.frame])
    layer.frame = frame.rename(columns={BEGIN: "begin", END: "end"})
    return layer


def cut_links(element: Element) -> Iterator[str]:
    """Remove what leads out of the document, and styles; yield the name of each."""
    for child in list(element):
        if local_name(child) in LEADS_ELSEWHERE:
            element.remove(child)
            yield local_name(child)
        else:
            yield from cut_links(child)


def copy_times(placemark: Element) -> None:
    """Write the times of a placemark, as they stand in the file, into its data."""
    for child in list(placemark):
        name = local_name(child)
        if name == "TimeStamp":
            add_times(placemark, child_text(child, "when"), child_text(child, "when"))
        elif name == "TimeSpan":
            add_times(placemark, child_text(child, "begin"), child_text(child, "end"))
    whens = [element.text or "" for element in placemark.iter() if local_name(element) == "when"]
    if len(whens) > 1:  # gx:Track
        add_times(placemark, min(whens).strip(), max(whens).strip())


def add_times(placemark: Element, begin: str, end: str) -> None:
    """Add two data fields; a span without an end has not ended, by the standard."""
    data = next((child for child in placemark if local_name(child) == "ExtendedData"), None)
    data = SubElement(placemark, f"{{{KML_NAMESPACE}}}ExtendedData") if data is None else data
    for name, text in ((BEGIN, begin), (END, end or "..")):
        field = SubElement(data, f"{{{KML_NAMESPACE}}}Data", {"name": name})
        SubElement(field, f"{{{KML_NAMESPACE}}}value").text = text


def renamed(root: Element) -> None:
    """Bring elements of older KML versions, and of none, into today's namespace, as GDAL expects."""
    for element in root.iter():
        namespace = element.tag.rpartition("}")[0] if isinstance(element.tag, str) else ""
        if namespace in ("", *(f"{{http://earth.google.com/kml/2.{minor}" for minor in range(3))):
            element.tag = f"{{{KML_NAMESPACE}}}{local_name(element)}"
