"""Lines: the duties as they stood, under keys of their own, and who reports and reviews them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from store.database import read
from store.progress.lines import (
    find_reporting_role,
    find_reviewers,
    list_lines,
    name_lines,
    read_lines,
    reports,
)
from tests.store.office import Office
from tests.store.progress.month import list_kept_lines, load_tiny, open_month


def test_every_duty_is_a_line_with_the_words_of_the_plan(office: Office) -> None:
    model = load_tiny()
    lines = list_lines(model)
    assert [(one.unit_code, one.measure_id) for one in lines] == list(
        zip(model.duties["unit_code"], model.duties["measure_id"], strict=True)
    )
    assert len({one.key for one in lines}) == len(lines)
    of_all = next(one for one in lines if one.unit == "甲区" and one.measure_id == "1")
    assert of_all.roles == ("lead", "main")
    assert (of_all.wording, of_all.deadline) == ("全市改善环境。", "年底前")
    assert of_all.due == date(2026, 12, 31)
    assert {one.due for one in lines if one.deadline == "持续推进"} == {None}


def test_lines_are_kept_once_and_read_back(office: Office) -> None:
    first, second = open_month("2026-03"), open_month("2026-04")
    assert first.edition == second.edition
    kept = list_kept_lines(first)
    assert [replace(one, id=0) for one in kept] == list_lines(load_tiny())
    assert list_kept_lines(second) == kept
    with read() as connection:
        assert connection
        assert read_lines(connection, "tiny-plan", "another") == []


def test_another_wording_makes_another_edition_with_other_keys(office: Office) -> None:
    lines = list_lines(load_tiny())
    changed = name_lines([replace(lines[0], wording="别的。"), *lines[1:]])
    assert changed[0].edition != lines[0].edition
    assert not {one.key for one in changed} & {one.key for one in lines}


def test_main_units_report_and_leads_review(office: Office) -> None:
    lines = list_lines(load_tiny())
    role = find_reporting_role(lines)
    assert set(role.values()) == {"main"}
    by_unit = {(one.measure_id, one.unit): one for one in lines}
    main, lead = by_unit["3.1", "甲区"], by_unit["3.1", "环境局"]
    assert (reports(main, role), reports(lead, role)) == (True, False)
    assert find_reviewers(main, lines) == [lead.unit_code]
    shared = by_unit["4", "环境局"]
    assert reports(shared, role), "a merged cell leads and is main"
    assert find_reviewers(shared, lines) == [], "nobody reviews their own report"
    one_of_many = by_unit["1", "甲区"]
    assert find_reviewers(one_of_many, lines) == [], "no lead reviews another"
    assert not reports(by_unit["4", "水务局"], role)


def test_where_a_plan_names_no_main_unit_its_leads_report(office: Office) -> None:
    lines = list_lines(load_tiny())
    led = [replace(one, roles=tuple(r for r in one.roles if r != "main")) for one in lines]
    kept = [one for one in led if one.roles]
    role = find_reporting_role(kept)
    assert role["3.1"] == "lead"
    supported = [one for one in kept if one.roles == ("support",)]
    assert set(find_reporting_role(supported).values()) == {"support"}
