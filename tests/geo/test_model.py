"""The tiny plan of `tiny.py`, counted by hand."""

import pytest

from geo.packages.package import list_plans, list_regions
from geo.plan.count import list_unreached
from geo.region.boundaries import find_small_districts, measure_areas

DISTRICTS = ["100001", "100002", "100003"]

# unit, measure, lead, main, support, basis
DUTIES = [
    ("100001", "1", True, True, False, "all"),
    ("100002", "1", True, True, False, "all"),
    ("100003", "1", True, True, False, "all"),
    ("env", "1", True, True, False, "named"),
    ("water", "1", False, False, True, "named"),
    ("100001", "2", True, True, False, "relevant"),
    ("100002", "2", True, True, False, "mentioned"),
    ("100003", "2", True, True, False, "mentioned"),
    ("100001", "3.1", False, True, True, "named"),
    ("100002", "3.1", False, False, True, "relevant"),
    ("100003", "3.1", False, False, True, "relevant"),
    ("env", "3.1", True, False, False, "named"),
    ("zone", "3.1", False, True, False, "named"),
    ("100002", "3.2", False, True, False, "named"),
    ("env", "3.2", True, False, False, "named"),
    ("env", "4", True, True, False, "named"),
    ("water", "4", False, False, True, "named"),
]

SUMMARY = {
    # code: total, lead, main, support, lead and main, named, all, mentioned, resolved, relevant,
    #       chapter 1, chapter 2, by year end, ongoing
    "100001": (2, 1, 2, 1, 1, 1, 1, 0, 0, 1, 1, 1, 2, 0),
    "100002": (3, 2, 3, 0, 2, 1, 1, 1, 0, 1, 2, 1, 2, 1),
    "100003": (2, 2, 2, 0, 2, 0, 1, 1, 0, 1, 2, 0, 2, 0),
    "zone": (1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0),
}
SUMMARY_COLUMNS = [
    *("total", "lead", "main", "support", "lead_and_main"),
    *("named", "all", "mentioned", "resolved", "relevant", "ch1", "ch2"),
    *("deadline:年底前", "deadline:持续推进"),
]


@pytest.fixture
def model(tiny_data):
    return tiny_data.load()


def test_tiny_packages_have_no_problem(tiny_data):
    assert tiny_data.describe_problems() == []


def test_plans_and_regions_are_found_by_their_folders(tiny_data):
    found = (list_plans(tiny_data.data_dir), list_regions(tiny_data.data_dir))
    assert found == (["tiny-plan"], ["three-squares"])


def test_every_duty_is_exactly_as_counted_by_hand(model):
    duties = model.duties.drop(columns=["mention", "is_doubtful"])
    assert sorted(duties.itertuples(index=False, name=None)) == sorted(DUTIES)


def test_duties_follow_the_order_of_the_plan(model):
    assert model.duties["measure_id"].tolist() == [duty[1] for duty in DUTIES]


def test_summary_is_exactly_as_counted_by_hand(model):
    rows = model.summary[SUMMARY_COLUMNS].itertuples(name=None)
    assert {code: tuple(counts) for code, *counts in rows} == SUMMARY


def test_summary_has_no_further_columns(model):
    assert sorted(model.summary.columns) == sorted(SUMMARY_COLUMNS)


def test_parties_are_districts_and_the_development_zone(model):
    assert model.codes == [*DISTRICTS, "zone"]


def test_neighbours_share_an_edge(model):
    assert model.region.neighbours == {
        "100001": ["100002"],
        "100002": ["100001", "100003"],
        "100003": ["100002"],
    }


def test_measure_without_a_territorial_party_is_listed(model):
    assert list_unreached(model.duties, model.plan.measures, model.codes) == ["4"]


def test_metrics_follow_the_plan_chapters(model):
    metrics = ["all", "own", "main", "lead", "support", "ch1", "ch2", "year_end", "ongoing"]
    assert model.metrics == metrics


UNREGISTERED = ("tiny-plan/measures.csv", 3, "deadline")


def test_a_deadline_is_at_home_in_the_plan_alone(tiny_data):
    tiny_data.replace_cell("tiny-plan/measures.csv", 3, "deadline", "6月底前")
    tiny_data.replace("tiny-plan/source.txt", "区参照。 年底前", "区参照。 6月底前")
    tiny_data.register()
    (problem,) = tiny_data.find_problems()
    assert (problem.file, problem.row, problem.column) == UNREGISTERED
    assert problem.value == "6月底前"
    assert "tiny-plan/plan.json" in problem.why("zh")
    assert "tiny-plan/plan.json" in problem.fix("en")
    june = {"code": "june", "printed": "6月底前", "en": "By the end of June"}
    tiny_data.edit_json("tiny-plan/plan.json", lambda meta: meta["deadlines"].append(june))
    tiny_data.register()
    assert tiny_data.load().summary["deadline:6月底前"].sum() == 2


def test_what_no_measure_has_counts_zero(tiny_data):
    tiny_data.replace_cell("tiny-plan/measures.csv", 5, "deadline", "年底前")
    tiny_data.replace("tiny-plan/source.txt", "持续推进", "年底前")
    tiny_data.register()
    model = tiny_data.load()
    assert model.summary["deadline:持续推进"].tolist() == [0, 0, 0, 0]
    assert "ongoing" not in model.metrics


def test_deadlines_are_found_by_their_codes(model):
    assert model.deadlines == {"year_end": "年底前", "ongoing": "持续推进"}


def test_joined_duties_carry_chapter_task_and_deadline_of_their_measure(model):
    (patrol,) = model.joined[model.joined["measure_id"] == "3.2"].query("main").to_dict("records")
    assert (patrol["chapter_no"], patrol["task_no"], patrol["deadline"]) == (2, 3, "持续推进")


def test_measured_areas_are_those_of_the_sphere(model):
    areas = measure_areas(model.region.districts)
    off = areas.index[(areas / 94.68 - 1).abs() > 0.005].tolist()
    assert (areas.index.tolist(), off) == (DISTRICTS, [])


def test_published_areas_are_those_of_the_table(model):
    assert model.region.area_km2.to_dict() == dict.fromkeys(DISTRICTS, 94.6)


def test_label_points_stand_on_the_middle_line_of_the_squares(model):
    labels = model.region.labels
    off = labels.index[(labels["lon"] - [116.05, 116.15, 116.25]).abs() > 0.002].tolist()
    assert (labels.index.tolist(), off) == (DISTRICTS, [])


def test_equal_districts_are_none_of_them_small(model):
    assert find_small_districts(model.region.districts) == []


def test_plan_cites_its_title(model):
    assert (model.plan.code, model.plan.cite("title")) == ("tiny-plan", "小计划")
