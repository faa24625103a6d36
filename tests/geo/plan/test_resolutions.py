"""An office settles a 相关区 itself: validated, its own basis, undone without a trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from geo.model import Model, load_model
from geo.packages.problems import DataError
from geo.plan.resolutions import hash_wordings, read_resolutions

HEADER = "measure_id,districts,decided_by,date,reference\n"
PLAN = "ecology-2025"


@pytest.fixture
def read(tmp_path: Path, model: Model) -> Callable[..., pd.DataFrame]:
    """A file of these rows, read."""

    def read_rows(*rows: str, header: str = HEADER) -> pd.DataFrame:
        path = tmp_path / "our.csv"
        path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8-sig")
        measures, units = model.plan.measures, model.region.units
        return read_resolutions(path, path.name, measures, model.printed_duties, units)

    return read_rows


@pytest.fixture
def write(read: Callable[..., pd.DataFrame], model: Model) -> Callable[..., Model]:
    """Load the model with what is settled by a file of these rows."""

    def load(*rows: str) -> Model:
        return load_model(PLAN, resolutions=keep(read(*rows), model))

    return load


def keep(table: pd.DataFrame, model: Model) -> pd.DataFrame:
    """A file's rows as they are kept."""
    hashes = hash_wordings(model.plan.measures)
    districts = table["districts"].map(";".join)
    return table.assign(districts=districts, row_hash=table["measure_id"].map(hashes))


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


def test_taking_it_back_brings_the_old_counts_back(write, model: Model) -> None:
    assert not write("8,密云,甲,2025-03-01,乙").summary.equals(model.summary)
    assert write().summary.equals(model.summary)
    assert write().duties.equals(model.duties)


def test_where_nothing_is_settled_nothing_changes(model: Model) -> None:
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
    read, row: str, rule: str, column: str, value: str
) -> None:
    with pytest.raises(DataError) as refused:
        read(row)
    problem = refused.value.problems[0]
    assert (problem.rule, problem.file) == (rule, "our.csv")
    assert (problem.row, problem.column, problem.value) == (2, column, value)


def test_a_measure_is_resolved_once(read) -> None:
    with pytest.raises(DataError) as refused:
        read("8,密云,甲,2025-03-01,乙", "8,延庆,甲,2025-03-01,乙")
    assert [(p.rule, p.row) for p in refused.value.problems] == [("unique", 3)]


def test_wrong_header_is_refused(read) -> None:
    with pytest.raises(DataError) as refused:
        read(header="measure,districts\n")
    assert refused.value.problems[0].rule == "wrong_columns"


@pytest.mark.parametrize(
    ("measure_id", "column", "value", "rule"),
    [
        ("8", "row_hash", "of another wording", "other_wording"),
        ("8", "districts", "110118;999999", "not_applied"),
        ("8", "measure_id", "99", "not_applied"),
        ("8", "measure_id", "7.1", "other_wording"),
        ("9.5", "districts", "110119", "not_applied"),
    ],
)
def test_what_does_not_hold_is_told_and_the_rest_is_applied(
    read, model: Model, measure_id: str, column: str, value: str, rule: str
) -> None:
    kept = keep(read("8,密云,甲,2025-03-01,乙", "9.5,密云,甲,2025-03-01,乙"), model)
    kept.loc[kept["measure_id"] == measure_id, column] = value
    settled = load_model(PLAN, resolutions=kept)
    shown = value if column == "measure_id" else measure_id
    assert [(p.rule, p.file, p.value) for p in settled.notices] == [(rule, PLAN, shown)]
    assert settled.resolutions["measure_id"].tolist() == [{"8": "9.5", "9.5": "8"}[measure_id]]


def test_what_holds_no_more_though_the_wording_stands_is_told(read, model: Model) -> None:
    """Its cell names every district now."""
    kept = keep(read("8,密云,甲,2025-03-01,乙"), model)
    kept["measure_id"], kept["row_hash"] = "7.1", hash_wordings(model.plan.measures)["7.1"]
    settled = load_model(PLAN, resolutions=kept)
    assert [(p.rule, p.value) for p in settled.notices] == [("not_applied", "7.1")]
    assert settled.duties.equals(model.duties)
