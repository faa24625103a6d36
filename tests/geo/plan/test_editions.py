"""Links between editions: by equal wording alone, else by people; each measure in one at most."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given

from geo.plan.editions import (
    Edition,
    Link,
    Links,
    find_kind,
    find_link_problems,
    link_editions,
    list_unlinked,
    match_by_text,
)
from tests.geo.editions import editions, linked_editions
from tests.real_model import MODEL


def make_edition(label: str, **texts: str) -> Edition:
    measures = pd.DataFrame({"measure_id": [*texts], "text": [*texts.values()]})
    return Edition(label, measures, pd.DataFrame())


BEFORE = make_edition("before", a="监测水质。", b="修复岸线12公里。", c="巡查。", d="巡查。", e="")
AFTER = make_edition("after", p="监测 水质｡", q="修复岸线14公里。", r="巡查。", s="")


def test_equal_wordings_are_linked_where_they_stand_once() -> None:
    assert match_by_text(BEFORE, AFTER) == [Link("same", ("a",), ("p",))]
    assert match_by_text(AFTER, BEFORE) == [Link("same", ("p",), ("a",))]


def test_an_edition_is_linked_to_itself_throughout() -> None:
    edition = Edition("plan", MODEL.plan.measures, MODEL.duties)
    links = link_editions(edition, edition)
    assert [link.before for link in links.by_text] == [(one,) for one in edition.measure_ids]
    assert list_unlinked(links, edition, edition) == ([], [])


def test_what_a_person_decided_goes_before_equal_wording() -> None:
    merged = Link("merged", ("a", "b"), ("q",))
    links = link_editions(BEFORE, AFTER, [merged])
    assert links == Links((merged,), ())
    assert list_unlinked(links, BEFORE, AFTER) == (["c", "d", "e"], ["p", "r", "s"])


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("a", "p", "same"),
        ("a", "pq", "split"),
        ("abc", "p", "merged"),
        ("", "p", "new"),
        ("a", "", "gone"),
        ("", "", None),
        ("ab", "pq", None),
        ("", "pq", None),
    ],
)
def test_a_kind_is_told_by_numbers(before: str, after: str, kind: str | None) -> None:
    assert find_kind(before, after) == kind


@pytest.mark.parametrize(
    ("link", "rule", "value"),
    [
        (Link("same", ("b",), ("q", "r")), "link_shape", "same b → q;r"),
        (Link("gone", ("b",), ("q",)), "link_shape", "gone b → q"),
        (Link("same", ("b",), ("x",)), "unknown_code", "x"),
        (Link("same", ("q",), ("r",)), "unknown_code", "q"),
        (Link("same", ("a",), ("q",)), "linked_twice", "a"),
        (Link("new", (), ("p",)), "linked_twice", "p"),
        (Link("split", ("b",), ("q", "q")), "linked_twice", "q"),
    ],
)
def test_links_that_cannot_be_are_named(link: Link, rule: str, value: str) -> None:
    problems = find_link_problems([Link("same", ("a",), ("p",)), link], BEFORE, AFTER)
    assert [(problem.rule, problem.value) for problem in problems] == [(rule, value)]
    assert problems[0].line().startswith("before → after column ")


@given(linked_editions())
def test_links_that_can_be_have_no_problem_in_either_direction(
    drawn: tuple[Edition, Edition, Links],
) -> None:
    before, after, links = drawn
    assert find_link_problems(links.all, before, after) == []
    assert find_link_problems(links.reverse().all, after, before) == []
    assert links.reverse().reverse() == links
    assert (
        list_unlinked(links, before, after) == list_unlinked(links.reverse(), after, before)[::-1]
    )


@given(editions("before"), editions("after"))
def test_equal_wordings_are_linked_alike_in_either_direction(
    before: Edition, after: Edition
) -> None:
    forward = {link.reverse() for link in match_by_text(before, after)}
    assert forward == set(match_by_text(after, before))
