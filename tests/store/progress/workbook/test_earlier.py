"""What was said the period before."""

from __future__ import annotations

from dataclasses import replace

from store.database import read
from store.progress.reports import Said
from store.progress.workbook.earlier import find_earlier
from tests.store.office import Office
from tests.store.progress.month import list_kept_lines, load_tiny, open_month, tell


def look_back(period):
    with read() as connection:
        assert connection
        return find_earlier(connection, period, list_kept_lines(period))


def test_it_is_found_by_measure_and_unit_though_the_edition_changed(office: Office) -> None:
    before = open_month("2026-01")
    line = list_kept_lines(before)[0]
    tell(before, line, Said("under_way", "一"))
    tell(before, line, Said("under_way", "二"), base_rev=1)
    model = load_tiny()
    measures = model.plan.measures.assign(text=model.plan.measures["text"] + "改")
    changed = replace(model, plan=replace(model.plan, measures=measures))
    now = open_month("2026-03", changed)
    assert now.edition != before.edition
    (own,) = [one for one in list_kept_lines(now) if one.key and one.unit_code == line.unit_code][
        :1
    ]
    assert look_back(now) == {own.id: Said("under_way", "二")}


def test_the_first_period_has_none_and_a_later_one_does_not_count(office: Office) -> None:
    later = open_month("2026-04")
    tell(later, list_kept_lines(later)[0], Said("under_way", "一"))
    assert look_back(open_month("2026-03")) == {}
