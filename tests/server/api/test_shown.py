"""Every page's address with an ending: what it gives, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from components.screens.shell.navigation import PAGE_NAMES
from components.session.link import PARAMETERS
from components.texts import Texts
from geo.packages.package import DEFAULT_PLAN
from server.api.bodies import write_page, write_rows
from server.api.pages import OWN_PARAMETERS, PAGE_FORMATS
from server.api.resources import PROGRESS
from server.api.shown import SHOWN
from server.problems import Refused, Withheld
from store.progress.commands import STATUS_COLUMNS
from tests.geo.next_edition import MIYUN
from tests.kept_editions import NEXT, PAIR, SETTLED, keep_editions
from tests.kept_month import CODE, WHO, keep_month
from tests.server.api.asking import BY_NAME, ask_file, ask_page

T = Texts("zh")
NEEDED = {"district": {"district": MIYUN}, "compare": {"compare": f"{MIYUN},110119"}}


def find_refused(page: str, **params: str) -> list[tuple[str, str | None]]:
    """Why an address is refused: rules, and which parameter."""
    with pytest.raises(Refused) as refused:
        write_page(page, "json", params)
    return [(problem.rule, problem.column) for problem in refused.value.problems]


def test_every_page_has_its_address_and_takes_its_own_parameters() -> None:
    assert {*OWN_PARAMETERS} == {*SHOWN} == {*PAGE_NAMES}
    assert {name for own in OWN_PARAMETERS.values() for name in own} <= PARAMETERS


@pytest.mark.parametrize("page", PAGE_NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_gives_its_rows_in_both_forms(page: str, lang: str) -> None:
    params = {**NEEDED.get(page, {}), "lang": lang, "layers": "sites", "from_wx": "singlemessage"}
    body, media_type = write_page(page, "json", params)
    told = json.loads(body)
    assert (media_type, told["page"]) == (PAGE_FORMATS["json"], page)
    data, media_type = write_page(page, "csv", params)
    assert media_type == PAGE_FORMATS["csv"]
    assert data.startswith("\ufeff".encode()), "for a spreadsheet"
    assert len(ask_file(page, **params)) == len(told["rows"])
    assert (len(told["rows"]) > 0) is (page != "progress"), "without a month there is nothing"
    plans = [plan["plan"] for plan in told["plans"]]
    assert plans == ([] if page == "plans" else [DEFAULT_PLAN])


def test_the_map_says_who_holds_a_measure() -> None:
    rows = ask_page("map", measure="9.1", metric="lead")
    assert {row["measure_id"] for row in rows} == {"9.1"}
    assert len({row["unit_code"] for row in rows}) > 5


def test_a_comparison_is_of_several_or_of_all() -> None:
    chosen = ask_page("compare", compare=f"{MIYUN},110119")
    assert {row["unit_code"] for row in chosen} == {MIYUN, "110119"}
    assert len({row["unit_code"] for row in ask_page("compare", show="heat")}) > 10
    assert find_refused("compare", compare=MIYUN) == [("parameter_missing", "compare")]


def test_the_show_is_told_slide_by_slide() -> None:
    assert [row["slide"] for row in ask_page("present", run=f"cover,{MIYUN}")] == ["cover", MIYUN]
    assert find_refused("present", run="cover,nobody") == [("parameter_value", "run")]
    rules = find_refused("present", run=",".join(["cover"] * 41))
    assert rules == [("parameter_value", "run")]


def test_what_cannot_be_followed_is_refused() -> None:
    value, missing, unknown = "parameter_value", "parameter_missing", "parameter_unknown"
    assert find_refused("district") == [(missing, "district")]
    assert find_refused("district", district="nobody") == [(value, "district")]
    assert find_refused("ledger", task="ch99", state="late") == [(value, "task"), (value, "state")]
    assert find_refused("map", metric="progress") == [(value, "metric")]
    assert find_refused("plans", to=DEFAULT_PLAN) == [(missing, "from")]
    assert find_refused("plans", **{"from": "none", "to": DEFAULT_PLAN}) == [(value, "from")]
    same = {"from": DEFAULT_PLAN, "to": DEFAULT_PLAN}
    assert find_refused("plans", **same, unit="nobody") == [(value, "unit")]
    assert find_refused("plans", draft="next-year") == [(unknown, "draft")]
    assert find_refused("progress", step="review") == [(unknown, "step")]
    assert find_refused("sources", period="2025-11") == [(unknown, "period")]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_month(tmp_path_factory.mktemp("month")):
        yield


@pytest.mark.usefixtures("month")
def test_a_month_is_followed_and_what_it_has_not_is_refused() -> None:
    counted = ask_page("map", metric="progress")
    assert [[*row] for row in counted] == [[*PROGRESS.columns]] * len(counted)
    assert sum(row["missing"] for row in counted) > 0
    (line,) = ask_page("progress", line=ask_page("progress", stage="returned")[0]["key"])
    assert line["stage"] == "returned"
    value = "parameter_value"
    assert find_refused("progress", period="2031-01") == [(value, "period")]
    assert find_refused("progress", stage="lost") == [(value, "stage")]
    assert find_refused("progress", unit="nobody") == [(value, "unit")]
    assert find_refused("progress", line="none") == [(value, "line")]


@pytest.mark.usefixtures("month")
def test_what_was_reported_is_for_those_who_may_see_it() -> None:
    def is_refused(write: Callable[[], object]) -> bool:
        try:
            write()
        except Withheld as error:
            (problem,) = error.problems
            return problem.why("zh") != problem.why("en")
        return False

    told: list[tuple[str, dict[str, str]]] = [
        *(("progress", {}), ("ledger", {"state": "late"}), ("map", {"metric": "progress"})),
    ]
    for page, params in told:
        for form in PAGE_FORMATS:
            write_page(page, form, params)
            assert is_refused(partial(write_page, page, form, params, sees_progress=False))
    for name, params in (("progress", {}), ("measures", {"state": "late"})):
        assert is_refused(partial(write_rows, BY_NAME[name], "csv", params, sees_progress=False))
    for form in PAGE_FORMATS:
        seen = write_page("ledger", form, {})[0].decode()
        unseen = write_page("ledger", form, {}, sees_progress=False)[0].decode()
        assert (CODE in seen, CODE in unseen) == (True, False)


@pytest.mark.usefixtures("month")
def test_no_name_of_who_reported_leaves_by_an_address() -> None:
    assert "kept_by" in STATUS_COLUMNS
    for page in ("progress", "ledger"):
        for form in PAGE_FORMATS:
            assert WHO not in write_page(page, form, {})[0].decode()


def test_what_is_under_review_is_nobodys_to_read(tmp_path: Path) -> None:
    value, draft = "parameter_value", f"{NEXT}@draft"
    with keep_editions(tmp_path, SETTLED):
        assert find_refused("map", plan=draft) == [(value, "plan")]
        assert find_refused("plans", **{"from": DEFAULT_PLAN, "to": draft}) == [(value, "to")]
        assert find_refused("present", run=f"plan.since-{draft}") == [(value, "run")]
        rows = ask_page("plans", **PAIR, unit=MIYUN)
        assert {row["unit_code"] for row in rows} == {MIYUN}
        told = json.loads(write_page("plans", "json", PAIR)[0])["plans"]
        assert [plan["plan"] for plan in told] == [*PAIR.values()]
