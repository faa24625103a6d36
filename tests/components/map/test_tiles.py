"""Equal tiles show what the map shows, and every other party besides."""

from dataclasses import replace

import pytest

from components.map.districts import build_load_picture
from components.map.tiles import build_tiles, list_drawn
from components.map.views import draw_map, write_source_line
from components.session import link
from components.session.link import View
from components.texts import Texts
from components.words.units import credit_map
from components.words.words import Words
from geo.model import Model
from geo.plan.duties import COUNTED_BASES
from tests.real_model import MODEL

ZH = Words(MODEL, Texts("zh"))
DISTRICTS = MODEL.region.districts["unit_code"].tolist()
ZONE = "bda"
OPEN = (*COUNTED_BASES, "relevant")
MEASURES = MODEL.plan.measures["measure_id"].tolist()
VIEWS = [
    *(View(metric=metric, bases=b) for metric in MODEL.metrics for b in (COUNTED_BASES, OPEN, ())),
    *(View(measure=measure_id) for measure_id in MEASURES),
]


def draw_both(view: View, words: Words = ZH):
    return draw_map(words, view), draw_map(words, replace(view, shape="tiles"))


def test_a_map_draws_districts_and_tiles_draw_every_party() -> None:
    on_map, as_tiles = draw_both(View())
    assert (list(on_map.values), on_map.shape) == (DISTRICTS, "map")
    assert (list(as_tiles.values), as_tiles.shape) == ([*DISTRICTS, ZONE], "tiles")
    assert (list_drawn(MODEL, "map"), list_drawn(MODEL, "tiles")) == (DISTRICTS, MODEL.codes)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_a_district_has_the_same_colour_and_label_in_both(view: View) -> None:
    on_map, as_tiles = draw_both(view)
    looks = [
        {c: replace(picture.values[c], border=False) for c in DISTRICTS}
        for picture in (on_map, as_tiles)
    ]
    assert looks[0] == looks[1]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_the_legend_counts_every_party_once(view: View) -> None:
    legend = draw_both(view)[1].legend
    codes = [code for row in legend.rows for code in row.codes]
    assert sorted(codes) == sorted(MODEL.codes)
    colours = {code: row.fill for row in legend.rows for code in row.codes}
    values = draw_both(view)[1].values
    assert {code: values[code].fill for code in codes} == colours


def test_a_zone_beyond_the_districts_figures_widens_the_outermost_class() -> None:
    on_map, as_tiles = draw_both(View())
    assert as_tiles.values[ZONE].label == str(MODEL.summary.at[ZONE, "total"]) == "5"
    assert [row.text for row in on_map.legend.rows][:2] == ["8–10 条", "11–13 条"]
    assert [row.text for row in as_tiles.legend.rows][:2] == ["5–10 条", "11–13 条"]
    assert as_tiles.legend.rows[0].count == "2 个区、1 个同级单位"


def test_a_zone_alone_above_zero_has_a_class() -> None:
    load = MODEL.summary.assign(counted=0, relevant=0)[["counted", "relevant"]]
    load.loc[ZONE, "counted"] = 2
    rows = build_load_picture(ZH, load, View(shape="tiles")).legend.rows
    assert [(row.text, row.codes) for row in rows] == [("2 条", [ZONE]), ("0 条", DISTRICTS)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_said_that_tiles_are_no_boundaries(lang: str) -> None:
    words = Words(MODEL, Texts(lang))
    for view in (View(lang=lang), View(lang=lang, measure="9.5")):
        on_map, as_tiles = draw_both(view, words)
        note = words.t("legend.note_tiles")
        assert note not in on_map.legend.extra
        assert as_tiles.legend.extra.startswith(on_map.legend.extra)
        assert as_tiles.legend.extra.endswith(note)


def test_a_white_tile_has_a_line_of_its_own() -> None:
    values = draw_both(View(metric="ch2"))[1].values
    assert {code for code, v in values.items() if v.fill == "zero" and not v.border} == set()
    assert values[ZONE].border


def test_places_are_not_drawn_over_tiles_and_a_zone_can_be_chosen() -> None:
    view = View(layers=("sites", "areas"), district=ZONE)
    on_map, as_tiles = draw_both(view)
    assert (bool(on_map.places), on_map.focus) == (True, ())
    assert (as_tiles.places, as_tiles.legend.sections, as_tiles.focus) == ((), (), (ZONE,))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_script_gets_every_tile_with_a_name_that_fits(lang: str) -> None:
    sent = build_tiles(Words(MODEL, Texts(lang)))
    assert [tile["code"] for tile in sent] == MODEL.codes
    assert [tile["name"] for tile in sent if "…" in tile["name"]] == []
    places = MODEL.region.tiles
    assert {t["code"]: [t["col"], t["row"]] for t in sent} == {
        code: places.loc[code].tolist() for code in MODEL.codes
    }


def test_more_parties_than_have_room_stay_a_map(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "MAX_TILES", len(model.codes) - 1)
    assert build_tiles(ZH) == []
    view, (notice,) = link.parse_view({"shape": "tiles"}, model)
    assert (view.shape, dict(notice.values)) == ("map", {"name": "shape", "value": "tiles"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_boundary_is_credited_where_none_is_drawn(lang: str) -> None:
    words = Words(MODEL, Texts(lang))
    lines = [write_source_line(words, COUNTED_BASES, shape) for shape in ("map", "tiles")]
    assert [credit_map(words) in line for line in lines] == [True, False]
    assert words.t("map.no_boundaries") in lines[1]
