"""The map of one measure: colours, marks and legend tell the same as the duties."""

from __future__ import annotations

import pytest

from components.map.measures import get_measure_picture, list_looks
from components.map.small import ROLE_FILLS, UNNAMED_FILL
from components.texts import Texts
from components.words.words import Words
from geo.model import Model
from geo.plan.reach import split_reach
from tests.real_model import MODEL

MEASURES = MODEL.plan.measures["measure_id"].tolist()
MIYUN, YANQING, DONGCHENG = "110118", "110119", "110101"


@pytest.mark.parametrize("measure_id", MEASURES)
def test_legend_and_colours_agree_with_the_duties(measure_id: str) -> None:
    picture = get_measure_picture(Words(MODEL, Texts("zh")), measure_id)
    districts = MODEL.region.districts["unit_code"].tolist()
    reach = split_reach(MODEL.duties, measure_id, districts)
    hatched = [code for code, value in picture.values.items() if value.hatched]
    pale = [code for code, value in picture.values.items() if not value.label]
    assert (sorted(hatched), sorted(pale)) == (sorted(reach.still_open), sorted(reach.unreached))
    rows = picture.legend.rows
    assert sorted(code for row in rows for code in row.codes) == sorted(districts)
    for row in rows:
        for code in row.codes:
            assert picture.values[code].fill == row.fill


def test_looks_sent_ahead_are_those_of_the_map(model: Model) -> None:
    words = Words(model, Texts("zh"))
    sent = list_looks(words)
    assert [*sent["legends"]] == [*sent["kinds"]] == model.plan.measures["measure_id"].tolist()
    assert sent["legends"]["9.1"] == get_measure_picture(words, "9.1").legend
    of_tiles = get_measure_picture(words, "9.1", "tiles").legend
    assert list_looks(words, "tiles")["legends"]["9.1"] == of_tiles != sent["legends"]["9.1"]
    for measure_id, kinds in sent["kinds"].items():
        values = get_measure_picture(words, measure_id, "tiles").values
        looks = {code: sent["looks"][name] for code, name in kinds.items()}
        assert looks == {
            c: {k: v for k, v in vars(w).items() if k != "alt"} for c, w in values.items()
        }


def test_roles_have_their_colours_and_marks() -> None:
    values = get_measure_picture(Words(MODEL, Texts("zh")), "10").values
    told = [(values[c].fill, values[c].label) for c in (MIYUN, YANQING, DONGCHENG)]
    main, support = ROLE_FILLS["lead_main"], ROLE_FILLS["support"]
    assert told == [(main, "◆"), (support, "○"), (UNNAMED_FILL, "")]
    assert "牵头·主责" in values[MIYUN].alt


def test_what_only_the_wording_names_has_an_edge(model: Model) -> None:
    values = get_measure_picture(Words(model, Texts("zh")), "9.5").values
    assert [code for code, value in values.items() if value.edged] == [MIYUN]
