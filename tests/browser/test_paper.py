"""Printed: white paper, folds open, nothing that only a pointer could use, nothing cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import ViewportSize

from geo.model import load_model
from geo.packages.package import DEFAULT_PLAN
from tests.browser.conftest import Visit

A4_PX: ViewportSize = {"width": 703, "height": 1032}
"""A sheet of A4 without its margins of 12 mm, at 96 to the inch."""
LANDSCAPE_PX: ViewportSize = {"width": 1032, "height": 703}
MIYUN = "110118"
# Address, what must stand there, the sheet, the most pages.
PAPERS = {
    "map": (f"?district={MIYUN}", "article.duty", A4_PX, 8),
    "profile": (f"district?district={MIYUN}", ".stPlotlyChart .main-svg", A4_PX, 11),
    "comparison": (f"compare?compare={MIYUN},110119,110109", "table.matrix", A4_PX, 9),
    "heat": ("compare?show=heat", "table.heat", LANDSCAPE_PX, 1),
    "tasks": ("compare?show=tasks", ".measure-maps", LANDSCAPE_PX, 4),
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("dark", "light")
GROUND = """() => [document.documentElement, document.body, document.querySelector(".stApp")]
  .map((e) => getComputedStyle(e).backgroundColor)"""
FOLDED = """() => [...document.querySelectorAll(".stHtml details")]
  .filter((e) => e.checkVisibility() && !e.open).map((e) => e.innerText)"""
BEYOND = """(width) => [...document.querySelectorAll(".stApp *")]
  .filter((e) => e.checkVisibility() && !e.closest(".visually-hidden, .skip, svg")
    && e.getBoundingClientRect().width * e.getBoundingClientRect().height > 0
    && e.getBoundingClientRect().right > width + 1)
  .map((e) => `${e.tagName}.${e.className}`.slice(0, 60))"""
BUTTONS = (
    "header button, .stPopover button, .stDownloadButton button, .stButtonGroup button,"
    " .sentence button, .back"
)
PRESSED = """(buttons) => [...document.querySelectorAll(buttons)]
  .filter((e) => e.checkVisibility()).map((e) => e.innerText)"""
SIGN = """() => [...document.querySelectorAll(".stHtml summary")]
  .filter((e) => getComputedStyle(e).listStyleType !== "none").length"""


@pytest.mark.parametrize("paper", PAPERS)
def test_paper_is_white_open_and_whole(visit: Callable[..., Visit], paper: str) -> None:
    path, awaited, sheet, most = PAPERS[paper]
    page = visit(path).page
    page.locator(awaited).first.wait_for(timeout=60_000)  # the charts' library is large
    if paper == "map":
        page.frame_locator("iframe").first.locator(".dm-label").first.wait_for()
    pdf = page.pdf(format="A4", landscape=sheet is LANDSCAPE_PX)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= most
    page.set_viewport_size(sheet)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for scheme in SCHEMES:
        page.emulate_media(media="print", color_scheme=scheme)
        assert set(page.evaluate(GROUND)) == {"rgb(255, 255, 255)"}
    found = page.evaluate(BEYOND, sheet["width"]) + page.evaluate(PRESSED, BUTTONS)
    assert found + page.evaluate(FOLDED) == []
    assert page.evaluate(SIGN) == 0


def test_every_duty_and_every_note_of_it_is_on_paper(visit: Callable[..., Visit]) -> None:
    model = load_model(DEFAULT_PLAN)
    owed = set(model.duties.loc[model.duties["unit_code"] == MIYUN, "measure_id"])
    page = visit(f"?district={MIYUN}").page
    page.locator("article.duty").first.wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    numbers = page.locator("article.duty:visible .duty-no").all_inner_texts()
    assert set(numbers) == owed
    notes = page.locator("article.duty details > :not(summary)")
    assert notes.count() >= 10
    hidden = notes.evaluate_all("all => all.filter(e => !e.checkVisibility()).length")
    assert hidden == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".stHtml details[open]").count() == 0
