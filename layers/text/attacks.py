"""How long ago a road was last attacked, in sentences: on the road first, and near it where that was later."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from geodata import NEAR_KM, LastAttack, attacks_on_road, attacks_until, last_attack, longest_gap
from layers.text.locales import long_date, say, say_count

Keys = dict[tuple[bool, bool], str]  # by whether the day is exact, and whether it is the day that was asked for
ROAD: Keys = {
    (True, False): "attack.road",
    (True, True): "attack.road.today",
    (False, False): "attack.road.about",
    (False, True): "attack.road.about.today",
}
NEAR: Keys = {
    (True, False): "attack.near",
    (True, True): "attack.near.today",
    (False, False): "attack.near.about",
    (False, True): "attack.near.about.today",
}


def attack_words(attacks: pd.DataFrame, day: dt.date, language: str) -> str:
    """Return what `attacks_on_route` knows by a day: the last attack, a later one near it, the longest gap."""
    road, last = last_attack(attacks_on_road(attacks), day), last_attack(attacks, day)
    near = last if last and not last.on_route else None
    return " ".join(
        filter(None, (road_words(road, language), near_words(near, language), gap_words(attacks, day, language)))
    )


def road_words(last: LastAttack | None, language: str) -> str:
    return since_words(ROAD, last, language) if last else say(language, "attack.none")


def near_words(last: LastAttack | None, language: str) -> str:
    return since_words(NEAR, last, language, km=round(NEAR_KM)) if last else ""


def since_words(keys: Keys, last: LastAttack, language: str, **values: object) -> str:
    """Return the days since an attack; a day known to the week or month only gives about so many."""
    key, values = keys[last.exact, last.days == 0], values | {"date": long_date(last.day, language)}
    return say_count(language, key, last.days, **values) if last.days else say(language, key, **values)


def gap_words(attacks: pd.DataFrame, day: dt.date, language: str) -> str:
    """Return the longest time between two attacks on the road up to a day; nothing where there is none."""
    longest = longest_gap(attacks_until(attacks_on_road(attacks), day))
    return say_count(language, "attack.gap", longest) if longest else ""
