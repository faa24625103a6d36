"""Every page opens, and every file opens again, for regions and plans unlike the shipped ones."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import docx
import geopandas as gpd
import openpyxl
import pptx
import pytest
from PIL import Image

from components.documents.offers import (
    list_duty_files,
    list_ledger_files,
    list_map_files,
    list_place_files,
    list_slide_files,
)
from components.map.views import draw_map, write_source_line
from components.screens.widgets.downloads import list_picture_files
from components.session.link import View
from components.session.models import get_load
from components.slides.run import list_default_run
from components.texts import Texts
from components.words.levels import speak_of
from components.words.places import list_layers
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model, load_model
from geo.plan.count import list_unreached
from tests.pages.open_page import open_page, read_html
from tests.unlike import LONG_NAME, RARE, list_unlike
from tests.unlike_packages import write_packages

PAGES = ("map", "district", "compare", "restoration", "protected", "ledger", "present", "sources")
UNLIKE = {unlike.code: unlike for unlike in list_unlike()}
TODAY = datetime.date(2026, 1, 2)


@pytest.fixture(scope="module", params=UNLIKE)
def model(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Model]:
    """The model of one package, which is the only one that the product finds meanwhile."""
    folder = tmp_path_factory.mktemp(request.param)
    write_packages(folder, UNLIKE[request.param])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYMAP_DATA", str(folder))
        yield load_model(request.param)


@pytest.fixture(scope="module")
def pages(model: Model) -> dict[str, str]:
    """What each page wrote, of all districts and of one; it must have opened without an error."""
    code, some = model.codes[0], ",".join(model.codes[:3])
    views = {page: {} for page in PAGES} | {
        "district": {"district": code},
        "compare": {"compare": some},
        "present": {"slide": "2"},
    }
    views |= {
        "map of one": {"district": code, "lang": "en"},
        "restoration of one": {"district": code},
        "protected of one": {"district": code, "lang": "en"},
        "compare of all": {"show": "heat"},
        "compare of tasks": {"show": "tasks"},
        "present of none": {},
    }
    written = {}
    for name, params in views.items():
        app = open_page(name.split()[0], plan=model.plan.code, **params)
        assert (name, [error.value for error in app.exception]) == (name, [])
        written[name] = read_html(app)
    return written


@pytest.fixture(scope="module")
def files(model: Model) -> dict[str, bytes]:
    """Every file that is offered, in Chinese, by what it is of and its extension."""
    t, codes = Texts("zh"), model.codes[:4]
    words = Words(model, t)
    origin = Origin(words, TODAY)
    view = View(plan=model.plan.code, layers=tuple(list_layers(model)))
    load = get_load(model, view.metric, view.bases)
    params = {"district": codes[0], "compare": ",".join(codes)}
    source = write_source_line(words, view.bases)
    offers = {
        "one": list_duty_files(origin, codes[:1]),
        "some": list_duty_files(origin, codes),
        "ledger": list_ledger_files(origin, model.plan.measures["measure_id"].tolist()),
        "show": list_slide_files(origin, list_default_run(model, params)),
        "map": list_map_files(origin, load, view),
        "picture": list_picture_files(origin, partial(draw_map, words, view), "", source),
        **{kind: list_place_files(origin, kind) for kind in list_layers(model)},
    }
    return {
        f"{name}.{extension}": build()
        for name, offered in offers.items()
        for extension, (_, _, build) in offered.items()
    }


def test_every_page_opens(model: Model, pages: dict[str, str]) -> None:
    assert [name for name, html in pages.items() if not html] == []
    t = speak_of(model, Texts("zh"))
    told = t("profile.range", n=len(model.region.districts), low="", high="")
    assert f"{told.partition(' ')[0]} " in pages["district"]
    unreached = list_unreached(model.duties, model.plan.measures, model.codes)
    reached = len(model.plan.measures) - len(unreached)
    assert t("compare.tasks_title", n=reached) in pages["compare of tasks"]


def test_every_file_opens_again(model: Model, files: dict[str, bytes], tmp_path: Path) -> None:
    opened = {name: _count(name, data, tmp_path) for name, data in files.items()}
    assert [name for name, count in opened.items() if not count] == []
    assert opened["map.geojson"] == opened["map.gpkg"] == len(model.region.districts)
    assert opened["ledger.csv"] == len(model.plan.measures) + 1


def _count(name: str, data: bytes, folder: Path) -> int:
    """How many sheets, paragraphs, slides, rows, districts, elements or pixels a file has."""
    match name.rpartition(".")[2]:
        case "xlsx":
            return len(openpyxl.load_workbook(io.BytesIO(data)).sheetnames)
        case "docx":
            return len(docx.Document(io.BytesIO(data)).paragraphs)
        case "pptx":
            return len(pptx.Presentation(io.BytesIO(data)).slides)
        case "csv":
            return len(list(csv.reader(io.StringIO(data.decode("utf-8-sig")))))
        case "geojson":
            return len(json.loads(data)["features"])
        case "gpkg":
            path = folder / name
            path.write_bytes(data)
            layers = gpd.list_layers(path)
            return len(gpd.read_file(path, layer=layers["name"].iloc[0]))
        case "png":
            picture = Image.open(io.BytesIO(data))
            picture.load()
            return picture.width
        case "svg" | "html":
            return _count_elements(data.decode("utf-8"))
    raise ValueError(name)


def _count_elements(text: str) -> int:
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append(tag)  # type: ignore[method-assign]
    parser.feed(text)
    return len(found)


@pytest.mark.parametrize("model", ["rare"], indirect=True)
def test_characters_beyond_the_basic_plane_are_in_pages_and_files(
    model: Model, pages: dict[str, str], files: dict[str, bytes]
) -> None:
    assert [name for name, html in pages.items() if not any(c in html for c in RARE)] == []
    texts = {
        "some.csv": files["some.csv"].decode("utf-8-sig"),
        "map.geojson": files["map.geojson"].decode("utf-8"),
        "sites.geojson": files["sites.geojson"].decode("utf-8"),
        "picture.svg": files["picture.svg"].decode("utf-8"),
        "show.html": files["show.html"].decode("utf-8"),
        "one.docx": "".join(
            p.text for p in docx.Document(io.BytesIO(files["one.docx"])).paragraphs
        ),
        "one.xlsx": "".join(
            str(cell.value)
            for sheet in openpyxl.load_workbook(io.BytesIO(files["one.xlsx"]))
            for row in sheet.iter_rows()
            for cell in row
        ),
        "show.pptx": "".join(
            shape.text_frame.text
            for slide in pptx.Presentation(io.BytesIO(files["show.pptx"])).slides
            for shape in slide.shapes
            if shape.has_text_frame
        ),
    }
    assert [name for name, text in texts.items() if not all(c in text for c in RARE)] == []


@pytest.mark.parametrize("model", ["forty"], indirect=True)
def test_names_that_are_long_or_shared_are_told_apart(model: Model, pages: dict[str, str]) -> None:
    assert len(LONG_NAME) == 40
    assert LONG_NAME in pages["compare of all"]
    # So many columns scroll, rather than lie on each other.
    assert "class='heat is-wide'" in pages["compare of all"]
    for code in ("600009", "600010"):
        assert f"同名区（{code}）" in pages["compare of all"]
    assert "没有已明确的职责" in pages["district"]


@pytest.mark.parametrize("model", ["alone"], indirect=True)
def test_what_a_package_leaves_out_is_said_and_not_counted_as_nothing(
    model: Model, pages: dict[str, str]
) -> None:
    assert "本计划的数据中没有修复地点" in pages["restoration"]
    assert "没有自然保护地名录" in pages["protected"]
    assert "没有载入独立公布的面积" in pages["sources"]
    assert "持续推进" not in "".join(pages.values())
    assert "改善河湖环境" in pages["compare of all"]


@pytest.mark.parametrize("model", ["alone"], indirect=True)
def test_files_count_no_places_of_a_plan_that_has_none(files: dict[str, bytes]) -> None:
    memo = "".join(p.text for p in docx.Document(io.BytesIO(files["one.docx"])).paragraphs)
    assert "本计划的数据中没有修复地点" in memo
    assert "0处" not in memo
    sheets = openpyxl.load_workbook(io.BytesIO(files["one.xlsx"])).sheetnames
    assert sheets == ["职责", "汇总", "说明"]
