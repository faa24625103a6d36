"""The workbook opened again: table, panes, filters, print setup, comparison, hostile text."""

from __future__ import annotations

import datetime
import io
import zipfile
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from components.documents.excel.ledger import write_ledger_workbook
from components.documents.excel.workbook import SHOWN, write_workbook
from components.texts import LANGUAGES, Texts
from components.words.comparison import describe_cell
from components.words.plan import cite_plan
from components.words.source import Origin
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import compare_parties, select_rows
from tests.real_model import MODEL
from tests.taken_away import (
    EVIL_CELL,
    EVIL_LABEL,
    EVIL_TEXT,
    EVIL_TITLE,
    FORMULA,
    MARKUP,
    make_hostile,
    read_sheet,
)

TODAY = datetime.date(2026, 11, 22)
ZH = Texts("zh")
PAIR = ["110118", "110119"]
A4_LONG_IN, PX_OF_AN_INCH = 297 / 25.4, 96
PX_OF_A_DIGIT = 8.5
"""In the broadest of the fonts that stand in for ours, 10 pt large; in ours it is 7."""


@pytest.fixture(scope="module")
def data(model: Model) -> bytes:
    return write_workbook(Origin(Words(model, ZH), TODAY), PAIR)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_sheets(model: Model, book: Workbook) -> None:
    assert book.sheetnames == ["职责", "汇总", "对比", "修复地点", "自然保护地", "说明"]
    alone = openpyxl.load_workbook(
        io.BytesIO(write_workbook(Origin(Words(model, ZH), TODAY), ["bda"]))
    )
    assert alone.sheetnames == ["职责", "汇总", "修复地点", "自然保护地", "说明"]


def test_duties_are_a_table_with_filters_under_a_frozen_heading(
    model: Model, book: Workbook
) -> None:
    sheet = book["职责"]
    rows = int(model.duties["unit_code"].isin(PAIR).sum()) + 1
    table = sheet.tables["duties"]
    assert table.ref == f"A1:{get_column_letter(len(SHOWN))}{rows}"
    assert table.autoFilter.ref == table.ref
    assert [c.name for c in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.max_row == rows
    assert {s.title: s.freeze_panes for s in book} == {
        "职责": "C2", "汇总": "B3", "对比": "E2",
        "修复地点": "B2", "自然保护地": "B2", "说明": None,
    }  # fmt: skip
    assert {s.title: bool(s.auto_filter.ref) for s in book if s.title in ("汇总", "对比")} == {
        "汇总": True, "对比": True,
    }  # fmt: skip


def test_wording_is_whole_and_has_room(model: Model, book: Workbook) -> None:
    sheet = book["职责"]
    column, number = SHOWN.index("text") + 1, SHOWN.index("measure_id") + 1
    texts = model.plan.measures.set_index("measure_id")["text"]
    short = []
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        assert cell.value == texts[sheet.cell(row, number).value]
        assert cell.alignment.wrap_text
        width = sheet.column_dimensions[get_column_letter(column)].width
        # 13.3 px to a character of 10 pt, 7 px to a unit of width, 15 pt to a line.
        lines = -(-len(cell.value) * 13.3 // (width * 7))
        if sheet.row_dimensions[row].height < lines * 15:
            short.append(row)
    assert short == []


def test_every_sheet_prints_on_landscape_a4(model: Model, book: Workbook) -> None:
    wrong = [
        sheet.title
        for sheet in book
        if (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) != ("landscape", 9)
        or not sheet.sheet_properties.pageSetUpPr.fitToPage
        # One page wide is what the format takes for granted.
        or (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) != (1, 0)
        or sheet.oddHeader.center.text != cite_plan(Words(model, ZH))
        or sheet.oddFooter.center.text != "第 &P 页，共 &N 页"
    ]
    assert wrong == []
    titles = {sheet.title: sheet.print_title_rows for sheet in book}
    assert titles == {
        "职责": "$1:$1", "汇总": "$1:$2", "对比": "$1:$1",
        "修复地点": "$1:$1", "自然保护地": "$1:$1", "说明": None,
    }  # fmt: skip


def read_printed_px(sheet: Worksheet) -> float:
    """The widths of all printed columns."""
    area = CellRange(sheet.print_area.split("!")[1]) if sheet.print_area else None
    last = area.max_col if area else sheet.max_column
    widths = {
        column: alike.width
        for alike in sheet.column_dimensions.values()
        for column in range(alike.min, alike.max + 1)
    }
    return sum(widths[column] for column in range(1, last + 1)) * PX_OF_A_DIGIT


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("codes", [PAIR, MODEL.codes[:4], MODEL.codes])
def test_letters_are_legible_on_paper(model: Model, codes: list[str], lang: str) -> None:
    """Of 10 pt on the screen at least 8 are left where a sheet is made as wide as its page."""
    origin = Origin(Words(model, Texts(lang)), TODAY)
    ids = model.plan.measures["measure_id"].tolist()
    for data in (write_workbook(origin, codes), write_ledger_workbook(origin, ids)):
        for sheet in openpyxl.load_workbook(io.BytesIO(data)):
            margins = sheet.page_margins.left + sheet.page_margins.right
            room = (A4_LONG_IN - margins) * PX_OF_AN_INCH
            size = 10 * min(1, room / read_printed_px(sheet))
            assert size >= 8, sheet.title


def test_what_programs_read_stands_last_and_is_not_printed(model: Model, book: Workbook) -> None:
    heads = {s.title: [cell.value for cell in s[2 if s.title == "汇总" else 1]] for s in book}
    assert heads["职责"][-2:] == ["代码", "计入"]
    assert heads["汇总"][-1] == "代码"
    areas = [CellRange(s.print_area.split("!")[1]) for s in (book["职责"], book["汇总"])]
    assert [area.max_col for area in areas] == [len(heads["职责"]) - 2, len(heads["汇总"]) - 1]


def test_fonts_are_named(book: Workbook) -> None:
    fonts = {cell.font.name for sheet in book for row in sheet for cell in row if cell.value}
    assert fonts == {"微软雅黑"}
    # Widths are counted in digits of the usual font.
    (usual,) = [style for style in book._named_styles if style.name == "Normal"]
    assert (usual.font.name, usual.font.sz) == ("微软雅黑", 10)


@pytest.mark.parametrize("codes", [PAIR, ["110105", "bda", "110118"]])
def test_comparison_is_that_of_the_model(model: Model, codes: list[str]) -> None:
    rows = read_sheet(write_workbook(Origin(Words(model, ZH), TODAY), codes), "对比")
    names = [name_party(Words(model, ZH), code) for code in codes]
    assert rows[0][4:] == [*names, "差异"]
    expected = compare_parties(model.duties, model.plan.measures, codes)
    measures = rows[1 : len(expected) + 1]
    shown = {row[0]: row[4:-1] for row in measures}
    assert shown == {
        row.measure_id: ["\n".join(describe_cell(row.cells.get(c), ZH)) for c in codes]
        for row in expected
    }
    kinds = {row[0]: row[-1] for row in measures}
    for kind, word in (("shared", "相同"), ("open", "待明确")):
        of_kind = {row.measure_id for row in select_rows(expected, kind)}
        assert {m for m, said in kinds.items() if said == word} == of_kind
    words = {"absence": "有无不同", "role": "角色不同", "basis": "写法不同"}
    for row in select_rows(expected, "different"):
        found = {kind for kind, word in words.items() if word in kinds[row.measure_id]}
        assert found == set(row.differences)
    still_open = [row.measure_id for row in select_rows(expected, "open")]
    assert [row[0] for row in measures][-len(still_open) :] == still_open
    assert f"另有{len(still_open)}条只写“相关区”，待明确，不计入" in rows[-1][0]


def test_numbers_kept_as_text_are_not_complained_of(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        xml = {name: archive.read(name).decode() for name in sheets}
    assert [n for n in xml if xml[n].count("<ignoredErrors>") != 1] == []
    first = xml["xl/worksheets/sheet1.xml"]
    assert first.index("<ignoredErrors>") < first.index("<tableParts")


def test_same_input_same_bytes(model: Model, data: bytes) -> None:
    words = Words(model, ZH)
    assert write_workbook(Origin(words, TODAY), PAIR) == data
    assert write_workbook(Origin(words, TODAY + datetime.timedelta(days=1)), PAIR) != data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_is_text(model: Model, lang: str) -> None:
    hostile = make_hostile(model)
    words = Words(hostile, Texts(lang))
    data = write_workbook(Origin(words, TODAY), ["110118", "110119", "110101", "bda"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        formulas = [n for n in archive.namelist() if b"<f>" in archive.read(n)]
    assert formulas == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    starting = {cell.value for cell in cells if str(cell.value).startswith(tuple("=+-@"))}
    assert starting >= {FORMULA, EVIL_LABEL}
    # In English our translation follows the wording in its cell.
    assert any(str(value).split("\n")[0] == EVIL_TEXT for value in starting)
    assert (EVIL_CELL in starting) == (lang == "zh")
    assert [c.coordinate for c in cells if c.value in starting and not c.quotePrefix] == []
    assert MARKUP in {cell.value for cell in cells}
    # Read from the file itself: openpyxl misreads quotation marks in a header.
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = fromstring(archive.read("xl/worksheets/sheet1.xml"))
    header = next(element.text for element in first.iter() if element.tag.endswith("oddHeader"))
    assert header.endswith(cite_plan(words).replace("&", "&&"))
    assert EVIL_TITLE.replace("&", "&&") in header
