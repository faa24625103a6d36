"""Every package describes its files, and nothing else, truly."""

import csv
import json

import frictionless
import pytest

from geo.packages.package import DATA_DIR, hash_file, open_package

PACKAGES = {
    "regions/beijing": [
        *("district_areas", "districts", "former_units"),
        *("protected_area_categories", "protected_area_counts", "protected_areas"),
        *("tiles", "unit_names", "units", "zones"),
    ],
    "plans/ecology-2025": [
        *("district_works", "headings", "measure_areas", "measures"),
        *("plan", "sites", "source", "targets"),
    ],
}
FEATURES = [("regions/beijing", "districts"), ("plans/ecology-2025", "sites")]
TABLES = [
    (folder, name)
    for folder, names in PACKAGES.items()
    for name in names
    if name not in ("districts", "plan", "sites", "source")
]
every_package = pytest.mark.parametrize("folder", PACKAGES)


def read_descriptor(folder):
    return json.loads((DATA_DIR / folder / "datapackage.json").read_text(encoding="utf-8"))


def find_resource(folder, name):
    return next(r for r in read_descriptor(folder)["resources"] if r["name"] == name)


def test_packages_on_disk_are_the_ones_tested():
    found = sorted(p.parent.relative_to(DATA_DIR) for p in DATA_DIR.glob("*/*/datapackage.json"))
    assert [path.as_posix() for path in found] == sorted(PACKAGES)


@every_package
def test_resources_are_the_expected_ones(folder):
    assert sorted(r["name"] for r in read_descriptor(folder)["resources"]) == PACKAGES[folder]


@every_package
def test_every_file_is_described_and_every_description_has_its_file(folder):
    described = sorted(r["path"] for r in read_descriptor(folder)["resources"])
    on_disk = sorted(p.name for p in (DATA_DIR / folder).iterdir() if p.name != "datapackage.json")
    assert on_disk == described


@every_package
def test_hashes_and_sizes_are_those_of_the_files(folder):
    stale = [
        r["name"]
        for r in read_descriptor(folder)["resources"]
        if r["hash"] != hash_file(DATA_DIR / folder / r["path"])
        or r["bytes"] != (DATA_DIR / folder / r["path"]).stat().st_size
    ]
    assert stale == []


@every_package
def test_package_and_every_file_name_source_and_licence(folder):
    descriptor = read_descriptor(folder)
    silent = [
        thing["name"]
        for thing in [descriptor, *descriptor["resources"]]
        if not thing.get("sources") or not thing.get("licenses") or not thing.get("description")
    ]
    assert silent == []


@every_package
def test_frictionless_finds_the_package_valid(folder):
    report = frictionless.validate(str(DATA_DIR / folder / "datapackage.json"))
    errors = report.flatten(["rowNumber", "fieldName", "type", "message"])
    assert (len(report.tasks), errors) == (len(PACKAGES[folder]), [])


@pytest.mark.parametrize(("folder", "name"), TABLES)
def test_columns_are_those_of_the_schema(folder, name):
    resource = find_resource(folder, name)
    with (DATA_DIR / folder / resource["path"]).open(encoding="utf-8", newline="") as stream:
        header = next(csv.reader(stream))
    assert header == [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize(("folder", "name"), TABLES)
def test_every_column_is_described(folder, name):
    fields = find_resource(folder, name)["schema"]["fields"]
    silent = [field["name"] for field in fields if not field.get("description")]
    assert silent == []


@pytest.mark.parametrize(("folder", "name"), TABLES)
def test_rows_are_as_many_as_registered(folder, name):
    table = open_package(DATA_DIR / folder).read_table(name)
    assert len(table) == find_resource(folder, name)["rows"]


@pytest.mark.parametrize(("folder", "name"), FEATURES)
def test_properties_are_those_described(folder, name):
    resource = find_resource(folder, name)
    features = json.loads((DATA_DIR / folder / resource["path"]).read_text("utf-8"))["features"]
    found = {tuple(sorted(feature["properties"])) for feature in features}
    described = tuple(sorted(p["name"] for p in resource["properties"]))
    assert (len(features), found) == (resource["features"], {described})


@pytest.mark.parametrize(("folder", "name"), FEATURES)
def test_every_property_is_described_in_both_languages(folder, name):
    properties = find_resource(folder, name)["properties"]
    keys = ("description", "description_zh")
    silent = [p["name"] for p in properties if not all(p.get(key) for key in keys)]
    assert (len(properties) > 3, silent) == (True, [])


def test_kinds_of_sites_and_of_works_are_the_same():
    sites = find_resource("plans/ecology-2025", "sites")["properties"]
    works = find_resource("plans/ecology-2025", "district_works")["schema"]["fields"]
    (of_sites,), (of_works,) = (
        [field["constraints"]["enum"] for field in fields if field["name"] == "kind"]
        for fields in (sites, works)
    )
    assert of_sites == of_works


def list_files():
    return [
        DATA_DIR / folder / name
        for folder in PACKAGES
        for name in ["datapackage.json", *(r["path"] for r in read_descriptor(folder)["resources"])]
    ]


@pytest.mark.parametrize("path", list_files(), ids=lambda path: path.name)
def test_files_are_plain_utf_8_with_unix_line_ends(path):
    content = path.read_bytes()
    found = [mark for mark in (b"\r", b"\xef\xbb\xbf", b"\xef\xbf\xbd") if mark in content]
    assert (content.decode("utf-8")[-1:], found) == ("\n", [])
