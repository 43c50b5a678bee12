"""The rules that a situation keeps, each a function that yields the problems it finds.

Not checked: whether a fact is true, whether a source says what is written, whether a route follows the road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from geodata.contract.folder import Folder
from geodata.contract.rules import days, ledger, places, references
from geodata.problems import Problem

RULES: tuple[Callable[[Folder], Iterator[Problem]], ...] = (
    references.ids_are_unique,
    references.sources_exist,
    references.references_exist,
    days.starts_come_first,
    days.reports_follow_the_start,
    days.days_are_past,
    references.the_destination_has_routes,
    days.the_first_day_shown_is_one_of_the_data,
    days.openness_is_decided,
    places.placed_events_have_a_point,
    ledger.waypoints_name_positions,
    ledger.segments_join_waypoints,
    ledger.rows_do_not_overlap,
    places.positions_are_in_the_box,
)


def check_rules(folder: Folder) -> list[Problem]:
    """Return what rows break together; the tables must hold only rows whose cells are sound."""
    return [problem for rule in RULES for problem in rule(folder)]
