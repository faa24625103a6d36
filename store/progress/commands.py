"""`python -m geo progress …`: a month from its opening to its close, from a terminal."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.intake.files import label_file, read_bytes
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import DataError, Problem, print_problems, raise_if_any
from geo.plan.deadlines import YEAR_END
from store.database import read
from store.progress import reviews
from store.progress.calendar import find_month
from store.progress.periods import (
    Period,
    close_period,
    find_period,
    list_periods,
    open_period,
    reopen_period,
)
from store.progress.states import State, find_states
from store.progress.workbook.merge import OURS, THEIRS
from store.progress.workbook.returned import Outcome, merge_file
from store.progress.workbook.sending import write_templates
from store.progress.workbook.template import say_status
from store.progress.workbook.words import say
from store.shelf import load_plan
from store.terminal import write_rows
from store.users import find_user

STATUS_COLUMNS = (
    *("unit_code", "unit", "measure_id", "key", "stage", "status", "is_asked", "is_late"),
    *("is_near", "due", "rev", "kept_by", "kept_at"),
)
MERGE_COLUMNS = (
    *("file", "unit_code", "unit", "outcome", "revisions", "comments", "untouched"),
    *("conflicts", "problems", "is_same_file"),
)


def add_command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """The actions below `progress`, for more of them."""
    parser = commands.add_parser("progress", help="which unit has reported what on which duty")
    actions = parser.add_subparsers(dest="action", required=True)
    opened = add_action(actions, "open", "open a month on a plan's duties", open_month)
    for name, text in (("due", "by which day"), ("closes", "when it is to close")):
        opened.add_argument(f"--{name}", type=date.fromisoformat, help=f"{text}, as 2026-03-25")
    told = "the day for 年底前, as 12-31"
    opened.add_argument("--year-end", type=read_month_day, default=YEAR_END, help=told)
    closed = add_action(actions, "close", "take no more reports", close_month)
    closed.add_argument("--why", default="")
    again = add_action(actions, "reopen", "take reports again", reopen_month)
    again.add_argument("--why", required=True)
    sent = add_action(actions, "template", "a workbook for every unit", write_books)
    sent.add_argument("folder", type=Path)
    sent.add_argument("--unit", action="append", default=[], help="only of this unit, by its code")
    sent.add_argument("--lang", choices=("zh", "en"), default="zh")
    merged = add_action(actions, "merge", "take workbooks that came back", merge_files)
    merged.add_argument("files", type=Path, nargs="+")
    merged.add_argument("--dry-run", action="store_true", help="only say what would be kept")
    merged.add_argument("--answers", type=Path, help="a folder for the answers to the units")
    merged.add_argument(
        "--conflicts", choices=(THEIRS, OURS), help="whose cell, where both changed"
    )
    add_action(actions, "status", "every line that is to be reported, as CSV", print_status)
    judged = add_action(actions, "review", "accept reports, or return them", review_lines)
    judged.add_argument("kind", choices=(reviews.ACCEPT, reviews.RETURN))
    judged.add_argument("lines", nargs="+", help="keys, as `status` prints them")
    judged.add_argument("--why", default="", help="the reason of a return")
    return actions


def add_action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    function: object,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text)
    parser.add_argument("--plan", default=DEFAULT_PLAN, help="its code")
    is_opening = name == "open"
    told = "as 2026-03" if is_opening else "as 2026-03; else the last one opened"
    parser.add_argument("--period", required=is_opening, help=told)
    parser.add_argument("--who", default=find_user(), help="who does it")
    parser.set_defaults(run=function)
    return parser


def read_month_day(text: str) -> str:
    """As it is; raises `ValueError` for what is no day of a month."""
    date.fromisoformat(f"2001-{text}")
    return text


def find_code(options: argparse.Namespace) -> str:
    """The period's code; raises `DataError` where none was ever opened."""
    if options.period:
        return find_month(options.period).code
    with read() as connection:
        periods = list_periods(connection, options.plan) if connection else []
    if not periods:
        raise DataError([Problem("no_period", options.plan, None, "period")])
    return periods[-1].code


def open_month(options: argparse.Namespace) -> int:
    month = find_month(options.period)
    month = replace(month, due=options.due or month.due, closes=options.closes or month.closes)
    period = open_period(load_plan(options.plan), month, options.who, options.year_end)
    print(f"{period.plan} {period.code} {period.opens} {period.due} {period.closes}")
    return 0


def close_month(options: argparse.Namespace) -> int:
    close_period(options.plan, find_code(options), options.who, options.why)
    return 0


def reopen_month(options: argparse.Namespace) -> int:
    reopen_period(options.plan, find_code(options), options.who, options.why)
    return 0


def write_books(options: argparse.Namespace) -> int:
    """Prints the files' names; none of them replaces one that is there."""
    for sent in write_templates(options.plan, find_code(options), options.unit, options.lang):
        write_new(options.folder, sent.name, sent.data)
        print(sent.name)
    return 0


def write_new(folder: Path, name: str, data: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / name).open("xb") as stream:
            stream.write(data)
    except OSError as error:
        details = {"reason": error.strerror or str(error)}
        raise DataError([Problem("unwritable", name, details=details)]) from None


def merge_files(options: argparse.Namespace) -> int:
    """CSV, `MERGE_COLUMNS`, a row as soon as a file is merged; what is not kept on the other
    output. 1 where there is any of it."""
    code, is_whole = find_code(options), True
    names = [say("zh", "answer_name", stem=path.stem) + ".xlsx" for path in options.files]
    if options.answers:
        refuse_taken(options.answers, names)
    write_rows(MERGE_COLUMNS, [])
    for path, name in zip(options.files, names, strict=True):
        outcome = merge_path(options, code, path)
        write_rows(describe(outcome), [])
        sys.stdout.flush()
        print_problems([*outcome.problems, *list_conflicts(outcome)])
        is_whole = is_whole and not (outcome.problems or outcome.conflicts)
        if options.answers and outcome.answer:
            write_new(options.answers, name, outcome.answer)
    return 0 if is_whole else 1


def refuse_taken(folder: Path, names: list[str]) -> None:
    """Before anything is merged: raise `DataError` where an answer would write over another."""
    taken = [name for n, name in enumerate(names) if name in names[:n] or (folder / name).exists()]
    details = {"reason": os.strerror(errno.EEXIST)}
    raise_if_any(Problem("unwritable", name, details=details) for name in taken)


def merge_path(options: argparse.Namespace, code: str, path: Path) -> Outcome:
    """With `--conflicts`, one side of all that a look at the file finds."""
    try:
        _, _, data = read_bytes(path)
    except DataError as error:
        return Outcome(label_file(path), problems=error.problems)
    told = options.plan, code, label_file(path), data, options.who
    choices: dict[str, str] = {}
    if options.conflicts:
        looked = merge_file(*told, dry_run=True)
        choices = {conflict.name: options.conflicts for conflict in looked.conflicts}
    return merge_file(*told, choices, options.dry_run)


def list_conflicts(outcome: Outcome) -> list[Problem]:
    """The conflicts as problems, for those who read them on a terminal."""
    return [
        Problem(
            "cells_conflict",
            outcome.name,
            one.row,
            say("zh", f"head.{one.field}"),
            say_cell(one.field, one.theirs),
            {
                "measure": one.line.measure_id,
                "unit": one.line.unit,
                "field": say("zh", f"head.{one.field}"),
                "sent": say_cell(one.field, one.sent),
                "ours": say_cell(one.field, one.ours),
            },
        )
        for one in outcome.conflicts
    ]


def say_cell(field: str, text: str) -> str:
    """As the workbook writes it."""
    return say_status(text, "zh") if field == "status" else text


def describe(outcome: Outcome) -> list[str]:
    counts = outcome.count()
    numbers = [str(counts[name]) for name in MERGE_COLUMNS[4:-1]]
    is_same = "true" if outcome.is_same_file else "false"
    return [outcome.name, outcome.unit, outcome.unit_name, outcome.kind, *numbers, is_same]


def load_states(options: argparse.Namespace) -> tuple[Period, list[State]]:
    code = find_code(options)
    with read() as connection:
        if connection is None:
            raise DataError([Problem("no_period", options.plan, None, "period", code)])
        period = find_period(connection, options.plan, code)
        return period, find_states(connection, period)


def print_status(options: argparse.Namespace) -> int:
    """CSV, `STATUS_COLUMNS`."""
    _, states = load_states(options)
    write_rows(STATUS_COLUMNS, [list_cells(one) for one in states if one.is_reporting])
    return 0


def list_cells(state: State) -> list[str]:
    line, report = state.line, state.report
    flags = [str(flag).lower() for flag in (state.is_asked, state.is_late, state.is_near)]
    due = state.due.isoformat() if state.due else ""
    kept = [str(report.rev), report.kept_by, report.kept_at] if report else ["", "", ""]
    about = [line.unit_code, line.unit, line.measure_id, line.key, state.stage, state.status]
    return [*about, *flags, due, *kept]


def review_lines(options: argparse.Namespace) -> int:
    """All of them or none; raises `DataError` where one has no report."""
    period, states = load_states(options)
    last = {state.line.key: state.report for state in states}
    chosen = [last.get(key) for key in options.lines]
    missing = [key for key, report in zip(options.lines, chosen, strict=True) if report is None]
    if missing:
        raise DataError(
            [Problem("not_reported", options.plan, None, "key", key) for key in missing]
        )
    reports = [report for report in chosen if report]
    reviews.review(period, reports, options.kind, options.who, options.why)
    return 0
