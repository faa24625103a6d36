"""Files that are missing, unreadable, cut, misshapen or changed are refused by name."""

import csv

import pytest

from geo.packages.package import DATA_DIR, open_package

MEASURES, UNITS = "ecology-2025/measures.csv", "beijing/units.csv"
DISTRICTS, PLAN = "beijing/districts.geojson", "ecology-2025/plan.json"
SITES, COUNTS = "ecology-2025/sites.geojson", "beijing/protected_area_counts.csv"
CONTENTS = [
    *(f"beijing/{n}.csv" for n in ("units", "unit_names", "zones", "district_areas")),
    *(f"beijing/{n}.csv" for n in ("protected_areas", "protected_area_categories")),
    *(f"ecology-2025/{n}.csv" for n in ("measures", "targets", "headings")),
    *(f"ecology-2025/{n}.csv" for n in ("district_works", "measure_areas")),
    "ecology-2025/source.txt",
    PLAN,
    DISTRICTS,
    SITES,
]
SHIPPED = [
    *CONTENTS,
    COUNTS,
    "beijing/datapackage.json",
    "ecology-2025/datapackage.json",
]
HEADER = (
    "measure_id,chapter_no,chapter,task_no,task,label,label_en,text,text_en,deadline,lead,main,"
    "support,shared_cell,note,note_en"
)
every_file = pytest.mark.parametrize("file", SHIPPED)


def test_undamaged_copy_has_no_problem(real_copy):
    assert real_copy.describe_problems() == []


@every_file
def test_missing_file_is_named(real_copy, file):
    real_copy.path(file).unlink()
    assert real_copy.describe_problems() == [("missing_file", file, None, None, None)]


# The counts are plain ASCII, which reads the same in every encoding.
@pytest.mark.parametrize("file", [file for file in SHIPPED if file != COUNTS])
def test_file_in_a_chinese_windows_encoding_is_named(real_copy, file):
    text = real_copy.path(file).read_text(encoding="utf-8")
    real_copy.path(file).write_bytes(text.encode("gb18030"))
    (problem,) = real_copy.find_problems()
    assert (problem.rule, problem.file) == ("unreadable_file", file)


@every_file
def test_folder_in_the_place_of_a_file_is_named(real_copy, file):
    real_copy.path(file).unlink()
    real_copy.path(file).mkdir()
    (problem,) = real_copy.find_problems()
    assert (problem.rule, problem.file) == ("unreadable_file", file)


@pytest.mark.parametrize("file", [*CONTENTS, COUNTS])
def test_byte_order_mark_at_the_start_is_accepted_once_registered(real_copy, file):
    path = real_copy.path(file)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    package = open_package(path.parent)
    name = next(r["name"] for r in package.descriptor["resources"] if r["path"] == path.name)
    assert package.read_text(name)[:1] != "\ufeff"


def test_byte_order_mark_changes_only_the_hash(real_copy):
    path = real_copy.path(UNITS)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert real_copy.describe_problems() == [("changed_file", UNITS, None, None, None)]


@pytest.mark.parametrize("file", [DISTRICTS, SITES, PLAN, "beijing/datapackage.json"])
def test_json_cut_short_is_named_with_the_line(real_copy, file):
    lines = real_copy.path(file).read_text(encoding="utf-8").splitlines(keepends=True)
    real_copy.path(file).write_text("".join(lines[:4]) + lines[4][:9], encoding="utf-8")
    (problem,) = real_copy.find_problems()
    assert (problem.rule, problem.file, problem.row) == ("broken_json", file, 5)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label_en,text,", "label_en,wording,"),
        ("label,label_en", "label_en,label"),
        ("note,note_en", "note"),
        (HEADER, ""),
    ],
)
def test_wrong_header_is_shown_beside_the_right_one(real_copy, old, new):
    real_copy.replace(MEASURES, f"{HEADER}\n", HEADER.replace(old, new) + "\n")
    (problem,) = real_copy.find_problems()
    found = (problem.rule, problem.row, problem.value, problem.details)
    assert found == ("wrong_columns", 1, HEADER.replace(old, new), {"expected": HEADER})


def test_empty_table_lacks_its_header(real_copy):
    real_copy.path(MEASURES).write_text("", encoding="utf-8")
    assert real_copy.describe_problems() == [("wrong_columns", MEASURES, 1, None, "")]


@pytest.mark.parametrize("damaged", ["110105,朝阳区", "110105,中心城区,Central,a,b,c", ""])
def test_ragged_row_is_shown_with_its_number(real_copy, damaged):
    real_copy.replace("beijing/zones.csv", "110105,中心城区,Central urban area,,", damaged)
    expected = ("wrong_width", "beijing/zones.csv", 4, None, damaged)
    assert real_copy.describe_problems() == [expected]


@pytest.mark.parametrize("damaged", ['"西城区"区', '"西城区', "西\r城区", "西" * 200_000])
def test_table_that_cannot_be_split_is_named_with_the_row(real_copy, damaged):
    csv.field_size_limit(2**31 - 1)  # as some libraries do
    real_copy.replace(UNITS, "110102,西城区", f"110102,{damaged}")
    assert real_copy.describe_problems() == [("broken_csv", UNITS, 3, None, None)]


def test_null_character_in_a_table_is_refused(real_copy):
    real_copy.replace(UNITS, "110102,西城区", "110102,西\0城区")
    assert UNITS in [problem.file for problem in real_copy.find_problems()]


def test_windows_line_ends_change_only_the_hash(real_copy):
    path = real_copy.path(UNITS)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert real_copy.describe_problems() == [("changed_file", UNITS, None, None, None)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (UNITS, "Dongcheng,district,116.409", "Dongcheng,district,116.408"),
        (MEASURES, "Biodiversity observation,", "Observation of biodiversity,"),
        (PLAN, "Ecological Protection 2025", "Ecology 2025"),
        (
            "ecology-2025/source.txt",
            "序号 重点任务 工作措施 完成时限 牵头部门 主责单位 协办单位\n\n一",
            "一",
        ),
    ],
)
def test_changed_file_is_named(real_copy, file, old, new):
    real_copy.replace(file, old, new)
    assert real_copy.describe_problems() == [("changed_file", file, None, None, None)]


def test_change_is_not_reported_beside_a_problem_of_the_same_file(real_copy):
    real_copy.replace(UNITS, "Dongcheng,district", "Dongcheng,distrikt")
    real_copy.replace("beijing/zones.csv", "Sub-Centre", "Subcentre")
    assert [(p.rule, p.file) for p in real_copy.find_problems()] == [
        ("enum", UNITS),
        ("changed_file", "beijing/zones.csv"),
    ]


def test_problems_of_plan_and_region_are_reported_together(real_copy):
    real_copy.replace_cell(MEASURES, 2, "deadline", "明年")
    real_copy.replace_cell(UNITS, 2, "kind", "distrikt")
    assert [(p.rule, p.file) for p in real_copy.find_problems()] == [
        ("unknown_deadline", MEASURES),
        ("enum", UNITS),
    ]


def test_file_locked_by_another_program_is_reported_not_hashed(real_copy, monkeypatch):
    def refuse(path, *_args):
        raise PermissionError(13, "locked", str(path))

    package = open_package(real_copy.path(UNITS).parent)
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert package.find_changed_files() == []


def test_tables_keep_codes_as_text_and_numbers_as_numbers():
    areas = open_package(DATA_DIR / "regions" / "beijing").read_table("district_areas")
    assert (areas.loc[2, "unit_code"], areas.loc[2, "area_km2"]) == ("110101", 41.84)
