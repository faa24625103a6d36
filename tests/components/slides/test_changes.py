"""Slides of what changed: the figures of every sentence, for a unit and for all; their codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.documents.powerpoint.deck import write_presentation
from components.session.link import CHANGES
from components.session.models import get_model
from components.slides.build import build_slide
from components.slides.changes import MOST, build_change_slide
from components.slides.run import is_slide, list_default_run, parse_run
from components.slides.sets import ALL
from components.slides.since import join_since, split_since
from components.slides.slide import Line
from components.slides.thumbnail import draw_thumbnail
from components.words import changes
from components.words.changes import (
    Between,
    list_apart,
    tell_changes,
    write_changes,
    write_counted,
)
from components.words.new_gone import list_new_gone
from components.words.source import Origin
from geo.packages.package import DEFAULT_PLAN
from tests.decks import TODAY, list_texts, open_deck
from tests.geo.next_edition import MIYUN
from tests.kept_editions import LAST, NEXT, SETTLED, decide, keep_editions, look

SINCE = f"{MIYUN}.since-{DEFAULT_PLAN}"


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield look()


def test_a_unit_has_its_sentence_and_its_groups(between: Between) -> None:
    slide = build_change_slide(between, MIYUN)
    assert (slide.code, slide.title) == (SINCE, "密云区职责变化")
    assert slide.subtitle == write_counted(between, MIYUN)
    assert slide.lines[:3] == (
        Line("新增2条", "9.2 严格实施京西山水工程，因时因…；16 开展库区联合巡护"),
        Line("不再列出2条", "7.1 生态保护红线管理；13.1 生态环境质量评价与公布"),
        Line(
            "角色变化2条",
            "10 国家生态质量综合监测站（牵头·主责→协办）；14.3 纵向生态补偿（协办→主责）",
        ),
    )
    assert slide.lines[-3:] == (
        Line("未变10条"),
        *(Line("", remark=said) for said in list_apart(between, MIYUN)),
    )
    assert slide.notes[0] == write_changes(between, MIYUN)
    assert "前一版：" in "".join(slide.notes) and "不再列出（待明确）：" in "".join(slide.notes)
    assert slide.picture.focus == (MIYUN,)
    assert slide.view and (slide.view.district, slide.view.metric) == (MIYUN, CHANGES)


def test_all_of_them_are_the_map_with_its_counts(between: Between) -> None:
    slide = build_change_slide(between, ALL)
    counts = list_new_gone(between)
    parties = [counts[code] for code in between.after.model.codes]
    assert [(fact.value, fact.label) for fact in slide.facts] == [
        (str(sum(one.new > 0 for one in parties)), "个区和同级单位有新增职责"),
        (str(sum(one.gone > 0 for one in parties)), "个区和同级单位有不再列出的职责"),
        ("1", "条措施还没有人确认对应关系，不在其中"),
    ]
    assert slide.picture.values[MIYUN].label == "+2 −2"
    assert write_changes(between, "bda") in slide.notes


def test_a_department_shows_whom_its_changed_measures_reach(between: Between) -> None:
    slide = build_change_slide(between, "water")
    assert [line.head for line in slide.lines] == ["时限或数字变化1条", "未变8条"]
    assert {value.fill for value in slide.picture.values.values()} == {"seq-3", "unnamed"}
    assert slide.view and slide.view.district is None


def test_many_groups_of_a_kind_are_counted(
    between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tell_changes(between, MIYUN)
    many = [one for one in told if one.group.counted_as == "new" and not one.group.is_open] * 5
    monkeypatch.setattr("components.slides.changes.tell_changes", lambda *_: tuple(many))
    (new, *_) = build_change_slide(between, MIYUN).lines
    assert (new.head, new.text.count("；")) == ("新增10条", MOST)
    assert new.text.endswith("另4条见备注")


def test_its_code_names_the_unit_and_the_edition(between: Between) -> None:
    model = between.after.model
    assert split_since(SINCE, model) == (MIYUN, DEFAULT_PLAN)
    assert split_since(f"plan.since-{DEFAULT_PLAN}", model) == (ALL, DEFAULT_PLAN)
    wrong = ["x.since-ecology-2025", f"{MIYUN}.since-nowhere", f"{MIYUN}.since-", MIYUN, ".since-"]
    assert [code for code in wrong if split_since(code, model) or is_slide(code, model)] == (
        [MIYUN]
    )
    assert split_since(SINCE, get_model(f"{DEFAULT_PLAN},{NEXT}")) is None


def test_a_link_beside_an_edition_has_them_in_its_run(between: Between) -> None:
    model, params = between.after.model, {"against": DEFAULT_PLAN, "district": MIYUN}
    run = list_default_run(model, params)
    assert run[-2:] == [join_since(ALL, DEFAULT_PLAN), SINCE]
    assert parse_run({"run": f"cover,{SINCE}"}, model) == (["cover", SINCE], [])
    assert build_slide(between.after, SINCE) == build_change_slide(between, MIYUN)


def test_its_picture_is_drawn_anew_once_something_is_linked(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with keep_editions(tmp_path_factory.mktemp("office")):
        words, code = look().after, join_since(ALL, DEFAULT_PLAN)
        before = draw_thumbnail(words, code)
        decide([*SETTLED, LAST])
        assert draw_thumbnail(words, code) != before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_powerpoint_says_the_same(between: Between, lang: str) -> None:
    spoken = look(lang)
    slides = [build_change_slide(spoken, unit) for unit in (ALL, MIYUN, "water", "bda")]
    data = write_presentation(Origin(spoken.after, TODAY), slides)
    pages: list[Any] = list(open_deck(data).slides)
    for page, slide in zip(pages, slides, strict=True):
        assert page.shapes.title.text_frame.text == slide.title
        shown = "\n".join(list_texts(page))
        told = [*(f.value for f in slide.facts), *(one.remark or one.head for one in slide.lines)]
        assert [text for text in told if text not in shown] == []
        assert slide.notes[0] in page.notes_slide.notes_text_frame.text
    assert changes.list_units(spoken)[MIYUN] in slides[1].title
