"""Which line each returned row is of, whatever was done to the workbook."""

from __future__ import annotations

from dataclasses import replace

from store.progress.lines import keep_lines, name_lines
from store.progress.reports import Said
from store.progress.workbook.cells import Mark
from store.schema import begin_writing
from tests.store.office import Office
from tests.store.progress.month import open_month, tell
from tests.store.progress.workbook.book import (
    HEAD,
    Desk,
    fill_in,
    find_line,
    find_said,
    give_back,
    list_rules,
    send,
)


def edit_rows(desk, measure):
    """Sorted downwards, with an empty row and the columns moved."""
    sheet = desk.sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]
    sheet.delete_rows(HEAD + 1, 20)
    for row in [[], *reversed(rows)]:
        sheet.append(row)
    desk.fill(measure, status="在办", text="推进")
    sheet.insert_cols(1)
    sheet.row_dimensions[HEAD + 2].hidden = True


def test_sorted_moved_and_hidden_rows_are_matched_by_their_marks(office: Office) -> None:
    period = open_month()
    outcome = give_back(period, fill_in(period, lambda desk: edit_rows(desk, "1")))
    assert (outcome.problems, len(outcome.revisions), len(outcome.untouched)) == ((), 1, 3)
    assert find_said(period, "1") == Said("under_way", "推进")


def test_rows_without_marks_are_matched_by_measure_and_unit(office: Office) -> None:
    period = open_month()

    def edit(desk):
        desk.fill("1", status="在办", text="推进", mark=None).fill("4", mark="？")
        desk.fill("3.1", mark=None, comment="好").cell("3.1", "measure").value = "３．１"

    outcome = give_back(period, fill_in(period, edit))
    assert (outcome.problems, len(outcome.revisions), len(outcome.comments)) == ((), 1, 1)


def test_without_any_mark_the_unit_is_the_one_above_the_headings(office: Office) -> None:
    period = open_month()

    def edit(desk):
        for measure in ("1", "4", "3.1", "3.2"):
            desk.fill(measure, mark=None)
        desk.fill("1", status="在办")

    outcome = give_back(period, fill_in(period, edit))
    assert (outcome.unit, len(outcome.revisions), outcome.problems) == ("env", 1, ())


def test_a_row_without_a_mark_is_upon_nothing_so_what_is_kept_is_a_side(office: Office) -> None:
    period = open_month()
    tell(period, find_line(period, "1"), Said("under_way", "一"))
    data = fill_in(period, lambda desk: desk.fill("1", text="二", mark=None))
    assert [(one.sent, one.ours) for one in give_back(period, data).conflicts] == [("", "一")]


def test_rows_that_belong_to_nothing_here_are_listed(office: Office) -> None:
    period = open_month()
    other = open_month("2026-04")
    (foreign,) = name_lines([replace(find_line(period, "4"), plan="other-plan")])
    with begin_writing() as connection:
        keep_lines(connection, [foreign], "甲")
    marks = {
        "1": Desk(send(other)).cell("1", "mark").value,
        "4": Mark(period.code, foreign.key, 0).write(),
        "3.1": Desk(send(period, "zone")).cell("3.1", "mark").value,
    }

    def edit(desk):
        for measure, mark in marks.items():
            desk.fill(measure, mark=mark)
        desk.sheet.append([None, "补充"] + [None] * 5 + ["接上一行"])
        desk.sheet.append([None] * 7 + ["再接上一行"])

    outcome = give_back(period, fill_in(period, edit))
    told = [(one.rule, one.row, one.column, one.value) for one in outcome.problems]
    assert told == [
        ("other_period", HEAD + 1, "P 行号（勿改）", "2026-04"),
        ("other_plan", HEAD + 2, "P 行号（勿改）", "other-plan"),
        ("other_unit", HEAD + 3, "P 行号（勿改）", "开发区"),
        ("foreign_line", HEAD + 5, "P 行号（勿改）", "接上一行"),
        ("foreign_line", HEAD + 6, "P 行号（勿改）", "再接上一行"),
    ]
    assert (outcome.unit, outcome.kind) == ("env", "merged_with_errors")


def test_a_whole_workbook_of_another_period_is_told_once_and_refused(office: Office) -> None:
    before, period = open_month("2026-02"), open_month()
    outcome = give_back(period, send(before))
    assert [(one.rule, one.details) for one in outcome.problems] == [
        ("other_period", {"count": "4"})
    ]
    assert (outcome.kind, outcome.unit) == ("refused", "env")


def test_columns_that_were_sorted_apart_are_noticed(office: Office) -> None:
    period = open_month()

    def edit(desk):
        marks = [desk.cell(measure, "mark").value for measure in ("1", "4")]
        desk.fill("1", status="在办", mark=marks[1]).fill("4", mark=marks[0])

    outcome = give_back(period, fill_in(period, edit))
    assert (list_rules(outcome), outcome.revisions) == (["number_differs"] * 2, ())


def test_a_line_in_two_rows_is_taken_where_they_say_the_same(office: Office) -> None:
    period = open_month()

    def double(desk, text):
        desk.fill("1", status="在办", text="一")
        row = [cell.value for cell in desk.sheet[desk.find_row("1")]]
        row[desk.columns["text"] - 1] = text
        desk.sheet.append(row)

    unlike = give_back(period, fill_in(period, lambda desk: double(desk, "二")))
    assert [(one.rule, one.details["row"]) for one in unlike.problems] == [
        ("row_twice", str(HEAD + 1))
    ]
    assert unlike.revisions == ()
    alike = give_back(period, fill_in(period, lambda desk: double(desk, "一 ")))
    assert (alike.problems, len(alike.revisions)) == ((), 1)


def test_a_revision_that_was_never_kept_is_named(office: Office) -> None:
    period = open_month()

    def edit(desk):
        for measure in ("1", "3.1"):
            desk.fill(measure, mark=desk.cell(measure, "mark").value[:-1] + "9")

    outcome = give_back(period, fill_in(period, edit))
    assert list_rules(outcome) == ["unknown_revision"] * 2
