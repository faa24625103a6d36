"""The menu: what it offers, and that nothing is built or imported before the click."""

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.documents.offers import list_duty_files, list_map_files
from components.session.link import View
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from geo.plan.count import count_load

ROOT = Path(__file__).parents[3]
SIGNATURES = {
    "xlsx": b"PK",
    "docx": b"PK",
    "csv": b"\xef\xbb\xbf",
    "geojson": b'{"type": "FeatureCollection"',
    "gpkg": b"SQLite format 3",
}


def show_menu(with_map: bool) -> None:
    from components.screens.widgets.downloads import download_menu
    from components.session.link import View
    from components.session.models import get_load, get_model
    from components.texts import Texts
    from components.words.words import Words

    model, view = get_model("ecology-2025"), View()
    shown = {"view": view, "load": get_load(model, "all", view.bases)} if with_map else {}
    download_menu(Words(model, Texts("zh")), ["110118"], page="map", key="take", **shown)


@pytest.mark.parametrize(("with_map", "count"), [(False, 3), (True, 7)])
def test_menu_offers_the_files(with_map: bool, count: int) -> None:
    app = AppTest.from_function(show_menu, args=(with_map,), default_timeout=30).run()
    assert app.get("download_button") == []  # nothing is offered before the menu is open
    app.session_state["take_menu"] = True
    app.run()
    assert [e.value for e in app.exception] == []
    buttons = [element.proto for element in app.get("download_button")]
    assert len(buttons) == count
    assert [b.label for b in buttons if not b.ignore_rerun] == []


def test_libraries_wait_for_the_click() -> None:
    code = (
        "import sys, components.screens.widgets.downloads;"
        "print([m for m in ('openpyxl', 'docx', 'pyogrio') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_each_offer_builds_its_file(model: Model) -> None:
    import datetime

    today, t, view = datetime.date(2026, 11, 22), Texts("zh"), View()
    origin = Origin(Words(model, t), today)
    load = count_load(model.joined, "all", view.bases, model.codes)
    offers = list_duty_files(origin, ["110118"])
    offers |= list_map_files(origin, load, view)
    started = {name: build()[:30] for name, (_, _, build) in offers.items()}
    assert [n for n, data in started.items() if not data.startswith(SIGNATURES[n])] == []


def test_names_of_parties_stay_short(model: Model) -> None:
    import datetime

    today = datetime.date(2026, 11, 22)
    for codes, part in ((["110118", "110119"], "密云区、延庆区"), (model.codes, "17个单位")):
        _, parts, _ = list_duty_files(Origin(Words(model, Texts("zh")), today), codes)["xlsx"]
        assert parts == ["生态保护2025年行动计划", part, "职责对比"]
