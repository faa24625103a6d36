"""What a page cuts or makes a reader scroll sideways for: zoomed, made smaller, on a phone."""

from __future__ import annotations

from playwright.sync_api import Page

SIDEWAYS = (
    "() => [document.scrollingElement, document.querySelector('.stMain')]"
    ".filter((box) => box.scrollWidth > box.clientWidth + 1)"
    ".map((box) => `${box.className || box.tagName}: ${box.scrollWidth} > ${box.clientWidth}`)"
)
ZOOMS = (67, 80, 100, 110, 125, 150, 175, 200)
"""Per cent."""
LATE_MS = 800
SETTLED = (
    "() => new Promise((done) =>"
    " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"
)
# Headings, buttons and cells whose words do not fit, where nothing lets the reader scroll to them.
CUT = (
    "() => [...document.querySelectorAll('h1, h2, h3, h4, button, summary, th, td, label')]"
    ".filter((e) => e.checkVisibility() && !e.closest('.visually-hidden')"
    " && getComputedStyle(e).overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1)"
    ".map((e) => `cut: ${e.tagName} ${e.innerText.slice(0, 40)}`)"
)


def find_cuts(page: Page) -> list[str]:
    """On a desk of 1366 px magnified or made smaller, and on a phone."""
    sizes = [(round(136600 / zoom), round(76800 / zoom)) for zoom in ZOOMS] + [(390, 844)]
    found = []
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLED)
        faults = _look(page)
        if faults:  # a busy machine lays out late
            page.wait_for_timeout(LATE_MS)
            faults = _look(page)
        found += [f"{width} px: {text}" for text in faults]
    return found


def _look(page: Page) -> list[str]:
    return [*page.evaluate(SIDEWAYS), *page.evaluate(CUT)]
