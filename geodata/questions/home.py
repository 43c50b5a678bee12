"""What a situation is about, as a box that the map opens with at any width."""

from __future__ import annotations

from geodata.basemap.meridian import Box
from geodata.network import Waypoint
from geodata.questions.memoize import memoize
from geodata.situation import Situation

__all__ = ["home_box"]

PIXELS_ACROSS = 850  # of a map that every screen but a phone has room for
WORLD_PIXELS = 256  # the world's width at zoom 0


@memoize
def home_box(situation: Situation) -> Box:
    """Return the home of the settings where that is a box, else one about the stretches that are news.

    Those are the ones that the ledger speaks of, on routes that end at a destination; where it speaks of none, these
    routes whole; where there are none, what the view of the settings shows.
    """
    home = situation.settings.home
    if len(home) == 4:
        return home
    places = [place for route in situation.destination_routes for place in spoken_of(situation, route)]
    if not places:
        places = [place for route in situation.destination_routes for place in situation.route_waypoints[route]]
    return box_about(places) if places else box_of_view(*home)


def middle(box: Box) -> tuple[float, float]:
    """Return latitude and longitude of the middle of a box, in degrees."""
    west, south, east, north = box
    return (south + north) / 2, (west + east) / 2


def spoken_of(situation: Situation, route: str) -> list[Waypoint]:
    """Return the ends of the legs of a route of which the ledger says anything, ever."""
    said = frozenset[int]().union(*(row.legs for row in situation.route_rows[route]))
    way = situation.route_waypoints[route]
    legs = enumerate(situation.network.route_legs[route])
    return [end for number, leg in legs if leg in said for end in way[number : number + 2]]


def box_about(places: list[Waypoint]) -> Box:
    longitudes, latitudes = [place.longitude for place in places], [place.latitude for place in places]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def box_of_view(latitude: float, longitude: float, zoom: float) -> Box:
    """Return what a square map of `PIXELS_ACROSS` shows about a place, roughly."""
    half = min(PIXELS_ACROSS / (WORLD_PIXELS * 2**zoom) * 180, 180.0)
    return (
        max(longitude - half, -180.0),
        max(latitude - half, -85.0),
        min(longitude + half, 180.0),
        min(latitude + half, 85.0),
    )
