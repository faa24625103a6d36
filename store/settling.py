"""`python -m geo plans resolutions …`: which districts a 相关区 means, from a terminal."""

from __future__ import annotations

import argparse
import csv
import io
from pathlib import Path

from geo.packages.problems import DataError, Problem
from geo.plan.resolutions import COLUMNS, read_resolutions
from store.database import read
from store.resolutions import Entry, find_standing, lift, list_entries, take_table
from store.shelf import load_plan
from store.terminal import write_rows
from store.users import find_user

LISTED = ("id", *COLUMNS, "replaces", "kept_by", "kept_at")


def add_commands(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="what", required=True)
    listed = actions.add_parser("list", help="every entry ever made, in the order made")
    listed.set_defaults(run=print_entries)
    taken = actions.add_parser("import", help="settle what a CSV file says")
    taken.set_defaults(run=import_entries)
    written = actions.add_parser("export", help="what is settled now, as such a file")
    written.set_defaults(run=export_entries)
    lifted = actions.add_parser("lift", help="leave a measure open again")
    lifted.set_defaults(run=lift_entry)
    for action in (listed, taken, written, lifted):
        action.add_argument("code", help="the plan's code")
    taken.add_argument("file", type=Path, help="columns: " + ",".join(COLUMNS))
    taken.add_argument("--replace", action="store_true", help="also what is settled otherwise")
    written.add_argument("file", type=Path, nargs="?", help="else it is printed")
    lifted.add_argument("measure", help="its number")
    lifted.add_argument("--why", default="")
    for action in (taken, lifted):
        action.add_argument("--who", default=find_user(), help="who does it")


def load_entries(plan: str) -> list[Entry]:
    with read() as connection:
        return list_entries(connection, plan) if connection else []


def print_entries(options: argparse.Namespace) -> int:
    """CSV, `LISTED`; an entry without districts leaves its measure open again."""
    entries = load_entries(options.code)
    write_rows(LISTED, ([str(getattr(entry, name)) for name in LISTED] for entry in entries))
    return 0


def import_entries(options: argparse.Namespace) -> int:
    """Prints how many entries are new; what the file lacks stays as it is."""
    model = load_plan(options.code)
    table = read_resolutions(
        options.file,
        options.file.name,
        model.plan.measures,
        model.printed_duties,
        model.region.units,
    )
    print(take_table(model, table, options.who, is_replacing=options.replace))
    return 0


def export_entries(options: argparse.Namespace) -> int:
    rows = [
        [getattr(entry, name) for name in COLUMNS]
        for entry in find_standing(load_entries(options.code)).values()
        if entry.districts
    ]
    if options.file is None:
        write_rows(COLUMNS, rows)
        return 0
    lines = io.StringIO(newline="")
    csv.writer(lines).writerows([COLUMNS, *rows])
    try:
        with options.file.open("xb") as stream:
            stream.write(lines.getvalue().encode("utf-8-sig"))
    except OSError as error:
        details = {"reason": error.strerror or str(error)}
        raise DataError([Problem("unwritable", options.file.name, details=details)]) from None
    return 0


def lift_entry(options: argparse.Namespace) -> int:
    standing = find_standing(load_entries(options.code)).get(options.measure)
    lift(options.code, options.measure, standing.id if standing else 0, options.who, options.why)
    return 0
