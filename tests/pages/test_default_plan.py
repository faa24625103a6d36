"""What the office set opens by itself on every page, and every link then names its plan."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components.session.link import parse_view, write_view
from components.session.models import get_model
from components.session.plans import find_plans
from components.texts import Texts
from components.words.plan import name_plan
from components.words.words import Words
from geo.packages.problems import Problem
from store import publishing
from store.defaults import set_default
from tests.geo import tiny
from tests.pages.open_page import find_all, open_page, read_html
from tests.pages.several_plans import BOTH, FAR, FIRST, lay_out_shelf
from tests.store.office import PLAN

PAGES = ["map", "district", "compare", "restoration", "protected", "ledger", "sources", "plans"]


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out_shelf(tmp_path, monkeypatch)
    for module in ("components.session.plans", "store.shelf"):
        monkeypatch.setattr(f"{module}.DEFAULT_PLAN", FIRST)


def list_unnamed(app: AppTest) -> list[str]:
    """Links to pages of ours that name no plan."""
    links = [str(link.get("href")) for link in find_all(app, "//a[@href]")]
    links += [each.proto.page + "?" + each.proto.query_string for each in app.get("page_link")]
    assert links
    own = [link for link in links if not urlsplit(link).scheme and not link.startswith("#")]
    return [link for link in own if not {"plan", "to", "draft"} & {*parse_qs(urlsplit(link).query)}]


def read_marks(app: AppTest) -> list[str]:
    marked = find_all(app, "//ul[@class='shelf']/li[span[@class='opens']]/b")
    return [str(title.text) for title in marked]


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_on_every_page_and_links_name_it(page: str) -> None:
    view = {"district": "100002", "compare": "100001,100002"}
    before = open_page(page, **view)
    set_default([PLAN], "甲", "")
    opened = [open_page(page, **view, **plan) for plan in ({}, {"plan": PLAN}, {"plan": FIRST})]
    assert [len(app.exception) for app in opened] == [0, 0, 0]
    assert [list_unnamed(app) for app in opened] == [[], [], []]
    unnamed, named, _ = [[each.proto.body for each in app.get("html")[:-1]] for app in opened]
    assert unnamed == named, "all but the mark of the run's end"
    set_default([], "甲", "")
    assert list_unnamed(open_page(page, **view)) == list_unnamed(before)


def test_several_open_together() -> None:
    set_default(BOTH.split(","), "甲", "")
    assert find_plans("") == BOTH.split(",")
    tags = find_all(open_page("map", district="100002"), "//small[@class='of-plan']")
    assert {str(tag.text) for tag in tags} == {"小", "清水"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_withdrawn_falls_back_with_a_notice(lang: str) -> None:
    set_default([PLAN], "甲", "")
    publishing.withdraw(PLAN, "甲", "")
    said = Texts(lang)("notice.default_gone", plan=PLAN)
    (notice,) = find_all(open_page("map", lang=lang), "//ul[@class='notice']/li")
    assert (str(notice.text), find_plans("")) == (said, [FIRST])
    named = open_page("map", lang=lang, plan=FIRST)
    assert find_all(named, "//ul[@class='notice']/li") == [], "a link that names a plan has it"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shelf_sets_it_says_who_and_undoes_it(lang: str) -> None:
    t = Texts(lang)
    app = open_page("plans", lang=lang)
    assert read_marks(app) == [name_plan(Words(get_model(FIRST), t))]
    plans = app.multiselect(key="opens_plans_0")
    assert t("list.coded", name="清水计划", code=PLAN) in plans.options, "as it is, not escaped"
    plans.set_value([PLAN]).run()
    app.text_input(key="opens_why").set_value("今年的").run()
    assert app.button(key="opens_set").label == t("opens.set")
    app.button(key="opens_set").click().run()
    assert (find_plans(""), read_marks(app)) == ([PLAN], ["清水计划"])
    assert "今年的" in read_html(app)
    assert app.button(key="opens_set").disabled
    app.multiselect(key="opens_plans_1").set_value([]).run()
    assert app.button(key="opens_set").label == t("opens.undo")
    app.button(key="opens_set").click().run()
    assert find_plans("") == [FIRST]
    assert not app.exception


def test_plans_of_two_regions_are_refused_in_words() -> None:
    app = open_page("plans")
    app.multiselect(key="opens_plans_0").set_value([PLAN, FAR]).run()
    app.button(key="opens_set").click().run()
    assert find_plans("") == [FIRST]
    refused = Problem("plans_apart", FAR, details={"plan": PLAN, "region": tiny.REGION})
    assert refused.why("zh") in read_html(app)


def test_only_who_may_write_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.session.reader.read_guard", lambda: {"x-dutymap-guard": "1"})
    assert not open_page("plans").multiselect


def test_the_address_names_what_opened_once_anything_is_chosen() -> None:
    set_default([PLAN], "甲", "")
    view, _ = parse_view({"district": "100002"}, get_model(PLAN))
    assert write_view(view) == {"plan": PLAN, "district": "100002"}
