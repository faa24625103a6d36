"""An office says which units its own region once had: kept with it, whatever is built anew."""

import pytest

from geo.__main__ import main
from geo.intake.read import load_names
from geo.model import load_region
from geo.own_boundaries.build import Asked
from geo.own_regions import import_region, keep_former, keep_region
from geo.packages.package import DATA_DIR, open_package
from geo.region.building.package import read_former_resource
from tests.geo.own_boundaries.drawn import lay_three, write

JINHUA = "330700"
FORMER = """\
former_code,name,unit_code,valid_from,valid_to
330721,金华县,330702,,2000
330799,北山县,330702,,
330799,北山县,330703,,
"""


@pytest.fixture(autouse=True)
def local(tmp_path, monkeypatch):
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("DUTYMAP_DATA", raising=False)


def list_files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def import_own(title="河源区"):
    import_region("a.geojson", write(lay_three(), ".geojson"), Asked("our-district", title))


def list_known_former():
    known = load_names(JINHUA)
    names = ("金华县政府", "金华县人民政府", "北山县政府")
    return [name for name in names if known.find(name) == "named"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_own_region_may_have_had_others_and_keeps_them_when_it_is_built_anew(encoding):
    bare = list_files(keep_region(JINHUA).folder)
    made = keep_former(JINHUA, "旧.csv", FORMER.replace("\n", "\r\n").encode(encoding))
    assert (made.is_new, list_known_former()) == (True, ["金华县政府", "金华县人民政府"])
    assert (made.folder / "former_units.csv").read_text("utf-8") == FORMER
    assert load_region(JINHUA).former["name"].tolist() == ["金华县", "北山县", "北山县"]
    assert (keep_region(JINHUA).is_new, len(list_known_former())) == (False, 2)
    assert keep_former(JINHUA, "旧.csv", FORMER.splitlines()[0].encode()).is_new
    assert (list_files(made.folder), list_known_former()) == (bare, [])


def test_former_units_of_boundaries_that_are_imported_anew_stay():
    import_own()
    table = FORMER.splitlines()[0] + "\n1,旧镇,900001,,\n"
    keep_former("our-district", "旧.csv", table.encode())
    import_own("新河区")
    assert load_region("our-district").former["name"].tolist() == ["旧镇"]


def test_the_command_line_takes_former_units_and_names_each_fault(tmp_path, capsys):
    folder = keep_region(JINHUA).folder
    path = tmp_path / "旧.csv"
    path.write_text(FORMER.replace("330702", "330700"), "utf-8")
    before = list_files(folder)
    assert main(["region", "former", JINHUA, str(path)]) == 1
    told = capsys.readouterr().err.splitlines()
    starts = [f"{JINHUA}/former_units.csv row {row} column unit_code" for row in (2, 3)]
    assert [line for line, start in zip(told, starts, strict=True) if start not in line] == []
    assert list_files(folder) == before
    path.write_text(FORMER, "utf-8")
    assert main(["region", "former", JINHUA, str(path)]) == 0
    assert main(["region", "former", "beijing", str(path)]) == 1
    assert main(["region", "former", "nowhere", str(path)]) == 1


def test_what_an_office_s_table_is_described_as_is_what_the_shipped_one_is():
    own = read_former_resource()
    shipped = open_package(DATA_DIR / "regions" / "beijing").resource("former_units")
    assert own["schema"] == shipped["schema"]
