"""A decision upon a report that somebody else decided upon meanwhile is refused."""

from __future__ import annotations

import pytest

from geo.packages.problems import DataError
from store.progress.reports import Said
from store.progress.reviews import ACCEPT, RETURN, review
from tests.store.office import Office
from tests.store.progress.month import WHO, list_kept_lines, look, open_month, tell


def test_who_decides_says_which_decision_they_saw(office: Office) -> None:
    period = open_month()
    line = list_kept_lines(period)[0]
    report = tell(period, line, Said("under_way", "在办。"))
    review(period, [report], ACCEPT, WHO, seen={})
    with pytest.raises(DataError) as refused:
        review(period, [report], RETURN, "乙", "没有数字。", seen={report.id: 0})
    (problem,) = refused.value.problems
    assert (problem.rule, problem.why("zh")) == ("reviewed_since", f"这份报告刚才已由{WHO}定了")
    (standing,) = [state.review for state in look(period) if state.line.id == line.id]
    assert standing and standing.kind == ACCEPT
    review(period, [report], RETURN, "乙", "没有数字。", seen={report.id: standing.id})
    (standing,) = [state.review for state in look(period) if state.line.id == line.id]
    assert standing and (standing.kind, standing.decided_by) == (RETURN, "乙")
