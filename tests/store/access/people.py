"""A clock that tests set, and people who do what needs a right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store.access.accounts import close_account
from store.access.grants import give_right
from store.access.sessions import Session, begin_session, touch_session
from store.rights import Actor, read_grant
from tests.store.acting import make_actor

BEGIN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ADMIN: Actor = make_actor("administrator", person="管理员")


def at(minutes: float) -> datetime:
    """So long after `BEGIN`."""
    return BEGIN + timedelta(minutes=minutes)


def fill_access() -> None:
    """Rows in every table of who may what."""
    touch_session(sign_in(), now=at(10))
    give_right("zhang", read_grant("plan_desk"), "")
    close_account("zhang", "")


def sign_in(person: str = "zhang", minutes: float = 0) -> Session:
    return begin_session(person, "张三", "proxy", ["desk", "环保"], "10.1.2.3", at(minutes))
