"""Small files of the formats that are not text, written by the libraries that define them."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import shapely

UTM_29N = 32629
BOX = (-13.0, 9.0, 5.0, 26.0)


def two_roads() -> gpd.GeoDataFrame:
    lines = [shapely.LineString([(-8, 12), (-7, 11)]), shapely.LineString([(-6, 12), (-7, 11)])]
    columns = {"nom": ["Sikasso – Bougouni", "Ségou"], "date_deb": ["2025-09-03", None], "type": ["route", "piste"]}
    return gpd.GeoDataFrame(columns, geometry=lines, crs=4326)


def geopackage(path: Path) -> Path:
    two_roads().to_file(path, layer="roads", driver="GPKG")
    two_roads().to_crs(UTM_29N).to_file(path, layer="roads in metres", driver="GPKG", mode="a")
    return path


def geopackage_with(path: Path, *statements: str) -> Path:
    geopackage(path)
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


def geoparquet(path: Path) -> Path:
    two_roads().to_crs(UTM_29N).to_parquet(path)
    return path


def shapefile(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    two_roads().to_crs(UTM_29N).to_file(folder / "routes.shp", encoding="utf-8")
    return folder / "routes.shp"


def archive(path: Path, members: dict[str, str | bytes | Path]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content.read_bytes() if isinstance(content, Path) else content)
    return path


def zipped_shapefile(path: Path) -> Path:
    parts = shapefile(path.parent / "parts").parent.iterdir()
    return archive(path, {f"pays/Mali été/{part.name}": part for part in parts} | {"readme.txt": "Invented."})


def kmz(path: Path) -> Path:
    point = "<Placemark><name>A</name><Point><coordinates>-8,12.65</coordinates></Point></Placemark>"
    return archive(path, {"doc.kml": f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{point}</Document></kml>'})


def workbook_of(path: Path, **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet: Any = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Incidents"
    for row in (
        ["Suivi des incidents"],
        [],
        ["Titre", "Date", "Lat", "Long", "Type", "Fin"],
        ["A", dt.datetime(2025, 9, 14), 12.5, -8, "attaque", None],
        ["B", 45903, "12,6", "8°00'30\"O", "barrage", "en cours"],
        ["C", "septembre 2025", None, None, "rumeur", None],
    ):
        sheet.append(row)
    notes: Any = book.create_sheet("Lisez-moi")
    notes.append(["Note"])
    notes.append(["Données inventées."])
    book.save(path)
    return path


WRITERS = {
    "a.gpkg": geopackage,
    "a.parquet": geoparquet,
    "a.zip": zipped_shapefile,
    "a.kmz": kmz,
    "a.xlsx": workbook,
}
