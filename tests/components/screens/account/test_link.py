"""What a link to the account page shows."""

from __future__ import annotations

from collections import Counter

import pytest

from components.screens.account.link import DID, AccountLink, read_day, read_link, write_link
from components.session.link import PARAMETERS
from store.access.events import KINDS


def test_a_link_is_read_as_it_was_written() -> None:
    link = AccountLink("log", "zhang", "right", "2026-03-01", "2026-03-31", 3)
    written = write_link(link)
    assert read_link(written) == link
    assert written.keys() <= PARAMETERS
    assert write_link(AccountLink()) == {}


@pytest.mark.parametrize("at", ["0", "-1", "x", "", "9" * 30, "²"])
def test_what_a_link_does_not_know_is_the_first(at: str) -> None:
    assert read_link({"step": "x", "did": "y", "at": at}) == AccountLink()


def test_every_kind_of_event_is_found_in_one_place() -> None:
    assert Counter(kind for kinds in DID.values() for kind in kinds) == dict.fromkeys(KINDS, 1)


def test_a_day_is_one_in_china_wherever_the_machine_stands() -> None:
    assert read_day("2026-03-01") == "2026-02-28T16:00:00Z"
    assert read_day("2026-03-01", is_last=True) == "2026-03-01T16:00:00Z"


@pytest.mark.parametrize("text", ["x", "2026-13-01", "9999-12-31", "2026-03-01 00:00"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, is_last=True) is None
    assert read_day("") == ""
