"""Every style sheet, read as the browser reads it, which drops in silence what it does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
from playwright.sync_api import Browser, Page
from tinycss2.ast import AtRule, Declaration, Node, ParseError, QualifiedRule

COMPONENTS = Path(__file__).parents[2] / "components"
SHEETS = sorted(path.relative_to(COMPONENTS).as_posix() for path in COMPONENTS.rglob("*.css"))
DROPPED = """
([selectors, declarations]) => [
  ...selectors.filter((s) => { try { document.querySelector(s); } catch { return true; } }),
  ...declarations.filter(([name, value]) => !CSS.supports(name, value)).map((d) => d.join(": ")),
]
"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def find_faults(css: str, page: Page) -> list[str]:
    """What cannot be read, what the browser does not know, and what one rule says twice."""
    nodes = list(_walk(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))
    rules = [node for node in nodes if isinstance(node, QualifiedRule)]
    faults = [f"{n.source_line}: {n.message}" for n in nodes if isinstance(n, ParseError)]
    selectors = [part for rule in rules for part in _split(tinycss2.serialize(rule.prelude))]
    said = [(rule, list(_list_declarations(rule))) for rule in rules]
    pairs = [(d.name, tinycss2.serialize(d.value).strip()) for _, found in said for d in found]
    faults += page.evaluate(DROPPED, [selectors, pairs])
    for rule, found in said:
        twice = [name for name, times in Counter(d.name for d in found).items() if times > 1]
        faults += [f"{rule.source_line}: {name} twice" for name in twice]
    return faults


def _walk(nodes: list[Node]) -> Iterator[Node]:
    """Rules, those inside of `@media` too, with the declarations and errors they hold."""
    for node in nodes:
        yield node
        if isinstance(node, QualifiedRule) or (isinstance(node, AtRule) and node.content):
            yield from _walk(_read_block(node))


def _read_block(rule: AtRule | QualifiedRule) -> list[Node]:
    return list(
        tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    )


def _list_declarations(rule: QualifiedRule) -> Iterator[Declaration]:
    for node in _read_block(rule):
        if isinstance(node, Declaration) and not node.name.startswith("--"):
            yield node


def _split(prelude: str) -> list[str]:
    """Frames of an animation have no selector."""
    return [] if prelude.strip() in ("from", "to") or "%" in prelude else [prelude.strip()]


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_browser_knows_every_word(sheet: str, blank: Page) -> None:
    css = (COMPONENTS / sheet).read_text(encoding="utf-8")
    assert find_faults(css, blank) == []


def test_faults_are_found(blank: Page) -> None:
    css = """@media print { a { colr: red; top: 1qx; } } b:hovre { left: 0; left: 1px }
      i { right 0; } u { color: var(--x); }"""
    assert len(find_faults(css, blank)) == 5
