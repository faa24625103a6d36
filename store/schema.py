"""A database made, brought up to date, and looked through."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Insert, event

from geo.packages.problems import DataError, Problem
from store.audit import keep_event
from store.database import begin_raw, find_url, name_database, read_revision, require_revision
from store.look import forget
from store.place import is_used
from store.rights import Actor, find_actor, permit

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(url: URL | None = None, revision: str = "head") -> str:
    """Make the schema, or bring an older one up to date with all that is in it; its revision."""
    url = find_url() if url is None else url
    make_folder(url)
    with begin_raw(url, is_writing=True) as connection:
        found = read_revision(connection)
        if found is not None:
            refuse_newer(connection, name_database(url))
        migrate(connection, revision)
        return str(read_revision(connection))


def refuse_newer(connection: Connection, name: str) -> None:
    """Raise `DataError` where a later version of the product made the schema."""
    try:
        require_revision(connection, name)
    except DataError as error:
        if error.problems[0].rule != "old_schema":
            raise


def migrate(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def make_folder(url: URL) -> None:
    """SQLite makes its file, but not the folder that holds it."""
    if url.drivername != "sqlite":
        return
    try:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        details = {"reason": str(error)}
        raise DataError([Problem("database_failed", name_database(url), details=details)]) from None


@contextmanager
def write(
    action: str, about: str = "", units: Iterable[Collection[str]] = ()
) -> Iterator[Connection]:
    """A transaction for an act of `store.rights.ACTIONS`; raises `DataError` where who acts may
    not, which is noted. Where something was kept, that they did it is noted in the same
    transaction. `about`: what it is done to, in codes; `units`: see `store.rights.list_wanted`."""
    actor = admit(action, about, units)
    with begin_writing() as connection:
        kept = listen_for_rows(connection)
        yield connection
        if kept:
            keep_event(connection, action, actor.person, about)


def admit(action: str, about: str = "", units: Iterable[Collection[str]] = ()) -> Actor:
    """Who acts; raises `DataError` where they may not, which is noted."""
    try:
        return permit(action, units)
    except DataError:
        note_refusal(f"{action} {about}".strip())
        raise


def note_refusal(about: str) -> None:
    """That a right was lacking, where it is known who lacked it; where it cannot be noted they are
    refused all the same."""
    person = find_actor().person
    if person and is_used():
        with suppress(DataError), begin_writing() as connection:
            keep_event(connection, "refused", person, about)


def listen_for_rows(connection: Connection) -> list[object]:
    """What is inserted from now on."""
    kept: list[object] = []

    def notice(_: Connection, statement: object, *told: object) -> None:
        if isinstance(statement, Insert):
            kept.append(statement)

    event.listen(connection, "after_execute", notice)
    return kept


@contextmanager
def begin_writing() -> Iterator[Connection]:
    """A transaction to write in, alone, without a right being asked; the first one makes the
    database. All of it is kept when it ends, or nothing where it fails."""
    url = find_url()
    make_folder(url)
    with begin_raw(url, is_writing=True) as connection:
        require_revision(connection, name_database(url))
        if read_revision(connection) is None:
            migrate(connection, "head")
        yield connection
    forget()
