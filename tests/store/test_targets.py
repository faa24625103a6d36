"""Figures are targets once a person said so of every one; none is required."""

from __future__ import annotations

import pandas as pd

from geo.packages.problems import DataError
from store import publishing
from store.shelf import load_plan
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_docx
from tests.store.office import PLAN, Office, lay_out

ROWS = [
    (
        "1",
        "目标",
        "PM2.5年均浓度下降，新建湿地3处，绿化率达到45%。",
        "年底前",
        "环境局",
        "<",
        "———",
    ),
    ("2", "造林", "造林20公顷，完成12项任务单的7。", "年底前", "环境局", "<", "———"),
]


def load(office: Office) -> None:
    office.import_rows(lay_out(*ROWS))
    publishing.state_facts(PLAN, {"title": "计划"}, "甲")


def list_figures(office: Office) -> list[tuple[str, str]]:
    asked = office.look().settled.asked
    return [(one.key, one.tag) for one in asked if one.code in ("figure", "bare_figure")]


def publish() -> pd.DataFrame:
    publishing.publish(PLAN, "甲", "")
    return load_plan(PLAN).plan.targets


def test_figures_are_asked_and_none_is_required(office: Office) -> None:
    load(office)
    assert [tag for _, tag in list_figures(office)] == ["figure"] * 4 + ["bare_figure"]
    assert office.list_open() == []
    assert publish().empty


def test_targets_are_published_when_every_figure_is_answered(office: Office) -> None:
    load(office)
    figures = list_figures(office)
    for key, tag in figures[:3]:
        office.answer(key, tag, "first")
    assert publish().empty
    for key, tag in figures[3:]:
        office.answer(key, tag, "other")
    table = publish()
    assert table[["measure_id", "quantity", "unit"]].values.tolist() == [
        ["1", 3, "处"],
        ["1", 45, "%"],
        ["2", 20, "公顷"],
    ]
    office.answer(
        *figures[0], "reopen", seen=office.look().settled.holding[office.find(*figures[0])].id
    )
    assert publish().empty


def test_a_figure_without_a_unit_is_no_target(office: Office) -> None:
    load(office)
    (bare,) = [pair for pair in list_figures(office) if pair[1] == "bare_figure"]
    try:
        office.answer(*bare, "first")
    except DataError as error:
        assert [problem.rule for problem in error.problems] == ["unknown_answer"]
    else:
        raise AssertionError


def test_the_shipped_targets_come_back(office: Office, tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("DUTYMAP_DATA")
    path = tmp_path / "plan.docx"
    write_docx(path, lay_out_measures(read_measures()))
    publishing.import_file(path, PLAN, "beijing", None, "甲")
    publishing.state_facts(PLAN, {"title": "计划"}, "甲")
    for key, tag in list_figures(office):
        office.answer(key, tag, "first")
    columns = ["measure_id", "quantity", "unit"]
    shipped = load_plan("ecology-2025").plan.targets
    assert publish()[columns].values.tolist() == shipped[columns].values.tolist()
