"""English words that are seen or spoken in a Chinese page, its choosers and menus open too."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, TimeoutError, expect

# What is Latin in Chinese too.
NAMES = ["GEP", "GEP-R", "EI", "PM", "GS", "WGS", "km", "hm"]
FORMATS = [
    "PNG",
    "SVG",
    "CSV",
    "JSON",
    "GeoJSON",
    "GeoPackage",
    "HTML",
    "Excel",
    "Word",
    "PowerPoint",
]
READ = ["WPS", "PDF", "docx", "xlsx", "MB", "Ctrl", "Shapefile"]
READ += ["geojson", "json", "gpkg", "kml", "zip", "GCJ"]
CODES = ["beijing"]
ALLOWED = [*NAMES, *FORMATS, *READ, *CODES, "English", "Esc", "stbhhx"]
READ_LATIN = """(allowed) => {
  const found = new Set();
  const isSeen = (e) => e.checkVisibility({ visibilityProperty: true })
    && !e.closest("script, style, code, [data-testid=stIconMaterial]");
  const note = (text, where) => {
    const bare = (text ?? "").replace(/https?:[^\\s]*/g, "");
    for (const word of bare.match(/[A-Za-z][A-Za-z.'-]+/g) ?? [])
      if (!allowed.includes(word)) found.add(`${where}: ${text.trim().slice(0, 80)}`);
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const holder = texts.currentNode.parentElement;
    if (isSeen(holder)) note(texts.currentNode.nodeValue, holder.tagName);
  }
  for (const element of document.body.querySelectorAll("*"))
    if (isSeen(element))
      for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description",
        "aria-roledescription", "aria-valuetext"])
        note(element.getAttribute(name), `${element.tagName} ${name}`);
  return [...found];
}"""
CHOOSERS = (".stMultiSelect input", ".stSelectbox input")


def find_latin(page: Page) -> list[str]:
    found = read_latin(page)
    for kind in CHOOSERS:
        if page.locator(kind).count():
            found += open_chooser(page, page.locator(kind).first)
    for button in page.locator(".stMainBlockContainer .stPopover button").all():
        if button.is_visible():
            button.click()
            page.locator("[data-testid=stPopoverBody]").last.wait_for()
            found += read_latin(page)
            close_popover(page)
    closed = page.locator(".stExpander details:not([open]) > summary:visible")
    for still in range(closed.count() - 1, -1, -1):
        closed.first.click()
        expect(closed).to_have_count(still)
    found += read_latin(page)
    for field in page.locator(".stTextInput input:visible").all():
        field.fill("湿地")
        # how to apply it, or how much room is left
        expect(page.locator("[data-testid=InputInstructions]")).to_have_text(
            re.compile("按回车键|/")
        )
        found += read_latin(page)
    return found


def read_latin(page: Page) -> list[str]:
    """Latin words that are seen or spoken, in the page and in the map's frame."""
    frames = [frame for frame in page.frames[1:] if frame.url.startswith("http")]
    return [text for place in (page, *frames) for text in place.evaluate(READ_LATIN, ALLOWED)]


def open_chooser(page: Page, chooser: Locator) -> list[str]:
    """What stands in the open list, and in one where nothing fits what was typed."""
    chooser.click()
    option = page.locator("[role=option]").first
    try:
        option.wait_for(timeout=3_000)
    except TimeoutError:  # a page that is laid out anew under the click closes the list again
        chooser.press("ArrowDown")
        option.wait_for()
    found = read_latin(page)
    chooser.fill("〇〇")
    page.get_by_text("没有符合的选项").first.wait_for()
    found += read_latin(page)
    chooser.fill("")
    page.keyboard.press("Escape")
    return found


def close_popover(page: Page) -> None:
    """Escape is lost while the page is still being told what the popover holds: once more then."""
    shown = page.locator("[data-testid=stPopoverBody]")
    for _ in range(10):
        page.keyboard.press("Escape")
        try:
            return expect(shown).to_have_count(0, timeout=2_000)
        except AssertionError:
            continue
    expect(shown).to_have_count(0)
