"""A plan under review on the map, and the switch that shows it: published, undone, shown again."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.session import reader
from components.texts import LANGUAGES, Texts
from store import publishing
from tests.geo.intake import typeset
from tests.pages.open_page import find_all, open_page, read_html

PLAN = "next-year"
ZH = Texts("zh")


def take_in(folder: Path, measures: list[dict[str, str]], title: str = "") -> None:
    path = folder / "明年的计划.docx"
    typeset.write_docx(path, typeset.lay_out_measures(measures))
    publishing.import_file(path, PLAN, "beijing", None, "甲")
    if title:
        publishing.state_facts(PLAN, {"title": title}, "甲")


@pytest.fixture
def loaded(office_local: Path, tmp_path: Path) -> None:
    take_in(tmp_path, typeset.read_measures(), "生态保护2026年行动计划")


def look(step: str, **params: str) -> AppTest:
    app = open_page("plans", draft=PLAN, step=step, **params)
    assert [e.value for e in app.exception] == []
    return app


def press(key: str) -> AppTest:
    app = look("publish").button(key=key).click().run()
    assert [e.value for e in app.exception] == []
    return app


def read_notices(app: AppTest) -> list[str]:
    return [n.text_content() for n in find_all(app, "//*[@class='notice']")]


def read_shelf() -> str:
    return find_all(open_page("plans"), "//ul[@class='shelf']")[0].text_content()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_trial_stands_beside_the_edition_before_it(loaded: None, lang: str) -> None:
    app = look("trial", lang=lang)
    rows = [
        [cell.text_content() for cell in row.xpath("td")]
        for row in find_all(app, "//div[@class='trial']//tbody/tr")
    ]
    assert (len(rows), {len(row) for row in rows}) == (17, {2})
    assert [row for row in rows if row[0] != row[1]] == []
    assert read_notices(app) == []
    assert len(find_all(app, "//figure//img")) == 2


def test_a_party_that_loses_half_is_named(office_local: Path, tmp_path: Path) -> None:
    measures = [m for m in typeset.read_measures() if m["measure_id"] in ("1", "9.1")]
    take_in(tmp_path, measures, "生态保护2026年行动计划")
    notices = read_notices(look("trial"))
    assert len(notices) >= 16
    assert any(notice.startswith("密云区：职责从19条减到") for notice in notices)


def test_a_plan_without_an_edition_before_it_stands_alone(
    office_local: Path, tmp_path: Path
) -> None:
    take_in(tmp_path, typeset.read_measures(), "另一个计划")
    app = look("trial")
    assert ZH("trial.nothing_before") in read_html(app)
    assert len(find_all(app, "//figure//img")) == 1


def test_what_cannot_be_a_plan_yet_is_told_instead_of_the_map(
    loaded: None,
) -> None:
    publishing.decide(PLAN, [publishing.Given("2/number", "correct", "set:1", "甲")])
    app = look("trial")
    broken, *said = read_notices(app)
    assert broken == ZH("trial.broken")
    assert said == ["重复：此值只能出现一次（1）。删除或改正重复的行。"]


@pytest.mark.parametrize("page", ["map", "compare", "ledger", "present", "sources"])
def test_the_whole_product_shows_the_draft_and_says_so(loaded: None, page: str) -> None:
    app = open_page(page, plan=f"{PLAN}@draft")
    assert [e.value for e in app.exception] == []
    html = read_html(app)
    assert ZH("notice.draft") in html
    assert "《生态保护2026年行动计划（草稿）》" in html
    links = find_all(app, "//a[contains(@href, '?')]/@href")
    assert [link for link in links if "plan=next-year%40draft" not in link] == []


def test_who_may_not_write_sees_no_draft(loaded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_guard", dict)
    html = read_html(open_page("map", plan=f"{PLAN}@draft"))
    assert "2026" not in html.replace("2026-", "")
    assert ZH("notice.unknown_value", name="plan", value=f"{PLAN}@draft") in html
    app = look("publish")
    assert [b.key for b in app.button if str(b.key).startswith("publish_")] == []


def test_publishing_is_a_switch_that_is_undone(loaded: None) -> None:
    assert "2026" not in read_shelf()
    app = press("publish_final")
    assert ZH("publishing.shown", n=1, who="", when="")[:6] in read_notices(app)[0]
    (mark,) = find_all(look("publish"), "//h2/span[@class='draft-mark']")
    assert mark.text_content() == ZH("plans.draft_shown", n=1)
    assert "生态保护2026年行动计划" in read_shelf()
    publishing.state_facts(PLAN, {"title": "改过的计划"}, "甲")
    press("publish_final")
    assert "改过的计划" in read_shelf()
    press("publish_undo")
    assert ("生态保护2026年行动计划" in read_shelf(), "改过" in read_shelf()) == (True, False)
    press("publish_withdraw")
    assert "2026" not in read_shelf()
    press("publish_show_2")
    assert "改过的计划" in read_shelf()
    app = look("publish")
    assert len(find_all(app, "//details[@class='plan-history']//li")) == 5
    assert len(find_all(app, "//p[@class='plan-version']")) == 2


def test_the_first_publication_is_undone_too(loaded: None) -> None:
    press("publish_final")
    press("publish_undo")
    assert "2026" not in read_shelf()
    assert look("publish").button(key="publish_undo").disabled


def test_with_something_open_only_a_draft_is_published(office_local: Path, tmp_path: Path) -> None:
    measures = typeset.read_measures()
    take_in(tmp_path, [measures[0] | {"support": "没有的局"}, *measures[1:]])
    app = look("publish")
    assert app.button(key="publish_final").disabled
    assert app.button(key="publish_draft").disabled  # it has no title yet
    publishing.state_facts(PLAN, {"title": "计划"}, "甲")
    press("publish_draft")
    assert "计划（草稿）" in read_shelf()


def test_a_document_for_comment_is_never_final(loaded: None) -> None:
    publishing.state_facts(PLAN, {"status": "draft"}, "甲")
    assert look("publish").button(key="publish_final").disabled
    publishing.publish(PLAN, "甲", "")
    assert "生态保护2026年行动计划（草稿）" in read_shelf()
