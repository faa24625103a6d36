"""A reader signs in at a real provider, is back where they were, and signs out again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import holding
from tests.browser.test_restart import press_map
from tests.server.guard.provider import ZHANG, run_product, run_provider

OPEN = '[sign_in]\nsource = "oidc"\n[groups]\ndesk = ["administrator"]\n'
MIYUN = "110118"


def test_who_signs_in_is_back_on_the_view_they_had_chosen_and_signs_out_from_their_account(
    browser: Browser, tmp_path: Path
) -> None:
    with (
        run_provider() as provider,
        run_product(tmp_path, provider, OPEN) as server,
        browser.new_context(viewport={"width": 1366, "height": 768}) as context,
    ):
        page = context.new_page()
        page.goto(server.address)
        way_in = page.locator("a.way-in")
        expect(way_in).to_have_text("登录")
        press_map(page, MIYUN)
        expect(page).to_have_url(holding(f"district={MIYUN}"))
        way_in.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("登录")
        page.locator(".entrance-ways button").first.click()
        expect(page).to_have_url(holding(provider.issuer))
        page.get_by_role("button", name=ZHANG).click()
        expect(page).to_have_url(holding(f"{server.address}/?district={MIYUN}"))
        reader = page.locator(".st-key-nav_reader button")
        expect(reader).to_have_text("张三")
        expect(way_in).to_have_count(0)
        reader.click()
        expect(page.locator(".who")).to_contain_text(ZHANG)
        expect(page.locator(".st-key-account .rights li")).to_have_count(1)
        page.locator(".sign-out button").click()
        expect(page).to_have_url(holding("/oauth2/end_session"))
        page.goto(f"{server.address}/account")
        expect(way_in).to_be_visible()
        expect(page.locator(".who")).to_have_count(0)
