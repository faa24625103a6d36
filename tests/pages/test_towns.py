"""Every page of a plan of a district for its towns and subdistricts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest

from components.documents.single_file import write_single_file
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from store.shelf import load_plan
from tests.pages.open_page import open_page, read_html
from tests.store.towns import BUREAU, PLAN, publish_towns

TOWN, SUBDISTRICT = "990101100000", "990101001000"
VIEWS = {
    "map": {},
    "map of one": {"district": TOWN},
    "district of one": {"district": SUBDISTRICT},
    "compare of two": {"compare": f"{TOWN},{SUBDISTRICT}"},
    "compare of all": {"show": "heat"},
    "ledger": {},
    "sources": {},
    "plans": {},
    "present of one": {"run": f"plan,{TOWN},{TOWN}-{SUBDISTRICT}", "slide": "2"},
}


@pytest.fixture(scope="module", autouse=True)
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
        patch.delenv("DUTYMAP_DATA", raising=False)
        patch.delenv("DUTYMAP_DATABASE", raising=False)
        publish_towns(folder / "desk")
        yield


@pytest.fixture(scope="module", params=["zh", "en"])
def t(request: pytest.FixtureRequest) -> Texts:
    return Texts(request.param)


@pytest.fixture(scope="module")
def pages(office: None, t: Texts) -> dict[str, str]:
    """What each page wrote; it must have opened without an error."""
    written = {}
    for name, params in VIEWS.items():
        app = open_page(name.split()[0], plan=PLAN, lang=t.lang, **params)
        assert (name, [error.value for error in app.exception]) == (name, [])
        written[name] = read_html(app)
    return written


def test_every_page_speaks_of_towns(pages: dict[str, str], t: Texts) -> None:
    six = t.pick("6个镇（乡、街道）", "6 townships, subdistricts and towns")
    assert six in pages["map"]
    wrong = t.pick(r"\d ?个区|每个区|本区|全市", r"\d districts|whole city")
    said = {name: re.findall(wrong, re.sub(r"/\*.*?\*/", "", html)) for name, html in pages.items()}
    assert {name: found for name, found in said.items() if found} == {}


def test_its_duties_and_its_bureau_are_shown(pages: dict[str, str], t: Texts) -> None:
    assert t.pick("上河镇", "Shanghe Town") in pages["map of one"]
    assert "修建公厕3座" in pages["map of one"]
    assert "整治背街小巷" in pages["district of one"]
    assert BUREAU in pages["ledger"]
    assert t.pick("中山街道", "Zhongshan Subdistrict") in pages["compare of two"]


def test_its_single_file_has_its_towns(t: Texts) -> None:
    words = Words(load_plan(PLAN), t)
    file = write_single_file(Origin(words, datetime.date(2026, 1, 2)), ["plan", TOWN]).decode()
    assert t.pick("上河镇", "Shanghe Town") in file
