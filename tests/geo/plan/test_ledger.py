"""Filters return exactly the rows a plain loop finds; search text is never interpreted."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.model import Model
from geo.plan.duties import BASES, OPEN_BASIS
from geo.plan.ledger import (
    LedgerFilter,
    PartyFilter,
    build_search_index,
    count_departments,
    cross_departments,
    filter_measures,
    fold_text,
    list_led,
    select_partner_duties,
    split_found,
    write_initials,
)
from geo.plan.plan import ROLES
from tests.real_model import MODEL

MEASURES, DUTIES = MODEL.plan.measures, MODEL.duties
INDEX = build_search_index(MEASURES)
ROWS = MEASURES.to_dict("records")
HELD = DUTIES.to_dict("records")

parties = st.builds(
    PartyFilter,
    st.sampled_from(MODEL.region.units["unit_code"].tolist()),
    st.none() | st.sampled_from(ROLES),
    st.none() | st.sampled_from(BASES),
)
filters = st.builds(
    LedgerFilter,
    query=st.sampled_from(
        ["", "湿地", "生态 环境", "GEP-R", "stbhhx　红线", "京津冀", "没有", "各区", "32%"]
    ),
    chapter_no=st.none() | st.integers(1, 4),
    task_no=st.none() | st.integers(1, 15),
    deadline=st.none() | st.sampled_from(["年底前", "持续推进"]),
    parties=st.lists(parties, max_size=2).map(tuple),
)


def search(wanted: LedgerFilter) -> list[str]:
    return filter_measures(MEASURES, DUTIES, INDEX, wanted)


def holds(duty: dict, party: PartyFilter) -> bool:
    return (
        duty["unit_code"] == party.unit_code
        and (party.role is None or duty[party.role])
        and (party.basis is None or duty["basis"] == party.basis)
    )


def matches(row: dict, wanted: LedgerFilter) -> bool:
    words = fold_text(
        "\n".join(row[c] for c in ("task", "label", "text", "label_en", *ROLES, "measure_id"))
    )
    initials = write_initials(row["task"] + "\n" + row["label"] + "\n" + row["text"])

    def is_found(word: str) -> bool:
        folded = fold_text(word)
        is_initials = len(folded) > 1 and folded.isascii() and folded.isalpha()
        return folded in words or (is_initials and folded in initials)

    return (
        (wanted.chapter_no in (None, row["chapter_no"]))
        and (wanted.task_no in (None, row["task_no"]))
        and (wanted.deadline in (None, row["deadline"]))
        and all(is_found(word) for word in wanted.query.split())
        and all(
            any(holds(d, party) for d in HELD if d["measure_id"] == row["measure_id"])
            for party in wanted.parties
        )
    )


@given(filters)
def test_every_combination_finds_what_a_plain_loop_finds(wanted: LedgerFilter) -> None:
    assert search(wanted) == [row["measure_id"] for row in ROWS if matches(row, wanted)]


@given(filters)
def test_found_measures_are_settled_or_open_for_a_wanted_party(wanted: LedgerFilter) -> None:
    found = search(wanted)
    settled, still_open = split_found(found, DUTIES, wanted)
    asked = {party.unit_code for party in wanted.parties}
    left_open = {
        d["measure_id"] for d in HELD if d["unit_code"] in asked and d["basis"] == OPEN_BASIS
    }
    assert (settled, still_open) == (
        [m for m in found if m not in left_open],
        [m for m in found if m in left_open],
    )


def test_miyun_supports_four_measures_and_three_are_open() -> None:
    wanted = LedgerFilter(parties=(PartyFilter("110118", "support"),))
    settled, still_open = split_found(search(wanted), DUTIES, wanted)
    assert (len(settled), still_open) == (4, ["3", "5.1", "5.2"])


@given(st.text(max_size=12))
def test_any_text_is_only_text(query: str) -> None:
    wanted = LedgerFilter(query=query)
    assert search(wanted) == [row["measure_id"] for row in ROWS if matches(row, wanted)]


@pytest.mark.parametrize("query", [".*", "[", "(?i)生态", "<b>", "%", "生态.环境"])
def test_patterns_and_markup_are_searched_letter_by_letter(query: str) -> None:
    found = {row["measure_id"] for row in ROWS if fold_text(query) in fold_text(row["text"])}
    assert set(search(LedgerFilter(query=query))) == found


WORDS = ("通州", "大运河", "dyh", "湿地", "GEP-R", "水务", "各区", "32%", "没有", "shfz")
several_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)


@given(several_words, st.randoms(), st.sampled_from([" ", "　", "  ", "\t"]))
def test_order_and_kind_of_space_between_words_do_not_matter(
    words: list[str], random: Random, space: str
) -> None:
    shuffled = random.sample(words, len(words))
    assert search(LedgerFilter(query=space.join(shuffled))) == search(
        LedgerFilter(query=" ".join(words))
    )


@given(several_words)
def test_every_word_narrows_what_the_others_find(words: list[str]) -> None:
    alone = [set(search(LedgerFilter(query=word))) for word in words]
    assert set(search(LedgerFilter(query=" ".join(words)))) == set.intersection(*alone)


@pytest.mark.parametrize("query", ["通州 大运河", "大运河　通州", "通州 dyh", " DYH  通州 "])
def test_words_of_unit_and_wording_are_found_together(query: str) -> None:
    assert search(LedgerFilter(query=query)) == ["12.1"]


def test_question_of_the_desk_officer() -> None:
    led_by_water = PartyFilter("water", "lead")
    assert search(LedgerFilter(parties=(led_by_water, PartyFilter("110112", "main")))) == [
        "9.4",
        "12.1",
        "12.2",
    ]
    named = PartyFilter("110112", "main", "named")
    assert search(LedgerFilter(parties=(led_by_water, named))) == ["12.1", "12.2"]


def test_pinyin_initials_find_the_wording() -> None:
    assert search(LedgerFilter(query="stbhhx")) == ["7.1", "7.3"]
    assert "9.5" in search(LedgerFilter(query="XWSD"))


def test_department_totals_are_those_of_the_cells(model: Model) -> None:
    counts = count_departments(DUTIES, model.region.units)
    units = model.region.units.set_index("unit_code")
    wrong = [
        (code, role)
        for code, held in counts.iterrows()
        for role in ROLES
        if held[role] != sum(units.at[code, "name"] in row[role].split(";") for row in ROWS)
    ]
    assert wrong == []
    assert len(counts) == 15


def test_crossing_names_the_measures_behind_every_count(model: Model) -> None:
    crossed = cross_departments(DUTIES, model.region.units, model.codes)
    mine = crossed[(crossed["unit_code"] == "water") & (crossed["party"] == "110112")]
    assert mine["measure_id"].tolist() == ["9.4", "12.1", "12.2"]
    assert not crossed.duplicated(["unit_code", "party", "measure_id"]).any()


def test_what_departments_lead_is_what_their_cells_say(model: Model) -> None:
    led = list_led(model.duties, model.region.units)
    counts = count_departments(model.duties, model.region.units)["lead"]
    assert {code: len(measures) for code, measures in led.items()} == counts[counts > 0].to_dict()
    assert led["water"] == ["9.4", "12.1", "12.2"]


def test_a_department_works_with_all_in_what_it_leads_and_with_those_who_lead_the_rest(
    model: Model,
) -> None:
    units = model.region.units
    offices = set(units.loc[units["kind"].isin(["department", "committee"]), "unit_code"])
    for code in offices:
        held = model.duties[model.duties["unit_code"] == code]
        led, all_held = set(held.loc[held["lead"], "measure_id"]), set(held["measure_id"])
        expected = {
            (d["unit_code"], d["measure_id"])
            for d in model.duties.to_dict("records")
            if d["unit_code"] in offices - {code}
            and (d["measure_id"] in led or (d["measure_id"] in all_held and d["lead"]))
        }
        found = select_partner_duties(model.duties, units, code)
        assert set(zip(found["unit_code"], found["measure_id"], strict=True)) == expected
