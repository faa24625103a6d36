"""Readers of the files to take away, and a model whose names attack them."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import openpyxl
import pandas as pd
from docx.oxml.ns import qn

from components.documents.excel.workbook import SHOWN
from components.texts import Texts
from components.words.duties import name_roles
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.duties import BASES
from geo.plan.plan import ROLES

Duty = tuple[str, str, str, str]
"""`unit_code, measure_id, role, basis`, a row of `python -m geo duties`."""

FORMULA = "=cmd|' /C calc'!A0"
MARKUP = "<img src=x onerror=alert(1)>"
SQL = '"; DROP TABLE districts;--'
CONTROLS = "a/b\\c:\x00\x07\x1b\t\r\n\u202ed"
EVIL_TITLE = '=HYPERLINK("http://x")&A1'
EVIL_LABEL, EVIL_TEXT, EVIL_CELL = "@SUM(1)", "-2+3", "+1+1"


def make_hostile(model: Model) -> Model:
    """The model with formulas, markup, SQL and control characters where data may hold text."""
    units = model.region.units.set_index("unit_code")
    units.loc["110118", ["name", "short_name", "name_en"]] = FORMULA
    units.loc["110119", ["name", "short_name", "name_en"]] = MARKUP
    units.loc["110101", ["name", "short_name", "name_en"]] = SQL
    units.loc["bda", ["name", "short_name", "name_en"]] = CONTROLS
    units = units.reset_index()
    names = units.set_index("unit_code")[["name", "name_en"]]
    districts = model.region.districts.copy()
    districts[["name", "name_en"]] = names.loc[districts["unit_code"]].to_numpy()
    measures = model.plan.measures.copy()
    measures[["label", "label_en"]] = EVIL_LABEL
    measures["text"], measures["support"] = EVIL_TEXT, EVIL_CELL
    plan = replace(
        model.plan,
        measures=measures,
        meta={**model.plan.meta, "title": EVIL_TITLE, "title_en": EVIL_TITLE},
    )
    spellings = model.region.unit_names
    spelling = spellings.iloc[:1].assign(spelling=EVIL_CELL, unit_code="110118")
    region = replace(
        model.region,
        units=units,
        districts=districts,
        unit_names=pd.concat([spellings, spelling], ignore_index=True),
    )
    return replace(model, plan=plan, region=region)


def _split_roles(t: Texts) -> dict[str, tuple[str, ...]]:
    """Roles by the words a file writes for them."""
    words = {}
    for held in itertools.product((False, True), repeat=len(ROLES)):
        for is_doubtful in (False, True):
            duty = dict(zip(ROLES, held, strict=True)) | {"is_doubtful": is_doubtful}
            words[name_roles(duty, t)] = tuple(role for role in ROLES if duty[role])
    return words


def _expand(rows: Iterator[tuple[str, str, str, str]], t: Texts) -> list[Duty]:
    """Rows in words (`unit_code, measure_id, roles, basis`) as rows of the contract."""
    roles = _split_roles(t)
    bases = {t(f"basis.{basis}"): basis for basis in BASES}
    colon = t("sources.colon")
    return [
        (unit_code, measure_id, role, bases[basis.split(colon)[0]])
        for unit_code, measure_id, words, basis in rows
        for role in roles[words]
    ]


def read_sheet(data: bytes, name: str) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[name]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def read_excel_duties(data: bytes, t: Texts) -> list[Duty]:
    rows = read_sheet(data, t("file.sheet_duties"))
    assert rows[0] == [t(f"file.head_{name}") for name in SHOWN]
    picked = [SHOWN.index(name) for name in ("unit_code", "measure_id", "roles", "basis")]
    return _expand((tuple(row[i] for i in picked) for row in rows[1:]), t)


def read_csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_csv_duties(data: bytes, t: Texts) -> list[Duty]:
    heads = [t(f"file.head_{name}") for name in ("unit_code", "measure_id", "roles", "basis")]
    return _expand((tuple(row[h] for h in heads) for row in read_csv_rows(data)), t)


def read_text(element: Any) -> str:
    """Paragraphs of a Word element, one line each."""
    paragraphs = element.iter(qn("w:p"))
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in paragraphs)


def read_body(data: bytes) -> str:
    """Every paragraph of a memo, those in tables too."""
    return read_text(docx.Document(io.BytesIO(data)).element.body)


def read_tables(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Every table of a memo with the last heading of the first level before it."""
    tables, heading = [], ""
    for element in docx.Document(io.BytesIO(data)).element.body:
        if element.tag == qn("w:tbl"):
            rows = [
                [read_text(cell) for cell in row.findall(qn("w:tc"))]
                for row in element.findall(qn("w:tr"))
            ]
            tables.append((heading, rows))
        elif element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None:
            style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
            heading = read_text(element) if style == "Heading1" else heading
    return tables


def read_word_duties(words: Words, data: bytes) -> list[Duty]:
    codes = {name_party(words, code): code for code in words.model.codes}
    rows = (
        (codes[heading], row[0], row[2], row[3])
        for heading, table in read_tables(data)
        if table[0][1] == words.t("file.head_text")
        for row in table[1:]
        if len(row) > 1
    )
    return _expand(rows, words.t)
