"""Cells that break a rule of their column are named by row and column."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.packages.problems import DataError
from geo.packages.schema import validate_table

MEASURES, UNITS = "ecology-2025/measures.csv", "beijing/units.csv"
TARGETS, AREAS = "ecology-2025/targets.csv", "beijing/district_areas.csv"
HEADINGS = "ecology-2025/headings.csv"
SCHEMA = {
    "fields": [
        {"name": "code", "type": "string", "constraints": {"required": True}},
        {"name": "count", "type": "integer"},
        {"name": "size", "type": "number"},
        {"name": "open", "type": "boolean"},
        {"name": "day", "type": "date"},
    ],
    "primaryKey": ["code", "count"],
}


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "rule"),
    [
        (MEASURES, 3, "text", "", "required"),
        (MEASURES, 3, "text", "  ", "required"),
        (MEASURES, 3, "support", "", "required"),
        (UNITS, 18, "name", "", "required"),
        (AREAS, 2, "area_km2", "４１.84", "type"),
        (AREAS, 2, "area_km2", "41,84", "type"),
        (AREAS, 2, "area_km2", " 41.84", "type"),
        (AREAS, 2, "area_km2", "nan", "type"),
        (AREAS, 2, "area_km2", "1e3", "type"),
        (AREAS, 2, "area_km2", "41.84\u200b", "type"),
        (TARGETS, 2, "quantity", "１３７３", "type"),
        (MEASURES, 5, "chapter_no", "2.0", "type"),
        (MEASURES, 5, "chapter_no", "二", "type"),
        (HEADINGS, 20, "number", "9" * 20, "type"),
        (MEASURES, 2, "shared_cell", "TRUE", "type"),
        (MEASURES, 2, "shared_cell", "trueish", "type"),
        (MEASURES, 10, "shared_cell", "not false", "type"),
        (MEASURES, 2, "measure_id", "一", "pattern"),
        (MEASURES, 2, "measure_id", "1.", "pattern"),
        ("beijing/zones.csv", 17, "unit_code", "11011", "pattern"),
        ("beijing/zones.csv", 17, "unit_code", "1101190", "pattern"),
        (UNITS, 2, "kind", "distrikt", "enum"),
        (MEASURES, 2, "deadline", "年底", "unknown_deadline"),
        ("beijing/unit_names.csv", 4, "basis", "Named", "enum"),
        (MEASURES, 7, "measure_id", "5.1", "unique"),
        (UNITS, 4, "unit_code", "110101", "unique"),
        (MEASURES, 4, "text", "按照国家\n相关技术规范。", "line_break"),
        (MEASURES, 4, "note", "一行\r\n又一行", "line_break"),
    ],
)
def test_bad_cell_is_named_by_file_row_column_value_and_rule(
    real_copy, file, row, column, value, rule
):
    real_copy.replace_cell(file, row, column, value)
    assert real_copy.describe_problems() == [(rule, file, row, column, value)]


def test_repeated_key_of_two_columns_is_named_once(real_copy):
    real_copy.replace_cell(TARGETS, 4, "quantity", "32")
    expected = [("unique", TARGETS, 4, "measure_id", "9.3")]
    assert real_copy.describe_problems() == expected


def test_every_bad_cell_of_a_table_is_reported_in_the_order_of_rows(real_copy):
    real_copy.replace_cell(UNITS, 9, "kind", "distrikt")
    real_copy.replace_cell(UNITS, 3, "name_en", "")
    real_copy.replace_cell(UNITS, 3, "lon", "east")
    found = {(p.rule, p.row, p.column) for p in real_copy.find_problems()}
    rows = [p.row for p in real_copy.find_problems()]
    expected = {("required", 3, "name_en"), ("type", 3, "lon"), ("enum", 9, "kind")}
    assert (found, rows) == (expected, [3, 3, 9])


def make_row(**cells):
    blank = {"code": "a", "count": "", "size": "", "open": "", "day": ""}
    return pd.DataFrame([blank | cells], index=[2], dtype=str)


def find_rules(**cells):
    try:
        validate_table(make_row(**cells), SCHEMA, "x.csv")
    except DataError as error:
        return [problem.rule for problem in error.problems]
    return []


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_integers_are_read_exactly(number):
    table = validate_table(make_row(count=str(number)), SCHEMA, "x.csv")
    assert table["count"].tolist() == [number]


@given(st.decimals(-(10**9), 10**9, places=4))
def test_numbers_are_read_exactly(number):
    table = validate_table(make_row(size=f"{number:f}"), SCHEMA, "x.csv")
    assert table["size"].tolist() == [float(number)]


@given(
    st.text(st.characters(categories=["L", "M", "P", "S", "Nl", "No"]), min_size=1),
    st.sampled_from(["count", "size", "open", "day"]),
)
def test_words_are_no_numbers_dates_or_truth_values(word, column):
    expected = [] if (word, column) in {("true", "open"), ("false", "open")} else ["type"]
    assert find_rules(**{column: word}) == expected


@given(st.integers(0, 10**9), st.sampled_from(["count", "size"]))
def test_full_width_digits_are_no_numbers(number, column):
    full_width = str(number).translate({ord("0") + d: chr(0xFF10 + d) for d in range(10)})
    assert find_rules(**{column: full_width}) == ["type"]


def test_optional_cells_may_be_empty():
    assert find_rules() == []
