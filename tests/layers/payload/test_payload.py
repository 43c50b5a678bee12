"""What the page is sent: small, and nothing lost."""

from __future__ import annotations

from geodata import Situation
from layers.escape.json_text import safe_json
from layers.payload.payload import situation_payload

BASEMAP_KB = 160


def test_the_page_gets_the_ground_of_its_box(mali: Situation) -> None:
    basemap = situation_payload(mali)["basemap"]
    world, around, near = basemap["grounds"]
    assert world["frame"][::2] == [-180.0, 180.0]
    assert near["frame"][0] < mali.settings.box[0]
    assert around["frame"][2] > near["frame"][2]
    assert len(world["countries"]) > 150
    assert {"ML", "CI", "SN", "GN", "MR"} <= {country["code"] for country in near["countries"]}
    assert basemap["focus"] == ["ML"]


def test_a_town_that_the_situation_has_is_not_given_twice(mali: Situation) -> None:
    towns = situation_payload(mali)["basemap"]["towns"]["name"]
    assert not {"Bamako", "Kayes", "Dakar"} & set(towns)
    assert {"Abuja", "Ibadan"} <= set(towns)


def test_the_packed_basemap_is_small(mali: Situation) -> None:
    assert len(safe_json(situation_payload(mali)["basemap"]).encode("utf-8")) <= BASEMAP_KB * 1000
