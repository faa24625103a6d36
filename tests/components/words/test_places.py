"""What is said of a place where the data say little."""

from __future__ import annotations

import pytest

from components.html.places import write_reach
from components.texts import LANGUAGES, Texts
from components.words.places import name_point_basis


@pytest.mark.parametrize("lang", LANGUAGES)
def test_how_a_point_is_known_is_told_by_its_note_or_its_basis(lang: str) -> None:
    t = Texts(lang)
    area = {"coord_basis": "", "coord_note": "", "coord_note_en": ""}
    assert name_point_basis(area, t) == ""
    bases = ("published", "geonames_township", "approximate")
    told = [name_point_basis(area | {"coord_basis": basis}, t) for basis in bases]
    assert len({*told, ""}) == 4
    noted = {"coord_basis": "approximate", "coord_note": "某处", "coord_note_en": "somewhere"}
    assert name_point_basis(noted, t) == t.pick("某处", "somewhere")


def test_a_district_that_the_measure_does_not_reach_is_told_so() -> None:
    assert "措施没有列入该区" in write_reach({"basis": ""}, Texts("zh"))
