"""Members of a GeoJSON feature that mean something else elsewhere: no error, and the row and its own date stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodata.problems import errors
from importing import reports_here, rows_of, written

FOREIGN = ["rush hour", "12:30", 12, 1.5, -1, True, {}, [], ["x"], {"a": {"b": [1]}}, {"timespans": "x"}, {"start": {}}]


def feature(**members: object) -> dict[str, object]:
    point = {"type": "Point", "coordinates": [-8, 12]}
    return {"type": "Feature", "geometry": point, "properties": {"title": "A", "date": "2025-09-14"}, **members}


@pytest.mark.parametrize("member", ["time", "when"])
@pytest.mark.parametrize("value", FOREIGN, ids=json.dumps)
def test_a_foreign_member_is_no_error_and_hides_no_date(member: str, value: object, tmp_path: Path) -> None:
    features = [feature(**{member: value}), feature(**{member: {"date": "2025-09-15"}})]
    path = written(tmp_path, "a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert [str(row["start"])[:10] for row in rows_of(path)] == ["2025-09-14", "2025-09-15"]
    (report,) = reports_here(path)
    assert errors(report.problems) == []


@pytest.mark.parametrize("value", [{"date": "2025-13-45"}, {"interval": ["2025-09-14", "soon"]}, {"timestamp": "x"}])
def test_a_member_of_the_standard_with_a_mistake_is_an_error(value: object, tmp_path: Path) -> None:
    path = written(tmp_path, "a.geojson", json.dumps(feature(time=value)))
    (report,) = reports_here(path)
    assert [problem.code for problem in errors(report.problems)] == ["date"]
