"""Every page in both languages, opened once and looked at in every way there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from geo.model import Model
from tests.browser.conftest import Visit
from tests.browser.looks.axe import find_violations
from tests.browser.looks.boxes import find_covers
from tests.browser.looks.edges import find_cuts
from tests.browser.looks.latin import find_latin
from tests.browser.looks.refused import find_refused
from tests.browser.pages import PAGES, wait_until_shown


@pytest.mark.parametrize("path", PAGES)
def test_no_look_finds_a_fault(visit: Callable[..., Visit], model: Model, path: str) -> None:
    page = visit(path).page
    wait_until_shown(page, path)
    found = {"axe": find_violations(page), **look(page, model, path, "zh")}
    if path != "sources":  # which names files and columns
        set_laptop(page)
        found["latin"] = find_latin(page)
    found["refused"] = find_refused(page)
    if "slide=" in path:
        page = visit(f"{path}&lang=en").page
    else:
        set_laptop(page)
        page.emulate_media(color_scheme="light")
        page.locator(".st-key-go_language button").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    wait_until_shown(page, path)
    found |= {f"en {name}": faults for name, faults in look(page, model, path, "en").items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def look(page: Page, model: Model, path: str, lang: str) -> dict[str, list[str]]:
    """What depends on the language: the length of its words."""
    found = {}
    if "slide=" not in path:
        found["edges"] = find_cuts(page)
    if page.locator("iframe").count():
        found["boxes"] = find_covers(page, model, path, lang)
    return found


def set_laptop(page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
