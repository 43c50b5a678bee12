"""The flagship holds what the reports say: counts and facts read off the dossier of 23 November 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata import Situation, events_within, headline_counts

ROUTES_INTO_BAMAKO = 8


def test_every_fact_of_the_dossier_is_there(mali: Situation) -> None:
    assert len(mali.events) == 183
    assert len(mali.routes) == 13
    assert len(mali.route_status) == 103
    assert len(mali.crossings) == 12
    assert len(mali.crossing_status) == 31
    assert len(mali.capitals) == 15
    assert len(mali.deliveries) == 22
    assert len(mali.capitals) + len(mali.places) + len(mali.crossings) == 271


def test_political_capitals_name_their_seat_of_government(mali: Situation) -> None:
    political = mali.capitals[mali.capitals["role"] == "political"]
    assert dict(political["seat_of_government"]) == {"ci-yamoussoukro": "Abidjan", "bj-porto-novo": "Cotonou"}


def test_everything_a_reader_sees_is_in_french_too(mali: Situation) -> None:
    for table, names in (
        (mali.events, ("title", "summary", "place")),
        (mali.routes, ("name", "length_note")),
        (mali.crossings, ("name",)),
        (mali.places, ("name",)),
        (mali.route_status, ("why",)),
        (mali.crossing_status, ("why",)),
        (mali.deliveries, ("why",)),
    ):
        for name in names:
            assert (table[f"{name}_fr"] != "").all(), name
    for table in (mali.events, mali.places, mali.crossings):
        assert ((table["note_en"] == "") == (table["note_fr"] == "")).all()
    assert ((mali.events["disputed_en"] == "") == (mali.events["disputed_fr"] == "")).all()


def test_nigoun_is_there_with_afp_and_its_uncertainty(mali: Situation) -> None:
    nigoun = mali.crossings.loc["nigoun"]
    assert (nigoun.geometry.x, nigoun.geometry.y) == (-6.4203, 10.5574)
    publishers = {mali.sources.at[source, "publisher"] for source in nigoun["sources"].split()}
    assert any("AFP" in publisher for publisher in publishers)
    assert "95 %" in nigoun["note_en"]
    assert "1 km" in nigoun["note_en"]
    assert "95\u00a0%" in nigoun["note_fr"]


def test_the_event_at_nigoun_is_in_the_village_with_its_uncertainty(mali: Situation) -> None:
    event = mali.events.loc["2025-10-31-nigoun-tengrela-trucks"]
    assert (event.geometry.x, event.geometry.y) == (-6.4224, 10.542)  # GeoNames 2283360
    assert "95 %" in event["note_en"]
    assert "1 km" in event["note_en"]


def test_a_nationwide_event_has_no_point(mali: Situation) -> None:
    nationwide = mali.events[mali.events["location_precision"] == "country"]
    assert len(nationwide) == 13
    assert nationwide.geometry.isna().all()
    assert mali.events[mali.events["location_precision"] != "country"].geometry.notna().all()


def test_the_disagreements_of_the_sources_are_listed(mali: Situation) -> None:
    lakamane = mali.events.loc["2025-09-14-lakamane-convoy-destroyed"]
    for version in ("40", "20", "30", "51", "80", "130"):
        assert version in lakamane["disputed_en"]
        assert version in lakamane["disputed_fr"]
    assert "telephone" in mali.events.loc["2025-11-04-landau-diop-call", "disputed_en"]


def test_only_two_events_are_not_known_to_have_ended(mali: Situation) -> None:
    ongoing = mali.events[mali.events["end"].isna()]
    assert set(ongoing.index) == {"2025-10-27-lere-blockade", "2026-04-28-bamako-blockade-declared"}


def test_corroboration_is_stored_as_graded(mali: Situation) -> None:
    assert mali.events["corroboration"].value_counts().to_dict() == {"multiple": 94, "single": 64, "claim": 25}


RELAYS = (  # of low reliability
    *("carboot.cafe", "analyse.optim.biz", "eFinder", "Blufify", "Pravda"),
    *("news-pravda", "29ru.net", "Afrinz", "Tanakra"),
)


def test_one_weak_relay_is_a_claim_and_one_source_is_not_several(mali: Situation) -> None:
    for identifier, event in mali.events.iterrows():
        publishers = [str(mali.sources.at[source, "publisher"]) for source in event["sources"].split()]
        if len(publishers) == 1:
            assert (
                event["corroboration"] == "claim"
                if publishers[0].startswith(RELAYS)
                else event["corroboration"] != "multiple"
            ), identifier


def test_the_day_of_the_photographs_at_nigoun(mali: Situation) -> None:
    day = dt.date(2025, 10, 31)
    found = events_within(mali.events, day, day + dt.timedelta(days=1))
    assert set(found.index) == {
        "2025-10-31-kayes-dioila-curfew-extended",
        "2025-10-31-nigoun-tengrela-trucks",
        "2025-10-30-africa-corps-escort",
        "2025-10-27-lere-blockade",
        "2025-10-26-schools-suspended",
        "2025-10-07-mopti-month-without-power",
    }
    assert (mali.route_state("abidjan-bamako-nigoun", day).state, mali.crossing_state("nigoun", day).state) == (
        "escorted",
        "open",
    )


def test_events_until_the_start_of_the_blockade(mali: Situation) -> None:
    before = events_within(mali.events, dt.date(1000, 1, 1), dt.date(2025, 7, 2))
    assert len(before) == 10
    assert sum(before["start"] == "2025-07-01") == 4


@pytest.mark.parametrize("day", [dt.date(2026, 8, 1), dt.date(2026, 4, 1), dt.date(2025, 8, 15), dt.date(2012, 4, 24)])
def test_nothing_looks_open_without_a_source(mali: Situation, day: dt.date) -> None:
    assert "open" not in {state.state for state in mali.states(day).values()}
    assert headline_counts(mali, day).known_open == 0


def test_the_routes_into_bamako_are_counted_once_each(mali: Situation) -> None:
    found = headline_counts(mali, dt.date(2025, 10, 31))
    assert found.total == ROUTES_INTO_BAMAKO == sum(found.counts.values())
    assert {name: count for name, count in found.counts.items() if count} == {
        "restricted": 2,
        "escorted": 3,
        "stale": 2,
        "unknown": 1,
    }


def test_a_claim_that_traffic_resumed_is_not_counted_as_open(mali: Situation) -> None:
    day = dt.date(2025, 9, 16)
    assert mali.route_state("abidjan-bamako-nigoun", day).basis == "claim"
    assert headline_counts(mali, day).counts["resumed"] == 2  # the two Ivorian roads, by the drivers’ union alone
    assert headline_counts(mali, day).known_open == 0
