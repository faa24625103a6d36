"""Regions of an office's own stand beside the shipped one, whole or not at all."""

import csv
import io
import json
import shutil

import pytest

from geo import own_regions
from geo.__main__ import main
from geo.intake.read import load_names, open_region
from geo.model import load_model, load_region
from geo.own_boundaries.build import Asked
from geo.own_regions import import_region, keep_region, list_all_regions
from geo.packages.package import (
    DATA_DIR,
    find_region,
    find_replaced_regions,
    list_regions,
)
from geo.packages.problems import DataError
from tests.geo import tiny
from tests.geo.own_boundaries.drawn import MIDDLE, WEST, lay, lay_three, write

JINHUA = "330700"


@pytest.fixture(autouse=True)
def local(tmp_path, monkeypatch):
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("DUTYMAP_DATA", raising=False)
    return tmp_path / "local"


def list_files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_region_is_found_wherever_a_shipped_one_is(local):
    made = keep_region(JINHUA)
    assert (made.folder, made.is_new) == (local / "regions" / JINHUA, True)
    assert list_regions() == [JINHUA, "beijing"]
    assert (find_region(JINHUA), open_region(JINHUA).folder) == (made.folder, made.folder)
    assert len(load_region(JINHUA).districts) == 9
    assert load_names(JINHUA).find("婺城区政府") == "named"


def test_nothing_is_left_beside_it(local):
    keep_region(JINHUA)
    assert sorted(list_files(local)) == [
        f"regions/{JINHUA}/{name}"
        for name in ("datapackage.json", "districts.geojson", "unit_names.csv", "units.csv")
    ]


def test_the_same_again_changes_nothing_and_says_so(local):
    first = keep_region(JINHUA)
    before = {p: p.stat().st_mtime_ns for p in first.folder.iterdir()}
    again = keep_region(JINHUA)
    assert (again.is_new, len([*again.describe()]), [*first.describe()]) == (False, 1, [])
    assert {p: p.stat().st_mtime_ns for p in first.folder.iterdir()} == before


def test_a_damaged_region_is_made_anew(local):
    folder = keep_region(JINHUA).folder
    whole = list_files(folder)
    (folder / "units.csv").write_bytes(b"unit_code\n")
    assert (keep_region(JINHUA).is_new, list_files(folder)) == (True, whole)


def test_what_cannot_be_read_again_is_not_put_there(local, monkeypatch):
    folder = keep_region(JINHUA).folder
    whole = list_files(folder)
    build = own_regions.build_region

    def build_badly(code):
        files = build(code)
        return files | {"units.csv": files["units.csv"].replace(b"330702", b"330799")}

    monkeypatch.setattr(own_regions, "build_region", build_badly)
    with pytest.raises(DataError):
        keep_region(JINHUA)
    assert (list_files(folder), len(list_files(local))) == (whole, len(whole))


def test_a_full_disk_leaves_the_old_region(local, monkeypatch):
    folder = keep_region(JINHUA).folder
    (folder / "units.csv").write_bytes(b"old\n")
    old = list_files(local)

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_regions.Path, "write_bytes", fail)
    with pytest.raises(DataError) as error:
        keep_region(JINHUA)
    (problem,) = error.value.problems
    assert (problem.rule, problem.file) == ("unwritable", f"local/regions/{JINHUA}")
    assert list_files(local) == old


def test_stopped_while_one_takes_the_other_s_place_the_old_one_is_there(local, monkeypatch):
    folder = keep_region(JINHUA).folder
    (folder / "units.csv").write_bytes((folder / "units.csv").read_bytes() + b"\n")
    old = list_files(folder)
    rename, moved = own_regions.Path.rename, []

    def stop(path, target):
        if moved:
            raise KeyboardInterrupt
        moved.append(target)
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(own_regions.Path, "rename", stop)
        with pytest.raises(KeyboardInterrupt):
            keep_region(JINHUA)
    assert (folder.exists(), moved) == (False, [find_replaced_regions() / JINHUA])
    assert (list_regions(), list_files(find_region(JINHUA))) == ([JINHUA, "beijing"], old)
    assert [r.origin for r in list_all_regions()] == ["office", "shipped"]
    assert keep_region(JINHUA).folder == find_region(JINHUA) == folder
    assert not moved[0].exists()


def import_own(frame, **said):
    said = {"code": "our-district", "title": "河源区"} | said
    return import_region("a.geojson", write(frame, ".geojson"), Asked(**said))


def test_an_office_s_own_boundaries_are_a_region_as_every_other(local):
    made = import_own(lay_three())
    assert (made.is_new, find_region("our-district")) == (True, made.folder)
    region = load_region("our-district")
    assert region.neighbours["900002"] == ["900001", "900003"]
    assert not import_own(lay_three()).is_new


def test_a_region_across_the_meridian_of_180_lies_in_one_piece(local):
    import_own(lay(*(WEST.__class__(_shift(s, 89.9)) for s in (WEST, MIDDLE))))
    west, _, east, _ = load_region("our-district").districts.total_bounds
    assert east - west == pytest.approx(0.2, abs=1e-6)


def _shift(shape, by):
    """Its corners, counted from -180° beyond 180°."""
    return [((x + by + 180) % 360 - 180, y) for x, y in shape.exterior.coords]


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"code": "../x"}, "bad_region_code"),
        ({"code": "甲"}, "bad_region_code"),
        ({"code": "beijing"}, "shipped_region"),
        ({"title": " "}, "unnamed_region"),
    ],
)
def test_an_own_region_needs_a_code_and_a_name(local, said, rule):
    with pytest.raises(DataError) as error:
        import_own(lay_three(), **said)
    assert ([p.rule for p in error.value.problems], list_files(local)) == ([rule], {})


def test_the_command_line_imports_and_tells_every_fault(local, tmp_path, capsys):
    path = tmp_path / "河源.gpkg"
    path.write_bytes(write(lay_three(), ".gpkg"))
    said = ["--code", "heyuan", "--name", "河源区"]
    assert main(["region", "import", str(path), *said]) == 0
    out, err = capsys.readouterr()
    assert (out, "没有已知的县界" in err) == (f"{local / 'regions' / 'heyuan'}\n", True)
    path.write_bytes(write(lay_three().assign(name=["甲镇", "", "甲镇"]), ".gpkg"))
    assert main(["region", "import", str(path), *said]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [("河源.gpkg column name" in line, "第 " in line) for line in told] == [(True, True)] * 2


def test_a_shipped_region_keeps_its_code(tmp_path, monkeypatch):
    own = keep_region(JINHUA).folder
    shutil.copytree(DATA_DIR / "regions", tmp_path / "data" / "regions")
    shipped = shutil.copytree(own, tmp_path / "data" / "regions" / JINHUA)
    monkeypatch.setenv("DUTYMAP_DATA", str(tmp_path / "data"))
    assert find_region(JINHUA) == shipped
    with pytest.raises(DataError) as error:
        keep_region(JINHUA)
    assert [p.rule for p in error.value.problems] == ["shipped_region"]


def test_a_named_folder_of_packages_stands_alone(tiny_data):
    keep_region(JINHUA)
    assert list_regions(tiny_data.data_dir) == [tiny.REGION]


def test_a_plan_whose_region_nobody_built_names_those_there_are(real_copy, monkeypatch):
    real_copy.edit_json("ecology-2025/plan.json", lambda meta: meta.update(region=JINHUA))
    monkeypatch.setenv("DUTYMAP_DATA", str(real_copy.data_dir))
    with pytest.raises(DataError) as error:
        load_model("ecology-2025")
    (problem,) = error.value.problems
    assert (problem.line(), "region build" in problem.fix("zh")) == (
        'ecology-2025/plan.json column region: value "330700" there is no region of this code; '
        "there are: beijing",
        True,
    )


def read_out(capsys):
    return list(csv.reader(io.StringIO(capsys.readouterr().out)))


def test_the_command_line_builds_lists_and_finds(local, capsys):
    assert main(["region", "build", JINHUA]) == 0
    assert capsys.readouterr() == (f"{local / 'regions' / JINHUA}\n", "")
    assert main(["region", "list"]) == 0
    assert read_out(capsys) == [
        ["code", "name", "districts", "origin"],
        [JINHUA, "金华市", "9", "office"],
        ["beijing", "北京市", "16", "shipped"],
    ]
    assert main(["region", "find", "义乌"]) == 0
    assert read_out(capsys) == [
        ["code", "name", "districts"],
        ["100000", "中国", "2891"],
        ["330000", "浙江省", "90"],
        [JINHUA, "金华市", "9"],
    ]


def test_the_command_line_names_each_county_whose_outline_was_mended(capsys):
    assert main(["region", "build", "653200"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == ["653225", "653222", "79.2978, 37.2935"]
    assert main(["region", "build", "653200"]) == 0
    assert len(capsys.readouterr().err.splitlines()) == 4


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "330702"], ("330702", "金华市（330700）", "Use 330700.")),
        (["build", "金华"], ("金华", "region find", "6-digit")),
        (["find", "亚特兰蒂斯"], ("亚特兰蒂斯", "名称", "name")),
    ],
)
def test_the_command_line_says_in_one_line_what_is_wrong_and_the_way_out(arguments, told, capsys):
    code = main(["region", *arguments])
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert [part for part in told if part not in err] == []


def test_a_broken_region_of_an_office_is_named_by_the_list(local, capsys):
    folder = keep_region(JINHUA).folder
    (folder / "districts.geojson").unlink()
    assert main(["region", "list"]) == 1
    assert f"{JINHUA}/districts.geojson" in capsys.readouterr().err


def test_every_region_has_a_name(real_copy, monkeypatch):
    real_copy.edit_json("beijing/datapackage.json", lambda d: d.pop("place") and None)
    monkeypatch.setenv("DUTYMAP_DATA", str(real_copy.data_dir))
    title = json.loads(real_copy.path("beijing/datapackage.json").read_text("utf-8"))["title"]
    assert [(r.code, r.name) for r in list_all_regions()] == [("beijing", title)]
