"""Unit cells: cut exactly, or asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.grid import drop_spaces
from geo.intake.names import cut_cell
from geo.intake.read import load_names
from tests.geo.intake.boxes import KNOWN
from tests.geo.intake.typeset import read_measures

REAL = load_names("beijing")
SPELLINGS = sorted(name for name, basis in REAL.bases.items() if basis != "unknown")


def cut(text, known=KNOWN):
    """The names as printed, each with its basis, in the tiny region."""
    return [(name.printed, name.basis) for name in cut_cell(text, known).names]


@pytest.mark.parametrize(
    "text",
    [
        *("各区政府", "各区（人民）政府", "各区(人民)政府", "各区人民政府", "各区", "各市、区"),
        *("各县(市、区)政府", "各县（市、区）政府", "各县、市、区政府", "各区党委和政府"),
        "各区党委、政府",
    ],
)
def test_every_district_is_meant_by_all(text):
    assert cut(text) == [(text, "all")]


@pytest.mark.parametrize(
    "text",
    [
        "相关区",
        "有关区",
        "各相关区",
        "各有关区政府",
        "相关县区政府",
        "相关区政府",
        "有关区人民政府",
    ],
)
def test_relevant_districts_are_never_all(text):
    assert cut(text) == [(text, "relevant")]


@pytest.mark.parametrize(
    "text", ["各镇（街道）", "各园区管委会", "市级各有关部门", "各区政府（不含甲区）"]
)
def test_levels_and_groups_that_the_region_does_not_have_are_unknown(text):
    assert cut(text) == [(text, "unknown")]


@pytest.mark.parametrize("brackets", ["（含{}）", "(含{})", "（包括{}）", "(含\n{})"])
def test_all_and_one_more_are_two_names(brackets):
    text = f"各区政府{brackets.format('开发区管委会')}"
    assert cut(text) == [("各区政府", "all"), ("开发区管委会", "named")]


def test_all_and_one_unknown_more_are_two_names():
    text = "各区政府（含高新区管委会、水务局）"
    names = [("各区政府", "all"), ("高新区管委会", "unknown"), ("水务局", "named")]
    assert (cut(text), "".join(cut_cell(text, KNOWN).pieces)) == (names, text)


def test_a_group_that_the_plan_mentions_is_known():
    assert cut("山区、水务局") == [("山区", "group"), ("水务局", "named")]


@pytest.mark.parametrize(
    "ending", ["等", "等部门", "等有关部门", "等3个部门", "等单位", "等区", "等相关单位"]
)
def test_an_open_list_is_marked(ending):
    known, unknown = cut_cell(f"环境局、水务局{ending}", KNOWN), cut_cell(f"某甲局{ending}", KNOWN)
    assert (known.is_open, [n.printed for n in known.names]) == (True, ["环境局", "水务局"])
    assert (unknown.is_open, [n.printed for n in unknown.names]) == (True, ["某甲局"])


def test_an_open_list_may_go_on():
    found = cut_cell("环境局等部门\n水务局", KNOWN)
    assert (found.is_open, [n.printed for n in found.names]) == (True, ["环境局", "水务局"])


@pytest.mark.parametrize("text", ["各相关单位", "各有关部门", "有关部门", "各部门", "相关责任单位"])
def test_units_without_a_name_are_open(text):
    found = cut_cell(text, KNOWN)
    assert (found.is_open, [(n.printed, n.basis) for n in found.names]) == (True, [(text, "open")])


def test_a_list_that_ends_is_not_open():
    assert not cut_cell("环境局、水务局", KNOWN).is_open


def test_a_shared_head_carries_over():
    names = cut_cell("市发展改革委、水务局", REAL).names
    assert [(n.printed, n.spelling) for n in names] == [
        ("市发展改革委", "市发展改革委"),
        ("水务局", "市水务局"),
    ]


def test_a_shared_head_that_gives_no_known_name_is_asked():
    names = cut_cell("市发展改革委、工业和信息化委", REAL).names
    assert [(n.printed, n.basis) for n in names][1] == ("工业和信息化委", "unknown")


@pytest.mark.parametrize("text", ["通州区、大兴区政府", "通州、大兴区政府", "通州区和大兴区政府"])
def test_a_shared_tail_belongs_to_each(text):
    names = cut_cell(text, REAL).names
    assert [n.basis for n in names] == ["named", "named"]
    assert names[1].spelling == "大兴区政府"


@pytest.mark.parametrize(
    "text", ["密云区", "密云", "密云区政府", "密云区人民政府", "经开区管委会", "经开区"]
)
def test_a_place_is_known_by_its_names_and_its_organ(text):
    assert cut(text, REAL) == [(text, "named")]


def test_two_organs_of_one_zone_are_one_name_each():
    text = "示范区、高新区党工委和管委会"
    assert cut(text) == [("示范区", "unknown"), ("高新区党工委和管委会", "unknown")]


def test_a_name_over_two_lines_is_one():
    assert cut("开发区\n管委会") == [("开发区管委会", "named")]


def test_lines_and_blanks_part_names():
    assert [name for name, _ in cut("环境局\n水务局 甲区政府　乙区政府")] == [
        *("环境局", "水务局"),
        *("甲区政府", "乙区政府"),
    ]


def test_unknown_lines_are_names_unless_they_go_on():
    assert cut("某甲局\n环境局\n高新技术\n产业园管委会\n某乙委") == [
        ("某甲局", "unknown"),
        ("环境局", "named"),
        ("高新技术产业园管委会", "unknown"),
        ("某乙委", "unknown"),
    ]


def test_nothing_of_an_unknown_name_is_taken_for_a_known_one():
    assert cut("水务局河道处") == [("水务局河道处", "unknown")]


@pytest.mark.parametrize("text", ["———", "————", "—", "--", "－", "/", "／", "无", " — \n—"])
def test_a_dash_is_none(text):
    found = cut_cell(text, KNOWN)
    assert (found.names, found.is_none) == ((), True)


@pytest.mark.parametrize("text", ["", " ", "\n", "\u3000", "\u200b"])
def test_a_blank_is_not_none(text):
    found = cut_cell(text, KNOWN)
    assert (found.names, found.is_none, found.pieces) == ((), False, ())


def test_two_ways_are_both_told_and_the_longer_names_come_first():
    known = load_ambiguous()
    found = cut_cell("甲乙丙局", known)
    assert ([n.printed for n in found.names], found.other) == (["甲乙", "丙局"], ("甲", "乙丙局"))


def load_ambiguous():
    names = dict.fromkeys(("甲", "甲乙", "丙局", "乙丙局"), "named")
    by_first = {"甲": ("甲乙", "甲"), "丙": ("丙局",), "乙": ("乙丙局",)}
    return type(KNOWN)(names, frozenset("区"), by_first)


def test_every_cell_of_the_shipped_plan_cuts_in_one_way_without_separators():
    cells = [m[role] for m in read_measures() for role in ("lead", "main", "support")]
    cells = [cell for cell in cells if set(cell) != {"—"}]
    found = [cut_cell(cell.replace(";", ""), REAL) for cell in cells]
    assert len(cells) == 81
    assert [";".join(n.printed for n in each.names) for each in found] == cells
    assert [each.other for each in found if each.other] == []


@given(st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=12))
def test_known_names_joined_without_separators_are_filled_exactly(names):
    """Where two ways are there, one of them is asked; short names may make a longer one."""
    found = cut_cell("".join(names), REAL)
    assert "".join(name.printed for name in found.names) == "".join(names)
    assert {name.basis for name in found.names} <= {"named", "all", "relevant", "group"}
    if not found.other:
        assert [name.printed for name in found.names] == names


@given(
    st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=8),
    st.sampled_from(["、", "，", "；", ";", ",", "、\n", " 、"]),
)
def test_known_names_with_separators_are_cut_back(names, separator):
    found = cut_cell(separator.join(names), REAL)
    assert ([name.printed for name in found.names], found.other) == (names, ())


@given(st.text("市区局委等各相关政府（含）()、，;和及\n 甲乙丙水务环境—/1", max_size=40))
def test_no_letter_of_a_cell_is_lost(text):
    assert "".join(cut_cell(text, KNOWN).pieces) == drop_spaces(text)


@given(st.text(max_size=60))
def test_no_letter_of_any_text_is_lost(text):
    assert "".join(cut_cell(text, REAL).pieces) == drop_spaces(text)


def test_a_cell_of_thousands_of_letters_is_one_unknown_name():
    assert len(cut("甲区" * 3_000)) == 1


def test_a_city_s_own_offices_are_none_of_its_districts():
    known = load_names("beijing")
    names = cut_cell("各区政府、市水务局、街道办事处", known).names
    assert [(n.printed, n.basis) for n in names] == [
        *(("各区政府", "all"), ("市水务局", "named")),
        ("街道办事处", "unknown"),
    ]
