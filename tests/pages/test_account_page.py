"""Who reads, what they may, and for an administrator people and what was done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from components.screens.account import people
from components.texts import Texts
from store.access.accounts import close_account
from store.access.events import list_events, note_event
from store.access.grants import find_grants, give_right
from store.access.people import list_people
from store.access.sessions import begin_session, list_sessions
from store.audit import count_entries
from store.database import begin_raw, find_url, read
from store.rights import Actor, Grant, acting_as, read_grant
from tests.pages.account_page import click, reading, show
from tests.pages.open_page import find_all, open_page, read_texts
from tests.store.acting import make_actor
from tests.store.test_audit import free

ZH = Texts("zh")
ADMIN = make_actor("administrator", person="admin")
EMPTY, QUIET, NOTICE = "//div[@class='empty']", "//p[@class='quiet']", "//p[@class='notice']"
PEOPLE = "//ul[@class='people']/li"
ROWS = "//table[contains(@class, 'log')]/tbody/tr"
STEPS = "account_steps"

pytestmark = pytest.mark.usefixtures("office_local")


def sign_in(person: str = "zhang", name: str = "张三") -> str:
    return begin_session(person, name, "oidc", ["desk"], "10.1.2.3").token


def list_cells(app: AppTest) -> list[list[str]]:
    """Of every entry that is shown, without its time."""
    rows = find_all(app, ROWS)
    return [[cell.text_content() for cell in row.xpath("td")][1:] for row in rows]


def find_why() -> dict[str, str]:
    return {one.person: " ".join(held.why for held in one.held) for one in list_people()}


def test_without_sign_in_who_sits_at_the_machine_may_everything() -> None:
    app = show()
    assert ZH("account.machine_more") in read_texts(app, EMPTY)[0]
    assert ZH("account.right_machine") in read_texts(app, QUIET)
    assert [pills.key for pills in app.button_group] == [STEPS]
    assert not read_texts(open_page("map"), "//a[contains(@href, 'account')]")
    assert "go_account" not in {button.key for button in open_page("map").button}


def test_who_is_not_known_sees_nobodys_account(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in()
    monkeypatch.setattr("components.screens.account.desk.may_write", lambda: False)
    for step in ("me", "people", "log"):
        app = show(step=step, who="zhang")
        assert read_texts(app, EMPTY) == [ZH("account.nobody") + ZH("account.nobody_closed")]
        assert (list(app.button_group), read_texts(app, ROWS)) == ([], [])


def test_rights_are_said_with_who_gave_them_and_until_when() -> None:
    with acting_as(ADMIN):
        give_right("zhang", read_grant("unit:110118"), "分管")
        give_right("zhang", read_grant("plan_desk"), "", datetime.now(UTC) + timedelta(hours=2))
    held = {read_grant("unit:110118"), read_grant("plan_desk"), read_grant("collector")}
    with reading(Actor("zhang", frozenset(held))):
        app = show()
        assert not app.button_group, "no administrator"
        rights = read_texts(app, "//ul[@class='rights']/li")
    assert read_texts(app, "//p[@class='who']") == ["zhang"]
    assert [right.partition("：")[0] for right in rights] == [
        *("填报密云区的职责", "收集每月进展", "管理计划"),
    ]
    assert "admin于" in rights[0] and rights[1].endswith(ZH("account.by_group"))
    assert rights[2].endswith("为止")
    with reading(make_actor("collector", person="zhang")):
        assert ZH("account.people_help") not in read_texts(show(step="people"), QUIET)
    with reading(Actor("li")):
        assert ZH("account.rights_none") in read_texts(show(), QUIET)


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


def test_who_lost_the_right_meanwhile_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in()
    with reading(ADMIN):
        app = show(step="people", who="zhang")
        with monkeypatch.context() as patch:
            patch.setattr("store.rights._finders", [lambda: make_actor("collector")])
            click(app, "account_sign_out_all")
    assert [one.person for one in list_sessions("")] == ["zhang"]
    assert "权限" in read_texts(app, NOTICE)[0]


def test_before_anything_was_done_the_list_says_so() -> None:
    with reading(ADMIN):
        app = show(step="log")
    assert read_texts(app, EMPTY) == [ZH("account.log_none")]
    assert not app.selectbox


def test_what_was_done_is_picked_by_kind_person_and_day() -> None:
    sign_in()
    note_event("sign_in_failed", "li", "oidc", "10.9.9.9")
    note_event("export", "zhang", "progress", "")
    with acting_as(ADMIN):
        give_right("zhang", read_grant("collector"), "")
    with reading(ADMIN):
        app = show(step="log")
        assert list_cells(app) == [
            ["admin", "给予权限", "zhang collector", ""],
            ["zhang", "带走有姓名的文件", "progress", ""],
            ["li", "登录被拒绝", "oidc", "10.9.9.9"],
            ["zhang", "登录", "oidc", "10.1.2.3"],
        ]
        app.button_group(key="account_did").set_value("failed").run()
        assert len(read_texts(app, ROWS)) == 1
        app.button_group(key="account_did").set_value("").run()
        app.selectbox(key="account_log_who").select("zhang").run()
        assert len(read_texts(app, ROWS)) == 2
        app.text_input(key="account_since").set_value("2999-01-01").run()
        assert read_texts(app, EMPTY) == [ZH("account.log_none_such")]
        app.text_input(key="account_since").set_value("昨天").run()
        assert read_texts(app, NOTICE) == [ZH("account.bad_day", value="昨天")]
        assert len(read_texts(app, ROWS)) == 2


def test_many_entries_are_pages() -> None:
    for number in range(52):
        note_event("export", "zhang", str(number))
    with reading(ADMIN):
        app = show(step="log")
        assert ZH("account.log_range", first=1, last=50, total=52) in read_texts(app, QUIET)
        click(app, "account_older")
        assert ZH("account.log_range", first=51, last=52, total=52) in read_texts(app, QUIET)
        assert [about for _, _, about, _ in list_cells(app)] == ["1", "0"]
        click(app, "account_newer")
        assert len(read_texts(app, ROWS)) == 50


def test_the_chain_is_verified_and_what_was_changed_is_told() -> None:
    sign_in()
    with read() as connection:
        assert connection is not None
        entries = count_entries(connection)
    with reading(ADMIN):
        app = show(step="log")
        assert ZH("account.chain_unchecked") in read_texts(app, QUIET)
        click(app, "account_chain_check")
        assert "完整，与记录一致" in " ".join(read_texts(app, QUIET))
        assert f"第{entries}条" in " ".join(read_texts(app, QUIET))
        note_event("export", "zhang", "")
        assert "此后又有新的记录" in " ".join(read_texts(app.run(), QUIET))
        with begin_raw(find_url(), is_writing=True) as connection:
            free(connection, "access_events")
            connection.execute(text("UPDATE access_events SET person = 'li' WHERE id = 1"))
        click(app, "account_chain_check")
    assert "有1处与校验链不符" in read_texts(app, NOTICE)[0]


def test_in_english_it_says_the_same() -> None:
    sign_in()
    with reading(ADMIN):
        app = show(step="people", lang="en")
        assert "last signed in" in read_texts(app, PEOPLE)[0]


def test_where_the_database_fails_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sign_in()
    with reading(ADMIN):
        monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{tmp_path}")
        app = show(step="log")
    assert len(read_texts(app, "//table[@class='plain']//tr[td]")) == 1
