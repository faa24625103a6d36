"""Who reads, what they may, where they are signed in, and out again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from components.session.reader import NOBODY
from components.texts import Texts
from geo.packages.problems import DataError, Problem
from store.access.events import list_events
from store.access.grants import give_right
from store.access.sessions import list_sessions
from store.rights import Actor, acting_as, read_grant
from tests.pages.account_page import (
    ADMIN,
    EMPTY,
    NOTICE,
    QUIET,
    click,
    list_cells,
    reading,
    show,
    sign_in,
)
from tests.pages.open_page import find_all, open_page, read_texts
from tests.store.acting import make_actor

ZH = Texts("zh")
WAY_IN = "//a[@class='way-in']"
STEPS = "account_steps"
SESSIONS = "//table[@class='plain']/tbody/tr"

pytestmark = pytest.mark.usefixtures("office_local")


def test_without_sign_in_who_sits_at_the_machine_may_everything() -> None:
    app = show()
    assert ZH("account.machine_more") in read_texts(app, EMPTY)[0]
    assert ZH("account.right_machine") in read_texts(app, QUIET)
    assert [pills.key for pills in app.button_group] == [STEPS]
    map_page = open_page("map")
    assert "go_account" not in {button.key for button in map_page.button}
    assert not find_all(map_page, WAY_IN)


@pytest.mark.parametrize("step", ["me", "people", "log"])
def test_who_is_not_known_sees_nobodys_account(step: str) -> None:
    sign_in()
    with reading(NOBODY, lasts=None):
        app = show(step=step, who="zhang")
        assert read_texts(app, EMPTY) == [ZH("account.nobody") + ZH("account.nobody_closed")]
        assert (list(app.button_group), find_all(app, "//table")) == ([], [])


def test_rights_are_said_with_who_gave_them_and_until_when() -> None:
    with acting_as(ADMIN):
        give_right("zhang", read_grant("unit:110118"), "分管")
        give_right("zhang", read_grant("plan_desk"), "", datetime.now(UTC) + timedelta(hours=2))
    held = {read_grant("unit:110118"), read_grant("plan_desk"), read_grant("collector")}
    with reading(Actor("zhang", frozenset(held))):
        app = show()
        assert not app.button_group, "no administrator"
        rights = read_texts(app, "//ul[@class='rights']/li")
    assert read_texts(app, "//p[@class='who']") == [f"zhang{ZH('account.source_proxy')}"]
    assert [right.partition("：")[0] for right in rights] == [
        *("填报密云区的职责", "收集每月进展", "管理计划"),
    ]
    assert "admin于" in rights[0] and rights[1].endswith(ZH("account.by_group"))
    assert rights[2].endswith("为止")
    with reading(make_actor("collector", person="zhang")):
        assert ZH("account.people_help") not in read_texts(show(step="people"), QUIET)
    with reading(Actor("li")):
        assert ZH("account.rights_none") in read_texts(show(), QUIET)


@pytest.mark.parametrize("source", ["proxy", "oidc"])
def test_how_one_signed_in_is_said(source: str) -> None:
    with reading(Actor("zhang"), name="张三", source=source):
        app = show()
    assert read_texts(app, "//p[@class='who']") == [f"张三 zhang{ZH(f'account.source_{source}')}"]


def test_who_signed_in_sees_where_and_signs_out_everywhere() -> None:
    token = sign_in()
    sign_in()
    sign_in("li")
    with reading(Actor("zhang"), token, "张三"):
        app = show()
        assert read_texts(app, "//p[@class='who']") == [f"张三 zhang{ZH('account.source_proxy')}"]
        here = [cells[2] for cells in list_cells(app, SESSIONS)]
        assert here == ["10.1.2.3", f"10.1.2.3 {ZH('account.session_here')}"]
        assert ZH("account.sessions_help", idle=30, hours=12) in read_texts(app, QUIET)
        (leave,) = find_all(app, "//form[@class='sign-out']")
        assert (leave.get("method"), leave.get("action")) == ("post", "sign-out")
        click(app, "account_sign_out_everywhere")
        assert list_sessions("zhang") == []
        assert list_cells(app, SESSIONS) == []
    assert [one.person for one in list_sessions("")] == ["li"]
    assert list_events(["sign_out"]).events[0].person == "zhang"


def test_where_sessions_cannot_be_ended_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_in()
    with reading(Actor("zhang"), token):
        app = show()
        refuse = make_refusing("database_failed", reason="away")
        monkeypatch.setattr("components.screens.account.sessions.end_sessions_of", refuse)
        click(app, "account_sign_out_everywhere")
    assert "away" in read_texts(app, NOTICE)[0]


def make_refusing(rule: str, **details: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise DataError([Problem(rule, "db", details=details)])

    return refuse


def test_the_header_names_who_signed_in_and_leads_to_their_account() -> None:
    with reading(Actor("zhang"), name="张三"):
        app = open_page("map")
        assert app.button(key="go_account").label == "张三"
        assert not find_all(app, WAY_IN)
        app.button(key="go_account").click().run()
        assert read_texts(app, "//h2")[0] == ZH("account.title")
    with reading(Actor("zhang")):
        assert open_page("map").button(key="go_account").label == "zhang"


def test_the_header_leads_to_sign_in_where_people_sign_in() -> None:
    with reading(NOBODY):
        app = open_page("account")
    assert [link.get("href") for link in find_all(app, WAY_IN)] == ["sign-in"]
    assert read_texts(app, EMPTY) == [ZH("account.nobody") + ZH("account.nobody_more")]
    with reading(NOBODY, lasts=None):
        assert not find_all(open_page("map"), WAY_IN)
