"""The migrations lead to the schema of the code, from nothing and from every older one."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from store.database import begin_raw, find_url
from store.schema import MIGRATIONS, begin_writing, upgrade
from store.tables import METADATA, REVISION


def test_migrations_end_at_the_revision_of_the_code() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_migrations_lead_to_the_schema_of_the_code(local: Path) -> None:
    assert upgrade() == REVISION
    with begin_raw(find_url(), is_writing=False) as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert differences == []


def test_an_upgrade_may_be_done_again(local: Path) -> None:
    assert (upgrade(), upgrade()) == (REVISION, REVISION)


def test_two_may_write_first_at_once(local: Path) -> None:
    failed: list[BaseException] = []

    def begin() -> None:
        try:
            with begin_writing():
                pass
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
