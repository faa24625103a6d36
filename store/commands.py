"""The part of the command line that keeps: `python -m geo plans …`, `changes …`,
`progress …`, `access …` and `db …`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from geo.intake.columns import parse_columns
from geo.intake.read import find_default_region
from geo.packages import package
from geo.packages.problems import DataError, Problem, print_problems
from geo.together import SEPARATOR
from store import backup, changes, defaults, publishing, settling
from store.access import commands as access
from store.answers import list_answers
from store.asked import FACTS, Asked
from store.database import find_url, name_database, read
from store.decisions import Decision
from store.packages import write_files
from store.progress import commands as progress
from store.publishing import Given
from store.schema import upgrade
from store.state import load_state
from store.terminal import read_answers, write_rows
from store.users import find_user
from store.versions import find_version, list_shown, list_versions, load_files

OPEN_COLUMNS = (
    *("key", "question", "place", "row", "value", "asked", "first", "other", "answers"),
    *("answer", "who", "why", "seen"),
)
"""What `import` prints of every open question; filled in from `answer` on, it is what
`--decisions` takes."""
GIVEN_COLUMNS = ("key", "question", "answer", "who", "why")


AddMore = Callable[["argparse._SubParsersAction[argparse.ArgumentParser]"], None]


def run(arguments: list[str], add_more: AddMore = lambda _: None) -> int:
    """`arguments`: from `plans`, `changes`, `progress`, `access` or `db` on; `add_more`: what rooms
    above this one do below `progress`."""
    options = build_parser(add_more).parse_args(arguments)
    try:
        return int(options.run(options))
    except DataError as error:
        print_problems(error.problems)
        return 1


def build_parser(add_more: AddMore) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    plans = commands.add_parser("plans", help="plans that an office loaded and published")
    plans.set_defaults(run=list_plans)
    _add_plan_commands(plans.add_subparsers(dest="action"))
    changes.add_command(commands)
    add_more(progress.add_command(commands))
    access.add_command(commands)
    database = commands.add_parser("db", help="the database in which they are kept")
    _add_database_commands(database.add_subparsers(dest="action", required=True))
    return parser


def _add_plan_commands(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    actions.add_parser("list", help="every plan, and what is shown of it").set_defaults(
        run=list_plans
    )
    read_in = actions.add_parser("import", help="read a file, take answers, say what is open")
    read_in.add_argument("file", type=Path)
    read_in.add_argument("--code", required=True, help="the plan's code, as links name it")
    read_in.add_argument("--region", help="whose names of units are known")
    read_in.add_argument("--sheet", help="which table, where the file has several")
    read_in.add_argument("--columns", help="what headings are, heading=field,…; else as last time")
    read_in.add_argument(
        "--decisions", type=Path, help="answers as CSV: " + ",".join(GIVEN_COLUMNS)
    )
    for fact in FACTS:
        read_in.add_argument(f"--{fact.replace('_', '-')}", help="a fact of the plan")
    _finish(read_in, import_plan, has_why=False)
    shown = actions.add_parser("publish", help="show a plan as it is read and answered now")
    shown.add_argument("code")
    shown.add_argument("--draft", action="store_true", help="though questions are open, marked so")
    shown.add_argument("--version", type=int, help="show this earlier version again")
    _finish(shown, publish)
    hidden = actions.add_parser("withdraw", help="show a plan no more; nothing is lost")
    hidden.add_argument("code")
    _finish(hidden, withdraw)
    opened = actions.add_parser("default", help="which plans open where a link names none")
    chosen = opened.add_mutually_exclusive_group()
    chosen.add_argument("code", nargs="?", help="one code, or several: A,B; without, who set what")
    chosen.add_argument("--none", action="store_true", help="the shipped plan again")
    _finish(opened, set_default)
    written = actions.add_parser("export", help="a version's data package as a folder")
    written.add_argument("code")
    written.add_argument("folder", type=Path)
    written.add_argument("--version", type=int)
    written.set_defaults(run=export)
    settling.add_commands(actions.add_parser("resolutions", help="which districts a 相关区 means"))


def _finish(parser: argparse.ArgumentParser, function: object, *, has_why: bool = True) -> None:
    parser.add_argument("--who", default=find_user(), help="who does it")
    if has_why:
        parser.add_argument("--why", default="")
    parser.set_defaults(run=function)


def _add_database_commands(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, text, function in (
        ("init", "make the database, where there is none", upgrade_database),
        ("upgrade", "bring it up to date with this version", upgrade_database),
        ("verify", "compare everything kept with its hashes", verify_database),
    ):
        actions.add_parser(name, help=text).set_defaults(run=function)
    for name, text, function in (
        ("backup", "write everything to a new file", back_up_database),
        ("restore", "put a backup into an empty database", restore_database),
    ):
        parser = actions.add_parser(name, help=text)
        parser.add_argument("file", type=Path)
        parser.set_defaults(run=function)


def list_plans(options: argparse.Namespace) -> int:
    """CSV: `plan,origin,shown,status,versions,open,title`; `open` counts what has no answer yet."""
    rows = [[plan, "shipped", "", "", "", "", ""] for plan in package.list_plans()]
    with read() as connection:
        if connection:
            shown = list_shown(connection)
            for plan in publishing.list_imported(connection):
                versions = list_versions(connection, plan)
                settled = load_state(connection, plan).settled
                version = shown.get(plan)
                rows.append(
                    [
                        plan,
                        "office",
                        str(version.number) if version else "",
                        version.status if version else "",
                        str(len(versions)),
                        str(len(settled.open)),
                        settled.facts.get("title", ""),
                    ]
                )
    write_rows(["plan", "origin", "shown", "status", "versions", "open", "title"], rows)
    return 0


def import_plan(options: argparse.Namespace) -> int:
    """Reads, takes answers, and prints what is still open as CSV, `OPEN_COLUMNS`."""
    publishing.require_free_code(options.code)
    region = options.region or publishing.find_region(options.code) or find_default_region()
    given = read_decisions(options.decisions, options.who) if options.decisions else []
    columns = None if options.columns is None else parse_columns(options.columns)
    publishing.import_file(
        options.file,
        options.code,
        region,
        options.sheet,
        options.who,
        columns,
        options.series or "",
    )
    publishing.state_facts(
        options.code,
        {fact: value for fact in FACTS if (value := getattr(options, fact)) is not None},
        options.who,
    )
    publishing.decide(options.code, given)
    with read() as connection:
        assert connection
        settled = load_state(connection, options.code).settled
    write_rows(OPEN_COLUMNS, [describe(one, settled.holding.get(one)) for one in settled.open])
    return 0


def describe(asked: Asked, standing: Decision | None) -> list[str]:
    """`standing`: the entry that opened it again, upon which it is to be answered."""
    question, seen = asked.question, str(standing.id) if standing else ""
    answers = " ".join(list_answers(asked))
    if question is None:
        return [asked.key, asked.tag, "", "", asked.value, "", "", "", answers, "", "", "", seen]
    told = [question.ask("zh"), question.read_first("zh"), question.read_other("zh")]
    place = [question.place, str(question.row or "")]
    return [asked.key, asked.tag, *place, asked.value, *told, answers, "", "", "", seen]


def read_decisions(path: Path, who: str) -> list[Given]:
    """Answers from a CSV file in UTF-8; rows without one are passed over."""
    return [
        Given(
            row["key"],
            row["question"],
            row["answer"],
            row.get("who", "") or who,
            row.get("why", ""),
            int(row["seen"]),
        )
        for row in read_answers(path, GIVEN_COLUMNS[:3], GIVEN_COLUMNS)
    ]


def publish(options: argparse.Namespace) -> int:
    if options.version is not None:
        version = publishing.show_version(options.code, options.version, options.who, options.why)
    else:
        version = publishing.publish(options.code, options.who, options.why, is_draft=options.draft)
    print(f"{version.plan}@{version.number},{version.status},{version.sha256}")
    return 0


def withdraw(options: argparse.Namespace) -> int:
    publishing.withdraw(options.code, options.who, options.why)
    return 0


def set_default(options: argparse.Namespace) -> int:
    """Without plans CSV of every entry, `plans,decided_by,decided_at,why`; the last one counts."""
    if options.code or options.none:
        codes = options.code.split(SEPARATOR) if options.code else []
        defaults.set_default([code for code in codes if code], options.who, options.why)
        return 0
    with read() as connection:
        entries = defaults.list_entries(connection) if connection else []
    columns = ("plans", "decided_by", "decided_at", "why")
    write_rows(columns, [[getattr(entry, name) for name in columns] for entry in entries])
    return 0


def export(options: argparse.Namespace) -> int:
    """The package of a version, by default that shown, into a folder that is new or empty."""
    reference = options.code if options.version is None else f"{options.code}@{options.version}"
    with read() as connection:
        version = find_version(connection, reference) if connection else None
        if connection is None or version is None:
            raise DataError([Problem("no_version", options.code, value=reference)])
        files = load_files(connection, version)
    try:
        if options.folder.exists() and any(options.folder.iterdir()):
            raise FileExistsError(17, "the folder is not empty")
        write_files(options.folder, files)
    except OSError as error:
        details = {"reason": error.strerror or str(error)}
        raise DataError([Problem("unwritable", str(options.folder), details=details)]) from None
    return 0


def upgrade_database(options: argparse.Namespace) -> int:
    print(f"{name_database(find_url())} {upgrade()}")
    return 0


def verify_database(options: argparse.Namespace) -> int:
    problems = backup.verify()
    print_problems(problems)
    return 1 if problems else 0


def back_up_database(options: argparse.Namespace) -> int:
    print_counts(backup.back_up(options.file))
    return 0


def restore_database(options: argparse.Namespace) -> int:
    print_counts(backup.restore(options.file))
    return 0


def print_counts(counts: dict[str, int]) -> None:
    write_rows(["table", "rows"], [[name, str(count)] for name, count in counts.items()])
