"""From a file to a plan under review: kept by a click, named in a form, led on by links."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.review.new import propose_code
from components.session import reader
from components.texts import LANGUAGES, Texts
from tests.geo.intake import typeset
from tests.pages.open_page import find_all, open_page

TITLE = "生态保护2026年行动计划"


@pytest.fixture
def paper(tmp_path: Path, office_local: Path) -> Path:
    path = tmp_path / "明年的计划.docx"
    rows = typeset.lay_out_measures(typeset.read_measures())
    typeset.write_docx(path, rows, before=["附件5", TITLE])
    return path


def upload(app: AppTest, path: Path) -> AppTest:
    return app.file_uploader(key="plan_file").set_value((path.name, path.read_bytes(), "")).run()


def follow(app: AppTest) -> AppTest:
    """The page that the link now leads to, opened anew as after a reload."""
    return open_page("plans", **read_params(app))


def read_params(app: AppTest) -> dict[str, str]:
    """`AppTest` gives what was set from outside as a list, what a page wrote as text."""
    told = {name: app.query_params[name] for name in app.query_params}
    return {name: v if isinstance(v, str) else v[0] for name, v in told.items()}


def keep(path: Path, **params: str) -> AppTest:
    app = upload(open_page("plans", **params), path)
    return follow(app.button(key="plan_keep").click().run())


def press(app: AppTest) -> AppTest:
    (button,) = [b for b in app.button if b.form_id == "review_facts"]
    return button.click().run()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_kept_file_is_asked_which_plan_it_is_and_prefilled(paper: Path, lang: str) -> None:
    app = keep(paper, lang=lang)
    assert [e.value for e in app.exception] == []
    t = Texts(lang)
    shown = {key: app.text_input(key=f"fact_{key}").value for key in ("code", "title", "annex")}
    assert shown == {"code": "ecology-2026", "title": TITLE, "annex": "附件5"}
    assert app.text_input(key="fact_year").label == t("facts.proposed", name=t("facts.year"))
    assert app.text_input(key="fact_date").label == t("facts.date")
    # it comes from the edition before, not from the file
    series = app.text_input(key="fact_series")
    assert (series.label, series.value) == (t("facts.series"), "bj-ecology")
    assert app.selectbox(key="fact_region").options == [t.pick("北京市", "Beijing")]


def test_without_a_title_the_form_stays_and_says_so(paper: Path) -> None:
    app = keep(paper)
    app.text_input(key="fact_title").set_value("")
    app = follow(press(app))
    assert read_params(app) == {"draft": "ecology-2026", "step": "plan"}
    t = Texts("zh")
    notices = [n.text_content() for n in find_all(app, "//*[@class='notice']")]
    assert notices == [t("facts.missing", names=t("facts.title"))]


def test_what_is_confirmed_becomes_a_plan_under_review(paper: Path) -> None:
    app = follow(press(keep(paper)))
    assert [e.value for e in app.exception] == []
    assert read_params(app) == {"draft": "ecology-2026", "step": "columns"}
    assert TITLE in find_all(app, "//h2")[0].text_content()
    (line,) = find_all(open_page("plans"), "//ul[@class='shelf reviewed']/li")
    assert Texts("zh")("plans.draft_settled") in line.text_content()


def test_a_title_of_another_year_or_place_is_quoted(paper: Path) -> None:
    app = keep(paper)
    app.text_input(key="fact_year").set_value("2027")
    app.text_input(key="fact_title").set_value("甲市2026年行动计划")
    press(app)
    notices = [n.text_content() for n in find_all(show_step("plan"), "//*[@class='notice']")]
    t = Texts("zh")
    title = "甲市2026年行动计划"
    assert t("facts.other_year", title=title, found="2026", year="2027") in notices
    assert any("“甲市”" in notice for notice in notices)


def show_step(step: str, **params: str) -> AppTest:
    return open_page("plans", draft="ecology-2026", step=step, **params)


def test_a_fact_is_changed_and_emptied(paper: Path) -> None:
    press(keep(paper))
    app = show_step("plan")
    app.text_input(key="fact_title").set_value("生态保护计划")
    app.text_input(key="fact_annex").set_value("")
    press(app)
    app = show_step("plan")
    assert app.text_input(key="fact_title").value == "生态保护计划"
    # what the file says is proposed again, and stands in no plan
    assert app.text_input(key="fact_annex").label.startswith("附件号（文件写着）")


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [("code", "ecology-2025", "随产品"), ("code", "年计划", "代码"), ("year", "26", "2026")],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(
    paper: Path, key: str, value: str, why: str
) -> None:
    app = keep(paper)
    app.text_input(key=f"fact_{key}").set_value(value)
    app.text_input(key="fact_document_no").set_value("函〔2026〕1号")
    app = press(app)
    (problem,) = find_all(app, "//p[@class='notice']")
    assert why in problem.text_content()
    assert app.text_input(key="fact_document_no").value == "函〔2026〕1号"


def test_who_may_not_write_only_looks(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_params(press(keep(paper)))["draft"] == "ecology-2026"
    monkeypatch.setattr(reader, "read_guard", dict)
    app = upload(open_page("plans"), paper)
    assert [b.key for b in app.button if b.key == "plan_keep"] == []
    app = show_step("plan")
    assert (len(app.text_input), [e.value for e in app.exception]) == (0, [])
    assert TITLE in find_all(app, "//dl")[0].text_content()


@pytest.mark.parametrize(("lang", "word"), [("zh", "没有"), ("en", "no ")])
def test_a_link_to_nothing_says_so(office_local: Path, lang: str, word: str) -> None:
    for params in ({"file": "0000"}, {"draft": "nothing"}):
        app = open_page("plans", lang=lang, **params)
        assert [e.value for e in app.exception] == []
        (problem, *_) = find_all(app, "//table[@class='plain'][1]//tbody/tr")
        assert word in problem.text_content()


def test_a_code_is_proposed_that_is_free() -> None:
    taken = {"river-2025", "plan-2026"}
    assert propose_code(["river-2025"], "2026", taken) == "river-2026"
    assert propose_code(["river-2025"], "2025", taken) == "river-2025-2"
    assert propose_code([], "2026", taken) == "plan-2026-2"
    assert propose_code([], "", set()) == "plan-2"
