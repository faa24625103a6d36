"""What was done, and the chain over it, for an administrator."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from components.texts import Texts
from store.access.events import note_event
from store.access.grants import give_right
from store.audit import count_entries
from store.database import begin_raw, find_url, read
from store.rights import acting_as, read_grant
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
from tests.pages.open_page import read_texts
from tests.store.test_audit import free

ZH = Texts("zh")
ROWS = "//table[contains(@class, 'log')]/tbody/tr"

pytestmark = pytest.mark.usefixtures("office_local")


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
        assert [cells[1:] for cells in list_cells(app, ROWS)] == [
            ["admin", "给予权限", "zhang collector", ""],
            ["zhang", "带走有姓名的文件", "progress", ""],
            ["li", "登录被拒绝", ZH("account.source_oidc"), "10.9.9.9"],
            ["zhang", "登录", ZH("account.source_oidc"), "10.1.2.3"],
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
        assert [cells[3] for cells in list_cells(app, ROWS)] == ["1", "0"]
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


def test_where_the_database_fails_the_page_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sign_in()
    with reading(ADMIN):
        monkeypatch.setenv("DUTYMAP_DATABASE", f"sqlite:///{tmp_path}")
        app = show(step="log")
    assert len(read_texts(app, "//table[@class='plain']//tr[td]")) == 1
