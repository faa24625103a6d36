"""The template of the presentation: decks look as it says, and it is small and nobody's."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Inches

from components.documents.plain_text import clean_text
from components.documents.powerpoint import template
from components.documents.powerpoint.deck import write_presentation
from components.documents.powerpoint.parts import QUOTING_FONTS
from components.documents.powerpoint.template import FACTS, SUBTITLE, TITLE, read_layouts
from components.slides.slide import Slide
from components.texts import Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from geo.packages.problems import DataError
from tests.decks import PAIR, TODAY, ZH, open_deck, read_parts

FILE = template.TEMPLATES / "show.pptx"
FONT, OTHER_FONT = "Microsoft YaHei", "SimHei"
FOOT = {"Source": 20, "Number": 21}


def find_holder(sheet: Any, number: int) -> Any:
    (holder,) = [h for h in sheet.placeholders if h.placeholder_format.idx == number]
    return holder


def find_title_style(deck: Any) -> Any:
    (style,) = deck.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")
    return style


def name_title_font(deck: Any, font: str) -> None:
    """In the theme, as PowerPoint does it."""
    rels = deck.slide_master.part.rels.values()
    (part,) = [rel.target_part for rel in rels if rel.reltype.endswith("/theme")]
    theme = etree.fromstring(part.blob)
    for node in theme.find(f".//{qn('a:majorFont')}"):
        node.set("typeface", font)
    part._blob = etree.tostring(theme)


def list_fonts(data: bytes, kind: str) -> set[str]:
    """The fonts of the slides' theme for Latin and Chinese letters."""
    (theme,) = read_parts(data, r"ppt/theme/theme1\.xml").values()
    return {node.get("typeface") for node in theme.find(f".//{qn(f'a:{kind}')}")[:2]}


def test_texts_take_fonts_and_colours_from_the_template(data: bytes, pages: list[Any]) -> None:
    parts = read_parts(data, r"ppt/(slides|notesSlides|charts)/\w+\.xml")
    assert len(parts) > 2 * len(pages)
    for part in parts.values():
        fonts = {node.get("typeface") for node in part.iter(qn("a:latin"), qn("a:ea"))}
        assert fonts <= set(QUOTING_FONTS.values())
        assert [*part.iter(qn("p:style"))] == []
        runs = [run for run in part.iter(qn("a:r")) if "".join(run.itertext()).strip()]
        assert {run.find(qn("a:rPr")).get("lang") for run in runs} <= {"zh-CN", "en-US"}
    for holder in (holder for page in pages for holder in page.placeholders):
        for run in holder._element.iter(qn("a:rPr")):
            assert (run.get("b"), list(run)) == (None, [])
    assert [list_fonts(data, kind) for kind in ("majorFont", "minorFont")] == [{FONT}] * 2
    for theme in read_parts(data, r"ppt/theme/\w+\.xml").values():
        assert {node.get("typeface") for node in theme.iter(qn("a:latin"), qn("a:ea"))} == {FONT}


def test_the_plans_own_words_alone_are_in_a_serif(slides: list[Slide], pages: list[Any]) -> None:
    quoted = [clean_text(line.text) for s in slides for line in s.lines if line.is_quoted]
    runs = [run for page in pages for run in page._element.iter(qn("a:r"))]
    fonts = [[node.get("typeface") for node in run.iter(qn("a:latin"), qn("a:ea"))] for run in runs]
    in_serif = [run.findtext(qn("a:t")) for run, named in zip(runs, fonts, strict=True) if named]
    assert in_serif == quoted
    assert len(quoted) > 1
    assert [named for named in fonts if named not in ([], list(QUOTING_FONTS.values()))] == []


def test_an_office_changes_the_template(
    model: Model, slides: list[Slide], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = pptx.Presentation(str(FILE))
    name_title_font(changed, OTHER_FONT)
    style = find_title_style(changed)
    style.set("sz", "3000")
    style.find(f".//{qn('a:schemeClr')}").set("val", "accent2")
    title = find_holder(changed.slide_layouts.get_by_name("Map"), TITLE)
    title.left, title.top, title.width, title.height = map(Inches, (8, 1, 4.5, 1))
    changed.save(str(tmp_path / "show.pptx"))
    monkeypatch.setattr(template, "TEMPLATES", tmp_path)
    data = write_presentation(Origin(Words(model, ZH), TODAY), slides[1:2])
    deck = open_deck(data)
    shown = find_title_style(deck)
    assert shown.get("sz") == "3000"
    assert shown.find(f".//{qn('a:schemeClr')}").get("val") == "accent2"
    assert [list_fonts(data, k) for k in ("majorFont", "minorFont")] == [{OTHER_FONT}, {FONT}]
    (page,) = deck.slides
    holder = page.shapes.title
    (paragraph,) = holder.text_frame.paragraphs
    assert (paragraph.line_spacing.pt, paragraph.runs[0].font.size) == (37.5, None)
    assert (holder.left, holder.top, holder.width) == tuple(map(Inches, (8, 1, 4.5)))
    assert find_holder(page, FACTS[2]).left > Inches(8)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "show.pptx | 模板里没有名为 Map 的版式 | 在幻灯片母版中补上这个名称的版式"),
        ("en", "show.pptx | the template has no layout named Map | Add a layout of this name"),
    ],
)
def test_a_layout_that_the_template_lacks_is_named_with_the_way_out(
    model: Model,
    slides: list[Slide],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lang: str,
    told: str,
) -> None:
    changed = pptx.Presentation(str(FILE))
    for name in ("Map", "Table"):
        changed.slide_layouts.remove(changed.slide_layouts.get_by_name(name))
    changed.save(str(tmp_path / "show.pptx"))
    monkeypatch.setattr(template, "TEMPLATES", tmp_path)
    with pytest.raises(DataError) as raised:
        write_presentation(Origin(Words(model, Texts(lang)), TODAY), slides[:1])
    assert [p.details["layout"] for p in raised.value.problems] == ["Map", "Table"]
    assert told in "\n".join(raised.value.__notes__)


def test_long_titles_are_smaller_than_the_template_says(
    slides: list[Slide], pages: list[Any]
) -> None:
    """By hand where two lines do not hold them, by the program where its font is broader."""
    sizes = {}
    for slide, page in zip(slides, pages, strict=True):
        title = page.shapes.title
        assert title.text_frame.auto_size == MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        sizes[slide.code] = title.text_frame.paragraphs[0].runs[0].font.size
    assert sizes["plan"] is None
    assert sizes["bda"].pt < 40


def test_facts_are_large_and_sources_legible(data: bytes, pages: list[Any]) -> None:
    layouts = read_layouts(open_deck(data))
    for page in pages:
        layout = layouts[page.slide_layout.name]
        assert (layout.label.size, layout.origin.size, layout.number.size) == (18, 10.5, 14)
        for shape in (shape for shape in page.shapes if shape.has_text_frame):
            sizes = [r.font.size for p in shape.text_frame.paragraphs for r in p.runs]
            assert [size for size in sizes if size and size.pt < 10.5] == []
        for holder in (h for h in page.placeholders if h.placeholder_format.idx in FACTS):
            value, label = holder.text_frame.paragraphs
            assert (value.level, label.level) == (0, 1)
            assert (value.runs[0].font.size or layout.value.size * 12700) >= 30 * 12700
            assert label.runs[0].font.size is None


def test_placeholders_are_filled_and_none_is_empty(slides: list[Slide], pages: list[Any]) -> None:
    for number, (slide, page) in enumerate(zip(slides, pages, strict=True), start=1):
        texts = {h.placeholder_format.idx: h.text_frame.text for h in page.placeholders}
        facts = {
            place: f"{fact.value}\n{fact.label}"
            for place, fact in zip(FACTS[: len(slide.facts)], slide.facts, strict=True)
        }
        assert bool(facts) is not bool(slide.lines)
        assert len(facts) in (0, len(FACTS)) or slide.code == "water.summary"
        assert texts == {
            TITLE: slide.title,
            SUBTITLE: slide.subtitle,
            **facts,
            FOOT["Source"]: slide.source,
            FOOT["Number"]: f"{number} / {len(slides)}",
        }


def test_a_slide_with_fewer_facts_has_no_empty_placeholder(
    model: Model, slides: list[Slide]
) -> None:
    layouts = [slide for slide in slides if slide.code in ("cover", "plan", PAIR)]
    bare = [replace(slide, facts=slide.facts[:1], subtitle="") for slide in layouts]
    pages = open_deck(write_presentation(Origin(Words(model, ZH), TODAY), bare)).slides
    assert {page.slide_layout.name for page in pages} == {"Cover", "Map", "Table"}
    for page in pages:
        numbers = {holder.placeholder_format.idx for holder in page.placeholders}
        assert numbers == {TITLE, FACTS[0], *FOOT.values()}


def test_every_layout_is_used(pages: list[Any]) -> None:
    used = {page.slide_layout.name for page in pages}
    names = [layout.name for layout in pptx.Presentation(str(FILE)).slide_layouts]
    assert sorted(names) == sorted(used) == ["Cover", "Map", "Table"]


def test_the_template_is_small_and_nobodys() -> None:
    assert FILE.stat().st_size < 30_000
    deck = pptx.Presentation(str(FILE))
    known = deck.core_properties
    assert (len(deck.slides), known.author, known.last_modified_by, known.title) == (0, "", "", "")
    with zipfile.ZipFile(FILE) as archive:
        names = archive.namelist()
        assert [n for n in names if not n.endswith((".xml", ".rels"))] == []
        assert b"<Company>" not in archive.read("docProps/app.xml")
