"""KML and KMZ: every folder a layer; what leads elsewhere is cut out before GDAL sees the document.

GDAL turns a `TimeSpan` of `2025-09` into the first of the month, so times are also copied, as written,
into data fields of our own; data that refer to a schema are copied too, because GDAL drops them where it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element, ElementTree, SubElement, register_namespace

from geodata.imports.decoding.html_text import html_text
from geodata.imports.decoding.safe_xml import child_text, children, local_name, read_xml
from geodata.imports.formats.gdal import gdal_layers
from geodata.imports.raw import RawLayer, Source
from geodata.imports.report import refused
from geodata.imports.values.text import words

Moments = tuple[str, str]  # the first and the last, as written

LINKING_ELEMENTS = frozenset(
    words(
        "NetworkLink NetworkLinkControl GroundOverlay ScreenOverlay PhotoOverlay Model Style StyleMap styleUrl "
        "Link Url Icon Schema Region Update Create Delete Change"
    )
)
REPORTED = frozenset(words("NetworkLink GroundOverlay ScreenOverlay PhotoOverlay Model"))
COORDINATES_FIX = "write longitude,latitude with decimal points, positions apart by blanks."
LINK_FIX = (
    "open the link and save the map itself; "
    "in My Maps, leave the tick off at the network link that keeps data up to date."
)
KML_NAMESPACE = "http://www.opengis.net/kml/2.2"
# GDAL goes by these prefixes, not by the namespaces behind them.
PREFIXES = {"": KML_NAMESPACE, "gx": "http://www.google.com/kml/ext/2.2"}
ADDED_BY_GDAL = words("timestamp begin end altitudeMode tessellate extrude visibility drawOrder icon")
SHAPES = frozenset(words("Point LineString LinearRing Polygon"))
NUMBER = r"[-+]?\d{1,12}(?:\.\d{0,30})?(?:[eE][-+]?\d{1,3})?"
COORDINATES = re.compile(rf"(?:{NUMBER},{NUMBER}(?:,{NUMBER})?(?:\s++|$))++")
UNREADABLE = "situation_coordinates"
MOST_KEPT = 200  # characters of coordinates that cannot be read
BEGIN, END = "situation_begin", "situation_end"
OPEN_END = ".."  # a span without an end has not ended, by the standard


def read_kml(source: Source) -> list[RawLayer]:
    """Return a layer for every document and folder that holds placemarks."""
    document = read_xml(source, "kml")
    root = document.root
    removed = list(cut_links(root))
    copy_all_data(root)
    clean = source.work / f"clean-{source.path.name}"
    for prefix, namespace in PREFIXES.items():
        register_namespace(prefix, namespace)
    renamed(root)
    ElementTree(root).write(clean, encoding="utf-8", xml_declaration=True)
    read = gdal_layers(source, clean, "LIBKML", "KML")
    layers = [without_unreadable(with_plain_texts(with_written_times(layer))) for layer in read]
    layers = [replace(layer, name=layer.name.removesuffix(clean.stem).removesuffix(" / ")) for layer in layers]
    for layer in layers[:1]:
        layer.findings.problems += document.mended.problems
    if "NetworkLink" in removed and not any(layer.read for layer in layers):
        message = "the file holds only a link to a map elsewhere, which is not followed."
        raise refused(source.shown, "kml-link", message, fix=LINK_FIX)
    for name in sorted(set(removed) & REPORTED):
        for layer in layers[:1]:
            layer.findings.warn(
                None, "kml-link", f"{name} leads out of the file and was not followed.", fix="export it as placemarks."
            )
    return layers


def with_written_times(layer: RawLayer) -> RawLayer:
    """Put the times as written in place of GDAL's, and leave out its columns of drawing options."""
    frame = layer.frame.drop(columns=[name for name in ADDED_BY_GDAL if name in layer.frame])
    return replace(layer, frame=frame.rename(columns={BEGIN: "begin", END: "end"}))


def without_unreadable(layer: RawLayer) -> RawLayer:
    """Report the coordinates that were taken out, row by row, and leave their column off."""
    if UNREADABLE not in layer.frame:
        return layer
    for row, text in layer.frame[UNREADABLE].items():
        if isinstance(text, str) and text != "nothing":
            message = "expected coordinates such as -8.0,12.65; the row is kept without a place."
            layer.findings.error(int(row), "coordinates", message, field="coordinates", value=text, fix=COORDINATES_FIX)
    return replace(layer, frame=layer.frame.drop(columns=[UNREADABLE]))


def with_plain_texts(layer: RawLayer) -> RawLayer:
    """Return a layer whose descriptions are text, where they were HTML."""
    names = [name for name in layer.frame.columns if str(name).casefold() in ("description", "name")]
    texts = {name: [html_text(text) if isinstance(text, str) else text for text in layer.frame[name]] for name in names}
    return replace(layer, frame=layer.frame.assign(**texts).astype(object)) if texts else layer


def cut_links(element: Element) -> Iterator[str]:
    """Remove what leads out of the document, and styles; yield the name of each."""
    for child in list(element):
        if local_name(child) in LINKING_ELEMENTS:
            element.remove(child)
            yield local_name(child)
        else:
            yield from cut_links(child)


def copy_all_data(element: Element, inherited: Moments | None = None) -> None:
    """Write what GDAL would drop of every placemark into its plain data; a folder's times hold for all in it."""
    times = stated_times(element) or inherited
    if local_name(element) == "Placemark":
        copy_schema_data(element)
        take_out_unreadable(element)
        copy_times(element, stated_times(element) or track_times(element) or inherited)
    else:
        for child in element:
            copy_all_data(child, times)


def take_out_unreadable(placemark: Element) -> None:
    """Take out the geometry of a placemark whose coordinates are none, and keep their text: GDAL makes 0, 0 of them."""
    for holder in list(placemark.iter()):
        for shape in list(holder):
            texts = [(part.text or "").strip() for part in shape.iter() if local_name(part) == "coordinates"]
            bare = local_name(shape) == "Point" and not texts
            if local_name(shape) in SHAPES and (bare or not all(COORDINATES.fullmatch(text) for text in texts)):
                holder.remove(shape)
                data = SubElement(placemark, f"{{{KML_NAMESPACE}}}ExtendedData")
                add_data(data, UNREADABLE, " ".join(texts)[:MOST_KEPT] or "nothing")


def copy_schema_data(placemark: Element) -> None:
    """Write the data of a schema as plain data."""
    for data in children(placemark, "ExtendedData"):
        for typed in children(data, "SchemaData"):
            data.remove(typed)
            for simple in children(typed, "SimpleData"):
                add_data(data, simple.get("name", ""), simple.text or "")


def copy_times(placemark: Element, times: Moments | None) -> None:
    """Write times, as they stand in the file, into the data of a placemark."""
    begin, end = times or ("", "")
    if not begin and not end:
        return
    data = next(iter(children(placemark, "ExtendedData")), None)
    data = SubElement(placemark, f"{{{KML_NAMESPACE}}}ExtendedData") if data is None else data
    add_data(data, BEGIN, begin)
    add_data(data, END, end or OPEN_END)


def stated_times(element: Element) -> Moments | None:
    """Return the first and last moment of an element itself; those of the view it is looked at from do not count."""
    for stamp in children(element, "TimeStamp"):
        return child_text(stamp, "when"), child_text(stamp, "when")
    for span in children(element, "TimeSpan"):
        return child_text(span, "begin"), child_text(span, "end")
    return None


def track_times(placemark: Element) -> Moments | None:
    """Return the first and last moment of the tracks of a placemark."""
    tracks = (element for element in placemark.iter() if local_name(element) == "Track")
    whens = [(when.text or "").strip() for track in tracks for when in children(track, "when")]
    return (min(whens), max(whens)) if whens else None


def add_data(data: Element, name: str, text: str) -> None:
    field = SubElement(data, f"{{{KML_NAMESPACE}}}Data", {"name": name})
    SubElement(field, f"{{{KML_NAMESPACE}}}value").text = text


def renamed(root: Element) -> None:
    """Bring elements of older KML versions, and of none, into today's namespace, as GDAL expects."""
    for element in root.iter():
        namespace = element.tag.rpartition("}")[0] if isinstance(element.tag, str) else ""
        if namespace in ("", *(f"{{http://earth.google.com/kml/2.{minor}" for minor in range(3))):
            element.tag = f"{{{KML_NAMESPACE}}}{local_name(element)}"
