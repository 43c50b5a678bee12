"""Counts of what arrived stand side by side; days and numbers are those of the dossier's notes."""

from __future__ import annotations

import pandas as pd

from geodata import Situation
from geodata.questions.deliveries import delivery_claims

WEEKS = {  # government counts, by first day
    "2025-11-27": 293,
    "2026-01-12": 875,
    "2026-01-19": 753,
    "2026-01-26": 757,
    "2026-02-02": 843,
    "2026-02-09": 622,
}
LITRES = {  # three months of the customs, which the audit added, and four of the weeks
    "2025-09-01": 53_000_000,
    "2025-10-01": 78_000_000,
    "2025-11-01": 117_300_000,
    "2026-01-12": 40_348_300,
    "2026-01-26": 34_914_680,
    "2026-02-02": 38_677_500,
    "2026-02-09": 28_666_703,
}


def test_weekly_counts_are_those_the_government_gave(mali: Situation) -> None:
    claims = delivery_claims(mali)
    weeks = claims[(claims["kind"] == "week") & (claims["unit"] == "tankers")]
    assert {str(start)[:10]: int(count) for start, count in weeks["quantity"].set_axis(weeks["start"]).items()} == WEEKS
    assert set(weeks["basis"]) == {"claim"}


def test_litres_are_counts_of_their_own_beside_the_tankers(mali: Situation) -> None:
    claims = delivery_claims(mali)
    litres = claims[claims["unit"] == "litres"]
    assert {
        str(start)[:10]: int(count) for start, count in litres["quantity"].set_axis(litres["start"]).items()
    } == LITRES


def test_every_count_is_there_once_in_order_of_time(mali: Situation) -> None:
    claims = delivery_claims(mali)
    assert sorted(claims.index) == sorted(mali.deliveries["id"])
    assert claims["start"].is_monotonic_increasing


def test_a_convoy_within_a_week_is_marked_as_overlapping_on_both_rows(mali: Situation) -> None:
    overlaps = delivery_claims(mali)["overlaps"]
    assert overlaps["delivery-2025-12-16-bamako"] == ["delivery-2025-12-15-bamako"]  # "includes the convoy of the 16th"
    assert overlaps["delivery-2025-12-15-bamako"] == ["delivery-2025-12-16-bamako"]
    assert overlaps["delivery-2025-12-03-mopti"] == ["delivery-2025-11-27-bamako"]


def test_weeks_that_follow_each_other_do_not_overlap(mali: Situation) -> None:
    """But with the same week, counted in litres."""
    claims = delivery_claims(mali)
    weeks = claims[(claims["place_en"] == "Mali") & (claims["unit"] == "tankers")]
    assert len(weeks) == 6
    for id_, others in weeks["overlaps"].items():
        twin = f"{id_}-litres"
        assert others == ([twin] if twin in claims.index else [])


def test_bars_of_one_lane_never_share_a_day(mali: Situation) -> None:
    for _, lane in delivery_claims(mali).groupby("lane"):
        assert (lane["end"].iloc[:-1].to_numpy() <= lane["start"].iloc[1:].to_numpy()).all()


def test_weeks_that_follow_each_other_share_a_lane(mali: Situation) -> None:
    claims = delivery_claims(mali)
    weeks = (claims["place_en"] == "Mali") & (claims["unit"] == "tankers")
    assert set(claims.loc[weeks, "lane"]) == {0}


def test_a_count_nobody_gave_stays_missing(mali: Situation) -> None:
    counts = delivery_claims(mali)["quantity"]
    assert set(counts.index[counts.isna()]) == {
        "delivery-2025-10-29-bamako",
        "delivery-2025-12-06-bamako",
        "delivery-2025-12-25-bamako",
        "delivery-2026-01-05-bamako",
    }


def test_nothing_is_added_averaged_or_divided(mali: Situation) -> None:
    claims = delivery_claims(mali)
    numeric = set(claims.select_dtypes("number").columns)
    assert numeric == {"days", "quantity", "lane"}
    pd.testing.assert_series_equal(claims["quantity"].sort_index(), mali.deliveries["quantity"].sort_index())
