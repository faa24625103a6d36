"""What stands around a place of an original, merged as it is there, from every kind of file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.screens.review.excerpt import AROUND, Box, Grid, Lines, Spot, build_excerpt
from geo.intake.apart import read_document
from geo.intake.files import read_contents
from geo.intake.grid import Cell, Document, Piece, Table
from tests.geo.intake import paper, typeset
from tests.geo.intake.boxes import HEADINGS, build_table

ROWS = [
    list(HEADINGS),
    ["一、水", *"<<<<<<"],
    ["1", "治水", "巡河。", "年底前", "水务局", "<", "甲区政府"],
    ["^", "^", "清淤。", "年底前", "水务局", "乙区政府", "———"],
    ["2", "种树", "造林。", "年底前", "环境局", "^", "———"],
    ["3", "监测", "测水。", "年底前", "环境局", "甲区政府", ""],
]
WRITERS: dict[str, Callable[[Path, list[list[str]]], None]] = {
    "docx": typeset.write_docx,
    "xlsx": typeset.write_xlsx,
    "html": typeset.write_html,
    "pdf": paper.write_pdf,
}


def read(tmp_path: Path, kind: str, rows: list[list[str]]) -> Document:
    path = tmp_path / f"plan.{kind}"
    WRITERS.get(kind, typeset.write_csv)(path, rows)
    return read_document(read_contents(path))


def look(document: Document, **spot: object) -> Grid:
    place = document.tables[0].cells[0].sheet_or_page
    excerpt = build_excerpt(document, Spot(place, **spot), {})  # type: ignore[arg-type]
    assert isinstance(excerpt, Grid)
    return excerpt


def list_shapes(rows: tuple[tuple[Box, ...], ...]) -> list[list[tuple[str, int, int]]]:
    return [[(box.text, box.width, box.height) for box in row] for row in rows]


def list_framed(grid: Grid) -> list[str]:
    return [box.text for row in (*grid.heads, *grid.rows) for box in row if box.is_framed]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "pdf"])
def test_merged_cells_are_merged_and_the_headings_stand_on_top(tmp_path: Path, kind: str) -> None:
    grid = look(read(tmp_path, kind, ROWS), row=4, column="主责单位", value="乙区政府")
    assert list_shapes(grid.heads) == [[(heading, 1, 1) for heading in HEADINGS]]
    assert list_shapes(grid.rows) == [
        [("一、水", 7, 1)],
        [
            ("1", 1, 2), ("治水", 1, 2), ("巡河。", 1, 1), ("年底前", 1, 1),
            ("水务局", 2, 1), ("甲区政府", 1, 1),
        ],
        [("清淤。", 1, 1), ("年底前", 1, 1), ("水务局", 1, 1), ("乙区政府", 1, 2), ("———", 1, 1)],
        [*((text, 1, 1) for text in ("2", "种树", "造林。", "年底前", "环境局", "———"))],
        [*((text, 1, 1) for text in ROWS[5])],
    ]  # fmt: skip
    assert (list_framed(grid), grid.row, grid.column) == (["乙区政府"], 4, "主责单位")


def test_a_file_without_edges_has_a_cell_for_each_place(tmp_path: Path) -> None:
    rows = [[text if text not in "<^" else "" for text in row] for row in ROWS]
    grid = look(read(tmp_path, "csv", rows), row=3, column="主责单位", value="")
    assert {(width, height) for row in list_shapes(grid.rows) for _, width, height in row} == {
        (1, 1)
    }
    assert [len(row) for row in grid.rows] == [7] * 4
    assert [(y, x) for y, r in enumerate(grid.rows) for x, b in enumerate(r) if b.is_framed] == [
        (1, 5)
    ]


def test_a_cell_in_question_is_found_by_what_it_is_for_and_by_what_it_says(
    tmp_path: Path,
) -> None:
    document = read(tmp_path, "docx", ROWS)
    assert list_framed(look(document, row=5, field="number", value="2")) == ["2"]
    for row, value in ((2, "一、水"), (6, "测水。")):
        assert list_framed(look(document, row=row, value=value)) == [value]
    both = look(document, row=3, column="牵头部门", value="水务局")
    assert (list_framed(both), both.column) == (["水务局"], "牵头部门、主责单位")


def test_a_row_is_found_by_its_wording_where_its_first_cell_began_before(tmp_path: Path) -> None:
    grid = look(read(tmp_path, "docx", ROWS), row=3, wording="清淤。")
    assert (grid.row, grid.column) == (4, "")
    assert list_framed(grid) == ["1", "治水", "清淤。", "年底前", "水务局", "乙区政府", "———"]


def test_a_cell_that_runs_on_beyond_what_is_shown_says_so() -> None:
    rows = [list(HEADINGS)]
    rows += [["1" if not n else "^", "治水", f"第{n}段。", *["年底前"] * 4] for n in range(20)]
    document = Document((build_table(rows),))
    grid = look(document, row=12, column="工作措施")
    assert len(grid.rows) == 2 * AROUND + 1
    first = grid.rows[0][0]
    assert (first.text, first.height, first.goes_on) == ("1", 5, True)
    assert len(look(document, row=2, column="序号").rows) < 12


def test_of_the_whole_table_its_top_is_shown(tmp_path: Path) -> None:
    grid = look(read(tmp_path, "docx", ROWS))
    assert (list_framed(grid), len(grid.heads), len(grid.rows), grid.row) == ([], 1, 3, 0)


def test_headings_are_those_of_which_a_person_spoke() -> None:
    rows = [["甲", "乙", "丙"], ["1", "巡河。", "水务局"]]
    document = Document((build_table(rows),))
    assert build_excerpt(document, Spot("1", 2, field="main"), {}) is None
    grid = build_excerpt(document, Spot("1", 2, field="main"), {"乙": "text", "丙": "main"})
    assert isinstance(grid, Grid)
    assert (list_framed(grid), grid.column) == (["水务局"], "丙")


def test_a_table_that_goes_on_with_another_has_its_headings_and_edges_nearly_alike() -> None:
    head, rest = build_table(ROWS[:4]), build_table(ROWS[4:])
    moved = [Cell("2", c.row, c.x0 + 0.01, c.x1 + 0.01, c.y0, c.y1, c.text) for c in rest.cells]
    excerpt = build_excerpt(
        Document((head, Table("2", tuple(moved)))), Spot("2", 2, "牵头部门"), {}
    )
    assert isinstance(excerpt, Grid)
    assert [len(row) for row in (*excerpt.heads, *excerpt.rows)] == [7, 7, 7]
    assert list_framed(excerpt) == ["环境局"]


def test_above_the_headings_there_are_none_on_top() -> None:
    rows = [["说明", *"<<<<<<"], *ROWS]
    grid = look(Document((build_table(rows),)), row=1, value="说明")
    assert (grid.heads, list_framed(grid), list_shapes(grid.rows)[1][0]) == (
        *((), ["说明"]),
        ("序号", 1, 1),
    )


def test_a_row_that_ends_early_has_gaps_and_no_place_is_taken_twice() -> None:
    table = build_table([list(HEADINGS), ["1", "治水", "巡河。"]])
    over = Cell("1", 2, 2, 4, 1, 2, "叠")
    grid = look(Document((Table("1", (*table.cells, over)),)), row=2, column="序号")
    (row,) = grid.rows
    assert [(box.text, box.width) for box in row if not box.is_gap] == [
        *(("1", 1), ("治水", 1), ("巡河。", 1)),
        ("叠", 1),
    ]
    assert [box.is_gap for box in row] == [False] * 4 + [True] * 3


@given(st.data())
def test_every_row_is_as_wide_as_the_table(data: st.DataObject) -> None:
    """Whatever is merged, the places of each row are taken once, by a cell or by a gap."""
    height = data.draw(st.integers(2, 7))
    rows = [list(HEADINGS)]
    for y in range(1, height):
        drawn = data.draw(st.lists(st.sampled_from(["甲", "<", "^"]), min_size=7, max_size=7))
        begins = ["^"] if y == 1 else []
        rows.append(["甲" if text in begins else text for text in drawn])
        rows[y][0] = rows[y][0].replace("<", "甲")
    document = Document((build_table(rows),))
    row = data.draw(st.sampled_from([cell.row for cell in document.tables[0].cells]))
    grid = look(document, row=row)
    taken = [[0] * 7 for _ in grid.rows]
    for y, boxes in enumerate(grid.rows):
        for box in boxes:
            x = taken[y].index(0)
            for below in range(y, y + box.height):
                for right in range(x, x + box.width):
                    taken[below][right] += 1
    assert taken == [[1] * 7 for _ in grid.rows]


def test_a_list_shows_the_line_with_those_around_it(tmp_path: Path) -> None:
    lines = ["（一）治水", "1. 巡河。", "牵头单位：水务局", "2. 清淤。", "牵头单位：环境局"]
    document = Document((), tuple(Piece("1", line, "outside") for line in lines))
    assert build_excerpt(document, Spot("1", 2), {}) == Lines(
        ("（一）治水",), "1. 巡河。", ("牵头单位：水务局", "2. 清淤。")
    )
    assert build_excerpt(document, Spot("1", 9), {}) is None


def test_words_around_a_table_are_found_by_what_they_say() -> None:
    pieces = [Piece("1", words, "outside") for words in ("附件", "以下均需 落实。", "完")]
    document = Document((build_table(ROWS),), tuple(pieces))
    found = build_excerpt(document, Spot("1", value="以下均需落实"), {})
    assert found == Lines(("附件",), "以下均需 落实。", ("完",))
    assert build_excerpt(document, Spot("", value="甲 3/4"), {}) is None
