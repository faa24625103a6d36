"""What units say by a workbook of lines that they do not report."""

from __future__ import annotations

from sqlalchemy import select

from store.audit import keep
from store.database import read, stamp
from store.progress.reports import FORM, WORKBOOK
from store.progress.workbook.merge import THEIRS
from store.progress_tables import COMMENTS
from store.schema import begin_writing
from tests.store.office import Office
from tests.store.progress.month import open_month
from tests.store.progress.workbook.book import (
    Desk,
    count,
    fill_in,
    find_line,
    give_back,
    list_rules,
    send,
)


def test_a_comment_is_kept_beside_the_units_line_and_a_new_one_follows_it(office: Office) -> None:
    period = open_month()
    for text in ("同意。", "补充一点。"):
        outcome = give_back(period, Desk(send(period)).fill("3.1", comment=text).save())
        assert [one.text for one in outcome.comments] == [text]
    with read() as connection:
        assert connection
        rows = connection.execute(select(COMMENTS).order_by(COMMENTS.c.id)).mappings().all()
    line = find_line(period, "3.1")
    assert [(row["text"], row["line_id"], row["unit_code"], row["source"]) for row in rows] == [
        ("同意。", line.id, "env", WORKBOOK),
        ("补充一点。", line.id, "env", WORKBOOK),
    ]


def test_two_comments_upon_the_same_are_a_conflict_and_none_is_deleted(office: Office) -> None:
    period = open_month()
    sent = send(period)
    give_back(period, Desk(sent).fill("3.1", comment="一").save())
    outcome = give_back(period, second := Desk(sent).fill("3.1", comment="二").save())
    (conflict,) = outcome.conflicts
    assert (conflict.field, conflict.theirs, conflict.ours) == ("comment", "二", "一")
    assert give_back(period, second, choices={conflict.name: THEIRS}).comments[0].text == "二"
    emptied = give_back(period, fill_in(period, lambda desk: desk.fill("3.1", comment=None)))
    assert (list_rules(emptied), count(COMMENTS)) == (["comment_gone"], 2)


def test_a_unit_that_does_not_report_a_line_only_comments(office: Office) -> None:
    period = open_month()
    outcome = give_back(period, fill_in(period, lambda desk: desk.fill("3.1", status="在办")))
    (problem,) = outcome.problems
    assert (problem.rule, problem.column, problem.details["unit"]) == (
        "not_reporting",
        "G 状态",
        "环境局",
    )


def test_a_supporting_unit_has_a_workbook_of_comments(office: Office) -> None:
    period = open_month()
    data = fill_in(period, lambda desk: desk.fill("4", comment="已会签"), "water")
    outcome = give_back(period, data)
    assert (outcome.unit, len(outcome.comments), len(outcome.untouched)) == ("water", 1, 1)


def test_what_another_unit_says_beside_a_line_is_no_side_of_its_own_unit(office: Office) -> None:
    period = open_month()
    said = {"line_id": find_line(period, "3.1").id, "period_id": period.id, "unit_code": "water"}
    said |= {"text": "水务局的意见", "source": FORM, "kept_by": "丙", "kept_at": stamp()}
    with begin_writing() as connection:
        keep(connection, COMMENTS, said, "丙")
    outcome = give_back(period, fill_in(period, lambda desk: desk.fill("3.1", comment="同意。")))
    assert (outcome.kind, [one.text for one in outcome.comments]) == ("merged", ["同意。"])
    assert Desk(outcome.answer).cell("3.1", "mark").value.endswith(".1")
