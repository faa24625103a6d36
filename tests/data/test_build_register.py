"""Registering files keeps `datapackage.json` in step with them and changes nothing else."""

import json
import shutil

import pytest

from data.build.register import count_records, register_files
from geo.packages.package import DATA_DIR, hash_file

PACKAGES = ["regions/beijing", "plans/ecology-2025"]


@pytest.fixture(params=PACKAGES)
def folder(request, tmp_path):
    return shutil.copytree(DATA_DIR / request.param, tmp_path / "package")


def test_registering_the_committed_files_changes_no_byte(folder):
    before = (folder / "datapackage.json").read_bytes()
    register_files(folder / "datapackage.json")
    assert (folder / "datapackage.json").read_bytes() == before


def test_registering_a_changed_file_updates_its_hash_size_and_rows_alone(tmp_path):
    folder = shutil.copytree(DATA_DIR / "regions/beijing", tmp_path / "package")
    before = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    with (folder / "zones.csv").open("a", encoding="utf-8", newline="\n") as stream:
        stream.write("110120,新区,New,,\n")
    register_files(folder / "datapackage.json")
    after = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (zones,) = [r for r in before["resources"] if r["name"] == "zones"]
    zones["hash"] = hash_file(folder / "zones.csv")
    zones["bytes"] += len("110120,新区,New,,\n".encode())
    zones["rows"] += 1
    assert after == before


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "x,y\n1,2\n3,4\n", {"rows": 2}),
        ("a.csv", 'x,y\n1,"two\nlines"\n', {"rows": 1}),
        ("a.csv", "x,y\n1,two\u2028parts\n2,\x0b\n", {"rows": 2}),
        ("a.geojson", '{"features": [1, 2, 3]}', {"features": 3}),
        ("a.txt", "x\n", {}),
    ],
)
def test_records_of_a_file_are_counted(tmp_path, name, text, expected):
    (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    assert count_records(tmp_path / name) == expected
