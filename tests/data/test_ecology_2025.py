"""Promises of the plan's package: its size, its targets, whom it leaves open, its notes."""

import re

import pytest

from geo.model import load_model
from geo.plan.count import list_unreached

# Rows whose layout leaves doubt; the project's ruling is noted in the data.
RULED = ["1", "4", "6.2", "7.1", "7.2", "9.1", "9.2", "9.3", "9.6", "10", "11.2", "12.2", "14.1"]
TARGETS = [
    ("9.1", 1373, "公顷"),
    ("9.3", 32, "%"),
    ("9.3", 45, "%"),
    ("9.3", 100, "处"),
    ("9.3", 70, "处"),
    ("9.3", 30, "处"),
]
SEVEN = {"110109", "110111", "110114", "110116", "110117", "110118", "110119"}


@pytest.fixture(scope="module")
def model():
    return load_model("ecology-2025")


@pytest.fixture(scope="module")
def measures(model):
    return model.plan.measures


def test_plan_has_4_chapters_15_tasks_31_measures(measures):
    sizes = [measures[column].nunique() for column in ("chapter_no", "task_no", "measure_id")]
    assert sizes == [4, 15, 31]


def test_chapters_are_numbered_as_headed(measures):
    headed = measures[["chapter_no", "chapter"]].drop_duplicates().itertuples(index=False)
    assert [(number, title[:2]) for number, title in headed] == [
        (1, "一、"),
        (2, "二、"),
        (3, "三、"),
        (4, "四、"),
    ]


def test_tasks_are_numbered_without_a_break_and_have_one_title(measures):
    tasks = measures[["task_no", "task"]].drop_duplicates()
    assert tasks["task_no"].tolist() == list(range(1, 16))


def test_chapters_hold_their_tasks(measures):
    tasks = measures.groupby("chapter_no")["task_no"].agg(["min", "max"])
    assert tasks.to_numpy().tolist() == [[1, 1], [2, 6], [7, 10], [11, 15]]


def test_measure_ids_count_the_rows_of_their_task(measures):
    expected = []
    for task, rows in measures.groupby("task_no", sort=False):
        single = [str(task)] if len(rows) == 1 else []
        expected += single or [f"{task}.{n}" for n in range(1, len(rows) + 1)]
    assert measures["measure_id"].tolist() == expected


def test_labels_of_ours_are_all_different(measures):
    assert [measures[column].nunique() for column in ("label", "label_en")] == [31, 31]


def test_texts_use_full_width_punctuation(measures):
    spoilt = measures.loc[measures["text"].str.contains(r"[,;:!?()\s\"']"), "measure_id"]
    assert spoilt.tolist() == []


def test_texts_end_with_a_full_stop(measures):
    open_ended = measures.loc[~measures["text"].str.endswith("。"), "measure_id"]
    assert open_ended.tolist() == []


def test_six_targets_are_the_figures_of_the_text(model):
    found = model.plan.targets[["measure_id", "quantity", "unit"]]
    assert list(found.itertuples(index=False, name=None)) == TARGETS


def test_text_holds_no_other_figure_than_targets_and_a_year(measures):
    figures = [
        (row["measure_id"], figure)
        for row in measures.to_dict("records")
        for figure in re.findall(r"[0-9]+[公%处年]", row["text"])
    ]
    expected = [(m, f"{quantity}{unit[0]}") for m, quantity, unit in TARGETS]
    assert figures == [*expected, ("14.2", "2024年")]


def test_eight_measures_address_the_districts_concerned(measures):
    says = measures[["lead", "main", "support"]].apply(lambda c: c.str.contains("相关区政府"))
    found = measures.loc[says.any(axis=1), "measure_id"].tolist()
    assert found == ["2", "3", "5.1", "5.2", "8", "9.4", "9.5", "15.1"]


def test_six_of_the_eight_name_no_district(model):
    open_duties = model.duties[model.duties["basis"] == "relevant"]
    districts = open_duties.groupby("measure_id", sort=False)["unit_code"].nunique()
    none_named = districts.index[districts == 16].tolist()
    assert none_named == ["3", "5.1", "5.2", "8", "9.4", "15.1"]


def test_measures_2_and_9_5_mention_the_seven_and_miyun(model):
    mentioned = model.duties[model.duties["basis"] == "mentioned"]
    found = {m: set(rows["unit_code"]) for m, rows in mentioned.groupby("measure_id")}
    assert found == {"2": SEVEN, "9.5": {"110118"}}


def test_measures_4_and_6_reach_no_territorial_party(model):
    assert list_unreached(model.duties, model.plan.measures, model.codes) == ["4", "6.1", "6.2"]


def test_city_wide_groups_never_reach_the_development_zone(model):
    bases = model.duties.loc[model.duties["unit_code"] == "bda", "basis"]
    assert set(bases) == {"named"}


@pytest.mark.parametrize(
    "column, words", [("note", "另一种读法"), ("note_en", "The other reading")]
)
def test_ruled_rows_and_no_others_tell_the_other_reading(measures, column, words):
    told = measures.loc[measures[column].str.contains(words), "measure_id"].tolist()
    assert told == RULED


def test_notes_stand_in_both_languages_or_in_none(measures):
    lonely = measures.loc[(measures["note"] == "") != (measures["note_en"] == ""), "measure_id"]
    assert lonely.tolist() == []


def test_merged_cells_are_noted_too(measures):
    silent = measures.loc[measures["shared_cell"] & (measures["note"] == ""), "measure_id"]
    assert (int(measures["shared_cell"].sum()), silent.tolist()) == (18, [])


def test_citation_names_title_parent_issuer_and_date(model):
    fields = ("title", "parent_title", "parent_no", "issuer", "published_date")
    assert [model.plan.cite(field) for field in fields] == [
        "生态保护2025年行动计划（附件5）",
        "推进美丽北京建设 持续深入打好污染防治攻坚战2025年行动计划",
        "京政办发〔2025〕3号",
        "北京市人民政府办公厅",
        "2025-01-26",
    ]


def test_short_chapter_titles_stand_in_both_languages(model):
    chapters = model.plan.headings.query("kind == 'chapter'")
    silent = chapters.loc[(chapters["short"] == "") | (chapters["short_en"] == ""), "number"]
    assert (chapters["number"].tolist(), silent.tolist()) == ([1, 2, 3, 4], [])
