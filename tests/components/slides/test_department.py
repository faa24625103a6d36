"""A department's set: its measures in the plan's words, whom they reach, whom it works with."""

from __future__ import annotations

import pytest

from components.slides.build import build_slide, build_slides
from components.slides.run import is_slide
from components.slides.sets import LED, list_department_parts, list_department_set, split_part
from components.texts import LANGUAGES, Texts
from components.words.words import Words
from geo.model import Model
from geo.plan.ledger import count_departments, list_led
from geo.plan.reach import split_reach
from tests.real_model import MODEL

ZH = Texts("zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("unit", list_department_parts(MODEL))
def test_every_page_tells_something(model: Model, unit: str, lang: str) -> None:
    run = list_department_set(model, unit)
    slides = build_slides(Words(model, Texts(lang)), run)
    assert [slide.code for slide in slides] == run
    assert [s.code for s in slides if not (s.title and s.subtitle and s.source and s.notes)] == []
    assert [s.code for s in slides[1:] if not (s.facts or s.lines)] == []
    assert [code for code in run if not is_slide(code, model)] == []
    keys = {}
    for slide in slides:
        assert keys.setdefault(slide.picture.key, slide.picture.values) == slide.picture.values


@pytest.mark.parametrize("unit", list_department_parts(MODEL))
def test_its_pages_tell_what_the_ledger_counts(model: Model, unit: str) -> None:
    words, run = Words(model, ZH), list_department_set(model, unit)
    counts = count_departments(model.duties, model.region.units).loc[unit]
    facts = build_slide(words, f"{unit}.summary").facts
    assert [int(fact.value) for fact in facts] == [n for n in counts if n]
    pages = [build_slide(words, code) for code in run if code.startswith(f"{unit}.{LED}")]
    led = list_led(model.duties, model.region.units).get(unit, [])
    assert [line.head.split()[0] for page in pages for line in page.lines] == led
    wordings = model.plan.measures.set_index("measure_id")["text"]
    assert [line.text for page in pages for line in page.lines] == list(wordings[led])
    assert [line for page in pages for line in page.lines if not line.is_quoted] == []


def test_whom_each_measure_reaches_stands_below_its_words(model: Model) -> None:
    pages = build_slides(Words(model, ZH), ["water.led1", "water.led2"])
    assert [page.title for page in pages] == ["牵头的措施（1/2）", "牵头的措施（2/2）"]
    assert {line.head.split()[0]: line.remark for page in pages for line in page.lines} == {
        "9.4": "只写“相关区”、待明确的有16个区。",
        "12.1": "写到1个区：通州。",
        "12.2": "写到1个区：通州。",
    }


def test_what_is_open_is_hatched_and_has_a_legend(model: Model) -> None:
    words = Words(model, ZH)
    picture = build_slide(words, "water.led1").picture
    hatched = {code for code, value in picture.values.items() if value.hatched}
    reaches = [split_reach(model.duties, m, model.codes) for m in ("9.4", "12.1")]
    held = {code for reach in reaches for code in reach.held}
    assert hatched == {code for reach in reaches for code in reach.still_open} - held
    assert {code for code, value in picture.values.items() if value.fill == "seq-3"} == held
    assert [row.kind for row in picture.legend.rows] == ["class", "open"]
    assert [row.count for row in picture.legend.rows] == ["1 个区", "15 个区"]
    assert list(build_slide(words, "finance.led1").picture.legend.rows) == []


def test_a_department_works_with_those_in_its_measures(model: Model) -> None:
    lines = build_slide(Words(model, ZH), "water.partners").lines
    assert [(line.head, line.text) for line in lines] == [
        ("市生态环境局", "牵头·主责2条：1、14.2；牵头1条：7.2"),
        ("市园林绿化局", "牵头·主责1条：4；牵头2条：7.2、12.2"),
        ("市农业农村局", "牵头·主责1条：4"),
        ("城市副中心党工委管委会", "主责1条：12.2"),
    ]


def test_who_leads_nothing_has_no_page_of_it(model: Model) -> None:
    assert list_department_set(model, "psb") == ["cover", "psb.summary", "psb.partners"]
    assert build_slide(Words(model, ZH), "psb.summary").subtitle == (
        "全部31条措施中参与3条，都由别的部门牵头。"
    )


@pytest.mark.parametrize("code", ["water.led0", "water.led3", "water.led", "psb.open", "x.summary"])
def test_what_is_no_page_is_no_slide(model: Model, code: str) -> None:
    assert split_part(code, model) is None
    assert not is_slide(code, model)
