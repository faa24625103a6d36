"""Rows of several workbooks upon one line: any order gives the same, or the same lines wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from store.progress.lines import Line
from store.progress.periods import Period
from store.progress.reports import FORM, Report, Said
from store.progress.states import State
from store.progress.workbook.judging import Judgement, judge
from store.progress.workbook.matching import Match
from store.progress.workbook.sheet import MARK, Row
from store.progress.workbook.sides import Sides

LINE = Line(
    *(1, "tiny-plan", "e", "0123456789", "1", "env", "环境局", ("main",), "named"),
    *("监测水质。", "年底前", date(2026, 12, 31)),
)
MARCH = Period(
    *(1, "tiny-plan", "2026-03", "e"),
    *(date(2026, 3, 1), date(2026, 3, 25), date(2026, 3, 31)),
    *("12-31", "甲", "2026-03-01T00:00:00Z"),
)
SAID = st.builds(
    Said,
    status=st.sampled_from(["under_way", "done", "blocked"]),
    text=st.sampled_from(["", "一", "二"]),
    value=st.sampled_from(["", "3"]),
)
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["under_way", "done", "blocked", ""]),
        "text": st.sampled_from(["", "一", "二"]),
        "value": st.sampled_from(["", "3", "4"]),
        "filled_by": st.sampled_from(["", "乙", "丙"]),
    },
)


def make_report(rev: int, said: Said) -> Report:
    return Report(1, 1, 1, rev, rev - 1, said, "env", FORM, None, "甲", "2026-03-02T00:00:00Z")


def lay_out(said: list[Said]) -> Sides:
    """The line after these revisions."""
    report = make_report(len(said), said[-1])
    state = State(LINE, report, None, LINE.due, True, date(2026, 3, 2))
    kept = {(1, rev): one for rev, one in enumerate(said, start=1)}
    return Sides(MARCH, (state,), kept, {1: len(said)}, {}, frozenset(), frozenset(), ())


def make_row(texts: dict[str, str], rev: int | None = 1) -> Match:
    columns = {name: name for name in (*asdict(Said()), MARK, "comment")}
    return Match(Row("填报", 5, texts, columns), LINE, rev)


def look(match: Match, sides: Sides) -> Judgement:
    return judge("a.xlsx", [match], sides, {})


def take(sent: Said, changes: Iterable[dict[str, str]]) -> tuple[Said, bool]:
    """What stands when rows upon `sent` came back one after the other, and whether one waits or is
    wrong."""
    said, waits = [sent], False
    for change in changes:
        found = look(make_row({**asdict(sent), **change}), lay_out(said))
        waits = waits or bool(found.conflicts or found.problems)
        said += [revision.after for revision in found.revisions]
    return said[-1], waits


@given(SAID, st.lists(CHANGES, max_size=3))
def test_any_order_gives_the_same_state_or_something_that_waits(
    sent: Said, changes: list[dict[str, str]]
) -> None:
    ends = [take(sent, order) for order in permutations(changes)]
    assert len({waits for _, waits in ends}) == 1
    if not ends[0][1]:
        assert len({said for said, _ in ends}) == 1


@given(SAID, SAID, CHANGES)
def test_a_revision_changes_only_what_the_row_changed(
    sent: Said, ours: Said, change: dict[str, str]
) -> None:
    found = look(make_row({**asdict(sent), **change}), lay_out([sent, ours]))
    for revision in found.revisions:
        assert {*revision.fields} <= {*change}
        kept = {name: getattr(ours, name) for name in asdict(ours) if name not in revision.fields}
        assert replace(revision.after, **kept) == revision.after


@given(SAID, SAID)
def test_a_row_as_it_was_sent_is_untouched(sent: Said, ours: Said) -> None:
    found = look(make_row(asdict(sent)), lay_out([sent, ours]))
    assert (found.untouched, found.count()) == ([LINE], 0)


@given(SAID, SAID, CHANGES)
def test_every_row_is_told_once(sent: Said, ours: Said, change: dict[str, str]) -> None:
    found = look(make_row({**asdict(sent), **change}), lay_out([sent, ours]))
    kinds = [found.revisions, found.untouched, found.conflicts, found.problems]
    assert [bool(kind) for kind in kinds].count(True) == 1


def test_white_space_that_a_form_kept_is_not_lost_by_another_cell() -> None:
    sent = Said("under_way", "一  \n二", "")
    (revision,) = look(make_row({**asdict(sent), "value": "3"}), lay_out([sent])).revisions
    assert (revision.fields, revision.after) == (("value",), replace(sent, value="3"))
