"""The command line as other tools call it: exit codes, lines, encoding."""

import csv
import io
import json
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

import geo
from geo.__main__ import main
from geo.model import load_model
from tests.geo.intake.boxes import HEADINGS
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_docx

ROOT = Path(geo.__file__).parent.parent
HEADER = ["unit_code", "unit", "measure_id", "role", "basis"]
# Chinese Windows: the default encoding is GBK, and line ends would become CRLF.
CHINESE_WINDOWS = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0", "LC_ALL": "C"}


def run_geo(*arguments, **variables):
    command = [sys.executable, "-m", "geo", *arguments]
    unset = {k: v for k, v in os.environ.items() if k != "DUTYMAP_DATA"}
    return subprocess.run(
        command, cwd=ROOT, env=unset | variables, capture_output=True, check=False
    )


@pytest.fixture(scope="module")
def printed():
    return run_geo("duties", **CHINESE_WINDOWS)


@pytest.fixture(scope="module")
def rows(printed):
    return list(csv.reader(io.StringIO(printed.stdout.decode("utf-8"))))


def test_check_is_silent_on_the_shipped_data():
    done = run_geo("check")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_check_prints_a_utf_8_line_for_each_problem_and_fails(real_copy):
    real_copy.replace_cell("beijing/units.csv", 2, "kind", "区")
    real_copy.replace_cell("ecology-2025/measures.csv", 3, "text", "一行\n两行")
    done = run_geo("check", DUTYMAP_DATA=str(real_copy.data_dir), **CHINESE_WINDOWS)
    assert (done.returncode, done.stderr, done.stdout.decode("utf-8").splitlines()) == (
        1,
        b"",
        [
            'ecology-2025/measures.csv row 3 column text: value "一行 两行" '
            "the text must not contain a line break",
            'beijing/units.csv row 2 column kind: value "区" '
            "must be one of: district, development_zone, department, committee",
        ],
    )


def test_check_names_a_site_that_lies_elsewhere_by_its_id(real_copy):
    def move(collection):
        (park,) = [f for f in collection["features"] if f["properties"]["site_id"] == "wenyu_park"]
        park["geometry"]["coordinates"] = [117.0, 40.6]

    real_copy.edit_json("ecology-2025/sites.geojson", move)
    done = run_geo("check", DUTYMAP_DATA=str(real_copy.data_dir), **CHINESE_WINDOWS)
    assert (done.returncode, done.stderr, done.stdout.decode("utf-8").splitlines()) == (
        1,
        b"",
        [
            'ecology-2025/sites.geojson column geometry: value "wenyu_park" the point lies in none '
            "of the districts it names (110105, 110113, 110114)"
        ],
    )


def test_check_names_an_area_that_lies_elsewhere_by_its_id(real_copy):
    real_copy.replace_cell("beijing/protected_areas.csv", 2, "district_codes", "110109")
    done = run_geo("check", DUTYMAP_DATA=str(real_copy.data_dir))
    assert (done.returncode, done.stdout.decode("utf-8").splitlines()) == (
        1,
        [
            'beijing/protected_areas.csv column geometry: value "nr_songshan" the point lies in '
            "none of the districts it names (110109)"
        ],
    )


def test_duties_are_utf_8_with_plain_line_ends_on_chinese_windows(printed):
    text = printed.stdout.decode("utf-8")
    assert (printed.returncode, printed.stderr, "\r" in text, "密云区" in text) == (
        *(0, b""),
        *(False, True),
    )


def test_duties_have_the_agreed_header_and_no_byte_order_mark(printed):
    assert printed.stdout.startswith(b"unit_code,unit,measure_id,role,basis\n")


def test_duties_are_one_row_for_each_party_measure_and_role(rows):
    keys = [(row[0], row[2], row[3]) for row in rows[1:]]
    assert (len(keys), len(set(keys))) == (len(rows) - 1, len(keys))


def test_duties_are_432_rows(rows):
    assert len(rows) - 1 == 432


def test_duties_cover_17_parties_three_roles_and_every_basis(rows):
    found = [sorted({row[column] for row in rows[1:]}) for column in (0, 3, 4)]
    assert [len(found[0]), *found[1:]] == [
        17,
        ["lead", "main", "support"],
        ["all", "mentioned", "named", "relevant"],
    ]


def test_duties_of_miyun_and_the_development_zone_are_those_counted_by_hand(rows):
    pairs = {(row[0], row[2], row[4] == "relevant") for row in rows[1:]}
    held = [row for row in rows[1:] if row[0] == "110118" and row[4] != "relevant"]
    roles = {role: len([r for r in held if r[3] == role]) for role in ("main", "lead", "support")}
    assert roles == {"main": 15, "lead": 7, "support": 4}
    assert [
        len([p for p in pairs if p[0] == "110118" and not p[2]]),
        len([p for p in pairs if p[0] == "110118" and p[2]]),
        len([p for p in pairs if p[0] == "bda"]),
    ] == [19, 6, 5]


def test_rows_stand_by_party_then_measure_then_role(rows):
    parties = [code for code, _ in groupby(row[0] for row in rows[1:])]
    assert parties == load_model("ecology-2025").codes
    miyun = [(row[2], row[3]) for row in rows if row[0] == "110118"]
    assert miyun[:5] == [
        ("1", "lead"),
        ("1", "main"),
        ("2", "lead"),
        ("2", "main"),
        ("3", "support"),
    ]


def test_json_holds_the_rows_of_the_csv(rows):
    done = run_geo("duties", "--format", "json", **CHINESE_WINDOWS)
    listed = json.loads(done.stdout.decode("utf-8"))
    assert [[row[column] for column in HEADER] for row in listed] == rows[1:]


def test_plan_may_be_named(rows, capsys):
    assert main(["duties", "--plan", "ecology-2025"]) == 0
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == rows


@pytest.mark.parametrize("plan", ["ecology-2024", "", "../regions/beijing", "生态"])
def test_unknown_plan_fails_with_one_line(plan, capsys):
    code = main(["duties", "--plan", plan])
    out, err = capsys.readouterr()
    assert (code, out, len(err.splitlines()), "datapackage.json" in err) == (1, "", 1, True)


def test_unknown_plan_shows_no_traceback():
    done = run_geo("duties", "--plan", "ecology-2024")
    line = b"ecology-2024/datapackage.json: the file is missing\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", line)


@pytest.fixture
def check_in(monkeypatch, capsys):
    """Run `geo check` on a folder; its exit code and lines."""

    def check(data_dir):
        monkeypatch.setenv("DUTYMAP_DATA", str(data_dir))
        return main(["check"]), capsys.readouterr().out.splitlines()

    return check


def test_check_of_an_empty_folder_fails(check_in, tmp_path):
    assert check_in(tmp_path) == (1, ["ecology-2025/datapackage.json: the file is missing"])


def test_check_reads_every_plan_and_region_in_the_folder(check_in, real_copy, tiny_data):
    for file in ("three-squares/zones.csv", "tiny-plan/targets.csv"):
        tiny_data.path(file).unlink()
    for part in ("plans/tiny-plan", "regions/three-squares"):
        (tiny_data.data_dir / part).rename(real_copy.data_dir / part)
    assert check_in(real_copy.data_dir) == (
        1,
        [
            "tiny-plan/targets.csv: the file is missing",
            "three-squares/zones.csv: the file is missing",
        ],
    )


def test_check_reads_a_region_that_no_plan_uses(check_in, real_copy, tiny_data):
    tiny_data.path("three-squares/zones.csv").unlink()
    spare = "regions/three-squares"
    (tiny_data.data_dir / spare).rename(real_copy.data_dir / spare)
    assert check_in(real_copy.data_dir) == (1, ["three-squares/zones.csv: the file is missing"])


@pytest.mark.parametrize("lost", ["plan.json", "datapackage.json"])
def test_check_does_not_pass_over_a_second_plan_that_lost_a_file(
    check_in, real_copy, tiny_data, lost
):
    tiny_data.path(f"tiny-plan/{lost}").unlink()
    for part in ("plans/tiny-plan", "regions/three-squares"):
        (tiny_data.data_dir / part).rename(real_copy.data_dir / part)
    assert check_in(real_copy.data_dir) == (1, [f"tiny-plan/{lost}: the file is missing"])


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("office") / "计划 2026.docx"
    write_docx(path, lay_out_measures(read_measures()))
    return path


READ_HEADER = b"measure_id,task_no,chapter,task,text,deadline,lead,main,support,merged,questions\n"


def test_read_prints_a_row_for_each_measure_and_nothing_else(plan_file):
    done = run_geo("read", str(plan_file), **CHINESE_WINDOWS)
    lines = done.stdout.decode("utf-8").splitlines()
    assert (done.returncode, done.stderr, len(lines)) == (0, b"", 32)
    assert done.stdout.startswith(READ_HEADER)
    assert b"\r" not in done.stdout


def test_read_as_json_holds_the_rows_of_the_csv(plan_file, capsys):
    assert main(["read", str(plan_file)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert main(["read", str(plan_file), "--region", "beijing", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == rows


def test_read_tells_each_question_with_both_readings(tmp_path, capsys):
    path = tmp_path / "plan.csv"
    rows = [HEADINGS, ("1", "甲", "做。", "年底前", "市水务局", "某某局", "")]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert main(["read", str(path)]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1].endswith(",unknown:某某局;blank")
    assert [line.split("]")[0] + "]" for line in err.splitlines()] == [
        "CSV 2: [unknown:某某局]",
        "CSV 2: [blank]",
    ]
    assert [line.count(" | ") for line in err.splitlines()] == [2, 2]


@pytest.mark.parametrize("region", ["atlantis", "", "../plans"])
def test_read_of_an_unknown_region_fails_with_one_line(region, plan_file, capsys):
    code = main(["read", str(plan_file), "--region", region])
    out, err = capsys.readouterr()
    assert (code, out, len(err.splitlines())) == (1, "", 1)


def test_read_says_in_one_line_why_not_and_what_to_do(tmp_path):
    path = tmp_path / "计划.wps"
    path.write_bytes(b"anything")
    done = run_geo("read", str(path), **CHINESE_WINDOWS)
    assert (done.returncode, done.stdout, done.stderr.decode("utf-8")) == (
        1,
        b"",
        "计划.wps: .wps 文件不能直接读取。请用 WPS 或 Word 打开，另存为 .docx，"
        "或全选表格复制后粘贴。 a .wps file cannot be read as it is. Open it in WPS or Word and "
        "save it as .docx, or copy the whole table and paste it.\n",
    )


def test_read_says_where_a_file_cannot_be_split(tmp_path, capsys):
    path = tmp_path / "plan.csv"
    path.write_text('序号,任务\n1,"甲\n', encoding="utf-8")
    assert main(["read", str(path)]) == 1
    assert capsys.readouterr().err.startswith("plan.csv row 2: 表格无法拆分成行和格：")


def test_read_names_the_sheets_of_a_file(plan_file, capsys):
    assert main(["read", str(plan_file), "--sheet", "气"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith('计划 2026.docx: value "气" 文件里没有这张表；现有：1。')
