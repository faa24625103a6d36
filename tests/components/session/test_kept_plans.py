"""Published plans on the pages: found by their links, marked where they are drafts or older."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.session.link import read_plan_code
from components.session.models import get_model
from components.texts import Texts
from data.build.register import register_files
from geo.packages.package import DEFAULT_PLAN
from store import publishing
from tests.geo import tiny
from tests.geo.intake.typeset import lay_out_measures
from tests.pages.open_page import open_page, read_html
from tests.store.office import FACTS, PLAN, Office, read_tiny


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The tiny region, whose plan opens by itself, and an office that publishes in it."""
    folder = tmp_path / "data"
    tiny.write_packages(folder)
    (folder / "plans" / tiny.PLAN).rename(folder / "plans" / DEFAULT_PLAN)
    for descriptor in sorted(folder.glob("*/*/datapackage.json")):
        register_files(descriptor)
    monkeypatch.setenv("DUTYMAP_DATA", str(folder))
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("DUTYMAP_DATABASE", raising=False)
    desk = Office(tmp_path / "desk")
    desk.import_rows(lay_out_measures(read_tiny()))
    publishing.state_facts(PLAN, FACTS, "甲")
    return desk


def test_a_link_finds_what_is_published_and_falls_back_when_it_is_withdrawn(office: Office) -> None:
    assert read_plan_code({"plan": PLAN}) == DEFAULT_PLAN
    publishing.publish(PLAN, "甲", "")
    assert [read_plan_code({"plan": p}) for p in (PLAN, f"{PLAN}@1")] == [PLAN, f"{PLAN}@1"]
    publishing.withdraw(PLAN, "甲", "")
    assert read_plan_code({"plan": f"{PLAN}@1"}) == DEFAULT_PLAN


def test_the_next_look_has_the_version_that_was_published_last(office: Office) -> None:
    publishing.publish(PLAN, "甲", "")
    first = get_model(PLAN)
    assert get_model(PLAN) is first
    publishing.state_facts(PLAN, {"title": "新名称"}, "甲")
    publishing.publish(PLAN, "甲", "")
    assert (get_model(PLAN).plan.meta["title"], get_model(f"{PLAN}@1")) == (
        "新名称",
        get_model(f"{PLAN}@1"),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_draft_and_an_older_version_say_so(office: Office, lang: str) -> None:
    t = Texts(lang)
    publishing.publish(PLAN, "甲", "", is_draft=True)
    draft = read_html(open_page("map", plan=PLAN, lang=lang))
    publishing.publish(PLAN, "甲", "")
    final = read_html(open_page("map", plan=PLAN, lang=lang))
    older = read_html(open_page("map", plan=f"{PLAN}@1", lang=lang))
    marks = (t("notice.draft"), t("notice.other_version", version="1"))
    assert [[mark in page for mark in marks] for page in (draft, final, older)] == [
        [True, False],
        [False, False],
        [True, True],
    ]


PAGES = ["map", "district", "compare", "restoration", "protected", "ledger", "present", "sources"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_shows_a_plan_with_gaps(office: Office, page: str, lang: str) -> None:
    """Blank cells, no chapter, no deadline, units that the region does not list."""
    rows = [["1", "目标", "改善环境。", "", "环境局", "", "丁局"]]
    rows.append(["2", "", "监测水质。", "七月前", "丙区政府", "<", ""])
    office.import_rows([read_headings(), *rows])
    publishing.publish(PLAN, "甲", "", is_draft=True)
    app = open_page(page, plan=PLAN, lang=lang)
    assert [element.value for element in app.exception] == []
    assert Texts(lang)("notice.draft") in read_html(app)


def read_headings() -> list[str]:
    return lay_out_measures([])[0]
