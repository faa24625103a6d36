"""What changed for a unit in words: its sentence, its facts, its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from components.texts import Texts
from components.words.changes import (
    Between,
    Side,
    count_changes,
    find_unlinked,
    list_facts,
    list_parties_between,
    list_units,
    look_between,
    say_fact,
    say_unlinked,
    say_writing,
    tell_changes,
    write_changes,
)
from components.words.words import Words
from geo.packages.problems import DataError
from geo.plan.changes import SUMMARY, Group
from geo.plan.editions import Links
from tests.geo.next_edition import MIYUN
from tests.kept_editions import SETTLED, keep_editions, look
from tests.real_model import MODEL

ZH, EN = Texts("zh"), Texts("en")


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield look()


def test_the_sentence_counts_every_group_once_and_leaves_out_zeros(between: Between) -> None:
    assert write_changes(between, MIYUN) == (
        "密云区与《生态保护2025年行动计划》相比，新增2条、不再列出2条、角色变化2条、列名方式变化2条、"
        "文字变化2条、时限或数字变化2条、未变10条。只写相关区（待明确）的另计：不再列出1条、"
        "列名方式变化1条、未变2条。另有后一版1条列有该单位的措施还没有人确认对应关系，不在其中。"
    )
    assert write_changes(between, "water") == (
        "市水务局与《生态保护2025年行动计划》相比，时限或数字变化1条、未变8条。"
    )


def test_the_sentence_in_english_says_the_same(between: Between) -> None:
    said = write_changes(look("en"), MIYUN)
    assert said.startswith(
        "Miyun, compared with Ecological Protection 2025 Action Plan: new: 2, no longer listed: 2, "
    )
    assert said.endswith("has linked yet (Later: 1).")


def test_the_figures_of_the_sentence_are_those_of_the_groups(between: Between) -> None:
    counted, still_open = count_changes(between)
    wrong = []
    for code in list_units(between):
        told = tell_changes(between, code)
        for frame, is_open in ((counted, False), (still_open, True)):
            groups = Counter(one.group.counted_as for one in told if one.group.is_open == is_open)
            if frame.loc[code].to_dict() != {kind: groups[kind] for kind in SUMMARY}:
                wrong.append((code, is_open))
    assert (len(list_units(between)) > 30, wrong) == (True, [])


def test_what_changed_is_told_in_words(between: Between) -> None:
    told = tell_changes(between, MIYUN)
    said = {";".join(one.after.numbers): [say_fact(f, ZH) for f in one.facts] for one in told}
    assert {number: facts for number, facts in said.items() if facts} == {
        "5": ["列名方式：只写相关区（待明确）（2条）→只写相关区（待明确）"],
        "8": ["列名方式：只写相关区（待明确）→单位栏写明"],
        "9.1": ["数字：1373公顷→1500公顷"],
        "9.3": ["数字：100处→120处"],
        "10": ["角色：牵头·主责→协办"],
        "13": ["时限：年底前→持续推进"],
        "14.3": ["角色：协办→主责"],
        "15.2;15.3": ["列名方式：单位栏写明→单位栏写明（2条）"],
    }
    of_writing = {";".join(one.after.numbers) for one in told if say_writing(one, ZH)}
    assert of_writing == {"5", "8", "15.2;15.3"}


def test_the_other_way_round_it_is_the_mirror_image(between: Between) -> None:
    reverse = look_between(between.after, between.before)
    said = [fact for one in tell_changes(reverse, MIYUN) for fact in one.facts]
    told = [fact for one in tell_changes(between, MIYUN) for fact in one.facts]
    assert sorted(said) == sorted((name, after, before) for name, before, after in told)


def test_a_figure_without_a_counterpart_says_so(between: Between) -> None:
    side = Side(("1",), "甲", True, "年底前种树", "", "", "")
    more = replace(side, text="年底前种树5公顷")
    group = Group(("1",), ("1",), ("wording", "figure"), False)
    assert list_facts(group, side, more, ZH) == [("数字", "（无）", "5公顷")]


def test_a_group_is_titled_by_us_where_either_edition_is(between: Between) -> None:
    titles = {one.after.numbers: one.title for one in tell_changes(between, MIYUN)}
    assert titles[("9.3",)] == MODEL.plan.find_measure("9.3")["label"]
    assert titles[("16",)].startswith("开展库区联合巡护")


def test_units_stand_in_the_usual_order_parties_first(between: Between) -> None:
    codes, parties = list(list_units(between)), list_parties_between(between)
    assert (codes[: len(parties)], parties) == (parties, MODEL.codes)
    assert "water" in codes


def test_where_nothing_is_linked_nothing_is_said_to_have_changed(between: Between) -> None:
    bare = Between(between.before, between.after, Links())
    assert "没有已对应的职责。另有前一版" in write_changes(bare, MIYUN)
    assert [len(ids) for ids in find_unlinked(bare)] == [31, 32]
    assert say_unlinked(bare).startswith("前一版31条、后一版32条措施")
    assert tell_changes(bare, MIYUN) == ()


def test_two_plans_of_one_name_are_told_apart(between: Between) -> None:
    twice = look_between(between.before, between.before)
    assert write_changes(twice, MIYUN).startswith(
        "密云区与《生态保护2025年行动计划》（ecology-2025）相比，未变"
    )
    assert say_unlinked(twice) == ""


def test_plans_of_two_regions_are_refused(between: Between) -> None:
    plan = replace(MODEL.plan, meta={**MODEL.plan.meta, "region": "elsewhere"})
    with pytest.raises(DataError) as error:
        look_between(Words(replace(MODEL, plan=plan), ZH), between.after)
    assert [problem.rule for problem in error.value.problems] == ["other_region"]
