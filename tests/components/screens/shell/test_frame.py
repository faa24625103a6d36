"""The looks of the page: the rules of every piece, in an order in which the right one counts."""

from pathlib import Path

import components
from components.screens.shell.frame import list_styles

ROOT = Path(components.__file__).parent
STYLES = [path.relative_to(ROOT).as_posix() for path in list_styles()]


def test_every_piece_of_the_screen_brings_its_rules_once() -> None:
    rooms = (ROOT / "html", ROOT / "screens")
    found = [path.relative_to(ROOT).as_posix() for room in rooms for path in room.rglob("*.css")]
    assert (len(found) > 20, sorted(STYLES)) == (True, sorted(found))


def test_what_one_screen_shows_overrules_what_many_show_and_paper_overrules_all() -> None:
    shell = "screens/shell/"
    ends = [f"{shell}style.css", f"{shell}forced_colors.css", f"{shell}paper.css"]
    html = [path for path in STYLES if path.startswith("html/")]
    widgets = [path for path in STYLES if path.startswith("screens/widgets/")]
    others = sorted(set(STYLES) - {*ends, *html, *widgets})
    in_order = [ends[0], *sorted(html), *sorted(widgets), *others, *ends[1:]]
    assert in_order == STYLES
