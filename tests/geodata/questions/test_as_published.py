"""What had been published by a day; days and sources are those of the flagship's files, read by hand."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

from geodata import Situation
from geodata.questions.as_published import TABLES, Known, check_sources, known_on, latest_day
from paths import MALI

DAY = dt.date
ONE_DAY = pd.Timedelta(days=1)
LONG_AFTER = DAY(2030, 1, 1)
NIORO_CUT_OFF = "nioro-du-sahel-sandare-2025-09-05-restricted"  # until 25 October; 5, 10, 15 September, 25, 28 October
GOGUI_RESTRICTED = "gogui-diema-2025-09-11-restricted"  # until 2025-10-25; sources of 15 September and 25 October
CURFEW = "marka-coungo-fana-2025-11-01-restricted"  # until 2025-11-30, announced: both sources of 4 November
CURFEW_OF_JUNE = "heremakono-border-post-sikasso-2025-06-06-restricted"  # until 3 September; undated, and of 6 August


def count(known: Known, table: str, verdict: str) -> int:
    return int((known.verdicts[table] == verdict).sum())


def row(known: Known, id_: str) -> dict[str, object] | None:
    found = known.situation.route_status
    return found.loc[id_].to_dict() if id_ in found.index else None


def last_and_confirmed(known: Known, id_: str) -> tuple[str, str]:
    found = row(known, id_)
    assert found is not None
    return str(found["end"] - pd.Timedelta(days=1))[:10], str(found["confirmed"])[:10]


def cited_in_the_files() -> dict[str, dict[str, list[str]]]:
    """The days of the sources of every row of every dated table, read off the files."""
    published = {record["id"]: record["published"] for record in table_of("sources.csv")}
    features = json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]
    rows = {name: table_of(f"{name}.csv") for name in TABLES[1:]} | {
        "events": [each["properties"] for each in features]
    }
    return {
        name: {each["id"]: [published[source] for source in each["sources"].split()] for each in rows[name]}
        for name in TABLES
    }


def latest_of(days: list[str]) -> pd.Timestamp:
    return max(pd.Timestamp(latest_day(day)) for day in days if day)


def table_of(name: str) -> list[dict[str, str]]:
    with (MALI / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2025-10-31", DAY(2025, 10, 31)),
        ("2025-02", DAY(2025, 2, 28)),
        ("2024-02", DAY(2024, 2, 29)),
        ("2025-12", DAY(2025, 12, 31)),
        ("2025", DAY(2025, 12, 31)),
        ("", None),
    ],
)
def test_a_source_counts_from_the_last_day_that_its_date_may_mean(published: str, expected: dt.date | None) -> None:
    assert latest_day(published) == expected


def test_an_event_is_known_from_the_day_of_its_first_dated_source(mali: Situation) -> None:
    attack = "2025-10-21-sikasso-zegoua-convoy"  # sources of 22 October (two) and 3 December
    assert attack not in known_on(mali, DAY(2025, 10, 21)).situation.events.index
    assert attack in known_on(mali, DAY(2025, 10, 22)).situation.events.index


def test_a_source_without_a_date_does_not_prove_that_an_event_was_known(mali: Situation) -> None:
    # on 14 September; dated sources from 15 September on, two without a date
    burned = "2025-09-14-lakamane-convoy-destroyed"
    assert burned not in known_on(mali, DAY(2025, 9, 14)).situation.events.index
    assert burned in known_on(mali, DAY(2025, 9, 14), undated="show").situation.events.index
    assert burned in known_on(mali, DAY(2025, 9, 15)).situation.events.index


def test_no_event_is_known_before_it_happened(mali: Situation) -> None:
    photo = "2012-04-24-timbuktu-fighters-photo"  # a picture of 24 April 2012 and a report of 2 April
    assert photo not in known_on(mali, DAY(2012, 4, 23), undated="show").situation.events.index
    assert photo in known_on(mali, DAY(2012, 4, 24)).situation.events.index


def test_sources_dated_to_a_month_prove_nothing_before_its_last_day(mali: Situation) -> None:
    monthly = replace(mali, sources=mali.sources.assign(published="2025-10"))
    assert known_on(monthly, DAY(2025, 10, 30)).situation.events.empty
    began_by_then = (mali.events["start"] <= "2025-10-31").sum()
    assert len(known_on(monthly, DAY(2025, 10, 31)).situation.events) == began_by_then


def test_long_after_only_rows_without_any_dated_source_stay_hidden(mali: Situation) -> None:
    known = known_on(mali, LONG_AFTER)
    for name, cited in cited_in_the_files().items():
        verdicts = known.verdicts[name]
        assert set(verdicts.index[verdicts == "undated"]) == {id_ for id_, days in cited.items() if not any(days)}
        assert count(known, name, "undated") > 5
    assert {count(known, name, "later") for name in TABLES} == {0}


def test_long_after_only_rows_with_an_undated_source_are_shortened(mali: Situation) -> None:
    known, cited = known_on(mali, LONG_AFTER), cited_in_the_files()
    shortened = {name: known.verdicts[name].index[known.verdicts[name] == "shortened"] for name in TABLES[:3]}
    for name, ids in shortened.items():
        starts, ends = getattr(mali, name)["start"], getattr(mali, name)["end"]
        late = [id_ for id_, days in cited[name].items() if any(days) and not all(days) and not pd.isna(ends[id_])]
        last = {id_: max(starts[id_], latest_of(cited[name][id_])) for id_ in late}
        assert set(ids) == {id_ for id_ in late if ends[id_] > last[id_] + ONE_DAY}
    assert len(shortened["events"]) > 2
    assert len(shortened["route_status"]) > 2


def test_a_source_without_a_date_is_not_named_and_proves_no_last_day(mali: Situation) -> None:
    burned = mali.events.loc["2025-09-14-lakamane-convoy-destroyed", "sources"].split()  # two of them without a date
    strict = known_on(mali, LONG_AFTER).situation.events.loc["2025-09-14-lakamane-convoy-destroyed", "sources"].split()
    assert strict == [source for source in burned if mali.sources.at[source, "published"]]
    assert len(strict) == len(burned) - 2
    assert last_and_confirmed(known_on(mali, LONG_AFTER), CURFEW_OF_JUNE) == ("2025-08-06", "2025-08-06")
    assert last_and_confirmed(known_on(mali, LONG_AFTER, undated="show"), CURFEW_OF_JUNE) == (
        "2025-09-03",
        "2025-09-03",
    )


def test_long_after_with_undated_sources_everything_is_as_in_the_files(mali: Situation) -> None:
    known = known_on(mali, LONG_AFTER, undated="show")
    for name in TABLES:
        pd.testing.assert_frame_equal(pd.DataFrame(getattr(known.situation, name)), pd.DataFrame(getattr(mali, name)))


@pytest.mark.parametrize("undated", ["hide", "show"])
@pytest.mark.parametrize("day", [DAY(2012, 1, 1), DAY(2025, 9, 20), DAY(2025, 10, 31), DAY(2026, 3, 1)])
def test_every_row_is_either_shown_or_counted_as_hidden(mali: Situation, day: dt.date, undated: str) -> None:
    known = known_on(mali, day, undated=undated)  # type: ignore[arg-type]
    for name in TABLES:
        hidden = count(known, name, "later") + count(known, name, "undated")
        assert len(getattr(known.situation, name)) + hidden == len(getattr(mali, name))
        assert set(known.verdicts[name].index) == set(getattr(mali, name).index)


def test_knowledge_only_grows_from_day_to_day(mali: Situation) -> None:
    days = [DAY(2025, 7, 1) + dt.timedelta(days=20 * step) for step in range(17)]
    shown = [set(known_on(mali, day).situation.events.index) for day in days]
    assert all(earlier <= later for earlier, later in pairwise(shown))


def test_nothing_had_been_published_before_the_first_source(mali: Situation) -> None:
    known = known_on(mali, DAY(1999, 12, 31), undated="show")
    assert all(getattr(known.situation, name).empty for name in TABLES)
    assert known.situation.route_state("dakar-bamako-north", DAY(2025, 9, 7)).state == "unknown"


def test_a_row_ends_at_its_last_source_while_another_is_yet_to_come(mali: Situation) -> None:
    assert last_and_confirmed(known_on(mali, DAY(2025, 9, 12)), NIORO_CUT_OFF) == ("2025-09-10", "2025-09-10")
    assert last_and_confirmed(known_on(mali, DAY(2025, 10, 24)), NIORO_CUT_OFF) == ("2025-09-15", "2025-09-15")
    assert last_and_confirmed(known_on(mali, DAY(2025, 10, 25)), NIORO_CUT_OFF) == ("2025-10-25", "2025-10-25")


def test_a_state_that_was_only_confirmed_later_was_unknown_at_the_time(mali: Situation) -> None:
    day = DAY(2025, 10, 10)
    assert mali.route_state("nouakchott-bamako", day).state == "restricted"
    assert known_on(mali, day).situation.route_state("nouakchott-bamako", day).state == "unknown"
    assert last_and_confirmed(known_on(mali, day), GOGUI_RESTRICTED) == ("2025-09-15", "2025-09-15")


def test_an_announcement_is_known_to_its_end_but_not_confirmed(mali: Situation) -> None:
    assert last_and_confirmed(known_on(mali, DAY(2025, 11, 4)), CURFEW) == ("2025-11-30", "2025-11-04")
    assert row(known_on(mali, DAY(2025, 11, 3)), CURFEW) is None


def test_an_event_whose_end_is_not_yet_published_has_no_end(mali: Situation) -> None:
    closed = "2025-10-26-schools-suspended"  # until 9 November; sources of 27 October and, for this test, of 9 November
    sources = mali.sources.copy()
    sources.loc["face2face-africa-undated", "published"] = "2025-11-09"
    dated = replace(mali, sources=sources)
    at_the_time = known_on(dated, DAY(2025, 10, 27)).situation.events.loc[closed]
    assert (pd.isna(at_the_time["end"]), at_the_time["ongoing"]) == (True, True)
    later = known_on(dated, DAY(2025, 11, 9)).situation.events.loc[closed]
    assert (str(later["end"])[:10], later["ongoing"]) == ("2025-11-10", False)


def test_an_undated_source_does_not_extend_an_event(mali: Situation) -> None:
    closed = "2025-10-26-schools-suspended"  # until 9 November; sources of 27 October and without a date
    strict = known_on(mali, LONG_AFTER).situation.events.loc[closed]
    assert (str(strict["end"])[:10], strict["ongoing"]) == ("2025-10-28", False)
    shown = known_on(mali, DAY(2025, 11, 9), undated="show").situation.events.loc[closed]
    assert (str(shown["end"])[:10], shown["ongoing"]) == ("2025-11-10", False)
    assert known_on(mali, LONG_AFTER).verdicts["events"][closed] == "shortened"


def test_sources_still_to_come_are_not_named(mali: Situation) -> None:
    found = row(known_on(mali, DAY(2025, 9, 14)), "zegoua-sikasso-2025-09-08-blocked")
    assert found is not None
    assert found["sources"] == "allafrica-2025-09-14 senenews-2025-09-14"  # without dw-2025-09-17


def test_two_accounts_become_one_while_the_other_is_still_to_come(mali: Situation) -> None:
    envoy = "2025-09-14-konna-position-attacked"
    first, *rest = mali.events.loc[envoy, "sources"].split()
    sources = mali.sources.assign(published="2025-12-01")
    sources.loc[first, "published"] = "2025-09-15"
    events = mali.events.copy()
    events.loc[envoy, ["corroboration", "sources"]] = ["multiple", " ".join([first, *rest, "afp-2025-11-04"])]
    changed = replace(mali, sources=sources, events=events)
    assert known_on(changed, DAY(2025, 9, 20)).situation.events.loc[envoy, "corroboration"] == "single"
    assert known_on(changed, DAY(2025, 12, 1)).situation.events.loc[envoy, "corroboration"] == "multiple"


def test_an_undated_row_is_undated_if_begun_and_later_if_not() -> None:
    published = {"undated": None, "december": DAY(2025, 12, 1)}
    begun = {"start": pd.Timestamp("2025-11-01"), "sources": "undated december"}
    assert check_sources(begun, published, DAY(2025, 11, 2), "hide").verdict == "undated"
    assert check_sources(begun, published, DAY(2025, 10, 31), "hide").verdict == "later"
    assert check_sources(begun | {"sources": "december"}, published, DAY(2025, 11, 2), "show").verdict == "later"
    assert check_sources(begun, published, DAY(2025, 12, 1), "hide").verdict == "known"


def test_a_row_announced_before_it_began_holds_for_its_first_day_at_least() -> None:
    published = {"announced": DAY(2025, 9, 3), "december": DAY(2025, 12, 1)}
    check = check_sources(
        {"start": pd.Timestamp("2025-10-02"), "sources": "announced december"}, published, DAY(2025, 11, 1), "hide"
    )
    assert (check.verdict, check.last, check.sources) == ("known", DAY(2025, 10, 2), "announced")


def test_an_undated_source_beside_a_dated_one_adds_nothing_by_default() -> None:
    published = {"dated": DAY(2025, 9, 15), "undated": None}
    row = {"start": pd.Timestamp("2025-09-11"), "sources": "undated dated"}
    strict, shown = (check_sources(row, published, DAY(2025, 10, 31), undated) for undated in ("hide", "show"))  # type: ignore[arg-type]
    assert (strict.sources, strict.last, strict.complete) == ("dated", DAY(2025, 9, 15), False)
    assert (shown.sources, shown.last) == ("undated dated", DAY(2025, 10, 31))


def test_the_situation_that_was_asked_is_left_as_it_was(mali: Situation) -> None:
    before = {name: pd.DataFrame(getattr(mali, name)).copy() for name in TABLES}
    known_on(mali, DAY(2025, 9, 20))
    for name in TABLES:
        pd.testing.assert_frame_equal(pd.DataFrame(getattr(mali, name)), before[name])
