"""Rows in words, and the source that every file carries."""

import datetime
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from components.documents.duty_csv import write_csv
from components.documents.excel.workbook import write_workbook
from components.documents.geodata.districts import write_geojson, write_geopackage
from components.documents.rows import COLUMNS, list_duty_rows
from components.documents.word.memo import write_memo
from components.session.link import View
from components.texts import Texts
from components.words.source import Origin, list_provenance
from components.words.words import Words
from geo.model import Model
from geo.packages.problems import Problem
from geo.plan.count import count_load
from geo.plan.duties import COUNTED_BASES
from tests.taken_away import read_body

TODAY = datetime.date(2026, 11, 22)
ZH = Texts("zh")


def test_rows_follow_the_order_asked_for(model: Model) -> None:
    rows = list_duty_rows(Words(model, ZH), ["110119", "110118"])
    assert rows.columns.tolist() == [*COLUMNS, "is_shared"]
    assert rows["unit"].drop_duplicates().tolist() == ["延庆区", "密云区"]
    order = model.plan.measures["measure_id"].tolist()
    for _, group in rows.groupby("unit"):
        positions = [order.index(measure_id) for measure_id in group["measure_id"]]
        assert positions == sorted(positions)


def test_a_row_in_words(model: Model) -> None:
    rows = list_duty_rows(Words(model, ZH), ["110118"]).set_index("measure_id")
    assert rows.loc["10", ["roles", "basis", "deadline", "lead", "support"]].tolist() == [
        "牵头·主责†", "单位栏写明", "年底前", "市生态环境局、密云区政府、门头沟区政府",
        "怀柔区政府、延庆区政府",
    ]  # fmt: skip
    assert rows.loc["3", ["basis", "is_counted"]].tolist() == ["只写相关区（待明确）", False]
    assert rows.loc["2", ["basis", "support"]].tolist() == ["正文提及：生态涵养区", "———"]
    assert rows.loc[["2", "9.3"], "is_shared"].tolist() == [True, False]
    english = list_duty_rows(Words(model, Texts("en")), ["110118"]).set_index("measure_id")
    printed = [text.split("\n")[0] for text in english["text"]]
    assert printed == rows["text"].tolist()
    assert english.loc["8", "text"].split("\n")[1].startswith("[Working translation] ")
    assert english.loc["9.3", "main"].startswith("All districts, ")


def test_secondary_sources_are_said_to_be_so(model: Model) -> None:
    pairs = dict(list_provenance(Origin(Words(model, ZH), TODAY)))
    assert pairs["计划名称"] == "《生态保护2025年行动计划》"
    assert pairs["发布日期"] == "2025-01-26（二手来源，未与原件核对）"
    assert pairs["制表日期"] == "2026年11月22日"
    assert "GS(2024)0650号" in pairs["区划来源"]
    assert "不主张审图号" in pairs["区划来源"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_file_carries_plan_rule_boundary_and_date(model: Model, lang: str) -> None:
    t = Texts(lang)
    unheld = Problem("other_wording", model.plan.code, None, "measure_id", "8")
    model = replace(model, notices=(unheld,))
    origin = Origin(Words(model, t), TODAY)
    load = count_load(model.joined, "all", COUNTED_BASES, model.codes)
    pairs = dict(list_provenance(origin))
    files = {
        "xlsx": _read_workbook(write_workbook(origin, ["110118"])),
        "docx": read_body(write_memo(origin, ["110118"])),
        "csv": write_csv(origin, ["110118"]).decode("utf-8-sig"),
        "geojson": json.dumps(json.loads(write_geojson(origin, load, View())), ensure_ascii=False),
        "gpkg": write_geopackage(origin, load, View()).decode("utf-8", "ignore"),
    }
    labels = ("title", "rule", "uncounted", "boundary", "date")
    assert pairs[t("file.source_uncounted")] == f"8 {unheld.why(lang)}"
    needed = [pairs[t(f"file.source_{label}")] for label in labels]
    missing = [(name, text) for name in files for text in needed if text not in files[name]]
    assert missing == []


def _read_workbook(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(c.value) for sheet in book for row in sheet for c in row if c.value)
