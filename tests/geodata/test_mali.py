"""The flagship holds what the reports say: facts read off the dossier of 23 November 2026 and the audit after it."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata import Situation, events_within, headline_counts
from geodata.questions.headline_counts import heading

ROUTES_INTO_BAMAKO = 8


def test_every_fact_of_the_dossier_is_there(mali: Situation) -> None:
    assert len(mali.events) == 183 + 5  # of the dossier, and added by the audit
    assert len(mali.routes) == 13
    assert len(mali.crossings) == 12
    assert len(mali.crossing_status) == 31 + 2
    assert len(mali.capitals) == 15
    assert len(mali.deliveries) == 22 + 7 + 4  # four weeks are counted in tankers and in litres
    assert len(mali.capitals) + len(mali.places) + len(mali.crossings) == 271 + 1  # the post of Hérémakono, a waypoint


def test_the_ledger_says_of_each_road_what_the_dossier_and_audit_say(mali: Situation) -> None:
    """Rows as the dossier has them, one for each route; the first two are of roads that three routes share."""
    for route, day, state, basis in (
        ("abidjan-bamako-nigoun", dt.date(2025, 10, 7), "escorted", "reported"),
        ("lome-bobo-sikasso-bamako", dt.date(2025, 10, 7), "escorted", "reported"),
        ("dakar-bamako-north", dt.date(2025, 9, 6), "blocked", "reported"),
        ("nouakchott-bamako", dt.date(2025, 9, 4), "blocked", "reported"),
        ("niamey-gao", dt.date(2025, 9, 24), "escorted", "claim"),  # added by the audit
        ("dakar-bamako-south", dt.date(2026, 1, 3), "attacked", "reported"),  # added
        ("bobo-koury-segou-bamako", dt.date(2026, 1, 20), "restricted", "reported"),  # added
        ("bamako-mopti-gao", dt.date(2025, 12, 7), "unknown", None),  # two rows of one day each, the audit says
        ("dakar-bamako-north", dt.date(2026, 2, 9), "restricted", "reported"),  # not blocked
        ("nioro-kayes", dt.date(2025, 10, 10), "restricted", "reported"),  # not blocked
        ("nioro-kayes", dt.date(2026, 1, 25), "unknown", None),  # blocked until the 16th, not the 26th
    ):
        found = [state for state in mali.leg_states(route, day) if not state.lapsed]
        assert (state, basis) in {(each.state, each.basis) for each in found}, (route, day)


def test_political_capitals_name_their_seat_of_government(mali: Situation) -> None:
    political = mali.capitals[mali.capitals["role"] == "political"]
    assert dict(political["seat_of_government"]) == {"ci-yamoussoukro": "Abidjan", "bj-porto-novo": "Cotonou"}


def test_everything_a_reader_sees_is_in_french_too(mali: Situation) -> None:
    for table, names in (
        (mali.events, ("title", "summary", "place", "coord_source")),
        (mali.routes, ("name", "short", "length_note")),
        (mali.crossings, ("name", "coord_source")),
        (mali.places, ("name", "coord_source")),
        (mali.capitals, ("name", "coord_source")),
        (mali.route_status, ("why",)),
        (mali.crossing_status, ("why",)),
        (mali.deliveries, ("place", "why")),
    ):
        for name in names:
            assert (table[f"{name}_fr"] != "").all(), name
    for table in (mali.events, mali.places, mali.crossings):
        assert ((table["note_en"] == "") == (table["note_fr"] == "")).all()
    assert ((mali.events["kept_why_en"] == "") == (mali.events["kept_why_fr"] == "")).all()
    told = [account for versions in mali.events["versions"] for account in versions or []]
    assert len(told) > 50
    assert all(account["text_en"] and account["text_fr"] for account in told)
    sides = [side for sides in mali.crossings["sides"] for side in sides]
    assert all(side["name_en"] and side["name_fr"] for side in sides)


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
    assert len(nationwide) == 13 + 1  # the detainees of March 2026, added by the audit
    assert nationwide.geometry.isna().all()
    assert mali.events[mali.events["location_precision"] != "country"].geometry.notna().all()


def test_the_disagreements_of_the_sources_are_listed(mali: Situation) -> None:
    lakamane = mali.events.loc["2025-09-14-lakamane-convoy-destroyed"]
    for language in ("en", "fr"):
        texts = [account[f"text_{language}"] for account in lakamane["versions"]]
        for number in ("40", "20", "30", "51", "80", "130"):
            assert len([text for text in texts if number in text.split()]) == 1, (language, number)
    assert (lakamane["destroyed"], lakamane["unit"]) == (40, "tankers")
    call = mali.events.loc["2025-11-04-landau-diop-call"]
    assert "telephone" in call["versions"][int(call["kept"]) - 1]["text_en"]


def test_a_version_that_is_kept_is_one_of_those_that_are_told(mali: Situation) -> None:
    several = mali.events[mali.events["versions"].map(bool)]
    assert (several["kept"].isna() | several["kept"].between(1, several["versions"].map(len))).all()
    assert mali.events.loc[~mali.events["versions"].map(bool), "kept"].isna().all()


def test_only_two_events_are_not_known_to_have_ended(mali: Situation) -> None:
    ongoing = mali.events[mali.events["end"].isna()]
    assert set(ongoing.index) == {"2025-10-27-lere-blockade", "2026-04-28-bamako-blockade-declared"}


def test_corroboration_is_stored_as_graded(mali: Situation) -> None:
    """The audit grades 96, 67 and 25; of these, twelve and one rest on copies of one text, or on one party's word."""
    assert mali.events["corroboration"].value_counts().to_dict() == {
        "multiple": 96 - 12,
        "single": 67 + 11 - 1,
        "claim": 25 + 1 + 1,
    }


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
        "2025-10-14-siguiri-bans-jerrycan-sales",  # until 1 November, the audit says
        "2025-10-30-ivorian-drivers-refuse-mali",  # from 30 October
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
    assert found.total == ROUTES_INTO_BAMAKO == sum(count.routes for count in found.counts)
    assert [(count.heading, count.routes, count.youngest, count.oldest) for count in found.counts] == [
        ("attacked", 1, 3, 3),
        ("restricted", 4, 0, 0),  # of these, the curfews of Kayes and Dioïla were added by the audit
        ("escorted", 3, 0, 0),
    ]


def test_a_claim_that_traffic_resumed_is_not_counted_as_open(mali: Situation) -> None:
    day = dt.date(2025, 9, 16)
    assert mali.route_state("abidjan-bamako-nigoun", day).basis == "claim"
    resumed = {route for route in mali.destination_routes if heading(mali.route_state(route, day)) == "resumed"}
    assert resumed == {"abidjan-bamako-nigoun"}  # by the drivers’ union alone; the audit drops the row of Zégoua
    assert [count.routes for count in headline_counts(mali, day).counts if count.heading == "resumed"] == [1]
    assert headline_counts(mali, day).known_open == 0
