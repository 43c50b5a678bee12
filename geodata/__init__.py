"""The facts of a situation: the contract of its files, reading and checking them, and the questions asked of them.

Knows nothing of maps or web pages. Public is what `__all__` names, each name imported from its module when it is first
asked for: `import geodata` alone loads no pandas. Strangers' files have a door of their own, `geodata.imports`. All
other modules are internal; `layers` shares the small ones that say what days, words, problems and limits are.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodata.basemap.background import Background as Background
    from geodata.basemap.background import Ground as Ground
    from geodata.basemap.background import background as background
    from geodata.basemap.meridian import Box as Box
    from geodata.basemap.meridian import about as about
    from geodata.basemap.meridian import as_written as as_written
    from geodata.basemap.meridian import continued as continued
    from geodata.basemap.meridian import table_about as table_about
    from geodata.basemap.meridian import wrapped as wrapped
    from geodata.contract.addresses import is_followable as is_followable
    from geodata.contract.file_names import is_situation_file as is_situation_file
    from geodata.contract.settings import SETTINGS_FILE as SETTINGS_FILE
    from geodata.contract.settings import Settings as Settings
    from geodata.contract.translated_columns import DEFAULT_LANGUAGE as DEFAULT_LANGUAGE
    from geodata.contract.translated_columns import translations as translations
    from geodata.files.migration.folder import migrate_situation as migrate_situation
    from geodata.files.paths import EXAMPLE as EXAMPLE
    from geodata.files.paths import FLAGSHIP as FLAGSHIP
    from geodata.files.read import ValidatedFolder as ValidatedFolder
    from geodata.files.read import check_situation as check_situation
    from geodata.files.read import no_folder as no_folder
    from geodata.files.read import read_situation as read_situation
    from geodata.files.read import salvage_situation as salvage_situation
    from geodata.files.read import validate_folder as validate_folder
    from geodata.files.scaffold.area import Area as Area
    from geodata.files.scaffold.area import area_around as area_around
    from geodata.files.scaffold.area import area_of_box as area_of_box
    from geodata.files.scaffold.area import area_of_country as area_of_country
    from geodata.files.scaffold.begin import new_situation as new_situation
    from geodata.ledger import Permit as Permit
    from geodata.ledger import Row as Row
    from geodata.ledger import State as State
    from geodata.network import MOST_KM_BESIDE as MOST_KM_BESIDE
    from geodata.network import Leg as Leg
    from geodata.network import LegLine as LegLine
    from geodata.network import Network as Network
    from geodata.network import Waypoint as Waypoint
    from geodata.problems import DataError as DataError
    from geodata.problems import Problem as Problem
    from geodata.problems import errors as errors
    from geodata.problems import problem_lines as problem_lines
    from geodata.questions.alternatives import alternatives as alternatives
    from geodata.questions.as_published import Known as Known
    from geodata.questions.as_published import Undated as Undated
    from geodata.questions.as_published import known_on as known_on
    from geodata.questions.attacks import LastAttack as LastAttack
    from geodata.questions.attacks import attack_gaps as attack_gaps
    from geodata.questions.attacks import attacks_by_kilometre as attacks_by_kilometre
    from geodata.questions.attacks import attacks_on_road as attacks_on_road
    from geodata.questions.attacks import attacks_on_route as attacks_on_route
    from geodata.questions.attacks import attacks_per_route as attacks_per_route
    from geodata.questions.attacks import attacks_until as attacks_until
    from geodata.questions.attacks import last_attack as last_attack
    from geodata.questions.attacks import longest_gap as longest_gap
    from geodata.questions.changes import CHANGE_TYPES as CHANGE_TYPES
    from geodata.questions.changes import Change as Change
    from geodata.questions.changes import Changes as Changes
    from geodata.questions.changes import changes as changes
    from geodata.questions.citations import citations as citations
    from geodata.questions.citations import undated_alone as undated_alone
    from geodata.questions.deliveries import delivery_claims as delivery_claims
    from geodata.questions.events import events_within as events_within
    from geodata.questions.headline_counts import OPEN_IN_PART as OPEN_IN_PART
    from geodata.questions.headline_counts import HeadlineCount as HeadlineCount
    from geodata.questions.headline_counts import HeadlineCounts as HeadlineCounts
    from geodata.questions.headline_counts import headline_counts as headline_counts
    from geodata.questions.history import days_per_state as days_per_state
    from geodata.questions.history import events_of_route as events_of_route
    from geodata.questions.history import route_history as route_history
    from geodata.questions.home import home_box as home_box
    from geodata.questions.linear_reference import NEAR_KM as NEAR_KM
    from geodata.questions.linear_reference import counts_per_route as counts_per_route
    from geodata.questions.linear_reference import event_stretches as event_stretches
    from geodata.questions.linear_reference import events_on_routes as events_on_routes
    from geodata.questions.runs import Run as Run
    from geodata.questions.runs import crossing_runs as crossing_runs
    from geodata.questions.runs import route_runs as route_runs
    from geodata.questions.runs import state_runs as state_runs
    from geodata.situation import Situation as Situation

PUBLIC = {  # by the module that declares them
    "basemap.background": ("Background", "Ground", "background"),
    "basemap.meridian": ("Box", "about", "as_written", "continued", "table_about", "wrapped"),
    "contract.addresses": ("is_followable",),
    "contract.file_names": ("is_situation_file",),
    "contract.settings": ("SETTINGS_FILE", "Settings"),
    "contract.translated_columns": ("DEFAULT_LANGUAGE", "translations"),
    "files.paths": ("EXAMPLE", "FLAGSHIP"),
    "files.read": (
        "ValidatedFolder",
        "check_situation",
        "no_folder",
        "read_situation",
        "salvage_situation",
        "validate_folder",
    ),
    "files.scaffold.area": ("Area", "area_around", "area_of_box", "area_of_country"),
    "files.scaffold.begin": ("new_situation",),
    "ledger": ("Permit", "Row", "State"),
    "files.migration.folder": ("migrate_situation",),
    "network": ("MOST_KM_BESIDE", "Leg", "LegLine", "Network", "Waypoint"),
    "problems": ("DataError", "Problem", "errors", "problem_lines"),
    "questions.alternatives": ("alternatives",),
    "questions.as_published": ("Known", "Undated", "known_on"),
    "questions.attacks": (
        "LastAttack",
        "attack_gaps",
        "attacks_by_kilometre",
        "attacks_on_road",
        "attacks_on_route",
        "attacks_per_route",
        "attacks_until",
        "last_attack",
        "longest_gap",
    ),
    "questions.changes": ("CHANGE_TYPES", "Change", "Changes", "changes"),
    "questions.citations": ("citations", "undated_alone"),
    "questions.deliveries": ("delivery_claims",),
    "questions.events": ("events_within",),
    "questions.headline_counts": ("OPEN_IN_PART", "HeadlineCount", "HeadlineCounts", "headline_counts"),
    "questions.history": ("days_per_state", "events_of_route", "route_history"),
    "questions.home": ("home_box",),
    "questions.linear_reference": ("NEAR_KM", "counts_per_route", "event_stretches", "events_on_routes"),
    "questions.runs": ("Run", "crossing_runs", "route_runs", "state_runs"),
    "situation": ("Situation",),
}
MODULES = {name: f"{__name__}.{module}" for module, names in PUBLIC.items() for name in names}
__all__ = list(MODULES)

if not TYPE_CHECKING:  # a type checker that saw it would let every misspelt name pass

    def __getattr__(name: str) -> object:
        if name not in MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(MODULES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
