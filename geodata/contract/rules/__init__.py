"""The rules that a situation keeps, each a function that yields the problems it finds.

Not checked: whether a fact is true, whether a source says what is written, whether a route follows the road.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from geodata.contract.folder import Folder
from geodata.contract.rules import days, ledger, legs, network, places, references, sources, texts
from geodata.problems import Problem

RULES: tuple[Callable[[Folder], Iterator[Problem]], ...] = (
    references.ids_are_unique,
    references.references_exist,
    references.old_ids_resolve,
    references.units_are_named,
    network.waypoints_are_places,
    network.lines_pass_their_waypoints,
    legs.lines_are_of_legs,
    legs.lines_meet_at_waypoints,
    network.short_names_differ,
    network.roads_beside_each_other_are_told_apart,
    days.starts_come_first,
    days.reports_follow_the_start,
    days.days_are_past,
    references.the_destinations_have_routes,
    days.the_first_day_shown_is_one_of_the_data,
    days.events_lie_in_the_focus,
    days.openness_is_decided,
    places.placed_events_have_a_point,
    ledger.segments_join_waypoints,
    ledger.passage_has_a_state,
    ledger.rows_do_not_overlap,
    places.positions_are_in_the_box,
    sources.several_voices_have_several_origins,
    sources.versions_have_sources,
    sources.the_account_that_is_kept_is_one_of_them,
    texts.texts_are_translated,
    texts.the_attribution_is_ones_own,
    texts.corrections_reach_somebody,
)


def check_rules(folder: Folder) -> list[Problem]:
    """Return what rows break together; a rule passes over the rows in which a cell that it needs is no use."""
    return [problem for rule in RULES for problem in rule(folder)]
