"""The facts of a situation: the contract of its files, reading and checking them, and the questions asked of them.

Knows nothing of maps or web pages.
"""

from geodata.contract.settings import Settings
from geodata.files.read import check_situation, read_situation, salvage_situation
from geodata.ledger import Row, State
from geodata.problems import DataError, Problem
from geodata.questions.events import counts_per_day, events_on, events_until, events_within
from geodata.questions.tally import Tally, tally
from geodata.situation import Situation

__all__ = [
    "DataError",
    "Problem",
    "Row",
    "Settings",
    "Situation",
    "State",
    "Tally",
    "check_situation",
    "counts_per_day",
    "events_on",
    "events_until",
    "events_within",
    "read_situation",
    "salvage_situation",
    "tally",
]
