"""Who reads is who the guard says, in every run, click and thread, and nobody else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from components.session import reader, rights
from components.session.reader import NOBODY, find_reader, hear, know_people, read_guard
from geo.packages.problems import DataError, Problem
from store import rights as store_rights
from store.rights import COLLECTOR, PLAN_DESK, UNIT, Grant, find_machine, permit, set_finder

GIVEN = {
    "of_zhang": frozenset({Grant(PLAN_DESK)}),
    "of_li": frozenset({Grant(UNIT, "110118")}),
    "of_reader": frozenset({Grant(store_rights.READER)}),
}
WAIT_S = 30
together = threading.Barrier(2)


@pytest.fixture(autouse=True)
def people() -> Iterator[None]:
    """Sessions that hold, and afterwards none."""
    know_people(GIVEN.get)
    yield
    know_people(lambda token: None)
    set_finder(find_machine)


def tell(person: str, **more: str) -> dict[str, str]:
    """What the guard says of a person, as it is written."""
    told = {"guard": "1", "session": f"of_{person}", "person": person, **more}
    return {f"x-dutymap-{name}": quote(value, safe="") for name, value in told.items()}


def test_without_a_server_the_machine_reads() -> None:
    assert (read_guard(), find_reader().actor) == (None, find_machine())
    assert rights.may_write()


def test_who_the_guard_names_reads_with_their_rights() -> None:
    told = tell("zhang", name="张三", source="proxy", rights="collector;unit:110101")
    with hear(told):
        found = find_reader()
        assert (found.person, found.name, found.source) == ("zhang", "张三", "proxy")
        assert found.actor.grants == {
            Grant(PLAN_DESK),
            Grant(COLLECTOR),
            Grant(UNIT, "110101"),
        }
        assert (rights.may(PLAN_DESK), rights.may(UNIT, "110118")) == (True, False)
        assert (rights.may_write(), rights.find_writer()) == (True, "张三 (zhang)")
    with hear(tell("zhang")):
        assert rights.find_writer() == "zhang"
    with hear(tell("reader")):
        assert not rights.may_write()
    with hear({"x-dutymap-guard": "1", "x-dutymap-machine": "1"}):
        assert find_reader().actor == find_machine()


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"x-dutymap-machine": "1"},
        {"x-dutymap-guard": "1"},
        {"x-dutymap-guard": "0", "x-dutymap-machine": "1"},
        {"x-dutymap-guard": "1", "x-dutymap-person": "zhang"},
        {"x-dutymap-guard": "1", "x-dutymap-person": "zhang", "x-dutymap-session": "gone"},
        {"x-dutymap-guard": "1", "x-dutymap-rights": "plan_desk"},
        {name: value for name, value in tell("zhang").items() if "guard" not in name},
    ],
)
def test_everybody_else_may_nothing(told: dict[str, str]) -> None:
    with hear(told):
        assert (find_reader().person, find_reader().actor) == ("", NOBODY)
        assert not rights.may_write()


def test_a_page_that_lost_its_connection_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "is_serving", lambda: True)
    assert (read_guard(), find_reader().actor) == ({}, NOBODY)


def test_a_session_that_ends_writes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    reader.follow_readers()
    holds = [True]
    know_people(lambda token: GIVEN[token] if holds else None)
    with hear(tell("zhang")):
        assert permit("publish").person == "zhang"
        holds.clear()
        with pytest.raises(DataError) as caught:
            permit("publish")
        assert caught.value.problems[0].rule == "no_right"

    def fail(token: str) -> None:
        raise DataError([Problem("database_busy", "db")])

    know_people(fail)
    with hear(tell("zhang")):
        assert find_reader().actor == NOBODY


def test_what_was_reported_is_for_whom_the_guard_shows_it() -> None:
    withheld = {"x-dutymap-guard": "1", "x-dutymap-withheld": "progress"}
    for told, is_shown in (
        ({"x-dutymap-guard": "1"}, True),
        (withheld, False),
        ({}, False),
        (tell("zhang"), True),
        (tell("gone"), False),
    ):
        with hear(told):
            assert find_reader().sees_progress == is_shown


def show_reader() -> None:
    """A page with a fragment and a click, that says who is behind each of them."""
    import streamlit as st

    from components.session.reader import find_reader, follow_readers, keep_apart
    from store.rights import find_actor
    from tests.components.session.test_reader import WAIT_S, together

    follow_readers()
    keep_apart()

    def click() -> None:
        together.wait(WAIT_S)
        st.session_state["clicked"] = find_actor().person
        together.wait(WAIT_S)

    @st.fragment
    def piece() -> None:
        st.text(f"fragment {find_reader().person}")
        st.button("click", key="click", on_click=click)

    st.text(f"run {find_reader().name}")
    st.text(f"clicked {st.session_state.get('clicked')}")
    piece()


def test_two_pages_at_once_are_of_two_people(monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    def read_own() -> dict[str, str]:
        told: dict[str, str] = st.session_state["told"]
        return {f"x-dutymap-{name}": value for name, value in told.items()}

    monkeypatch.setattr(reader, "read_guard", read_own)
    pages = []
    for person, name in (("zhang", "张三"), ("li", "李四")):
        app = AppTest.from_function(show_reader, default_timeout=WAIT_S)
        app.session_state["told"] = {"session": f"of_{person}", "person": person, "name": name}
        pages.append(app.run())
    for _ in range(3):
        with ThreadPoolExecutor(2) as pool:
            pages = [*pool.map(lambda app: app.button(key="click").click().run(), pages)]
        assert [[text.value for text in app.text] for app in pages] == [
            ["run 张三", "clicked zhang", "fragment zhang"],
            ["run 李四", "clicked li", "fragment li"],
        ]


def test_a_page_that_another_person_comes_back_to_holds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reader, "read_guard", lambda: told)
    told = {"x-dutymap-session": "of_zhang", "x-dutymap-person": "zhang"}
    app = AppTest.from_function(show_reader, default_timeout=WAIT_S).run()
    app.session_state["clicked"] = "of zhang"
    assert "clicked of zhang" in [text.value for text in app.run().text]
    told = {"x-dutymap-session": "of_li", "x-dutymap-person": "li"}
    assert "clicked None" in [text.value for text in app.run().text]
