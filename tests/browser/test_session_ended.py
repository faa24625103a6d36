"""An open page whose session is ended elsewhere says so, and the way back is one click."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from store.access.sessions import end_sessions_of
from tests.browser.app_server import run_app
from tests.browser.conftest import holding
from tests.pages.kept_plan import own_database

SETTINGS = """
[sign_in]
source = "proxy"
[proxy]
addresses = ["127.0.0.1", "::1"]
[groups]
desk = ["collector"]
"""
GATEWAY = {"X-Remote-User": "zhang", "X-Remote-Name": "Zhang San", "X-Remote-Groups": "desk"}
NOTICE_MS = 30_000


def test_an_open_page_says_that_its_session_was_ended_and_leads_back(
    browser: Browser, tmp_path: Path
) -> None:
    settings = tmp_path / "access.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    told = {"DUTYMAP_ACCESS": str(settings), "DUTYMAP_LOCAL": str(tmp_path / "local")}
    with (
        own_database(tmp_path),
        run_app(environment=told) as server,
        browser.new_context(extra_http_headers=GATEWAY) as context,
    ):
        page = context.new_page()
        page.goto(f"{server.address}/progress?step=files")
        writer = page.get_by_label("经办人")
        expect(writer).to_have_value("Zhang San (zhang)")
        assert end_sessions_of("zhang", "离职") == 1
        again = page.locator(".connection-notice a")
        expect(again).to_have_text("重新登录", timeout=NOTICE_MS)
        expect(writer).to_have_value("Zhang San (zhang)")
        again.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("登录已结束")
        page.locator(".entrance-ways button").first.click()
        expect(page).to_have_url(holding("/progress?step=files"))
        expect(writer).to_have_value("Zhang San (zhang)")
