"""The presentation opened again: its numbers, notes, fonts and dates, hostile text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
import shapely
from pptx.oxml.ns import qn

from components.documents.plain_text import clean_text
from components.documents.powerpoint.deck import write_presentation
from components.slides.build import build_slides
from components.slides.slide import Slide
from components.texts import Texts
from components.words.rules import write_counting_rule
from components.words.source import Origin
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.duties import COUNTED_BASES, list_duty_roles
from geo.region.units import TERRITORIAL_KINDS
from tests.decks import (
    EMU,
    PAIR,
    TODAY,
    ZH,
    build_all,
    find_districts,
    find_group,
    list_edges,
    list_texts,
    open_deck,
    read_books,
    read_parts,
)
from tests.taken_away import FORMULA, MARKUP, make_hostile


def count_independently(model: Model, code: str) -> dict[str, int]:
    """From the rows of `python -m geo duties`, not from the model's summary."""
    rows = list_duty_roles(model.duties, model.region.units, TERRITORIAL_KINDS)
    rows = rows[rows["unit_code"] == code]
    counted = rows[rows["basis"].isin(COUNTED_BASES)]
    roles = {r: int((counted["role"] == r).sum()) for r in ("main", "lead", "support")}
    is_open = rows["basis"] == "relevant"
    total, still_open = counted["measure_id"].nunique(), rows[is_open]["measure_id"].nunique()
    return {"total": total, **roles, "open": still_open}


def test_each_slide_is_a_wide_page_with_title_facts_source_and_number(
    data: bytes, slides: list[Slide], pages: list[Any]
) -> None:
    deck = open_deck(data)
    assert (deck.slide_width / EMU, deck.slide_height / EMU) == pytest.approx((40 / 3, 7.5))
    assert [page.shapes.title.text_frame.text for page in pages] == [s.title for s in slides]
    for number, (page, slide) in enumerate(zip(pages, slides, strict=True), start=1):
        texts = list_texts(page)
        wanted = [f"{fact.value}\n{fact.label}" for fact in slide.facts]
        wanted += [slide.subtitle, slide.source, f"{number} / {len(slides)}"]
        assert [text for text in wanted if text not in texts] == []


@pytest.mark.parametrize("code", ["110118", "110119"])
def test_numbers_equal_an_independent_count(
    model: Model, slides: list[Slide], pages: list[Any], code: str
) -> None:
    counted = count_independently(model, code)
    page = pages[[slide.code for slide in slides].index(PAIR)]
    (table,) = [shape.table for shape in page.shapes if shape.has_table]
    (chart,) = [shape.chart for shape in page.shapes if shape.has_chart]
    name = name_party(Words(model, ZH), code)
    (row,) = [row for row in table.rows if row.cells[0].text == name]
    assert [int(cell.text) for cell in list(row.cells)[1:]] == list(counted.values())
    (series,) = [series for series in chart.plots[0].series if series.name == name]
    assert list(series.values) == list(counted.values())


def test_a_districts_slide_shows_its_independent_total(
    model: Model, slides: list[Slide], pages: list[Any]
) -> None:
    counted = count_independently(model, "110118")
    texts = list_texts(pages[[slide.code for slide in slides].index("110118")])
    values = [text.split("\n")[0] for text in texts if "\n" in text]
    assert values[:2] == [str(counted["total"]), str(counted["open"])]


def test_tables_hold_every_cell(slides: list[Slide], pages: list[Any]) -> None:
    tabled = [(s, p) for s, p in zip(slides, pages, strict=True) if s.table]
    assert [slide.code for slide, _ in tabled] == [PAIR]
    for slide, page in tabled:
        assert slide.table
        (table,) = [shape.table for shape in page.shapes if shape.has_table]
        cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
        assert cells == [tuple(slide.table.columns), *slide.table.rows]


def test_lines_to_read_are_large_and_whole(slides: list[Slide], pages: list[Any]) -> None:
    for slide, page in zip(slides, pages, strict=True):
        if not slide.lines:
            continue
        (shape,) = [s for s in page.shapes if s.name == slide.title and not s.is_placeholder]
        said = []
        for line in slide.lines:
            is_beside = line.text and not line.is_quoted
            first = [f"{line.head}  {line.text}"] if is_beside else [line.head, line.text]
            said += [text for text in (*first, line.remark) if text]
        assert [p.text for p in shape.text_frame.paragraphs] == said
        runs = [run for p in shape.text_frame.paragraphs for run in p.runs]
        remarks = {line.remark for line in slide.lines}
        assert min(run.font.size.pt for run in runs if run.text not in remarks) >= 14
        assert min(run.font.size.pt for run in runs) >= 12
        quoted = [run.text for run in runs if run._r.xpath(".//a:ea[@typeface='SimSun']")]
        assert quoted == [line.text for line in slide.lines if line.is_quoted]


def test_texts_do_not_cover_each_other(pages: list[Any]) -> None:
    for page in pages:
        shapes = [s for s in page.shapes if s.has_table or s.has_chart or s.has_text_frame]
        boxes = [shapely.box(*list_edges(s)) for s in shapes if s.width > EMU / 4]
        tree = shapely.STRtree(boxes)
        pairs = [(i, j) for i, box in enumerate(boxes) for j in tree.query(box) if i < j]
        assert [p for p in pairs if boxes[p[0]].intersection(boxes[p[1]]).area > 1] == []


def test_notes_hold_every_line_and_the_rule(
    model: Model, slides: list[Slide], pages: list[Any]
) -> None:
    for page, slide in zip(pages, slides, strict=True):
        lines = page.notes_slide.notes_text_frame.text.split("\n")
        assert lines[: len(slide.notes)] == [clean_text(line) for line in slide.notes]
        rest = "\n".join(lines[len(slide.notes) :])
        wanted = [write_counting_rule(Words(model, ZH)), "2027年1月5日", model.plan.meta["title"]]
        assert [text for text in wanted if text not in rest] == []


def test_no_two_shapes_of_a_page_share_their_number(data: bytes) -> None:
    """PowerPoint would ask to repair the file."""
    for page in read_parts(data, r"ppt/slides/\w+\.xml").values():
        numbers = [node.get("id") for node in page.iter(qn("p:cNvPr"))]
        assert len(numbers) > 20
        assert len(numbers) == len(set(numbers))


def test_map_and_chart_have_a_text_alternative(slides: list[Slide], pages: list[Any]) -> None:
    for page, slide in zip(pages, slides, strict=True):
        group = find_group(page, ZH("file.map_group"))
        description = group._element.nvGrpSpPr.cNvPr.get("descr")
        values = slide.picture.values.values()
        assert [value.alt for value in values if value.alt not in description] == []
        for chart in (shape for shape in page.shapes if shape.has_chart):
            (properties,) = chart._element.xpath("./p:nvGraphicFramePr/p:cNvPr")
            assert slide.title in properties.get("descr")


def test_same_input_same_bytes(model: Model, slides: list[Slide], data: bytes) -> None:
    assert write_presentation(Origin(Words(model, ZH), TODAY), slides) == data
    properties = open_deck(data).core_properties
    assert properties.created.date() == properties.modified.date() == TODAY
    assert properties.author == ZH("app.title")
    assert model.plan.meta["title"] in properties.title
    assert len(data) / len(slides) < 50_000


def test_the_charts_own_workbook_has_no_other_date(data: bytes) -> None:
    books = read_books(data)
    assert books
    for book in books:
        assert {book.properties.created.date(), book.properties.modified.date()} == {TODAY}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(model: Model, lang: str) -> None:
    """Markup, formulas and control characters: the file opens and holds them as they are."""
    hostile, t = make_hostile(model), Texts(lang)
    words = Words(hostile, t)
    slides = build_slides(words, ["cover", "110118", PAIR, "bda", "110101"])
    data = write_presentation(Origin(words, TODAY), slides)
    pages = list(open_deck(data).slides)
    assert [p.shapes.title.text_frame.text for p in pages] == [clean_text(s.title) for s in slides]
    assert len(find_districts(pages[0], hostile, t)) == len(model.region.districts)
    for part in read_parts(data, r".*\.(xml|rels)").values():
        texts = "".join([*part.itertext(), *(v for e in part.iter() for v in e.attrib.values())])
        assert re.findall(r"[\x00-\x08\x0b-\x1f\u202e]", texts) == []
    (book,) = read_books(data)
    cells = [cell for row in book["Sheet1"] for cell in row if cell.value is not None]
    assert {FORMULA, MARKUP} <= {cell.value for cell in cells}
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        links = [n for n in archive.namelist() if b'TargetMode="External"' in archive.read(n)]
    assert links == []


def test_english_deck_is_english(model: Model) -> None:
    t = Texts("en")
    slides = build_all(model, t)
    data = write_presentation(Origin(Words(model, t), TODAY), slides)
    pages = list(open_deck(data).slides)
    assert [page.shapes.title.text_frame.text for page in pages] == [s.title for s in slides]
    chinese = {
        text for page in pages for text in list_texts(page) if re.search(r"[\u4e00-\u9fff]", text)
    }
    assert chinese == set()
    assert find_group(pages[0], t("file.map_group"))
    for slide, page in zip(slides, pages, strict=True):
        for number, fact in enumerate(slide.facts):
            assert f"{fact.value}\n{fact.label}" in list_texts(page), number
