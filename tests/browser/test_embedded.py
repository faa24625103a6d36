"""A page of ours in a real frame of another site, one that is listed and one that is not."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.app_server import run_app
from tests.browser.sites import Site, run_site

REFUSED = "chrome-error://chromewebdata/"
SHOWN = {
    "?embed=true&district=110118": "article.duty",
    "district?embed=true&district=110118": "article.duty",
    "compare?embed=true&compare=110118,110119": "table.matrix",
}
NOT_SHOWN = ["", "district?district=110118", "ledger?embed=true", "sign-in?embed=true", "healthz"]


def frame(page: Page, site: Site, address: str) -> FrameLocator:
    site.pages["/"] = f"<iframe src='{address}' width='1000' height='700'></iframe>"
    page.goto(site.address)
    return page.frame_locator("iframe")


def test_a_listed_site_frames_three_pages_and_no_other_and_no_other_site_any(
    browser: Browser, tmp_path: Path
) -> None:
    with run_site() as listed, run_site() as other:
        settings = tmp_path / "access.toml"
        settings.write_text(f"[sites]\nframe_ancestors = ['{listed.address}']")
        with run_app(environment={"DUTYMAP_ACCESS": str(settings)}) as server:
            page = browser.new_page()
            for path, wanted in SHOWN.items():
                shown = frame(page, listed, f"{server.address}/{path}")
                expect(shown.locator(wanted).first).to_be_visible()
                expect(shown.locator(".embedded-source")).to_contain_text("来源")
                expect(shown.locator(".st-key-app_header, .st-key-app_footer")).to_have_count(0)
            for path in NOT_SHOWN:
                frame(page, listed, f"{server.address}/{path}")
                assert (path, page.frames[1].url) == (path, REFUSED)
            for path in SHOWN:
                frame(page, other, f"{server.address}/{path}")
                assert (path, page.frames[1].url) == (path, REFUSED)
            check_the_way_out(page, listed, server.address)
            page.close()


def check_the_way_out(page: Page, site: Site, address: str) -> None:
    """What was chosen meanwhile is what the whole page opens with; a button to a page that is
    not shown leads to the way there alone."""
    shown = frame(page, site, f"{address}/?embed=true")
    shown.frame_locator("iframe").locator("path.district-110119").click()
    expect(shown.locator("#duty-panel-title").first).to_have_text("延庆区")
    with page.context.expect_page() as opened:
        shown.locator("[data-whole]").click()
    whole = opened.value
    expect(whole.locator("#duty-panel-title").first).to_have_text("延庆区")
    expect(whole.locator(".st-key-app_header")).to_be_visible()
    assert parse_qs(urlsplit(whole.url).query) == {"district": ["110119"]}
    whole.close()
