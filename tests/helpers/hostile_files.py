"""Files of every format whose texts are payloads, as far as the format can hold them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import geopandas as gpd
import openpyxl
from shapely.geometry import Point

from hostile import PAYLOADS
from importing_binary import archive

NOT_XML = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\ufdd0-\ufdef\ufffe\uffff]|\r|\x85|\u2028"
)
DAY = "2025-09-14"
SPACING = 0.01  # degrees between rows


def place(number: int) -> tuple[float, float]:
    """Return longitude and latitude of a row, each its own."""
    return round(-8 + SPACING * (number % 20), 4), round(12 + SPACING * (number // 20), 4)


def texts_for(suffix: str) -> list[str]:
    """Return the payloads a format can hold: XML has no control characters, database texts end at a null."""
    if suffix in (".kml", ".gpx", ".xlsx"):
        return [text for text in PAYLOADS if not NOT_XML.search(text) and text.strip() == text]
    if suffix in (".gpkg", ".zip"):
        return [text for text in PAYLOADS if "\0" not in text and len(text.encode()) < 200 and text.strip() == text]
    return [text for text in PAYLOADS if "\0" not in text]


def csv_bytes(texts: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(["title", "date", "lat", "lon", "summary", "category", "place", "source", "<b>own</b> {{ 7*7 }}"])
    for number, text in enumerate(texts):
        lon, lat = place(number)
        writer.writerow([text, DAY, lat, lon, text, text, text, text.replace(";", ","), text])
    return out.getvalue().encode()


def geojson_bytes(texts: Sequence[str]) -> bytes:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": place(number)},
            "properties": {
                "title": text,
                "date": DAY,
                "summary": text,
                "place": text,
                f"{number % 7}{text}"[:200]: text,
                "__proto__": text,
            },
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps({"type": "FeatureCollection", "license": texts[1], "features": features}).encode()


def kml_bytes(texts: Sequence[str]) -> bytes:
    marks = "".join(
        f"<Placemark><name>{escape(text)}</name><description>{escape(text)}</description>"
        f"<TimeStamp><when>{DAY}</when></TimeStamp>"
        f"<ExtendedData><Data name={quoteattr(text)}><value>{escape(text)}</value></Data></ExtendedData>"
        f"<Point><coordinates>{','.join(map(str, place(number)))}</coordinates></Point></Placemark>"
        for number, text in enumerate(texts)
    )
    name = escape(texts[0])
    document = f"<Document><name>{name}</name><Folder><name>{name}</name>{marks}</Folder></Document>"
    return f'<kml xmlns="http://www.opengis.net/kml/2.2">{document}</kml>'.encode()


def gpx_bytes(texts: Sequence[str]) -> bytes:
    points = "".join(
        f'<wpt lat="{place(number)[1]}" lon="{place(number)[0]}"><time>{DAY}T00:00:00Z</time>'
        f"<name>{escape(text)}</name><desc>{escape(text)}</desc></wpt>"
        for number, text in enumerate(texts)
    )
    return f'<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">{points}</gpx>'.encode()


def frame(texts: Sequence[str]) -> gpd.GeoDataFrame:
    columns = {"title": list(texts), "date": [DAY] * len(texts), "summary": list(texts)}
    return gpd.GeoDataFrame(columns, geometry=[Point(place(number)) for number in range(len(texts))], crs=4326)


def write_workbook(path: Path, texts: Sequence[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["title", "date", "lat", "lon", "summary"])
    for number, text in enumerate(texts, start=2):
        lon, lat = place(number - 2)
        sheet.append(["", DAY, lat, lon, ""])
        for column in (1, 5):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"  # a text, even if it looks like a formula
    book.save(path)


def write_shapefile(path: Path, texts: Sequence[str]) -> None:
    folder = path.with_suffix("")
    folder.mkdir()
    frame(texts).to_file(folder / "shapes.shp", encoding="utf-8")
    archive(path, {part.name: part for part in folder.iterdir()})


WRITERS: dict[str, Callable[[Path, Sequence[str]], object]] = {
    ".csv": lambda path, texts: path.write_bytes(csv_bytes(texts)),
    ".geojson": lambda path, texts: path.write_bytes(geojson_bytes(texts)),
    ".kml": lambda path, texts: path.write_bytes(kml_bytes(texts)),
    ".gpx": lambda path, texts: path.write_bytes(gpx_bytes(texts)),
    ".parquet": lambda path, texts: frame(texts).to_parquet(path),
    ".gpkg": lambda path, texts: frame(texts).to_file(path, driver="GPKG"),
    ".xlsx": write_workbook,
    ".zip": write_shapefile,
}


def hostile_file(folder: Path, suffix: str, name: str = "payloads") -> tuple[Path, list[str]]:
    """Write a file of a format and return it with the payloads that are its titles, a row each."""
    path, texts = folder / f"{name}{suffix}", texts_for(suffix)
    WRITERS[suffix](path, texts)
    return path, texts
