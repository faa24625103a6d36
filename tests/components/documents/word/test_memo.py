"""The memo opened again: page, fonts, tables, comparison, hostile text."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from components.documents.word import parts
from components.documents.word.memo import write_memo
from components.texts import Texts
from components.words.source import Origin
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import compare_parties, select_rows
from tests.taken_away import (
    EVIL_TEXT,
    EVIL_TITLE,
    FORMULA,
    MARKUP,
    SQL,
    make_hostile,
    read_body,
    read_tables,
    read_text,
)

TODAY = datetime.date(2026, 11, 22)
ZH = Texts("zh")
PAIR = ["110118", "110119"]
HINT = qn("w:hint")


@pytest.fixture(scope="module")
def data(model: Model) -> bytes:
    return write_memo(Origin(Words(model, ZH), TODAY), PAIR)


@pytest.fixture(scope="module")
def memo(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_page_is_that_of_an_official_document(memo: Any) -> None:
    section = memo.sections[0]
    lengths = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    lengths += [section.left_margin, section.right_margin]
    assert [round(length.cm, 1) for length in lengths] == [21.0, 29.7, 3.7, 3.5, 2.8, 2.6]
    for footer in (section.footer, section.even_page_footer):
        fields = [f.get(qn("w:instr")) for f in footer._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE"]


def test_looks_are_the_templates_styles_alone(memo: Any) -> None:
    """No run has a font or a size of its own, so whoever changes a style changes all of it."""
    own = {
        child.tag
        for run in memo.element.body.iter(qn("w:r"))
        for child in (run.rPr if run.rPr is not None else [])
    }
    assert own <= {qn("w:rFonts")}
    named = [f.attrib for f in memo.element.body.iter(qn("w:rFonts")) if set(f.attrib) - {HINT}]
    assert named == []
    used = {paragraph.style.name for paragraph in memo.paragraphs}
    used |= {
        p.style.name for table in memo.tables for cell in table._cells for p in cell.paragraphs
    }
    assert used == {
        *("Title", "Heading 1", "Heading 2", "Body Text", "Memo Note", "Memo Source", "Memo Date"),
        *("Table Text", "Table Heading"),
    }
    fonts = {name: find_font(memo.styles[name]) for name in used}
    heads = ("Title", "Heading 1", "Heading 2", "Table Heading")
    assert fonts == {name: "黑体" if name in heads else "仿宋" for name in used}


def find_font(style: Any) -> str | None:
    return style.element.rPr.rFonts.get(qn("w:eastAsia"))


def test_body_is_sixteen_points_on_lines_of_twenty_eight(memo: Any) -> None:
    body = memo.styles["Body Text"]
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert body.paragraph_format.first_line_indent.pt == 32


def test_an_office_changes_the_template(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = docx.Document(str(parts.TEMPLATES / "memo.zh.docx"))
    template.styles["Body Text"].font.size = Pt(15)
    template.sections[0].left_margin = Cm(2)
    template.save(str(tmp_path / "memo.zh.docx"))
    monkeypatch.setattr(parts, "TEMPLATES", tmp_path)
    written = docx.Document(io.BytesIO(write_memo(Origin(Words(model, ZH), TODAY), ["110118"])))
    body = next(p for p in written.paragraphs if p.style.name == "Body Text")
    assert body.style.font.size.pt == 15
    assert round(written.sections[0].left_margin.cm, 1) == 2


def test_tables_repeat_their_heading_and_keep_rows_whole(memo: Any) -> None:
    tables = memo.element.body.findall(qn("w:tbl"))
    assert len(tables) == 3
    for table in tables:
        rows = table.findall(qn("w:tr"))
        repeated = [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows]
        assert repeated == [True] + [False] * (len(rows) - 1)
        split = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None]
        assert split == []


def test_tables_fit_the_page(memo: Any) -> None:
    for table in memo.element.body.findall(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.tblGrid.findall(qn("w:gridCol"))]
        assert 15.4 < sum(grid) / 567 < 15.7


@pytest.mark.parametrize("codes", [PAIR, ["110105", "110106", "110107", "110108", "110118", "bda"]])
def test_comparison_lists_the_differences(model: Model, codes: list[str]) -> None:
    data = write_memo(Origin(Words(model, ZH), TODAY), codes)
    rows = compare_parties(model.duties, model.plan.measures, codes)
    sizes = {kind: len(select_rows(rows, kind)) for kind in ("shared", "different", "open")}
    (heading, table), (_, open_table) = read_tables(data)[:2]
    assert heading == "职责对比"
    unlike = [row for row in rows if row.kind not in ("shared", "open")]
    assert [row[0] for row in table[1:]] == [row.measure_id for row in unlike]
    still_open = [row.measure_id for row in select_rows(rows, "open")]
    assert [row[0] for row in open_table[1:]] == still_open
    kinds = {"absence": "有无不同", "role": "角色不同", "basis": "写法不同"}
    for shown, row in zip(table[1:], unlike, strict=True):
        told = {kind for kind, word in kinds.items() if word in shown[-1]}
        assert told == (set() if row.only else set(row.differences))
    text = read_body(data)
    assert f"涉及{len(unlike) + sizes['shared']}条措施：相同{sizes['shared']}条" in text
    assert f"不同{sizes['different']}条（" in text
    assert f"另有{sizes['open']}条只写“相关区”，待明确，不计入。" in text


def test_a_comparison_of_two_holds_what_differs_in_the_plans_words(
    model: Model, data: bytes
) -> None:
    rows = compare_parties(model.duties, model.plan.measures, PAIR)
    texts = model.plan.measures.set_index("measure_id")["text"]
    tables = [table for _, table in read_tables(data)]
    assert len(tables) == 3
    assert [row[1].split("\n")[1] for row in tables[0][1:]] == [texts["9.5"], texts["10"]]
    shared = [row.measure_id for row in select_rows(rows, "shared")]
    assert [row[0] for row in tables[2][1:]] == shared
    assert read_body(data).count("（17条，角色和写法都一样）") == 1


def test_many_parties_are_grouped_by_what_they_hold(model: Model) -> None:
    words = Words(model, ZH)
    codes = [*model.codes[:5], "bda"]
    _, table = read_tables(write_memo(Origin(words, TODAY), codes))[0]
    situations = {row[0]: row[2] for row in table[1:]}
    names = [name_party(words, code, short=True) for code in codes]
    for situation in situations.values():
        listed = [n for group in situation.split("；") for n in group.split("：")[1].split("、")]
        assert sorted(listed) == sorted(names)


def test_one_party_has_no_comparison(model: Model) -> None:
    text = read_body(write_memo(Origin(Words(model, ZH), TODAY), ["bda"]))
    assert text.startswith("北京经济技术开发区职责清单")
    assert "职责对比" not in text
    assert "只写相关区" not in "".join(read_flat(model, "bda"))


def read_flat(model: Model, code: str) -> list[str]:
    tables = read_tables(write_memo(Origin(Words(model, ZH), TODAY), [code]))
    return [cell for _, table in tables for row in table for cell in row]


def test_english_memo_keeps_the_plans_wording(model: Model) -> None:
    text = read_body(write_memo(Origin(Words(model, Texts("en")), TODAY), ["110118"]))
    assert text.startswith("Duties of Miyun")
    duties = model.duties[model.duties["unit_code"] == "110118"]
    wordings = model.plan.measures.set_index("measure_id").loc[duties["measure_id"], "text"]
    assert [wording for wording in wordings if wording not in text] == []


def test_it_ends_with_source_and_date(memo: Any) -> None:
    texts = [read_text(p) for p in memo.element.body.iter(qn("w:p"))]
    assert texts[-1] == "2026年11月22日"
    assert "来源与计数规则" in texts


def test_same_input_same_bytes(model: Model, data: bytes) -> None:
    assert write_memo(Origin(Words(model, ZH), TODAY), PAIR) == data
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert properties.created.date() == properties.modified.date() == TODAY


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_is_text(model: Model, lang: str) -> None:
    codes = ["110118", "110119", "110101", "bda"]
    text = read_body(write_memo(Origin(Words(make_hostile(model), Texts(lang)), TODAY), codes))
    lost = [part for part in (FORMULA, MARKUP, SQL, EVIL_TEXT, EVIL_TITLE) if part not in text]
    assert lost == []
    assert [letter for letter in text if ord(letter) < 32 and letter != "\n"] == []
