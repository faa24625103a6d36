"""Several plans on every page: nothing fails, every measure names its plan, numbers add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.html.markdown import escape_markdown
from components.session import plans
from components.session.models import get_model
from components.texts import Texts
from geo.together import SEPARATOR
from tests.pages.open_page import find_all, open_page, read_html
from tests.pages.several_plans import BOTH, FAR, FIRST, lay_out_shelf
from tests.store.office import PLAN

PAGES = ["map", "district", "compare", "restoration", "protected", "ledger", "present"]
SHORT = {FIRST: "小", PLAN: "清水"}
"""In both languages: only one of the two is translated."""


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_shelf(tmp_path, monkeypatch)


def read_tags(app: AppTest) -> set[str]:
    return {str(tag.text) for tag in find_all(app, "//small[@class='of-plan']")}


def read_params(app: AppTest) -> dict[str, str]:
    """One value each, be they what was given or what the page wrote."""
    return {name: "".join(value) for name, value in app.query_params.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", [*PAGES, "sources", "plans"])
def test_every_page_shows_two_plans(page: str, lang: str) -> None:
    app = open_page(page, plan=BOTH, lang=lang, district="100002", compare="100001,100002")
    assert not app.exception
    assert not find_all(app, "//ul[@class='notice']")
    if page in ("map", "district", "compare", "ledger"):
        assert read_tags(app) >= {*SHORT.values()}


def test_the_numbers_are_sums() -> None:
    singles, both = [get_model(plan) for plan in BOTH.split(SEPARATOR)], get_model(BOTH)
    total = sum(int(model.summary.at["100002", "total"]) for model in singles)
    assert (total, int(both.summary.at["100002", "total"])) == (3 + 4, total)
    app = open_page("compare", plan=BOTH, compare="100001,100002")
    totals = [b.text for b in find_all(app, "//b[@class='total']")]
    assert totals == [str(both.summary.at[code, "total"]) for code in ("100001", "100002")]
    rows = find_all(open_page("ledger", plan=BOTH), "//table//tr[@data-measure]")
    assert len(rows) == 5 + 6
    assert get_model(BOTH) is both


def test_the_ledger_has_a_band_for_each_plan_and_departments_say_how_they_add() -> None:
    app = open_page("ledger", plan=BOTH)
    bands = find_all(app, "//tbody/tr[not(@data-measure)]/*[@colspan]")
    assert [band.text_content() for band in bands][:2] == ["小计划（5条）", "清水计划（6条）"]
    heads = [th.text_content() for th in find_all(app, "//th[@scope='row']")]
    assert "水务局 小 2、清水 3" in heads
    assert any("各计划：小 4、清水 4。" in text for text in [read_html(app)])


def test_open_duties_of_several_plans_are_settled_in_each() -> None:
    app = open_page("plans", plan=BOTH)
    ways = [a.get("href") for a in find_all(app, "//a[contains(@href, 'step=open')]")]
    assert ways == [f"plans?step=open&plan={plan}" for plan in (FIRST, PLAN)]


def test_two_versions_of_one_plan_stand_side_by_side() -> None:
    from store import publishing

    publishing.publish(PLAN, "甲", "", is_draft=True)
    app = open_page("sources", plan=f"{PLAN},{PLAN}@1")
    assert not app.exception
    (notice,) = find_all(app, "//ul[@class='notice']")
    t = Texts("zh")
    assert [line.text for line in notice] == [
        t("notice.draft_named", plan="清水计划"),
        t("notice.other_version_named", plan="清水计划", version="1"),
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_link_cannot_have_together_is_said(lang: str) -> None:
    t = Texts(lang)
    app = open_page("map", plan=f"{FIRST},{FAR},nowhere,{FIRST}", lang=lang)
    assert not app.exception and not read_tags(app)
    (notice,) = find_all(app, "//ul[@class='notice']")
    assert [line.text for line in notice] == [
        t("notice.other_region", plan=FAR, first=FIRST),
        t("notice.unknown_value", name="plan", value="nowhere"),
    ]


def test_several_plans_are_compared_with_no_other_edition() -> None:
    app = open_page("map", plan=BOTH, against=PLAN)
    (line,) = find_all(app, "//ul[@class='notice']/li")
    assert line.text == Texts("zh")("notice.unknown_value", name="against", value=PLAN)


def test_the_switch_adds_a_plan_and_keeps_the_view() -> None:
    app = open_page("map", plan=FIRST, district="100002", measure="3.2")
    assert [box.label for box in app.checkbox if box.key.startswith("plan_")] == [
        escape_markdown(f"小计划 · 附件1 · {FIRST}"),
        escape_markdown(f"清水计划 · 附件2 · 2026 · {PLAN}"),
    ]
    app.checkbox(key=f"plan_{PLAN}").check().run()
    assert not app.exception
    assert read_params(app) == {
        "plan": BOTH,
        "district": "100002",
        "measure": f"{FIRST}:3.2",
    }


def test_the_switch_takes_a_plan_away_but_never_the_last_one() -> None:
    app = open_page("map", plan=BOTH, district="100002", measure=f"{FIRST}:3.2")
    assert app.button(key="plan_all").disabled
    app.checkbox(key=f"plan_{FIRST}").uncheck().run()
    assert read_params(app) == {"plan": PLAN, "district": "100002"}
    app = open_page("map", plan=PLAN)
    assert [app.checkbox(key=f"plan_{c}").disabled for c in (FIRST, PLAN)] == [False, True]
    app.button(key="plan_all").click().run()
    assert read_params(app) == {"plan": BOTH}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_more_plans_than_can_be_shown_are_left_out(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "MAX_PLANS", 1)
    app = open_page("map", plan=BOTH, lang=lang)
    (line,) = find_all(app, "//ul[@class='notice']/li")
    assert line.text == Texts(lang)("notice.too_many_plans", most=1, plan=PLAN)
    assert not read_tags(app)


def test_a_shelf_of_one_plan_has_no_switch() -> None:
    app = open_page("map", plan=FAR)
    assert not [box for box in app.checkbox if box.key.startswith("plan_")]
