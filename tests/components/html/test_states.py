"""Documents that are everybody's, filled with what was reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from components.html.states import SLOT, add_states
from components.screens.map.ahead import write_ahead
from components.screens.map.party import write_party_document
from components.session.link import View
from components.session.progress import Progress, _kept, find_progress
from components.texts import Texts
from components.words.words import Words
from geo.together import join_models
from store.database import read
from store.progress.extensions import answer, ask, list_extensions
from store.progress.periods import Period
from store.progress.reports import Said
from tests.html_tree import parse_html
from tests.pages.kept_plan import own_database
from tests.real_model import MODEL
from tests.store.progress.month import WHO, list_kept_lines, open_month, tell

MIYUN, ZH, DEFAULT = "110118", Words(MODEL, Texts("zh")), View()
FOLLOWED = (MODEL.reference,)


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Period]:
    """Opened on the shipped plan."""
    with own_database(tmp_path):
        yield open_month("2025-03", MODEL)
    _kept.clear()


def look() -> Progress:
    progress = find_progress(MODEL)
    assert progress
    return progress


def draw_document(words: Words, progress: Progress | None) -> HtmlElement:
    followed = progress.followed if progress else ()
    document = write_party_document(words, MIYUN, "all", DEFAULT.bases, None, followed)
    return parse_html(add_states(document, words, progress, MIYUN))


def list_states(document: HtmlElement) -> dict[str, str]:
    return {
        state.get("data-state-of"): state.text_content()
        for state in document.xpath("//a[@class='duty-state'][not(@hidden)]")
    }


def test_every_duty_says_its_state_and_leads_to_its_line(month: Period) -> None:
    lines = [line for line in list_kept_lines(month) if line.unit_code == MIYUN]
    asked, other = (
        next(line for line in lines if line.is_open and "main" in line.roles),
        next(line for line in lines if not line.is_open and "main" in line.roles and line.due),
    )
    tell(month, other, Said("blocked", "缺图。", waits_for="市水务局"))
    document = draw_document(ZH, look())
    told = list_states(document)
    assert told[other.measure_id].startswith("▲受阻·待市水务局，")
    assert told[asked.measure_id].startswith("？请明确是否承担")
    assert len(told) == len(lines) + 1
    (link,) = document.xpath(f"//a[@data-state-of='{other.measure_id}']")
    assert link.get("href") == f"progress?period=2025-03&line={other.key}"


def test_the_unit_says_how_much_came_in(month: Period) -> None:
    document = draw_document(ZH, look())
    assert list_states(document)[""] == (
        "2025年3月：应报15条，都还没有报。应报的之中，已过时限13条。相关区另计：问3条，已答0条。"
    )
    english = list_states(draw_document(Words(MODEL, Texts("en")), look()))
    assert english[""].startswith("2025-03: 15 to report. Nothing is reported yet.")


def test_a_date_that_was_put_off_is_said(month: Period) -> None:
    line = next(
        one
        for one in list_kept_lines(month)
        if one.unit_code == MIYUN and one.due and "main" in one.roles
    )
    assert line.due
    later = line.due.replace(year=2999)
    ask(line, later, "来不及。", WHO, line.due)
    with read() as connection:
        assert connection
        answer(list_extensions(connection, line.plan)[0], "granted", "可。", WHO)
    assert "准予延至2999年12月31日" in list_states(draw_document(ZH, look()))[line.measure_id]


def test_nothing_of_it_is_sent_ahead_but_its_place(month: Period) -> None:
    before = write_ahead(ZH, "all", DEFAULT.bases, followed=FOLLOWED)
    for line in list_kept_lines(month):
        if line.unit_code == MIYUN:
            tell(month, line, Said("done", "办结。"))
    look()
    after = write_ahead(ZH, "all", DEFAULT.bases, followed=FOLLOWED)
    assert before == after
    assert "已报" not in after
    ahead = parse_html(json.loads(after)["documents"][MIYUN])
    answer_given = draw_document(ZH, look())
    assert [one.tag for one in ahead.iter()] == [one.tag for one in answer_given.iter()]
    assert len(ahead.xpath("//a[@class='duty-state']")) == 26


def test_without_a_month_no_document_has_a_place(month: Period) -> None:
    assert draw_document(ZH, None).xpath("//a[@data-state-of]") == []
    assert SLOT.search(write_ahead(ZH, "all", DEFAULT.bases)) is None


def test_a_document_without_its_states_is_the_same_as_ever(month: Period) -> None:
    document = write_party_document(ZH, MIYUN, "all", DEFAULT.bases, None, FOLLOWED)
    assert SLOT.sub("", document) == write_party_document(ZH, MIYUN, "all", DEFAULT.bases)


def test_a_duty_without_a_line_keeps_its_place_unseen(month: Period) -> None:
    progress = look()
    states = {key: s for key, s in progress.states.items() if key != ("9.1", MIYUN)}
    document = draw_document(ZH, Progress(progress.periods, states, progress.plans))
    assert "9.1" not in list_states(document)
    assert document.xpath("//a[@data-state-of='9.1'][@hidden]")
    bare = Progress(progress.periods, {}, {})
    assert list_states(draw_document(ZH, bare)) == {}


def test_of_several_plans_each_month_is_named(month: Period) -> None:
    meta = {**MODEL.plan.meta, "plan": "other", "title": "碧水计划"}
    other = replace(MODEL, plan=replace(MODEL.plan, meta=meta), reference="other")
    words = Words(join_models([MODEL, other]), Texts("zh"))
    joined = find_progress(words.model)
    assert joined
    told = list_states(draw_joined(words, joined))
    assert "，2025年3月：" in told[""]
    assert [key for key in told if key and not key.startswith(f"{MODEL.reference}:")] == []


def draw_joined(words: Words, progress: Progress) -> HtmlElement:
    document = write_party_document(words, MIYUN, "all", DEFAULT.bases, None, progress.followed)
    return parse_html(add_states(document, words, progress, MIYUN))
