"""The shipped plan, typeset anew in every form, is read back equal in every cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.intake.apart import read_document
from geo.intake.draft import list_rows
from geo.intake.files import read_contents
from geo.intake.read import find_default_region, load_names, read_plan_file
from geo.packages.problems import DataError
from geo.plan.plan import ROLES
from tests.geo.intake import typeset
from tests.geo.intake.paper import write_pdf

COLUMNS = ("measure_id", "task_no", "chapter", "task", "text", "deadline")
FORMS = {
    "docx": typeset.write_docx,
    "xlsx": typeset.write_xlsx,
    "xls": typeset.write_xls,
    "ods": typeset.write_ods,
    "csv": typeset.write_csv,
    "html": typeset.write_html,
    "pdf": write_pdf,
}
EXPECTED = [
    {column: measure[column] for column in COLUMNS}
    | {role: "" if set(measure[role]) == {"—"} else measure[role] for role in ROLES}
    | {"merged": "lead+main" if measure["shared_cell"] == "true" else ""}
    for measure in typeset.read_measures()
]


@pytest.fixture(scope="module")
def rows():
    return typeset.lay_out_measures(typeset.read_measures())


def read_back(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    """The rows of `geo read` without their questions, and the questions by themselves."""
    found = list_rows(read_plan_file(path, "beijing"))
    return [{k: v for k, v in row.items() if k != "questions"} for row in found], [
        row["questions"] for row in found
    ]


@pytest.mark.parametrize("form", [form for form in FORMS if form != "csv"])
def test_shipped_plan_is_read_back_equal_and_nothing_is_asked(form, rows, tmp_path):
    path = tmp_path / f"plan.{form}"
    FORMS[form](path, rows)
    assert read_back(path) == (EXPECTED, [""] * 31)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_csv_is_read_back_equal_and_asks_what_it_cannot_say(encoding, rows, tmp_path):
    path = tmp_path / "plan.csv"
    typeset.write_csv(path, rows, encoding)
    asked = ["merge" if row["merged"] else "" for row in EXPECTED]
    assert read_back(path) == (EXPECTED, asked)


def test_rows_cut_by_a_page_are_joined_and_asked(rows, tmp_path):
    path = tmp_path / "plan.pdf"
    write_pdf(path, rows, cuts_rows=True)
    found, asked = read_back(path)
    assert (found, {*asked}, asked.count("row_break") > 2) == (EXPECTED, {"", "row_break"}, True)


def test_without_running_heads_tasks_go_on_over_pages(rows, tmp_path):
    path = tmp_path / "plan.pdf"
    write_pdf(path, rows, repeats_heads=False)
    assert read_back(path) == (EXPECTED, [""] * 31)


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_has_its_use_and_a_second_reader_counts_the_same(form, rows, tmp_path):
    path = tmp_path / f"plan.{form}"
    FORMS[form](path, rows)
    document = read_document(read_contents(path))
    proof = read_plan_file(path, "beijing").proof
    cells = sum(len(table.cells) for table in document.tables)
    assert (proof.holds, sum(proof.cells.values())) == (True, cells)
    ours = sum(proof.letters[part] for part in ("measures", "furniture", "left_out"))
    # Of .xls there is no second reader; that of .ods compares cells and counts no letters.
    assert proof.letters["second"] == (-1 if form in ("xls", "ods") else ours)


def test_a_file_of_another_region_is_read_with_its_names_unknown(
    rows, tmp_path, tiny_data, monkeypatch
):
    monkeypatch.setenv("DUTYMAP_DATA", str(tiny_data.data_dir))
    path = tmp_path / "plan.html"
    typeset.write_html(path, rows)
    first = list_rows(read_plan_file(path, "three-squares"))[0]
    assert (first["lead"], first["questions"].split(";")[0]) == (
        "市生态环境局;各区政府",
        "unknown:市生态环境局",
    )


def test_region_left_out_is_that_of_the_shipped_plan():
    assert find_default_region() == "beijing"


def test_unknown_region_is_a_problem():
    with pytest.raises(DataError, match="atlantis"):
        load_names("atlantis")
