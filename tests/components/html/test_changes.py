"""The groups of changes as HTML: a redline that needs no colour, links to both editions' maps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml.html import HtmlElement

from components.html.changes import lead_to, name_pair, write_against, write_groups
from components.words.changes import Between, write_changes
from tests.geo.next_edition import MIYUN
from tests.html_tree import parse_html
from tests.kept_editions import NEXT, SETTLED, keep_editions, look


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield look()


@pytest.fixture(scope="module")
def groups(between: Between) -> HtmlElement:
    return parse_html(write_groups(between, MIYUN))


def find(groups: HtmlElement, group: str) -> HtmlElement:
    (found,) = groups.xpath(f"//*[@data-group='{group}']")
    return found


def test_groups_stand_by_kind_and_what_is_open_apart(groups: HtmlElement) -> None:
    kinds = groups.xpath("//div[@class='changes']/section[@data-kind]/@data-kind")
    assert kinds == ["new", "gone", "role", "basis", "wording", "deadline_or_figure"]
    assert groups.xpath("//section[@class='changes-open']/section/@data-kind") == ["gone", "basis"]
    counts = groups.xpath("//details[@class='changes-same']/summary/text()")
    assert counts == ["未变10条", "未变2条"]
    assert len(groups.xpath("//details[@class='changes-same']//li")) == 12


def test_a_wording_is_a_redline_by_clause_that_is_heard_too(groups: HtmlElement) -> None:
    (wording,) = find(groups, "9.3→9.3").xpath(".//p[contains(@class, 'redline')]")
    (taken,), (added,) = wording.xpath("del"), wording.xpath("ins")
    assert [part.text_content() for part in (taken, added)] == [
        "删去：建设生态保育小区100处，",
        "增加：建成生态保育小区120处，",
    ]
    assert wording.get("lang") == "zh-CN"
    (figure,) = find(groups, "9.3→9.3").xpath(".//p[@class='change-fact']")
    assert figure.text_content() == "数字 删去：100处→增加：120处"


def test_what_did_not_change_is_told_as_it_stands(groups: HtmlElement) -> None:
    split = find(groups, "15.2→15.2;15.3")
    assert split.xpath(".//p[contains(@class, 'redline')]/*") == []
    assert "列名方式变了，只是写法不同" in split.text_content()
    assert "主责（单位栏写明）" in find(groups, "→16").text_content()


def test_measures_of_both_editions_lead_to_their_own_maps(groups: HtmlElement) -> None:
    split = find(groups, "15.2→15.2;15.3")
    assert split.xpath(".//a/@href") == [
        "./?measure=15.2",
        f"./?measure=15.2&plan={NEXT}",
        f"./?measure=15.3&plan={NEXT}",
    ]


def test_a_line_has_the_sentence_and_leads_to_all_of_it(between: Between) -> None:
    line = parse_html(write_against(between, MIYUN))
    assert line.text_content().startswith(write_changes(between, MIYUN))
    (address,) = line.xpath("//a/@href")
    assert address == f"plans?from=ecology-2025&to={NEXT}&district={MIYUN}&plan={NEXT}"


def test_a_department_is_the_unit_of_a_link(between: Between) -> None:
    pair = {"from": "ecology-2025", "to": NEXT}
    assert name_pair(between, "water") == {**pair, "unit": "water"}
    assert name_pair(between) == pair
    assert lead_to(between, step="links").endswith(f"&step=links&plan={NEXT}")
