"""Duties of random plans equal those of a plain loop over cells."""

import pandas as pd
from hypothesis import given

from geo.plan.duties import (
    BASES,
    COUNTED_BASES,
    build_duties,
    find_mentions,
    list_duty_roles,
    split_open,
)
from geo.region.units import TERRITORIAL_KINDS
from tests.geo.plans import DISTRICTS, UNIT_NAMES, UNITS, plans

ROLES = ["lead", "main", "support"]
SPELLINGS = list(UNIT_NAMES.itertuples(index=False, name=None))
KINDS = ["district", "district", "district", "development_zone", "department"]
NAMES = ["甲区", "乙区", "丙区", "开发区", "环境局"]
UNIT_TABLE = pd.DataFrame({"unit_code": UNITS, "name": NAMES, "kind": KINDS})


def find_strongest(bases, code, text):
    """The basis of a duty, given the bases of the cells that reach the unit."""
    words = {spelling for spelling, unit, b in SPELLINGS if unit == code and b == "mentioned"}
    if "named" in bases:
        return "named"
    if "all" in bases:
        return "all"
    return "mentioned" if any(word in text for word in words) else "relevant"


def loop_over_cells(measures):
    """`(unit, measure): (lead, main, support, basis)` by plain loops; mentions aside."""
    duties = {}
    for row in measures.to_dict("records"):
        for code in UNITS:
            roles, bases = [], set()
            for role in ROLES:
                names = row[role].split(";")
                reach = {
                    b for s, u, b in SPELLINGS if u == code and s in names and b != "mentioned"
                }
                roles.append(bool(reach))
                bases |= reach
            if any(roles):
                basis = find_strongest(bases, code, row["text"])
                duties[code, row["measure_id"]] = (*roles, basis)
    return duties


@given(plans())
def test_duties_equal_a_plain_loop(measures):
    duties = build_duties(measures, UNIT_NAMES).drop(columns="mention")
    rows = duties.itertuples(index=False, name=None)
    assert {(code, measure): tuple(rest) for code, measure, *rest in rows} == loop_over_cells(
        measures
    )


@given(plans())
def test_what_is_true_of_the_duties_of_any_plan(measures):
    """Of the same plans, which take longer to draw than to check."""
    duties = build_duties(measures, UNIT_NAMES)
    assert duties["measure_id"].is_monotonic_increasing
    assert_a_party_has_one_duty_in_a_measure(duties)
    assert_everybody_leads_and_answers_in_a_merged_cell(measures, duties)
    assert_duties_by_mention_and_no_others_say_the_words(duties)
    assert_what_is_open_and_what_counts_are_all(duties)


def assert_a_party_has_one_duty_in_a_measure(duties):
    assert duties.loc[duties.duplicated(["unit_code", "measure_id"])].to_dict("records") == []


def assert_everybody_leads_and_answers_in_a_merged_cell(measures, duties):
    merged = set(measures.loc[measures["shared_cell"], "measure_id"])
    apart = duties[duties["measure_id"].isin(merged) & (duties["lead"] != duties["main"])]
    assert apart.to_dict("records") == []


def assert_duties_by_mention_and_no_others_say_the_words(duties):
    silent = (duties["basis"] == "mentioned") != (duties["mention"] != "")
    assert duties[silent].to_dict("records") == []


def assert_what_is_open_and_what_counts_are_all(duties):
    counted, still_open = split_open(duties)
    assert sorted([*counted.index, *still_open.index]) == duties.index.tolist()
    assert set(still_open["basis"]) <= {"relevant"}
    assert set(counted["basis"]) <= set(COUNTED_BASES)


@given(plans())
def test_duty_rows_are_those_of_territorial_parties_one_for_each_role(measures):
    listed = list_duty_roles(build_duties(measures, UNIT_NAMES), UNIT_TABLE, TERRITORIAL_KINDS)
    expected = [
        (code, NAMES[UNITS.index(code)], measure, role, basis)
        for (code, measure), (*held, basis) in loop_over_cells(measures).items()
        for role, holds in zip(ROLES, held, strict=True)
        if holds and code != "env"
    ]
    assert sorted(listed.itertuples(index=False, name=None)) == sorted(expected)


@given(plans())
def test_mentions_are_words_of_the_text(measures):
    mentions = find_mentions(measures.set_index("measure_id")["text"], UNIT_NAMES)
    found = {
        (mention.measure_id, mention.unit_code, spelling)
        for mention in mentions.itertuples(index=False)
        for spelling in mention.spelling.split("、")
    }
    expected = {
        (row["measure_id"], code, spelling)
        for row in measures.to_dict("records")
        for spelling, code, basis in SPELLINGS
        if basis == "mentioned" and spelling in row["text"]
    }
    pairs = list(zip(mentions["measure_id"], mentions["unit_code"], strict=True))
    assert (found, len(pairs)) == (expected, len(set(pairs)))


def test_a_party_reached_by_two_words_is_mentioned_by_both():
    measures = make_plan(main="相关区政府", text="山区和丙区先行")
    duties = build_duties(measures, UNIT_NAMES).set_index("unit_code")
    assert set(duties.loc[DISTRICTS[2], "mention"].split("、")) == {"山区", "丙区"}


def make_plan(**cells):
    blank = {"measure_id": "1", "text": "", "lead": "环境局", "main": "环境局", "support": "———"}
    return pd.DataFrame([blank | cells])


def test_named_is_stronger_than_all_and_all_than_relevant():
    measures = make_plan(main="相关区政府;各区政府", support="乙区政府")
    duties = build_duties(measures, UNIT_NAMES).set_index("unit_code")
    assert duties.loc[DISTRICTS, "basis"].tolist() == ["all", "named", "all"]


def test_mention_alone_is_no_duty():
    duties = build_duties(make_plan(text="山区和甲区先行"), UNIT_NAMES)
    assert duties["unit_code"].tolist() == ["env"]


def test_word_known_only_from_wordings_gives_no_duty_in_a_cell():
    duties = build_duties(make_plan(main="山区;环境局"), UNIT_NAMES)
    assert duties["unit_code"].tolist() == ["env"]


def test_plan_of_dashes_has_no_duty():
    measures = make_plan(lead="———", main="———")
    duties = build_duties(measures, UNIT_NAMES)
    assert (len(duties), list(duties)) == (
        0,
        ["unit_code", "measure_id", *ROLES, "basis", "mention"],
    )


def test_bases_are_ordered_from_the_strongest():
    assert BASES == ("named", "all", "mentioned", "resolved", "relevant")
