"""The table of links: never forked, found again by wordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from store.database import begin_raw, find_url, read
from store.links import Hashes, find_measures, keep_entry, list_entries, sort_measures
from store.schema import begin_writing, upgrade
from store.tables import FILES, LINKS
from tests.store.office import LINKED


def test_two_cannot_link_upon_the_same_entry(local: Path) -> None:
    with begin_writing() as connection:
        connection.execute(LINKS.insert().values(LINKED))
    with pytest.raises(IntegrityError), begin_writing() as connection:
        connection.execute(LINKS.insert().values(LINKED))


def test_a_database_without_the_table_gets_it_and_keeps_what_it_holds(local: Path) -> None:
    upgrade(revision="001")
    file = {"sha256": "x", "name": "计划.docx", "data": b"1", "kept_at": "", "kept_by": "甲"}
    with begin_raw(find_url(), is_writing=True) as connection:
        connection.execute(FILES.insert().values(file))
        assert not inspect(connection).has_table("links")
    upgrade()
    with begin_writing() as connection:
        connection.execute(LINKS.insert().values(LINKED))
        assert connection.execute(FILES.select()).mappings().one()["name"] == "计划.docx"


def test_entries_are_seen_in_the_direction_asked_for(local: Path) -> None:
    with begin_writing() as connection:
        keep_entry(connection, ("a", "b"), "new", ({}, {"1": "x"}), 0, "甲", "")
        keep_entry(connection, ("b", "a"), "new", ({}, {"2": "y"}), 0, "甲", "")
        keep_entry(connection, ("a", "c"), "new", ({}, {"3": "z"}), 0, "甲", "")
    with read() as connection:
        assert connection
        entries = list_entries(connection, "a", "b")
    assert [(one.kind, one.measures_from, one.measures_to) for one in entries] == [
        ("new", {}, {"1": "x"}),
        ("gone", {"2": "y"}, {}),
    ]


@pytest.mark.parametrize(
    ("linked", "today", "found"),
    [
        ({"1": "x"}, {"1": "x", "2": "x"}, ("1",)),
        ({"1": "x"}, {"1": "y", "2": "x"}, ("2",)),
        ({"1": "x", "2": "y"}, {"1": "y", "2": "x"}, ("1", "2")),
        ({"1": "x"}, {"1": "y"}, None),
        ({"1": "x"}, {"2": "x", "3": "x"}, None),
        ({"1": "x", "2": "x"}, {"3": "x"}, None),
        ({"1": "x", "2": "y"}, {"1": "x"}, None),
        ({}, {"1": "x"}, ()),
    ],
)
def test_measures_are_found_by_number_and_wording_or_by_wording_alone(
    linked: Hashes, today: Hashes, found: tuple[str, ...] | None
) -> None:
    assert find_measures(linked, today) == found


def test_measures_stand_in_printed_order() -> None:
    assert sort_measures(["x", "10", "9.1"], ["9.1", "10"]) == ("9.1", "10", "x")
