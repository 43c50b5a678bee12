"""What rests on sources, against the files."""

from __future__ import annotations

import csv
import json

from geodata import Situation, undated_alone
from paths import MALI


def test_what_rests_on_undated_sources_alone_is_what_the_files_say(mali: Situation) -> None:
    def rows(name: str) -> list[dict[str, str]]:
        with (MALI / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    dated = {row["id"] for row in rows("sources") if row["published"]}
    features = json.loads((MALI / "events.geojson").read_text(encoding="utf-8"))["features"]
    cited = {("events", each["properties"]["id"]): each["properties"]["sources"] for each in features}
    for table in ("route_status", "crossing_status", "deliveries"):
        cited |= {(table, row["id"]): row["sources"] for row in rows(table)}
    expected = {item for item, sources in cited.items() if not set(sources.split()) & dated}
    found = set(undated_alone(mali).itertuples(index=False, name=None))
    assert {
        item for item in found if item[0] in ("events", "route_status", "crossing_status", "deliveries")
    } == expected
    assert len(expected) > 20
