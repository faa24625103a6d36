"""The page of sources in a real browser: a rule leads where it acts, a file arrives unchanged."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from geo.packages.package import DATA_DIR
from tests.browser.conftest import Visit, holding

PRESSED = "[aria-pressed=true], [aria-checked=true]"


def test_rule_leads_to_the_map_with_its_basis(visit: Callable[..., Visit]) -> None:
    visited = visit("sources?lang=en&district=110118")
    link = visited.page.locator("tr[data-rule=relevant] a")
    expect(link).to_have_text("See on the map")
    link.click()
    visited.wait_for_map()
    expect(visited.page).not_to_have_url(holding("/sources"))
    expect(visited.page).to_have_url(holding("basis=relevant"))
    expect(visited.page).to_have_url(holding("lang=en"))
    expect(visited.page.locator("#duty-panel-title").first).to_have_text("Miyun")
    expect(visited.page.get_by_role("switch", name="Open")).to_be_checked()
    visited.page.get_by_role("button", name="Rules", exact=True).click()
    bases = visited.page.locator(".st-key-basis_choice button")
    expect(bases).to_have_text(["In the unit cell", "All districts", "In the wording"])
    assert bases.locator("visible=true").and_(visited.page.locator(PRESSED)).count() == 0


def test_file_arrives_byte_by_byte(visit: Callable[..., Visit], tmp_path: Path) -> None:
    visited = visit("sources")
    shipped = next(DATA_DIR.glob("plans/ecology-2025/measures.csv"))
    button = visited.page.locator('[class*="st-key-get_plan-ecology-2025_measures"] button')
    with visited.page.expect_download() as download:
        button.click()
    target = tmp_path / "measures.csv"
    download.value.save_as(target)
    assert target.read_bytes() == shipped.read_bytes()
    assert download.value.suggested_filename.endswith(".csv")
    assert "measures" in download.value.suggested_filename


def test_columns_open_by_keyboard_and_nothing_runs_over(visit: Callable[..., Visit]) -> None:
    visited = visit("sources", width=390, height=844)
    summary = visited.page.locator("article[data-file='measures.csv'] summary")
    summary.focus()
    visited.page.keyboard.press("Enter")
    expect(visited.page.locator("article[data-file='measures.csv'] table")).to_be_visible()
    main = visited.page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
