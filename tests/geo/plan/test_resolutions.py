"""An office settles a 相关区 itself: validated, its own basis, undone by removing the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.model import Model, load_model
from geo.packages.problems import DataError

HEADER = "measure_id,districts,decided_by,date,reference\n"
PLAN = "ecology-2025"


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Write a resolutions file with these rows and load the model with it."""
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path))
    (tmp_path / PLAN).mkdir()

    def write_rows(*rows: str, header: str = HEADER) -> Model:
        text = header + "".join(f"{row}\n" for row in rows)
        (tmp_path / PLAN / "resolutions.csv").write_text(text, encoding="utf-8-sig")
        return load_model(PLAN)

    return write_rows


def list_bases(model: Model, measure_id: str) -> dict[str, str]:
    found = model.duties[model.duties["measure_id"] == measure_id]
    found = found[found["unit_code"].isin(model.codes)]
    return dict(zip(found["unit_code"], found["basis"], strict=True))


def test_listed_districts_are_resolved_and_the_others_have_no_duty(write) -> None:
    model = write("8,密云区;110119; 怀柔 ,局长办公会,2025-03-01,会议纪要2025-3号")
    assert list_bases(model, "8") == dict.fromkeys(["110118", "110119", "110116"], "resolved")
    assert model.summary.at["110118", "total"] == 20
    assert model.summary.at["110118", "resolved"] == 1
    assert model.summary.at["110118", "relevant"] == 5
    assert model.summary.at["110101", "relevant"] == 7
    assert model.bases == ("named", "all", "mentioned", "resolved", "relevant")


def test_what_the_wording_names_stays_as_it_is(write) -> None:
    model = write("9.5,密云;延庆,甲,2025-03-01,乙")
    assert list_bases(model, "9.5") == {"110118": "mentioned", "110119": "resolved"}


def test_departments_of_a_resolved_measure_keep_their_duties(write, model: Model) -> None:
    settled = write("8,密云,甲,2025-03-01,乙")

    def others(m: Model) -> set[str]:
        return set(m.duties.loc[m.duties["measure_id"] == "8", "unit_code"]) - set(m.codes)

    assert others(settled) == others(model) == {"pnr", "eeb"}


def test_removing_the_row_brings_the_old_counts_back(write, model: Model) -> None:
    assert not write("8,密云,甲,2025-03-01,乙").summary.equals(model.summary)
    assert write().summary.equals(model.summary)
    assert write().duties.equals(model.duties)


def test_without_the_file_nothing_changes(model: Model) -> None:
    assert model.resolutions.empty
    assert model.bases == ("named", "all", "mentioned", "relevant")


@pytest.mark.parametrize(
    ("row", "rule", "column", "value"),
    [
        ("99,密云,甲,2025-03-01,乙", "unknown_code", "measure_id", "99"),
        ("7.1,密云,甲,2025-03-01,乙", "not_open", "measure_id", "7.1"),
        ("8,密云;蜜云,甲,2025-03-01,乙", "unknown_code", "districts", "蜜云"),
        ("8,经开区,甲,2025-03-01,乙", "unknown_code", "districts", "经开区"),
        ("9.5,延庆,甲,2025-03-01,乙", "omits_mentioned", "districts", "延庆"),
        ("8,密云,,2025-03-01,乙", "required", "decided_by", ""),
        ("8,密云,甲,3月1日,乙", "type", "date", "3月1日"),
        ("8,密云,甲,2025-03-01,", "required", "reference", ""),
    ],
)
def test_broken_rows_are_refused_by_name(
    write, row: str, rule: str, column: str, value: str
) -> None:
    with pytest.raises(DataError) as refused:
        write(row)
    problem = refused.value.problems[0]
    assert (problem.rule, problem.file) == (rule, f"local/{PLAN}/resolutions.csv")
    assert (problem.row, problem.column, problem.value) == (2, column, value)


def test_a_measure_is_resolved_once(write) -> None:
    with pytest.raises(DataError) as refused:
        write("8,密云,甲,2025-03-01,乙", "8,延庆,甲,2025-03-01,乙")
    assert [(p.rule, p.row) for p in refused.value.problems] == [("unique", 3)]


def test_wrong_header_is_refused(write) -> None:
    with pytest.raises(DataError) as refused:
        write(header="measure,districts\n")
    assert refused.value.problems[0].rule == "wrong_columns"
