"""Names of files that every system takes."""

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.documents.filenames import FORBIDDEN, RESERVED, name_file
from tests.taken_away import CONTROLS, FORMULA, MARKUP, SQL

TODAY = datetime.date(2026, 11, 22)
awkward = st.text(max_size=200) | st.sampled_from(
    [*RESERVED, "..", " ", "CON.a", "a.", FORMULA, SQL]
)


def test_a_name_says_plan_party_kind_and_date() -> None:
    parts = ["生态保护2025年行动计划", "密云区", "职责"]
    assert name_file(parts, TODAY, "xlsx") == "生态保护2025年行动计划_密云区_职责_2026-11-22.xlsx"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ([], "2026-11-22.csv"),
        (["", " .. "], "2026-11-22.csv"),
        (["CON"], "CON_2026-11-22.csv"),
        (["con.x"], "_con.x_2026-11-22.csv"),
        (["../../etc/passwd"], "etcpasswd_2026-11-22.csv"),
        ([CONTROLS], "abc d_2026-11-22.csv"),
        ([MARKUP, "职责"], "img src=x onerror=alert(1)_职责_2026-11-22.csv"),
    ],
)
def test_awkward_parts(parts: list[str], name: str) -> None:
    assert name_file(parts, TODAY, "csv") == name


@pytest.mark.parametrize(("letter", "size"), [("a", 119), ("密", 238), ("𠮷", 239)])
def test_long_names_are_cut_by_characters_and_bytes(letter: str, size: int) -> None:
    name = name_file([letter * 300], TODAY, "geojson")
    assert len(name) <= 120
    assert len(name.encode("utf-8")) == size
    assert set(name.split("_")[0]) == {letter}


@given(st.lists(awkward, max_size=5), st.sampled_from(["xlsx", "docx", "csv", "geojson", "gpkg"]))
def test_any_parts_give_a_safe_name(parts: list[str], extension: str) -> None:
    name = name_file(parts, TODAY, extension)
    assert name.endswith(f"2026-11-22.{extension}")
    assert len(name) <= 120
    assert len(name.encode("utf-8")) <= 255
    assert FORBIDDEN.search(name) is None
    assert [c for c in name if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")] == []
    assert not name.startswith((".", " "))
    assert name.split(".")[0].strip().upper() not in RESERVED
