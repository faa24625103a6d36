"""Sites on the tiny plan, and what is wrong with a site; its id is always named."""

import pandas as pd
import pytest

from geo.places.sites import list_place_duties, select_ground
from tests.geo import tiny
from tests.real_model import MODEL

SITES, WORKS = "ecology-2025/sites.geojson", "ecology-2025/district_works.csv"
WENYU, JINGXI, MINE = "riv_wenyu", "jingxi_shanshui", "mine_gaozhuang"
JIA, YI, BING = tiny.EDGES
NINE = [
    *("110106", "110109", "110111", "110113", "110114"),
    *("110116", "110117", "110118", "110119"),
]


@pytest.fixture
def model(tiny_data):
    return tiny_data.load()


def find_site(collection, site_id):
    return next(
        f["properties"] for f in collection["features"] if f["properties"]["site_id"] == site_id
    )


def change(key, /, **values):
    return lambda c: find_site(c, key).update(values)


@pytest.mark.parametrize(
    ("site_id", "values"),
    [
        (JINGXI, {"measure_ids": []}),
        (JINGXI, {"role": "context"}),
        (WENYU, {"measure_ids": ["9.4"]}),
        (WENYU, {"role": "plan"}),
        (MINE, {"measure_ids": ["9.1"]}),
    ],
)
def test_measures_belong_to_the_plans_own_sites_and_to_all_of_them(real_copy, site_id, values):
    real_copy.edit_json(SITES, change(site_id, **values))
    expected = [("measure_of_plan", SITES, None, "measure_ids", site_id)]
    assert real_copy.describe_problems() == expected


@pytest.mark.parametrize(
    ("values", "column", "value"),
    [
        ({"measure_ids": ["9.2", "99"]}, "measure_ids", f"{JINGXI}: 99"),
        ({"measure_ids": ["9.2 "]}, "measure_ids", f"{JINGXI}: 9.2 "),
        ({"district_codes": ["110109", "999999"]}, "district_codes", f"{JINGXI}: 999999"),
        ({"district_codes": ["bda"]}, "district_codes", f"{JINGXI}: bda"),
        ({"district_codes": ["门头沟区"]}, "district_codes", f"{JINGXI}: 门头沟区"),
    ],
)
def test_unknown_measure_or_district_is_named(real_copy, values, column, value):
    real_copy.edit_json(SITES, change(JINGXI, **values))
    assert real_copy.describe_problems() == [("unknown_code", SITES, None, column, value)]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"measure_ids": [9.2]}, "wrong_form"),
        ({"district_codes": [110109]}, "wrong_form"),
        ({"district_codes": [["110109"]]}, "wrong_form"),
        ({"measure_ids": ["9.2", "9.2"]}, "unique"),
        ({"district_codes": ["110109", "110109"]}, "unique"),
    ],
)
def test_codes_that_are_no_text_or_repeated_are_named(real_copy, values, rule):
    (column,) = values
    real_copy.edit_json(SITES, change(JINGXI, **values))
    assert real_copy.describe_problems() == [(rule, SITES, None, column, JINGXI)]


SOURCE = {"id": "s", "publisher": "甲", "publisher_en": "A", "quality": "press"}
SOURCE |= dict.fromkeys(("date", "date_note", "date_note_en", "url"), "")
FACT = {"text": "长17千米", "text_en": "17 km long", "src": "s"}


def drop(record, key):
    return {k: v for k, v in record.items() if k != key}


@pytest.mark.parametrize(
    ("facts", "sources", "expected"),
    [
        ([], [SOURCE], []),
        ([FACT, FACT], [SOURCE], []),
        (["长17千米"], [SOURCE], [("wrong_form", "facts", WENYU)]),
        ([drop(FACT, "text_en")], [SOURCE], [("wrong_form", "facts", WENYU)]),
        ([FACT | {"text": 17}], [SOURCE], [("wrong_form", "facts", WENYU)]),
        ([FACT | {"text_en": " "}], [SOURCE], [("missing_key", "facts.text_en", WENYU)]),
        ([FACT | {"src": "x"}], [SOURCE], [("unknown_code", "facts.src", f"{WENYU}: x")]),
        ([], ["s"], [("wrong_form", "sources", WENYU)]),
        ([], [drop(SOURCE, "url")], [("wrong_form", "sources", WENYU)]),
        ([], [SOURCE | {"id": ["s"]}], [("wrong_form", "sources", WENYU)]),
        ([], [SOURCE | {"date": 2025}], [("wrong_form", "sources", WENYU)]),
        ([], [SOURCE | {"publisher_en": ""}], [("missing_key", "sources.publisher_en", WENYU)]),
        ([], [SOURCE | {"quality": "rumour"}], [("enum", "sources.quality", f"{WENYU}: rumour")]),
    ],
)
def test_fact_must_have_words_and_a_source_of_the_site(real_copy, facts, sources, expected):
    real_copy.edit_json(SITES, change(WENYU, facts=facts, sources=sources))
    found = [(p[0], *p[3:]) for p in real_copy.describe_problems() if p[0] != "changed_file"]
    assert found == expected


def test_fact_may_not_lean_on_the_source_of_another_site(real_copy):
    real_copy.edit_json(SITES, lambda c: find_site(c, WENYU)["facts"][0].update(src="cb_eb"))
    expected = [("unknown_code", SITES, None, "facts.src", f"{WENYU}: cb_eb")]
    assert real_copy.describe_problems() == expected


@pytest.mark.parametrize(
    ("site_id", "district_codes", "rule", "detail"),
    [
        ("wenyu_park", ["110118"], "outside_named", "110118"),
        (MINE, ["110109", "110117"], "outside_named", "110109, 110117"),
        ("stn_huairou", ["110119"], "outside_named", "110119"),
        ("riv_tonghui", ["110105", "110112", "110118"], "misses_named", "110118"),
        ("res_miyun", ["110118", "110112"], "misses_named", "110112"),
        ("riv_tonghui", ["110105"], "strays", "110112"),
        ("riv_tonghui", ["110112"], "strays", "110105"),
        ("eco_oasis", ["110113", "110112"], "misses_named", "110113"),
    ],
)
def test_place_that_is_not_where_it_says_is_named(real_copy, site_id, district_codes, rule, detail):
    real_copy.edit_json(SITES, change(site_id, district_codes=district_codes))
    (problem,) = real_copy.find_problems()
    found = (problem.rule, problem.file, problem.column, problem.value, detail in problem.why())
    assert found == (rule, SITES, "geometry", site_id, True)


def test_same_reach_is_refused_or_accepted_by_the_precision(real_copy):
    """The green belt reaches some hundred metres into Shunyi, which it does not name."""
    real_copy.edit_json(SITES, change("beisanxian_greenbelt", precision="exact"))
    expected = [("strays", SITES, None, "geometry", "beisanxian_greenbelt")]
    assert real_copy.describe_problems() == expected
    real_copy.edit_json(SITES, change("beisanxian_greenbelt", precision="place"))
    assert [p[0] for p in real_copy.describe_problems()] == ["changed_file"]


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("measure_id", "99", "unknown_code"),
        ("site_id", WENYU, "unique"),
        ("site_id", "Mines", "pattern"),
        ("kind", "mines", "enum"),
        ("note_en", "", "required"),
    ],
)
def test_bad_work_over_districts_is_named(real_copy, column, value, rule):
    real_copy.replace_cell(WORKS, 2, column, value)
    assert real_copy.describe_problems() == [(rule, WORKS, 2, column, value)]


def test_bad_work_hides_no_bad_site_and_no_bad_region(real_copy):
    real_copy.replace_cell(WORKS, 2, "kind", "mines")
    real_copy.edit_json(SITES, change(WENYU, role="other"))
    real_copy.replace_cell("beijing/units.csv", 2, "kind", "区")
    found = [(p.rule, p.file) for p in real_copy.find_problems()]
    assert found == [("enum", WORKS), ("enum", SITES), ("enum", "beijing/units.csv")]


def test_work_comes_first_and_lies_in_the_districts_its_measure_names(model):
    work = model.sites.iloc[0]
    found = (work["site_id"], work["role"], work["measure_ids"], work["district_codes"])
    assert found == ("bank_works", "plan", ("3.1",), (JIA,))
    assert (work["precision"], work["geometry"], work["facts"]) == ("symbolic", None, ())


def test_work_has_the_plan_itself_as_its_source(model):
    (source,) = model.sites.iloc[0]["sources"]
    found = [source[key] for key in ("id", "publisher", "publisher_en", "quality", "url")]
    assert found == ["plan", "《小计划》（附件1）", "Tiny plan (annex 1)", "primary", "source.txt"]


def test_closed_mines_lie_in_exactly_the_nine_districts_of_measure_9_1(real_copy):
    model = real_copy.load()
    (work,) = model.sites[model.sites["site_id"] == "closed_mines"].to_dict("records")
    assert (sorted(work["district_codes"]), work["measure_ids"]) == (sorted(NINE), ("9.1",))


def test_sites_keep_their_order_and_their_lists_are_tuples(model):
    ids = ["bank_works", "bank", "post", "hills", "pond", "quarry"]
    kinds = {type(v) for c in ("measure_ids", "district_codes", "facts") for v in model.sites[c]}
    assert (model.sites["site_id"].tolist(), kinds) == (ids, {tuple})
    assert model.sites.crs.to_epsg() == 4326


def test_plan_may_have_no_work_over_districts(tiny_data):
    tiny_data.path("tiny-plan/district_works.csv").write_text(
        tiny.WORKS.splitlines()[0] + "\n", encoding="utf-8"
    )
    tiny_data.register()
    assert tiny_data.load().sites["site_id"].tolist()[0] == "bank"


def test_who_owes_what_at_a_site_is_as_counted_by_hand(model):
    found = model.site_duties.drop(columns=["mention", "is_doubtful"])
    assert list(found.itertuples(index=False, name=None)) == [
        ("bank_works", "3.1", JIA, False, True, True, "named"),
        ("bank", "3.1", JIA, False, True, True, "named"),
        ("bank", "3.1", YI, False, False, True, "relevant"),
        ("post", "3.2", YI, False, True, False, "named"),
        ("hills", "2", JIA, True, True, False, "relevant"),
        ("hills", "2", YI, True, True, False, "mentioned"),
    ]


def test_measure_that_does_not_reach_the_district_of_its_site_gives_no_role(tiny_data):
    sites = "tiny-plan/sites.geojson"
    tiny_data.edit_json(sites, change("hills", measure_ids=["3.2", "4"]))
    tiny_data.register()
    duties = tiny_data.load().site_duties
    found = duties[duties["site_id"] == "hills"].drop(columns=["mention", "is_doubtful"])
    assert list(found.itertuples(index=False, name=None)) == [
        ("hills", "3.2", JIA, False, False, False, ""),
        ("hills", "3.2", YI, False, True, False, "named"),
        ("hills", "4", JIA, False, False, False, ""),
        ("hills", "4", YI, False, False, False, ""),
    ]


def test_places_of_a_measure_are_its_sites_and_the_areas_its_wording_points_to(model):
    found = model.place_duties[model.place_duties["measure_id"] == "2"]
    assert list(found.itertuples(index=False, name=None)) == [
        ("hills", "2", JIA, "relevant"),
        ("hills", "2", YI, "mentioned"),
        ("nr_yi", "2", YI, "mentioned"),
        ("fp_border", "2", JIA, "relevant"),
        ("fp_border", "2", YI, "mentioned"),
    ]


def test_area_outside_the_reach_of_its_measure_has_no_basis(model):
    areas = pd.DataFrame({"area_id": ["a"], "district_codes": [(BING, YI)]})
    links = pd.DataFrame({"measure_id": ["3.2"], "area_id": ["a"]})
    places = list_place_duties(model.site_duties[:0], links, areas, model.duties)
    assert places["basis"].tolist() == ["", "named"]


def test_measure_7_2_points_to_the_two_national_reserves(real_copy):
    places = real_copy.load().place_duties.query("measure_id == '7.2'")
    found = list(places.itertuples(index=False, name=None))
    assert found == [
        ("nr_songshan", "7.2", "110119", "named"),
        ("nr_baihuashan", "7.2", "110109", "named"),
    ]


def test_sites_never_change_a_duty(tiny_data, model):
    def keep_one(collection):
        collection["features"] = collection["features"][-1:]

    tiny_data.edit_json("tiny-plan/sites.geojson", keep_one)
    tiny_data.path("tiny-plan/district_works.csv").write_text(
        tiny.WORKS.splitlines()[0] + "\n", encoding="utf-8"
    )
    tiny_data.register()
    without = tiny_data.load()
    assert (len(model.sites), len(without.sites), len(without.site_duties)) == (6, 1, 0)
    pd.testing.assert_frame_equal(model.duties, without.duties)
    pd.testing.assert_frame_equal(model.summary, without.summary)


def test_shares_of_the_tiny_sites_are_those_drawn(model):
    parts = model.site_shares.dropna(subset="share")
    found = {(p.site_id, p.unit_code): p.share for p in parts.itertuples()}
    assert found == pytest.approx(
        {
            ("bank", JIA): 0.5,
            ("bank", YI): 0.25,
            ("bank", ""): 0.25,
            ("pond", YI): 0.5,
            ("pond", BING): 0.5,
        },
        abs=1e-4,
    )


def test_the_ground_is_rivers_and_lakes_whoever_names_them() -> None:
    ground = select_ground(MODEL.sites)
    assert sorted(ground["kind"].unique()) == ["reservoir", "river"]
    assert {"riv_beiyun", "riv_wenyu", "res_miyun"} <= set(ground["site_id"])


def test_sites_without_context_have_no_ground() -> None:
    assert select_ground(MODEL.sites[MODEL.sites["role"] != "context"]).empty
