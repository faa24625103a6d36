"""Counts of random plans equal those of plain loops; classes cover what they classify."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.plan.count import (
    classify_load,
    count_load,
    join_measures,
    list_metrics,
    list_unreached,
    select_metric,
    summarise_duties,
)
from geo.plan.duties import BASES, build_duties
from tests.geo.plans import UNIT_NAMES, UNITS, plans

DUE = {"year_end": "年底前", "ongoing": "持续推进"}
CHAPTERS, DEADLINES = [1, 2, 3], [*DUE.values()]
CODES = [*UNITS, "nobody"]
METRICS = ["all", "own", "main", "lead", "support", "ch1", "ch2", "ch3", "ch4", *DUE]


def join_duties(measures):
    return join_measures(build_duties(measures, UNIT_NAMES), measures, DUE)


def is_counted_by(duty, metric):
    if metric.startswith("ch"):
        return duty["chapter_no"] == int(metric[2:])
    by_name = {"all": True, "own": duty["basis"] != "all"}
    by_name |= {code: duty["deadline"] == printed for code, printed in DUE.items()}
    return by_name[metric] if metric in by_name else duty[metric]


def count_by_loop(joined, metric, bases):
    counts = {code: [0, 0] for code in CODES}
    for duty in joined.to_dict("records"):
        if is_counted_by(duty, metric):
            if duty["basis"] == "relevant":
                counts[duty["unit_code"]][1] += 1
            elif duty["basis"] in bases:
                counts[duty["unit_code"]][0] += 1
    return counts


@given(plans(), st.sampled_from(METRICS), st.sets(st.sampled_from(BASES)))
def test_load_equals_a_plain_loop(measures, metric, bases):
    joined = join_duties(measures)
    load = count_load(joined, metric, bases, CODES)
    found = {code: list(counts) for code, *counts in load.itertuples(name=None)}
    assert found == count_by_loop(joined, metric, bases)


@given(plans(), st.sampled_from(METRICS), st.sets(st.sampled_from(BASES)))
def test_open_duties_are_never_added_nor_dropped(measures, metric, bases):
    joined = join_duties(measures)
    with_open = count_load(joined, metric, bases | {"relevant"}, CODES)
    without = count_load(joined, metric, bases - {"relevant"}, CODES)
    assert with_open.to_dict() == without.to_dict()


@given(plans())
def test_summary_equals_plain_loops_and_its_parts_add_up(measures):
    """What is true of any summary, of the same plans: they take longer to draw than to check."""
    joined = join_duties(measures)
    summary = summarise_duties(joined, CODES, CHAPTERS, DEADLINES)
    assert_it_equals_plain_loops(joined, summary)
    assert_bases_and_deadlines_and_chapters_each_add_up_to_the_total(summary)
    assert_roles_cover_the_total_and_overlap_only_where_a_duty_has_several(joined, summary)
    assert_merged_cells_are_counted_once(joined, summary)


def assert_it_equals_plain_loops(joined, summary):
    metrics = {"total": "all", "lead": "lead", "main": "main", "support": "support"}
    counted = {"named", "all", "mentioned"}
    wrong = [
        (column, code)
        for column, metric in metrics.items()
        for code, (count, _) in count_by_loop(joined, metric, counted).items()
        if summary.loc[code, column] != count
    ]
    open_duties = {code: c for code, (_, c) in count_by_loop(joined, "all", counted).items()}
    assert (wrong, summary["relevant"].to_dict()) == ([], open_duties)


def assert_bases_and_deadlines_and_chapters_each_add_up_to_the_total(summary):
    groups = [
        ["named", "all", "mentioned"],
        [column for column in summary if column.startswith("deadline:")],
        [column for column in summary if column.startswith("ch")],
    ]
    wrong = [g for g in groups if (summary[g].sum(axis=1) != summary["total"]).any()]
    assert wrong == []


def assert_roles_cover_the_total_and_overlap_only_where_a_duty_has_several(joined, summary):
    counted = joined[joined["basis"] != "relevant"]
    held = counted[["lead", "main", "support"]].sum(axis=1)
    spare = (held - 1).groupby(counted["unit_code"]).sum().reindex(CODES, fill_value=0)
    roles = summary[["lead", "main", "support"]].sum(axis=1)
    assert (roles - spare).to_dict() == summary["total"].to_dict()


def assert_merged_cells_are_counted_once(joined, summary):
    merged = joined[joined["lead"] & joined["main"] & (joined["basis"] != "relevant")]
    expected = {code: int((merged["unit_code"] == code).sum()) for code in CODES}
    assert summary["lead_and_main"].to_dict() == expected


@given(plans())
def test_unreached_measures_are_those_without_a_duty_of_the_codes(measures):
    duties = build_duties(measures, UNIT_NAMES)
    reached = set(zip(duties["unit_code"], duties["measure_id"], strict=True))
    expected = [m for m in measures["measure_id"] if not reached & {("d1", m), ("zone", m)}]
    assert list_unreached(duties, measures, ["d1", "zone"]) == expected


@given(plans())
def test_metrics_name_every_chapter_of_the_plan(measures):
    chapters = [f"ch{n}" for n in (1, 2, 3) if n in measures["chapter_no"].tolist()]
    last = [code for code, printed in DUE.items() if printed in measures["deadline"].tolist()]
    expected = ["all", "own", "main", "lead", "support", *chapters]
    assert list_metrics(measures, DUE) == [*expected, *last]
    assert list_metrics(measures, {}) == expected


@pytest.mark.parametrize("metric", ["", "total", "Lead", "basis"])
def test_unknown_metric_is_refused(tiny_data, metric):
    with pytest.raises(ValueError, match="unknown metric"):
        select_metric(tiny_data.load().joined, metric)


values = st.lists(st.integers(0, 200), max_size=20)
class_limits = st.integers(1, 9)


@given(values, class_limits)
def test_every_positive_value_is_in_exactly_one_class(load, limit):
    classes = classify_load(load, limit)
    homeless = [v for v in load if v > 0 and sum(a <= v <= b for a, b in classes) != 1]
    assert homeless == []


@given(values, class_limits)
def test_zero_is_in_no_class(load, limit):
    assert [pair for pair in classify_load(load, limit) if pair[0] <= 0] == []


@given(values, class_limits)
def test_classes_are_not_more_than_asked_for(load, limit):
    assert len(classify_load(load, limit)) <= limit


@given(values, class_limits)
def test_classes_are_whole_and_follow_each_other_without_a_gap(load, limit):
    classes = classify_load(load, limit)
    bounds = [bound for pair in classes for bound in pair]
    steps = [(a, b) for (_, a), (b, _) in pairwise(classes) if b != a + 1]
    assert (steps, [b for b in bounds if not isinstance(b, int)]) == ([], [])


@given(values, class_limits)
def test_classes_run_from_the_lowest_to_the_highest_value(load, limit):
    positive = [value for value in load if value > 0]
    bounds = [bound for pair in classify_load(load, limit) for bound in pair]
    assert (bounds[:1], bounds[-1:]) == (
        [min(positive)] if positive else [],
        [max(positive)] if positive else [],
    )


@pytest.mark.parametrize(
    ("load", "classes"),
    [
        ([], []),
        ([0, 0], []),
        ([5], [(5, 5)]),
        ([5, 19], [(5, 7), (8, 10), (11, 13), (14, 16), (17, 19)]),
        ([0, 1, 2, 3], [(1, 1), (2, 2), (3, 3)]),
    ],
)
def test_classes_of_known_values(load, classes):
    assert classify_load(load) == classes
