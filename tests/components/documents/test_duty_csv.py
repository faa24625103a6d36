"""CSV as Excel and WPS read it."""

import datetime

import pytest

from components.documents.duty_csv import write_csv
from components.documents.plain_text import clean_text, looks_like_formula
from components.documents.rows import list_duty_rows
from components.texts import Texts
from components.words.rules import write_counting_rule
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from tests.taken_away import (
    CONTROLS,
    EVIL_LABEL,
    EVIL_TEXT,
    FORMULA,
    SQL,
    make_hostile,
    read_csv_rows,
)

TODAY = datetime.date(2026, 11, 22)


def test_bytes_are_utf8_with_bom_and_crlf(model: Model) -> None:
    data = write_csv(Origin(Words(model, Texts("zh")), TODAY), ["110118"])
    assert data.startswith("\ufeff代码,单位,编号".encode())
    assert data.count(b"\n") == data.count(b"\r\n") == 26
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rows_are_the_duty_rows(model: Model, lang: str) -> None:
    t = Texts(lang)
    words = Words(model, t)
    rows = read_csv_rows(write_csv(Origin(words, TODAY), model.codes))
    expected = list_duty_rows(words, model.codes)
    for name in ("unit_code", "unit", "measure_id", "text", "lead", "main", "support"):
        assert [row[t(f"file.head_{name}")] for row in rows] == [
            value.replace("\n", " ") for value in expected[name]
        ]
    assert {row[t("file.head_rule")] for row in rows} == {write_counting_rule(words)}


def test_hostile_cells_are_neutralised(model: Model) -> None:
    t = Texts("zh")
    codes = ["110118", "110101", "bda"]
    rows = read_csv_rows(write_csv(Origin(Words(make_hostile(model), t), TODAY), codes))
    assert {row["单位"] for row in rows} == {f"'{FORMULA}", SQL, clean_text(CONTROLS)}
    assert {row["小标题（拟题）"] for row in rows} == {f"'{EVIL_LABEL}"}
    assert {row["工作措施（原文）"] for row in rows} == {f"'{EVIL_TEXT}"}
    assert [v for row in rows for v in row.values() if looks_like_formula(v)] == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "＝1"])
def test_formulas_are_recognised(text: str) -> None:
    assert looks_like_formula(clean_text(text))


@pytest.mark.parametrize("text", ["———", "无", "1-2", "a=b", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    assert not looks_like_formula(text)
    assert clean_text(text) == text


def test_cleaning_drops_what_xml_cannot_hold() -> None:
    assert clean_text("a\x00b\u202ec\ud800d\uffffe\n") == "a bcde "
    assert clean_text("𠮷\ue000") == "𠮷\ue000"
