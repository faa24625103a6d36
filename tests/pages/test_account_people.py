"""People and rights, for an administrator."""

from __future__ import annotations

import pytest

from components.screens.account import people
from components.texts import Texts
from store.access.accounts import close_account
from store.access.events import list_events
from store.access.grants import find_grants, give_right
from store.access.people import list_people
from store.access.sessions import list_sessions
from store.rights import Grant, acting_as, read_grant
from tests.pages.account_page import (
    ADMIN,
    EMPTY,
    NOTICE,
    QUIET,
    click,
    reading,
    show,
    sign_in,
)
from tests.pages.open_page import read_texts
from tests.store.acting import make_actor

ZH = Texts("zh")
PEOPLE = "//ul[@class='people']/li"

pytestmark = pytest.mark.usefixtures("office_local")


def find_why() -> dict[str, str]:
    return {one.person: " ".join(held.why for held in one.held) for one in list_people()}


def test_before_anybody_signed_in_the_first_right_is_given() -> None:
    with reading(ADMIN):
        app = show(step="people")
        assert read_texts(app, EMPTY) == [ZH("account.people_none")]
        app.text_input(key="account_give_who").set_value(" zhang ")
        app.selectbox(key="account_give_right").set_value("unit")
        click(app, "account_give_button")
        assert "没有选" in read_texts(app, NOTICE)[0]
        app.selectbox(key="account_give_unit").set_value("110118")
        app.text_input(key="account_give_why").set_value("分管")
        click(app, "account_give_button")
        assert read_texts(app, "//h3")[0] == "zhang"
    assert find_grants("zhang") == {Grant("unit", "110118")}
    assert find_why() == {"zhang": "分管"}


def test_a_right_that_is_of_no_unit_takes_none() -> None:
    with reading(ADMIN):
        app = show(step="people", who="zhang")
        assert ZH("account.unknown") in read_texts(app, QUIET)
        app.selectbox(key="account_give_right").set_value("collector")
        app.selectbox(key="account_give_unit").set_value("110118")
        click(app, "account_give_button")
        assert ZH("account.unknown") not in read_texts(app, QUIET)
    assert find_grants("zhang") == {Grant("collector")}


def test_people_are_listed_with_what_they_may() -> None:
    sign_in()
    sign_in("admin", "admin")
    with acting_as(ADMIN):
        give_right("zhang", read_grant("collector"), "")
        give_right("zhang", read_grant("unit:110118"), "")
        close_account("li", "离职")
    with reading(ADMIN):
        app = show(step="people")
    admin, li, zhang = read_texts(app, PEOPLE)
    assert admin.startswith(f"admin {ZH('account.me_mark')}")
    marks = (ZH(f"account.{key}") for key in ("closed_mark", "no_rights", "signed_in_never"))
    assert li == f"li {''.join(marks)}"
    assert zhang.startswith("张三 zhang填报（密云区）、收集进展") and "最近登录" in zhang


def test_of_very_many_people_the_first_stand_there_and_a_box_finds_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(people, "MAX_SHOWN", 2)
    for person in ("li", "wang", "zhang"):
        sign_in(person, person)
    with reading(ADMIN):
        app = show(step="people")
        assert ZH("account.people_more", n=1) in read_texts(app, QUIET)
        assert len(read_texts(app, PEOPLE)) == 2
        app.selectbox(key="account_find").select("zhang").run()
        assert read_texts(app, "//h3")[0] == "zhang"


def test_a_right_is_ended_and_an_account_closed_with_a_reason() -> None:
    sign_in()
    with acting_as(ADMIN):
        give_right("zhang", read_grant("collector"), "")
        give_right("zhang", read_grant("plan_desk"), "")
    with reading(ADMIN):
        app = show(step="people", who="zhang")
        (first, *_) = [b.key for b in app.button if str(b.key).startswith("account_end_")]
        app.text_input(key="account_why").set_value("换岗")
        click(app, str(first))
        assert find_grants("zhang") == {Grant("plan_desk")}
        assert app.text_input(key="account_why").value == ""
        click(app, "account_close")
        assert "没有写原因" in read_texts(app, NOTICE)[0]
        assert [one.person for one in list_sessions("")] == ["zhang"]
        app.text_input(key="account_why").set_value("离职")
        click(app, "account_close")
        assert "离职" in read_texts(app, NOTICE)[0]
        assert (find_grants("zhang"), list_sessions("")) == (frozenset(), [])
        app.text_input(key="account_why").set_value("回来")
        click(app, "account_open")
    assert find_grants("zhang") == {Grant("plan_desk")}
    done = {event.kind: event.person for event in list_events().events}
    assert {done[kind] for kind in ("right_ended", "account_closed", "account_opened")} == {"admin"}


def test_everything_somebody_is_signed_in_with_is_ended() -> None:
    sign_in()
    sign_in("li")
    with reading(ADMIN):
        click(show(step="people", who="zhang"), "account_sign_out_all")
    assert [one.person for one in list_sessions("")] == ["li"]


def test_who_lost_the_right_meanwhile_changes_nothing() -> None:
    sign_in()
    with reading(ADMIN):
        app = show(step="people", who="zhang")
        with reading(make_actor("collector")):
            click(app, "account_sign_out_all")
    assert [one.person for one in list_sessions("")] == ["zhang"]
    assert "权限" in read_texts(app, NOTICE)[0]


def test_in_english_it_says_the_same() -> None:
    sign_in()
    with reading(ADMIN):
        app = show(step="people", lang="en")
        assert "last signed in" in read_texts(app, PEOPLE)[0]
