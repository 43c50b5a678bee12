"""The history of a route: gaps, days in each state, attacks and what remains; values are counted day by day."""

from __future__ import annotations

import csv
import datetime as dt
import json
import time
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from geodata import Situation, read_situation
from geodata.questions.alternatives import alternatives
from geodata.questions.as_published import known_on
from geodata.questions.attacks import (
    attack_gaps,
    attacks_by_kilometre,
    attacks_on_road,
    attacks_on_route,
    attacks_per_route,
    last_attack,
)
from geodata.questions.changes import changes
from geodata.questions.history import days_per_state, events_of_route, gaps, route_history
from geodata.questions.runs import crossing_runs, state_runs
from paths import MALI

DAY = dt.date
NORTH = "dakar-bamako-north"
FOCUS = (DAY(2025, 7, 1), DAY(2026, 6, 2))
SPAN = (DAY(2025, 9, 1), DAY(2025, 12, 1))


def days(start: dt.date, end: dt.date) -> list[dt.date]:
    return [start + dt.timedelta(days=number) for number in range((end - start).days)]


def ways() -> dict[str, list[str]]:
    features = json.loads((MALI / "fuel_routes.geojson").read_text(encoding="utf-8"))["features"]
    return {each["id"]: each["properties"]["waypoints"].split() for each in features}


def pairs_of(row: dict[str, str]) -> set[frozenset[str]]:
    """The pairs of neighbours that a row of the file speaks of."""
    found = set()
    for route, way in ways().items():
        if row["segment"] and set(row["segment"].split()) <= set(way) and route in (row["routes"].split() or [route]):
            first, last = sorted(map(way.index, row["segment"].split()))
            found |= set(map(frozenset, pairwise(way[first : last + 1])))
        elif not row["segment"] and route in row["routes"].split():
            found |= set(map(frozenset, pairwise(way)))
    return found


def reported_days(route: str) -> set[dt.date]:
    """Every day of a row of the file that speaks of a part of the route, both ends included."""
    passed = set(map(frozenset, pairwise(ways()[route])))
    with (MALI / "route_status.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if pairs_of(row) & passed]
    spans = [(dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])) for row in rows]
    return {day for first, last in spans for day in days(first, last + dt.timedelta(days=1))}


def bars_by_day(bars: pd.DataFrame) -> dict[tuple[str, dt.date], tuple[str, bool, str | None]]:
    return {
        (bar["route"], day): (bar["state"], bar["lapsed"], None if pd.isna(bar["basis"]) else bar["basis"])
        for bar in bars.to_dict("records")
        for day in days(bar["start"].date(), bar["end"].date())
    }


def test_the_gaps_are_the_days_without_a_row(mali: Situation) -> None:
    for route in mali.routes.index:
        history = route_history(mali, route)
        silent = history[history["state"] == "unknown"]
        gap_days = {day for row in silent.to_dict("records") for day in days(row["start"].date(), row["end"].date())}
        assert gap_days == set(days(*FOCUS)) - reported_days(route), route


def test_rows_and_gaps_come_in_order_of_time(mali: Situation) -> None:
    history = route_history(mali, NORTH, (DAY(2025, 9, 1), DAY(2025, 9, 15)))
    assert [(str(row["start"])[:10], row["state"], row["days"]) for row in history.to_dict("records")] == [
        ("2025-09-01", "unknown", 2),
        ("2025-09-03", "attacked", 2),  # the road from Nioro, which comes to this one at Sandaré
        ("2025-09-05", "restricted", 1),
        ("2025-09-06", "blocked", 2),
        ("2025-09-08", "restricted", 2),
        ("2025-09-10", "escorted", 1),
        ("2025-09-11", "unknown", 2),
        ("2025-09-13", "attacked", 1),
        ("2025-09-14", "attacked", 1),
    ]
    assert list(history["stretches"].iloc[-2:]) == [[("ml-didieni", "ml-kolokani")], [("ml-kaniera", "ml-lakamane")]]
    assert history["stretches"].iloc[1] == [("ml-kayes", "ml-sandare")]
    assert history["stretches"].iloc[3] == [("sn-tambacounda", "ml-kati")]
    whole = route_history(mali, "niamey-gao", (DAY(2025, 5, 1), DAY(2025, 5, 2)))
    assert whole["stretches"].iloc[0] == []


def test_a_route_without_a_row_in_the_span_is_one_gap(mali: Situation) -> None:
    history = route_history(mali, NORTH, (DAY(2026, 3, 1), DAY(2026, 6, 1)))
    assert [(row["state"], row["days"]) for row in history.to_dict("records")] == [("unknown", 92)]


def test_overlapping_and_touching_spans_leave_no_gap_between_them() -> None:
    d = [DAY(2025, 1, 1) + dt.timedelta(days=number) for number in range(10)]
    assert gaps([(d[4], d[5]), (d[1], d[4]), (d[2], d[3])], (d[0], d[9])) == [(d[0], d[1]), (d[5], d[9])]
    assert gaps([(d[0], d[9])], (d[2], d[5])) == []
    assert gaps([], (d[2], d[2])) == []


def test_bars_match_the_ledger_on_every_day(shipped: Situation) -> None:
    span = shipped.settings.focus
    bars = bars_by_day(state_runs(shipped, span))
    for day in days(*span):
        for route in shipped.routes.index:
            state = shipped.route_state(route, day)
            assert bars[route, day] == (state.state, state.lapsed, state.basis), (route, day)


def test_runs_of_crossings_match_the_ledger_on_every_day(shipped: Situation) -> None:
    span = shipped.settings.focus
    for crossing, parts in crossing_runs(shipped, span).items():
        assert [day for run in parts for day in days(run.start, run.end)] == days(*span)
        for run in parts:
            for day in days(run.start, run.end):
                state = replace(shipped.crossing_state(crossing, day), permits=())  # which set no state
                assert run.state.on(day) == state, (crossing, day)


def test_bars_fill_the_span_of_each_route_and_neighbours_differ(mali: Situation) -> None:
    for _, bars in state_runs(mali, FOCUS).groupby("route"):
        assert (bars["start"].iloc[0].date(), bars["end"].iloc[-1].date()) == FOCUS
        assert list(bars["start"].iloc[1:]) == list(bars["end"].iloc[:-1])
        states = list(bars[["state", "lapsed", "basis"]].fillna("").itertuples(index=False, name=None))
        assert all(one != other for one, other in pairwise(states))


def test_bars_of_an_empty_span_are_none(mali: Situation) -> None:
    assert state_runs(mali, (FOCUS[0], FOCUS[0])).empty


@pytest.mark.alone
def test_bars_over_the_whole_focus_take_less_than_three_tenths_of_a_second(mali: Situation) -> None:
    _ = mali.route_rows
    took = []
    for _ in range(3):
        began = time.perf_counter()
        state_runs(mali, FOCUS)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3


def test_days_in_each_state_are_those_counted_day_by_day(mali: Situation) -> None:
    for route in (NORTH, "bamako-mopti-gao", "tema-ouagadougou"):
        states = [mali.route_state(route, day) for day in days(*SPAN)]
        table = days_per_state(mali, route, SPAN)
        found = {(row["state"], row["lapsed"], row["basis"]): row["days"] for row in table.to_dict("records")}
        assert found == Counter((state.state, state.lapsed, state.basis or "") for state in states)


def test_days_in_each_state_begin_with_the_most_severe(mali: Situation) -> None:
    table = days_per_state(mali, NORTH)
    assert list(table["state"].drop_duplicates()) == [
        "blocked",
        "attacked",
        "restricted",
        "escorted",
        "open",
        "unknown",
    ]
    assert table["days"].sum() == 336  # 1 July 2025 to 1 June 2026


def test_days_that_are_open_by_a_claim_alone_are_counted_apart(mali: Situation) -> None:
    nigoun = days_per_state(mali, "abidjan-bamako-nigoun").set_index(["state", "lapsed", "basis"])["days"]
    assert nigoun["open", False, "claim"] == 3  # 15 to 17 September, by the drivers' union
    assert ("open", False, "reported") not in nigoun.index


def events_said_on(route: str) -> list[str]:
    features = json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]
    return [each["id"] for each in features if route in each["properties"]["routes"].split()]


def test_events_of_a_route_are_those_on_it_and_near_it(mali: Situation) -> None:
    events = events_of_route(mali, "abidjan-bamako-pogo")
    assert events.loc["2025-10-21-sikasso-zegoua-convoy", "own"]
    assert set(events_said_on("abidjan-bamako-pogo")) <= set(events.index)
    assert not events.loc["2026-04-25-coordinated-attacks", "own"]  # at Kati and Bamako, said of no road
    assert list(events["start"]) == sorted(events["start"], reverse=True)


def test_days_since_the_last_attack_are_counted_from_its_last_day(mali: Situation) -> None:
    attacks = attacks_on_route(mali, NORTH)
    last = last_attack(attacks, DAY(2025, 10, 31))
    assert last is not None
    assert (last.day, last.days, last.on_route, last.exact) == (DAY(2025, 9, 14), 47, True, True)
    assert last.events == ("2025-09-14-lakamane-convoy-destroyed",)
    on_the_day = last_attack(attacks, DAY(2025, 9, 14))
    assert on_the_day is not None
    assert on_the_day.days == 0


def test_before_the_first_attack_there_is_no_last_one(mali: Situation) -> None:
    assert last_attack(attacks_on_route(mali, NORTH), DAY(2025, 6, 30)) is None
    assert last_attack(attacks_on_route(mali, "tema-ouagadougou"), DAY(2026, 6, 1)) is None


def test_an_attack_found_only_in_the_ledger_counts(mali: Situation) -> None:
    last = last_attack(attacks_on_route(mali, "nioro-kayes"), DAY(2025, 10, 31))  # attacked on 3 and 4 September
    assert last is not None
    assert (last.day, last.days, last.events) == (DAY(2025, 9, 4), 57, ())


def test_an_attack_in_a_town_on_the_way_is_labelled_near(mali: Situation) -> None:
    last = last_attack(
        attacks_on_route(mali, NORTH), DAY(2026, 5, 1)
    )  # the assault of 25 April 2026 on Kati and Bamako
    assert last is not None
    assert (last.day, last.on_route) == (DAY(2026, 4, 25), False)


def test_an_attack_known_to_the_week_gives_no_exact_number_of_days(mali: Situation) -> None:
    events = mali.events.copy()
    events.loc["2025-10-28-rn24-convoy-kati", "date_precision"] = "week"
    status = mali.route_status[mali.route_status["state"] != "attacked"]
    changed = replace(mali, events=events, route_status=status)
    last = last_attack(attacks_on_route(changed, "dakar-bamako-south"), DAY(2025, 10, 31))
    assert last is not None
    assert (last.days, last.exact) == (3, False)


def test_an_attack_not_known_to_have_ended_leaves_no_day_without_one(mali: Situation) -> None:
    events = mali.events.copy()
    events.loc["2025-09-14-lakamane-convoy-destroyed", ["end", "ongoing"]] = [pd.NaT, True]
    attacks = attacks_on_route(replace(mali, events=events), NORTH)
    last = last_attack(attacks, DAY(2025, 10, 31))
    assert last is not None
    assert last.days == 0
    assert [str(gap)[:10] for gap in attack_gaps(attacks)["start"]] == ["2025-07-02", "2025-09-05"]


def test_days_between_attacks_are_the_whole_days_without_one(mali: Situation) -> None:
    found = attack_gaps(attacks_on_route(mali, NORTH))  # 1 July; 3, 4, 13 and 14 September; 29 January; 25 April
    assert [(str(gap["start"])[:10], str(gap["end"])[:10], gap["days"]) for gap in found.to_dict("records")] == [
        ("2025-07-02", "2025-09-03", 63),
        ("2025-09-05", "2025-09-13", 8),
        ("2025-09-15", "2026-01-29", 136),
        ("2026-01-30", "2026-04-25", 85),
    ]


def test_the_last_attack_and_longest_gap_count_attacks_up_to_the_day(mali: Situation) -> None:
    table = attacks_per_route(mali, DAY(2025, 10, 31))
    assert list(table.index) == list(mali.routes.index)
    north = table.loc[NORTH]
    assert (str(north["last"])[:10], north["days"], north["exact"], north["longest_gap"]) == (
        "2025-09-14",
        47,
        True,
        63,
    )
    lome = table.loc["lome-bobo-sikasso-bamako"]  # the convoy of 21 October was only near it
    assert (str(lome["last"])[:10], lome["days"]) == ("2025-09-21", 40)
    assert table.loc["conakry-bamako"].isna().all()
    assert pd.isna(table.loc["nioro-kayes", "longest_gap"])
    for route in mali.routes.index:  # one by one they say the same
        last = last_attack(attacks_on_road(attacks_on_route(mali, route)), DAY(2025, 10, 31))
        assert (
            (last.day, last.exact) == (table.at[route, "last"].date(), table.at[route, "exact"])
            if last
            else pd.isna(table.at[route, "last"])
        )


def test_a_route_without_attacks_has_no_days_between_them(mali: Situation) -> None:
    assert attack_gaps(attacks_on_route(mali, "tema-ouagadougou")).empty


def test_all_routes_to_bamako_are_listed_and_those_that_remain_come_first(mali: Situation) -> None:
    table = alternatives(mali, DAY(2025, 10, 31))
    assert set(table.index) == {route for route, way in ways().items() if way[-1] == "ml-bamako"}
    assert list(table["heading"]) == ["escorted"] * 3 + ["restricted"] * 4 + ["attacked"]
    assert list(table["remains"]) == [True] * 7 + [False]
    assert list(table.index[:2]) == ["abidjan-bamako-pogo", "abidjan-bamako-nigoun"]  # the one of known length first


def test_kilometres_are_added_only_where_both_lengths_come_from_a_source(mali: Situation) -> None:
    added = alternatives(mali, DAY(2025, 10, 31))["added_km"]
    assert added[NORTH] == 1382 - 1182  # by Kayes and by Kédougou, both from Dakar
    assert added["dakar-bamako-south"] == 0
    assert pd.isna(added["abidjan-bamako-nigoun"])


def test_the_destinations_are_those_of_the_situation(mali: Situation) -> None:
    def routes_to(*destinations: str) -> set[str]:
        asked = replace(mali, settings=replace(mali.settings, destinations=destinations))
        return set(alternatives(asked, DAY(2025, 10, 31)).index)

    assert routes_to("ml-gao") == {"niamey-gao", "algeria-gao", "bamako-mopti-gao"}
    assert routes_to("ml-gao", "ml-kayes") == {"niamey-gao", "algeria-gao", "bamako-mopti-gao", "nioro-kayes"}
    assert routes_to() == set(ways())


def test_a_state_of_a_part_of_the_road_is_marked_as_partial(mali: Situation) -> None:
    table = alternatives(mali, DAY(2025, 10, 31))
    assert not table["whole"].any()
    assert table.at["abidjan-bamako-pogo", "stretches"] == [("ml-zegoua", "ml-bamako")]
    assert table.at["abidjan-bamako-nigoun", "stretches"] == [("ml-kakole", "ml-bamako")]
    assert table.at["lome-bobo-sikasso-bamako", "stretches"] == [("ml-sikasso", "ml-bamako")]
    rows = mali.route_status
    on_it_all = rows.assign(segment=rows["segment"].mask(rows["id"] == "tambacounda-kati-2025-09-06-blocked", ""))
    assert alternatives(replace(mali, route_status=on_it_all), DAY(2025, 9, 7)).loc[NORTH, "whole"]


@pytest.mark.parametrize("day", [DAY(2026, 4, 1), DAY(2026, 6, 1)])
def test_no_route_remains_where_nothing_is_reported(mali: Situation, day: dt.date) -> None:
    table = alternatives(mali, day)
    assert not table["remains"].any()
    assert set(table["heading"]) == {"unknown"}


def test_a_situation_without_any_row_has_a_history_of_silence(folder: Path) -> None:
    for name in ("route_status.csv", "crossing_status.csv"):
        header = (folder / name).read_text(encoding="utf-8").split("\n", 1)[0]
        (folder / name).write_text(header + "\n", encoding="utf-8")
    (folder / "renamed.csv").unlink()
    (folder / "events.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    silent = read_situation(folder)
    assert set(state_runs(silent, FOCUS)["state"]) == {"unknown"}
    assert list(route_history(silent, NORTH)["days"]) == [336]
    assert events_of_route(silent, NORTH).empty
    assert attacks_on_route(silent, NORTH).empty
    assert attacks_by_kilometre(silent, NORTH)["attacks"].sum() == 0
    assert not alternatives(silent, DAY(2025, 10, 31))["remains"].any()
    assert known_on(silent, DAY(2025, 10, 31)).verdicts["events"].empty
    assert changes(silent, *SPAN).roads == ()
