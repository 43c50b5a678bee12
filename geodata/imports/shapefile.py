"""Shapefile: the .shp and the files of the same name beside it."""

from __future__ import annotations

from pathlib import Path

from geodata.imports.crs import check_definition
from geodata.imports.gdal import gdal_layers
from geodata.imports.raw import RawLayer, Source

SIDECARS = (".shx", ".dbf", ".prj", ".cpg")


def read_shapefile(source: Source) -> list[RawLayer]:
    """Return the one layer of a shapefile."""
    projection = source.path.with_suffix(".prj")
    if projection.exists():
        check_definition(projection.read_text(encoding="utf-8", errors="replace"), source.shown)
    layers = gdal_layers(source, source.path, "ESRI Shapefile", "Shapefile")
    for layer in layers:
        layer.name = source.layer_name("")
        if not source.path.with_suffix(".dbf").exists():
            layer.findings.warn(None, "shapefile-part", "the .dbf file is missing: the rows have no columns.")
    return layers


def sidecars(path: Path) -> dict[str, Path]:
    """Return the files that belong to a .shp in the same folder, by their extension."""
    stem = path.stem.casefold()
    beside = (other for other in path.parent.iterdir() if other.stem.casefold() == stem and other.is_file())
    return {other.suffix.casefold(): other for other in beside if other.suffix.casefold() in SIDECARS}
