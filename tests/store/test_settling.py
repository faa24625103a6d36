"""`python -m geo plans resolutions …`: settled, listed, lifted and carried by CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.plan.resolutions import COLUMNS, find_resolutions
from store.settling import LISTED
from store.shelf import load_plan
from tests.geo import tiny
from tests.store.office import Office

HEADER = ",".join(COLUMNS)
ROW = "3.1,乙;丙区,局长办公会,2026-03-01,函1号"
KEPT = "3.1,100002;100003,局长办公会,2026-03-01,函1号"


@pytest.fixture
def call(office: Office, capsys: pytest.CaptureFixture[str]):
    """`plans resolutions …`: its exit code, what it printed, and what it said besides."""

    def call(action: str, *arguments: object) -> tuple[int, str, str]:
        given = ["plans", "resolutions", action, tiny.PLAN, *map(str, arguments)]
        return (main(given), *capsys.readouterr())

    return call


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "认定.csv"
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8-sig")
    return path


def count_resolved() -> int:
    return int((load_plan(tiny.PLAN).duties["basis"] == "resolved").sum())


def test_a_file_is_imported_once_listed_and_lifted(call, file: Path) -> None:
    assert call("import", file, "--who", "甲") == (0, "1\n", "")
    assert call("import", file) == (0, "0\n", "")
    assert count_resolved() == 2
    assert call("lift", "3.1", "--who", "乙", "--why", "再议") == (0, "", "")
    assert count_resolved() == 0
    code, out, _ = call("list")
    header, *rows = csv.reader(io.StringIO(out))
    assert (code, header) == (0, [*LISTED])
    cells = [row[1:-2] + row[-2:-1] for row in rows]
    assert cells[0] == [*KEPT.split(","), "0", "甲"]
    assert [cells[1][1], cells[1][4], cells[1][5]] == ["", "再议", rows[0][0]]
    assert call("lift", "3.1")[0] == 1


def test_what_is_settled_otherwise_is_replaced_only_when_asked(call, file: Path) -> None:
    call("import", file)
    file.write_text(f"{HEADER}\n3.1,丙,局长办公会,2026-04-01,函2号\n", encoding="utf-8")
    code, out, err = call("import", file)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "--replace" in err
    assert count_resolved() == 2
    assert call("import", file, "--replace") == (0, "1\n", "")
    assert count_resolved() == 1


def test_an_export_is_imported_again(call, file: Path, tmp_path: Path, use_database) -> None:
    call("import", file)
    assert call("export") == (0, f"{HEADER}\n{KEPT}\n", "")
    written = tmp_path / "out.csv"
    assert call("export", written) == (0, "", "")
    assert call("export", written)[0] == 1
    assert written.read_bytes().startswith(b"\xef\xbb\xbf" + HEADER.encode())
    use_database()
    assert (call("export"), call("list")[1]) == (
        (0, f"{HEADER}\n", ""),
        ",".join(LISTED) + "\n",
    )
    assert call("import", written) == (0, "1\n", "")
    assert call("export")[1] == f"{HEADER}\n{KEPT}\n"


def test_a_broken_file_is_told_with_row_and_column(call, file: Path) -> None:
    file.write_text(f"{HEADER}\n{ROW.replace('乙;', '丁;')}\n", encoding="utf-8")
    code, out, err = call("import", file)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert err.startswith('认定.csv row 2 column districts: value "丁" 代码')


def test_a_file_from_before_is_told_by_every_command(call, capsys, file: Path) -> None:
    before = find_resolutions(tiny.PLAN)
    before.parent.mkdir(parents=True)
    before.write_bytes(file.read_bytes())
    codes = [main(["check"]), main(["duties", "--plan", tiny.PLAN])]
    out, err = capsys.readouterr()
    assert codes == [1, 0]
    assert out.startswith("local/tiny-plan/resolutions.csv: the resolutions of tiny-plan")
    assert err.startswith("local/tiny-plan/resolutions.csv: the resolutions of tiny-plan")
    assert call("import", before) == (0, "1\n", "")
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "")
    main(["duties", "--plan", tiny.PLAN])
    out, err = capsys.readouterr()
    assert ("3.1,support,resolved" in out, err) == (True, "")
