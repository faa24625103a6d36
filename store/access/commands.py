"""`python -m geo access …`: who may what, who is signed in, and what was done, from a terminal."""

from __future__ import annotations

import argparse
from datetime import date

from store.access.accounts import close_account, open_account
from store.access.closed import list_closed
from store.access.events import KINDS, PAGE, Event, list_events
from store.access.grants import Held, break_glass, end_right, give_right, list_grants
from store.access.sessions import SEPARATOR, Session, end_sessions_of, list_sessions
from store.database import read
from store.rights import OF_UNITS, RIGHTS, read_grant
from store.terminal import write_rows

LIST_COLUMNS = ("person", "right", "until", "why", "decided_by", "decided_at")
SESSION_COLUMNS = ("person", "name", "source", "groups", "address", "begun_at", "seen_at")
EVENT_COLUMNS = ("id", "noted_at", "person", "kind", "about", "address")
CLOSED = "closed"
"""What `list` says in place of a right of an account that is closed."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("access", help="who may what, who is signed in, what was done")
    actions = parser.add_subparsers(dest="action", required=True)
    _add(actions, "list", "every right that stands, as CSV", print_grants)
    told = ", ".join(f"{one}:CODE" if one in OF_UNITS else one for one in RIGHTS)
    for name, text, function in (
        ("give", "give a right", give),
        ("end", "end a right", end),
    ):
        action = _add(actions, name, text, function)
        action.add_argument("person", help="as they sign in")
        action.add_argument("right", help=told)
        action.add_argument("--why", default="")
    for name, text, function in (
        ("close", "close an account: no right, no session", close),
        ("open", "open it again", reopen),
        ("sign-out", "end every session of a person", sign_out),
    ):
        action = _add(actions, name, text, function)
        action.add_argument("person", help="as they sign in")
        action.add_argument("--why", default="")
    shown = _add(actions, "sessions", "who is signed in, as CSV", print_sessions)
    shown.add_argument("person", nargs="?", default="", help="only of this person")
    _add_events(_add(actions, "events", "what was done, the newest first, as CSV", print_events))
    glass = _add(actions, "break-glass", "an administrator for some hours", break_it)
    glass.add_argument("person", help="as they sign in")
    glass.add_argument("--hours", type=int, default=4, help="4 if not told")
    glass.add_argument("--why", required=True, help="kept with it")


def _add(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    text: str,
    function: object,
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text)
    parser.set_defaults(run=function)
    return parser


def _add_events(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--kind", action="append", default=[], choices=KINDS, metavar="KIND")
    parser.add_argument("--person", default="", help="only what this person did")
    for name, text in (("since", "from this day on"), ("until", "before this day")):
        parser.add_argument(f"--{name}", type=date.fromisoformat, help=f"{text}, as 2026-03-25")
    parser.add_argument("--page", type=int, default=1, help=f"from 1, {PAGE} rows each")


def print_grants(options: argparse.Namespace) -> int:
    """CSV, `LIST_COLUMNS`; a closed account has a row of its own before its rights, which rest."""
    grants = list_grants()
    with read() as connection:
        closed = list_closed(connection) if connection else []
    rows = [[one.person, CLOSED, "", one.why, one.decided_by, one.decided_at] for one in closed]
    rows += [_list_cells(one) for one in grants]
    rows.sort(key=lambda row: (row[0], row[1] != CLOSED))
    write_rows(LIST_COLUMNS, rows)
    return 0


def _list_cells(one: Held) -> list[str]:
    return [one.person, one.held, one.until, one.why, one.decided_by, one.decided_at]


def give(options: argparse.Namespace) -> int:
    give_right(options.person, read_grant(options.right), options.why)
    return 0


def end(options: argparse.Namespace) -> int:
    end_right(options.person, read_grant(options.right), options.why)
    return 0


def close(options: argparse.Namespace) -> int:
    close_account(options.person, options.why)
    return 0


def reopen(options: argparse.Namespace) -> int:
    open_account(options.person, options.why)
    return 0


def sign_out(options: argparse.Namespace) -> int:
    """Prints how many sessions it ended."""
    print(end_sessions_of(options.person, options.why))
    return 0


def print_sessions(options: argparse.Namespace) -> int:
    """CSV, `SESSION_COLUMNS`."""
    write_rows(SESSION_COLUMNS, map(_list_session, list_sessions(options.person)))
    return 0


def _list_session(one: Session) -> list[str]:
    told = {name: getattr(one, name) for name in SESSION_COLUMNS}
    return [*({**told, "groups": SEPARATOR.join(one.groups)}.values())]


def print_events(options: argparse.Namespace) -> int:
    """CSV, `EVENT_COLUMNS`."""
    since, until = (str(day) if day else "" for day in (options.since, options.until))
    page = list_events(options.kind, options.person, since, until, max(options.page, 1))
    write_rows(EVENT_COLUMNS, map(_list_event, page.events))
    return 0


def _list_event(event: Event) -> list[str]:
    return [str(getattr(event, name)) for name in EVENT_COLUMNS]


def break_it(options: argparse.Namespace) -> int:
    """Prints until when."""
    print(break_glass(options.person, options.hours, options.why))
    return 0
