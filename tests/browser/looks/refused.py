"""What a page asked for and its policy refused, by the browser's own word."""

from __future__ import annotations

from playwright.sync_api import Page

NOTE = """window.refused ??= [];
window.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  window.refused.push(`${effectiveDirective} ${blockedURI}`));"""
"""To be run in every document before its own scripts."""
WASM = "script-src wasm-eval"
"""A library of Streamlit's looks whether it may use WebAssembly for large numbers, and else counts
without."""


def find_refused(page: Page) -> list[str]:
    """In the page and in its frames."""
    found = {text for frame in page.frames for text in frame.evaluate("window.refused")}
    return sorted(found - {WASM})
