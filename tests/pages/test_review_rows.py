"""The step `rows` through `AppTest`: every row as it is read, and one of them corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.session import reader
from components.texts import LANGUAGES, Texts
from geo.intake.draft import Measure
from store import publishing
from store.database import read
from store.publishing import Given
from store.state import State
from tests.geo.intake import typeset
from tests.geo.intake.boxes import HEADINGS
from tests.pages.open_page import find_all, open_page

PLAN = "next-year"
T = Texts("zh")
ROWS = [
    list(HEADINGS),
    ["一、水", *"<<<<<<"],
    ["1", "治水", "巡查河道。", "年底前", "市水务局", "<", "市财政局"],
    ["^", "^", "清淤。", "年底前", "市水务局", "各区政府", "———"],
    ["2", "种树", "造林。", "年底前", "市园林绿化局", "各区政府", ""],
]


@pytest.fixture
def desk(tmp_path: Path, office_local: Path) -> Path:
    path = tmp_path / "明年.docx"
    typeset.write_docx(path, ROWS)
    publishing.import_file(path, PLAN, "beijing", None, "甲")
    return tmp_path


def look() -> State:
    with read() as connection:
        assert connection
        return publishing.load_state(connection, PLAN)


def list_units(measure: Measure) -> dict[str, list[str]]:
    return {role: [name.printed for name in names] for role, names in measure.names.items()}


def show(at: str = "", **params: str) -> AppTest:
    app = open_page("plans", draft=PLAN, step="rows", **({"at": at} if at else {}), **params)
    assert [error.value for error in app.exception] == []
    return app


def read_texts(app: AppTest, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in find_all(app, path)]


def find_field(app: AppTest, field: str) -> object:
    found = [
        e for e in (*app.text_input, *app.text_area) if (e.key or "").startswith(f"row_{field}_")
    ]
    assert len(found) == 1
    return found[0]


def write(app: AppTest, field: str, text: str) -> None:
    find_field(app, field).set_value(text)  # type: ignore[attr-defined]


def save(app: AppTest) -> AppTest:
    (button,) = [b for b in app.button if b.form_id == "row_form"]
    app = button.click().run()
    assert [error.value for error in app.exception] == []
    return app


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_row_is_listed_as_it_is_read_and_answered(desk: Path, lang: str) -> None:
    t = Texts(lang)
    rows = find_all(show(lang=lang), "//tr[@data-measure]")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in rows]
    assert [row.get("data-measure") for row in rows] == ["1.1", "1.2", "2"]
    assert cells[0] == [
        *(
            "1.1",
            "1 治水",
            "巡查河道。",
            "年底前",
            "市水务局",
            t("ledger.same_cell"),
            "市财政局",
            "",
        ),
    ]
    assert cells[1][6] == t("panel.no_units")
    assert cells[2][6:] == [t("plans.blank"), t("rows.asked", n=1)]
    assert find_all(show(lang=lang), "//tr[@class='chapter']")[0].text_content() == "一、水"
    assert f"draft={PLAN}&step=rows&at=2" in rows[2].xpath(".//a/@href")[0]


def test_rows_are_found_by_number_or_words_and_a_reload_finds_them_again(desk: Path) -> None:
    app = show()
    app = app.text_input(key="rows_find").set_value(" 各区 造林 ").run()
    assert app.query_params["at"] == "find:各区 造林"
    found = show("find:各区 造林")
    assert read_texts(found, "//tr[@data-measure]/th") == ["2"]
    assert read_texts(found, "//p[@class='notice']") == [T("rows.found", n=1, all=3)]
    assert found.text_input(key="rows_find").value == "各区 造林"
    assert read_texts(show("find:1.2"), "//tr[@data-measure]/th") == ["1.2"]
    assert read_texts(show("find:没有"), "//tr[@data-measure]/th") == []
    found.text_input(key="rows_find").set_value("").run()
    assert "at" not in found.query_params


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_is_opened_with_its_original_and_what_is_printed_now(desk: Path, lang: str) -> None:
    app, t = show("1.2", lang=lang), Texts(lang)
    shown = {
        name: find_field(app, name).value  # type: ignore[attr-defined]
        for name in ("number", "chapter", "task", "text", "deadline", "lead", "main", "support")
    }
    assert [*shown.values()] == [
        *("1.2", "一、水", "治水", "清淤。", "年底前", "市水务局", "各区政府", ""),
    ]
    on = t("asking.goes_on")
    (row,) = find_all(app, "//table[@class='source-grid']/tbody/tr")
    assert [" ".join(cell.text_content().split()) for cell in row] == [
        *(f"1{on}", f"治水{on}", "清淤。", "年底前", "市水务局", "各区政府", "———"),
    ]
    assert {cell.get("class") for cell in row} == {"source-row"}
    assert t("plans.at_row", n=4) in read_texts(app, "//figcaption")[0]


def test_only_what_was_changed_is_kept_and_the_row_says_so(desk: Path) -> None:
    app = show("1.2")
    write(app, "text", "清淤，\n并巡查。")
    write(app, "main", "各区政府；市财政局;")
    app.text_input(
        key=next(e.key for e in app.text_input if e.key.startswith("row_why"))
    ).set_value("看过原件")
    save(app)
    state = look()
    measure = state.settled.measures[1]
    assert (measure.text, list_units(measure)["main"]) == (
        *("清淤，并巡查。", ["各区政府", "市财政局"]),
    )
    assert {one.key: d.why for one, d in state.settled.holding.items()} == {
        "1.2/text": "看过原件",
        "1.2/main": "看过原件",
    }
    app = show("1.2")
    told = read_texts(app, "//ul[@class='row-corrections']/li")
    assert told[0].startswith("措施：清淤。 → 清淤，并巡查。（")
    assert told[1].startswith("主责单位：各区政府 → 各区政府；市财政局（")
    (row,) = read_texts(show(), "//tr[@data-measure='1.2']")
    assert T("rows.corrected") in row


def test_nothing_is_kept_where_nothing_was_changed(desk: Path) -> None:
    save(show("1.1"))
    assert look().settled.holding == {}


def test_a_merged_cell_is_one_field_and_stays_merged(desk: Path) -> None:
    app = show("1.1")
    field = find_field(app, "lead")
    assert field.label == T("rows.joint", name="牵头部门、主责单位")  # type: ignore[attr-defined]
    assert [e.key for e in app.text_input if e.key.startswith("row_main")] == []
    write(app, "lead", "市园林绿化局")
    save(app)
    assert list_units(look().settled.measures[0]) == {
        "lead": ["市园林绿化局"],
        "main": ["市园林绿化局"],
        "support": ["市财政局"],
    }


def test_a_correction_answers_the_question_of_its_cell(desk: Path) -> None:
    app = show("2")
    write(app, "support", "市财政局")
    save(app)
    assert [one.code for one in look().settled.open if one.code != "fact"] == []


def test_what_was_read_is_restored(desk: Path) -> None:
    app = show("1.2")
    write(app, "number", "1.9")
    write(app, "deadline", "")
    save(app)
    app = show("1.2")
    assert find_field(app, "number").value == "1.9"  # type: ignore[attr-defined]
    assert T("asking.blank") in read_texts(app, "//ul[@class='row-corrections']/li")[1]
    app = app.button(key="row_restore").click().run()
    assert (look().settled.measures[1].measure_id, look().settled.measures[1].deadline) == (
        *("1.2", "年底前"),
    )
    assert find_field(show("1.2"), "number").value == "1.2"  # type: ignore[attr-defined]
    assert read_texts(app, "//ul[@class='row-corrections']/li") == []


def test_the_newer_correction_of_another_is_told_and_nothing_is_half_kept(desk: Path) -> None:
    mine = show("1.2")
    publishing.decide(PLAN, [Given("1.2/text", "correct", "set:清淤一次。", "丙")])
    write(mine, "text", "清淤两次。")
    write(mine, "deadline", "6月底前")
    app = save(mine)
    assert "已有更新的回答" in read_texts(app, "//p[@class='notice']")[0]
    measure = look().settled.measures[1]
    assert (measure.text, measure.deadline) == ("清淤一次。", "年底前")
    assert find_field(app, "text").value == "清淤一次。"  # type: ignore[attr-defined]


def test_one_goes_from_row_to_row_and_back_to_all(desk: Path) -> None:
    app = show("1.1")
    assert app.button(key="row_before").disabled
    for button, at in (("row_after", "1.2"), ("row_after", "2"), ("row_before", "1.2")):
        app = app.button(key=button).click().run()
        assert app.query_params["at"] == at
    assert show("2").button(key="row_after").disabled
    app = app.button(key="row_list").click().run()
    assert "at" not in app.query_params


def test_who_may_not_write_only_looks(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_guard", dict)
    app = show("1.2")
    assert ([e.key for e in app.text_input], [b.key for b in app.button if b.form_id]) == ([], [])
    assert T("rows.reading_only") in read_texts(app, "//p[@class='quiet']")


def test_a_row_without_a_number_is_named_by_its_place(tmp_path: Path, office_local: Path) -> None:
    path = tmp_path / "表.docx"
    typeset.write_docx(path, [["序号", "工作措施", "责任单位"], ["", "造林。", "市园林绿化局"]])
    publishing.import_file(path, PLAN, "beijing", None, "甲")
    (name,) = read_texts(show(), "//tr[@data-measure]/th")
    assert name == T("rows.no_number")
    assert find_field(show("row1"), "text").value == "造林。"  # type: ignore[attr-defined]
