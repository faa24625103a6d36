"""The map of changes: two counts on each district, colours that rank nobody, a legend in words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.map.changes import LOOKS, get_change_picture
from components.map.views import draw_map
from components.session.link import CHANGES, View
from components.words.changes import Between
from components.words.new_gone import CASES
from geo.plan.editions import Links
from tests.geo.next_edition import MIYUN
from tests.kept_editions import SETTLED, keep_editions, look
from tests.real_model import MODEL


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield look()


def test_each_district_has_two_counts_and_says_them(between: Between) -> None:
    picture = get_change_picture(between)
    assert list(picture.values) == MODEL.region.districts["unit_code"].tolist()
    assert picture.values[MIYUN].label == "+2 −2"
    assert picture.values[MIYUN].alt == "密云区：新增2条、不再列出2条"
    rows = [(row.key, row.text, row.count) for row in picture.legend.rows]
    assert rows == [
        ("both", "有新增，也有不再列出", "1 个区"),
        ("gone", "只有不再列出", "15 个区"),
    ]
    assert picture.legend.title == "新增和不再列出的职责"
    assert picture.legend.note == "与《生态保护2025年行动计划》相比"
    assert picture.legend.extra.endswith("还没有人确认对应关系的措施（后一版1条）不在其中。")


def test_how_much_changes_no_colour() -> None:
    assert tuple(LOOKS) == CASES
    assert len({fill for _, fill in LOOKS.values()}) == len(CASES)


def test_tiles_show_who_has_no_boundary(between: Between) -> None:
    tiles = get_change_picture(between, "tiles")
    assert list(tiles.values) == MODEL.codes
    assert (tiles.values["bda"].label, tiles.values["bda"].border) == ("0", True)
    assert [row.key for row in tiles.legend.rows] == ["both", "gone", "none"]


def test_what_is_not_linked_is_drawn_as_not_counted(between: Between) -> None:
    bare = Between(between.before, between.after, Links())
    (row,) = get_change_picture(bare).legend.rows
    assert (row.kind, row.fill) == ("none", "uncounted")


def test_the_map_of_a_view_shows_changes_where_it_has_them(between: Between) -> None:
    words, view = between.after, View(metric=CHANGES, district=MIYUN)
    shown = draw_map(words, view, between)
    assert (shown.key, shown.focus) == ("changes:ecology-2025", (MIYUN,))
    assert draw_map(words, view).key == "all"
    assert draw_map(words, View(metric="lead"), between).key == "lead"
    assert draw_map(words, View(metric=CHANGES, measure="16"), between).key == "measure:16"
