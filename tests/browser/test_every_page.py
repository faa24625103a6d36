"""Every page in both languages, opened once and looked at in every way there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.model import Model
from tests.browser.conftest import Visit
from tests.browser.looks.axe import find_violations
from tests.browser.looks.boxes import find_covers
from tests.browser.looks.edges import find_cuts
from tests.browser.looks.latin import find_latin
from tests.browser.pages import PAGES, wait_until_shown


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_look_finds_a_fault(
    visit: Callable[..., Visit], model: Model, path: str, lang: str
) -> None:
    page = visit(f"{path}{'&' if '?' in path else '?'}lang={lang}").page
    wait_until_shown(page, path)
    found = {"axe": find_violations(page, lang)}
    if "slide=" not in path:
        found["edges"] = find_cuts(page)
    if page.locator("iframe").count():
        found["boxes"] = find_covers(page, model, path, lang)
    if lang == "zh" and path != "sources":  # which names files and columns
        page.set_viewport_size({"width": 1366, "height": 768})
        found["latin"] = find_latin(page)
    assert {look: faults for look, faults in found.items() if faults} == {}
