"""The part of the command line that writes documents: `python -m geo progress report` and
`progress notices`. What builds them is read only where one is asked for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from components.documents.filenames import name_file
from components.texts import LANGUAGES, Texts
from geo.packages.problems import DataError, Problem, raise_if_any
from store import commands
from store.database import read
from store.progress.commands import add_action, find_code, load_states, refuse_taken, write_new
from store.progress.notices import KINDS, OWED, keep_notice, list_owed
from store.progress.printed import REPORT_COLUMNS, list_rows
from store.progress.report import Bulletin, build_bulletin
from store.progress.states import find_counting_day, group_by_unit
from store.shelf import load_plan
from store.terminal import write_rows

if TYPE_CHECKING:
    from components.words.words import Words

FORMS = ("csv", "docx", "xlsx", "pptx")
NOTICE_COLUMNS = ("unit_code", "unit", *OWED, *KINDS)


def run(arguments: list[str]) -> int:
    """As `store.commands.run`, with what writes documents."""
    return commands.run(arguments, add_actions)


def add_actions(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Below `progress`."""
    text = "the 通报 of a month: line by line, or as a document"
    written = add_action(actions, "report", text, print_report)
    written.add_argument("--format", choices=FORMS, default="csv")
    written.add_argument("--folder", type=Path, default=Path(), help="where a document goes")
    written.add_argument("--lang", choices=LANGUAGES, default="zh")
    told = add_action(
        actions, "notices", "whom to remind of what: a 催报 and a 催办单", write_notices
    )
    told.add_argument("folder", type=Path)
    told.add_argument("--unit", action="append", default=[], help="only of this unit, by its code")
    told.add_argument("--sent", choices=KINDS, help="note which of them was sent")
    told.add_argument("--lang", choices=LANGUAGES, default="zh")


def load_words(options: argparse.Namespace) -> Words:
    from components.words.words import Words

    return Words(load_plan(options.plan), Texts(options.lang))


def print_report(options: argparse.Namespace) -> int:
    """CSV, `REPORT_COLUMNS`; of a document the file's name, which replaces none that is there."""
    bulletin = load_bulletin(options)
    if options.format == "csv":
        write_rows(REPORT_COLUMNS, list_rows(bulletin))
        return 0
    from components.documents.offers import list_bulletin_files
    from components.words.source import Origin

    origin = Origin(load_words(options), bulletin.today)
    _, parts, build = list_bulletin_files(origin, bulletin)[options.format]
    name = name_file(parts, bulletin.today, options.format)
    refuse_taken(options.folder, [name])
    write_new(options.folder, name, build())
    print(name)
    return 0


def load_bulletin(options: argparse.Namespace) -> Bulletin:
    code = find_code(options)
    with read() as connection:
        if connection is None:
            raise DataError([Problem("no_period", options.plan, None, "period", code)])
        return build_bulletin(connection, options.plan, code)


def write_notices(options: argparse.Namespace) -> int:
    """CSV, `NOTICE_COLUMNS`: of each unit that owes something, how many lines of which kind, and
    the names of its text and its document, which replace none that is there."""
    period, states = load_states(options)
    known, owed = group_by_unit(states), list_owed(states)
    raise_if_any(
        Problem("no_lines", options.plan, None, "unit", unit)
        for unit in options.unit
        if unit not in known
    )
    from components.documents.offers import list_notice_files
    from components.words.source import Origin

    origin = Origin(load_words(options), find_counting_day(period))
    told = {
        unit: list_notice_files(origin, period, unit, of_unit)
        for unit, of_unit in owed.items()
        if not options.unit or unit in options.unit
    }
    names = {
        unit: [name_file(parts, origin.today, form) for form, (_, parts, _) in offers.items()]
        for unit, offers in told.items()
    }
    refuse_taken(options.folder, [name for of_unit in names.values() for name in of_unit])
    write_rows(NOTICE_COLUMNS, [])
    for unit, offers in told.items():
        files = [build() for _, _, build in offers.values()]
        for name, data in zip(names[unit], files, strict=True):
            write_new(options.folder, name, data)
        if options.sent:
            text = files[0].decode("utf-8-sig").removesuffix("\n")
            keep_notice(options.plan, period.code, unit, options.sent, text, options.who)
        counts = [str(len(owed[unit].get(kind, ()))) for kind in OWED]
        write_rows([unit, known[unit][0].line.unit, *counts, *names[unit]], [])
        sys.stdout.flush()
    return 0
