"""Names by which columns are known, in English and French, and the meaning they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from geodata.imports.values.text import plain_name, words

TEXT_FIELDS = ("id", "title", "summary", "category", "place", "country", "source")
CODE_FIELDS = ("date_precision", "location_precision", "corroboration")
PLACE_FIELDS = ("lat", "lon", "lat_letter", "lon_letter", "geometry", "pair", "grid", "easting", "northing", "zone")

# In order of preference: the first name that a layer has is taken.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": words("id event_id identifiant uid code_id numero_id reference ref code objectid numero no n"),
    "title": words(
        "title titre title_en titre_fr headline intitule libelle event_name nom_evenement name nom name_en nom_fr "
        "event evenement label objet sujet subject"
    ),
    "summary": words(
        "summary resume description desc details detail notes note commentaire commentaires comment comments "
        "remarks remarques observations observation cmt popup popupcontent text texte"
    ),
    "category": words(
        "category categorie event_type type_evenement type_d_evenement type_de_l_evenement incident_type "
        "type_incident type_d_incident type kind nature genre class classe"
    ),
    "start": words(
        "start start_date date_start startdate date_debut date_de_debut debut begin begin_date event_date "
        "date_evenement date_de_l_evenement date_incident date_de_l_incident incident_date date_des_faits date "
        "date_occurred datetime date_heure dateheure jour day timestamp when time"
    ),
    "end": words("end end_date date_end enddate date_fin date_de_fin fin until jusqu_au finish"),
    "ongoing": ("ongoing", "en_cours"),
    "lat": words(
        "latitude lat latitude_dd lat_dd latitude_wgs84 lat_wgs84 latitude_decimale latitude_decimal latitude_n "
        "latitude_s lat_n lat_s gps_latitude gps_lat _gps_latitude coord_lat y y_coord ycoord point_y coord_y"
    ),
    "lon": words(
        "longitude lon lng long longitude_dd lon_dd long_dd longitude_wgs84 lon_wgs84 longitude_decimale "
        "longitude_decimal longitude_e longitude_w longitude_o lon_e lon_w lon_o long_e long_w long_o gps_longitude "
        "gps_lon gps_long gps_lng _gps_longitude coord_lon coord_long x x_coord xcoord point_x coord_x"
    ),
    "lat_letter": words("ns n_s lat_ns lat_dir lat_hem lat_ref latitude_ref latitude_dir latitude_hem gpslatituderef"),
    "lon_letter": words(
        "ew e_w eo e_o lon_ew lon_dir lon_hem lon_ref long_dir long_hem long_ref longitude_ref longitude_dir "
        "longitude_hem gpslongituderef"
    ),
    "geometry": words("wkt geometry geom the_geom geometrie geojson wkt_geom shape wkb_geometry wkb_geom wkb"),
    "pair": words(
        "coordinates coordonnees coords gps_coordinates coordonnees_gps coordonnees_geographiques "
        "point_gps gps_point geopoint lat_lon lat_long lat_lng latlon latlong latlng latitude_longitude "
        "lon_lat long_lat lonlat longitude_latitude"
    ),
    "grid": words("mgrs mgrs_coordinates mgrs_grid grid_reference usng utm utm_coordinates coordonnees_utm"),
    "easting": words("easting utm_easting utm_e utm_x x_utm e_utm est_utm abscisse_utm"),
    "northing": words("northing utm_northing utm_n utm_y y_utm n_utm nord_utm ordonnee_utm"),
    "zone": words("utm_zone zone_utm fuseau fuseau_utm zone"),
    "place": words(
        "place lieu location localite localisation settlement ville town village city commune site locality nom_du_lieu"
    ),
    "country": words("country pays country_name nom_pays iso3 iso2 iso country_code code_pays admin0"),
    "date_precision": ("date_precision", "precision_date", "precision_de_la_date"),
    "location_precision": ("location_precision", "precision_lieu", "precision_du_lieu"),
    "corroboration": ("corroboration",),
    "source": words("source sources source_name source_url url lien link"),
}
# All fields that a person may name a column for.
PARTS = ("year", "quarter", "month", "week", "day")  # coarsest first
FIELDS = (*NAMES, *(f"{side}_{part}" for side in ("start", "end") for part in PARTS))
# Where no name is known, the only column of this form is taken; KoBo writes `_point_latitude`.
FORMS = {
    "lat": re.compile(r"latitude_.{1,60}|.{1,60}_lat(?:itude)?"),
    "lon": re.compile(r"longitude_.{1,60}|.{1,60}_(?:long?(?:itude)?|lng)"),
}
ALL_NAMES = frozenset(name for names in NAMES.values() for name in names)
# KoBo and ODK write down when a form was filled in, which is not when anything happened.
FORM_TIMES = frozenset(words("start end today"))
# A box has an edge on each side, and degrees may stand apart from their minutes and seconds: no name is a coordinate.
BOXES = tuple(map(frozenset, (("lat_n", "lat_s"), ("latitude_n", "latitude_s"), ("lat_d", "lat_m"))))
PARTS_OF_BOXES = frozenset(
    words("lat_n lat_s latitude_n latitude_s lon_e lon_w lon_o long_e long_w long_o lat_d lat_m")
)
PARTS_OF_BOXES |= frozenset(words("longitude_e longitude_w longitude_o lon_d lon_m lon_s"))
FORM_MARKS = (frozenset({"submission_time"}), frozenset({"submissiondate"}), FORM_TIMES)


def recognised(headers: Iterable[str]) -> dict[str, str]:
    """Return the header for every field whose column is known by its name; no header serves twice."""
    by_name: dict[str, str] = {}
    for header in headers:
        by_name.setdefault(plain_name(header), header)
    if any(mark <= by_name.keys() for mark in FORM_MARKS):
        by_name = {name: header for name, header in by_name.items() if name not in FORM_TIMES}
    if any(mark <= by_name.keys() for mark in BOXES):
        by_name = {name: header for name, header in by_name.items() if name not in PARTS_OF_BOXES}
    chosen: dict[str, str] = {}
    for field, names in NAMES.items():
        free = {name: header for name, header in by_name.items() if header not in chosen.values()}
        candidates = [name for name in names if name in free] or only_formed(field, free)
        if candidates:
            chosen[field] = free[candidates[0]]
    return chosen


def only_formed(field: str, names: Iterable[str]) -> list[str]:
    """Return the one name of the form of a field, as `latitude_wgs_84` is, unless there are several."""
    form = FORMS.get(field)
    formed = [name for name in names if form and form.fullmatch(name) and name not in ALL_NAMES]
    return formed if len(formed) == 1 else []


def known_names(cells: Iterable[str]) -> int:
    """Count the cells that are the name of a known column; a header row has several."""
    return len(recognised(cell for cell in cells if cell))
