"""The step `questions` through `AppTest`: one question a card, from the first to the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.review.cards import Card, list_cards
from components.session import reader
from components.texts import LANGUAGES, Texts
from store import publishing
from store.database import read
from store.state import State
from tests.geo.intake import typeset
from tests.geo.intake.boxes import HEADINGS
from tests.pages.open_page import find_all, open_page

PLAN = "next-year"
T = Texts("zh")
BLANKS, COUNT = 10, 13
"""Rows whose main cell is blank beside a lead, in a file that does not tell merged cells; and all
that is asked."""


@pytest.fixture
def desk(tmp_path: Path, office_local: Path) -> Path:
    """A CSV of ten such rows, the fourth with a number out of turn, and a row that says it all."""
    rows = [list(HEADINGS)]
    for number in range(1, BLANKS + 1):
        printed = "40" if number == 4 else str(number)
        lead = "各区政府" if number == 1 else "市水务局"
        rows.append(
            [printed, f"任务{number}", f"做第{number}件事。", "年底前", lead, "", "市财政局"]
        )
    rows.append(["11", "任务11", "做完。", "年底前", "市水务局", "市水务局", ""])
    import_rows(tmp_path / "明年.csv", rows)
    return tmp_path


def import_rows(path: Path, rows: list[list[str]]) -> None:
    writers = {".csv": typeset.write_csv, ".docx": typeset.write_docx}
    writers[path.suffix](path, rows)
    publishing.import_file(path, PLAN, "beijing", None, "甲")


def look() -> State:
    with read() as connection:
        assert connection
        return publishing.load_state(connection, PLAN)


def find(key: str, tag: str) -> Card:
    cards = list_cards(look().settled)
    return next(card for card in cards if (card.asked.key, card.asked.tag) == (key, tag))


def list_open() -> list[str]:
    return [card.asked.key for card in list_cards(look().settled) if card.is_open]


def show(at: str = "", **params: str) -> AppTest:
    app = open_page("plans", draft=PLAN, step="questions", **({"at": at} if at else {}), **params)
    assert [error.value for error in app.exception] == []
    return app


def follow(app: AppTest) -> AppTest:
    """The page that the link now leads to, opened anew as after a reload."""
    at = app.query_params.get("at", "")
    return show(at if isinstance(at, str) else at[0])


def press(app: AppTest, name: str) -> AppTest:
    (button,) = [b for b in app.button if (b.key or "").startswith(f"card_{name}")]
    app = button.click().run()
    assert [error.value for error in app.exception] == []
    return app


def keys(app: AppTest) -> list[str]:
    """What can be done with the card, in the order of the page."""
    return [
        k.split("_")[1] for b in app.button if (k := b.key or "").count("_") == 2 and "card" in k
    ]


def read_texts(app: AppTest, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in find_all(app, path)]


def read_position(app: AppTest) -> str:
    return read_texts(app, "//h3[@class='card-position']")[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_card_has_its_place_its_cell_and_both_readings_with_their_effect(
    desk: Path, lang: str
) -> None:
    app, t = show(lang=lang), Texts(lang)
    assert (
        read_position(app) == f"{t('asking.position', at=1, n=COUNT)} {t('asking.left', n=COUNT)}"
    )
    (framed,) = find_all(app, "//table[@class='source-grid']//*[@aria-current]")
    row = framed.getparent()
    assert (framed.text, [cell.text or "" for cell in row][:3]) == (
        *(None, ["1", "任务1", "做第1件事。"]),
    )
    assert len(find_all(app, "//table[@class='source-grid']/thead//th")) == 7
    (place,) = read_texts(app, "//figcaption")
    assert t("plans.at_row", n=2) in place and "主责单位" in place
    effects = read_texts(app, "//ul[@class='card-effects']")
    assert effects[0] == t("asking.no_effect")
    assert (
        t("asking.each_lost", who=t("asking.districts", n=16), n=1, role=t("role.main"))
        in (effects[1])
    )


def test_an_answered_card_says_so_in_place_and_leads_on(desk: Path) -> None:
    app = show()
    app.text_input(key=f"card_why_{find('1/主责单位', 'merge').name}").set_value("问过 ")
    app = follow(press(app, "other"))
    assert read_position(app).startswith(T("asking.position", at=1, n=COUNT))
    assert read_texts(app, "//ul[@class='card-effects']")[1].endswith("；理由：问过）")
    assert keys(app) == ["first", "next", "submit", "reopen"]
    app = follow(press(app, "next"))
    assert read_position(app).startswith(T("asking.position", at=2, n=COUNT))
    assert len(list_open()) == COUNT - 1
    state = look()
    (decision,) = [d for one, d in state.settled.holding.items() if one.code == "merge"]
    assert (decision.answer, decision.why) == ("other", "问过")
    assert state.settled.measures[0].names["main"] == ()


def test_the_same_question_is_answered_everywhere_by_a_button_of_its_own(desk: Path) -> None:
    app = show()
    alike = [e for e in app.expander if e.label == T("asking.alike", n=9)]
    assert len(alike) == 1
    said = " ".join(read_texts(app, "//p[@class='quiet']"))
    assert T("asking.alike_at", numbers="2、3、40、5、6、7、8、9、10") in said
    totals = " ".join(read_texts(app, "//ul[@class='card-effects']"))
    assert T("asking.more_cells", n=7) in totals
    assert T("asking.lost", who="市水务局", n=9, role="主责") in totals
    app = follow(press(app, "all_first"))
    assert list_open() == ["40", "5", "11/协办单位"]
    app = follow(press(app, "next"))
    assert read_position(app).startswith(T("asking.position", at=5, n=COUNT))


def test_a_cell_is_written_anew(desk: Path) -> None:
    card = find("11/协办单位", "blank")
    app = show(card.name)
    assert T("asking.then_write") in read_texts(app, "//ul[@class='card-effects']")
    app.text_input(key=f"card_set_{card.name}").set_value("市财政局；市公安局")
    (button,) = [b for b in app.button if b.form_id == f"card_form_{card.name}"]
    button.click().run()
    names = look().settled.measures[-1].names["support"]
    assert [name.printed for name in names] == ["市财政局", "市公安局"]
    app = show(card.name)
    assert keys(app) == ["first", "submit", "next", "reopen"]
    (said,) = read_texts(app, "//p[@class='notice']")
    assert said.startswith("已答复：改写为“市财政局；市公安局”")


def test_a_number_out_of_turn_is_read_as_the_one_that_follows(desk: Path) -> None:
    card = find("40", "number")
    app = show(card.name)
    assert T("asking.change", name=T("rows.number"), before="40", after="4") in " ".join(
        read_texts(app, "//ul[@class='card-effects']")
    )
    (framed,) = read_texts(app, "//table[@class='source-grid']//*[@aria-current]")
    assert framed == "40"
    press(app, "other")
    assert look().settled.measures[3].measure_id == "4"


def test_not_now_leads_to_the_next_open_card_and_answers_nothing(desk: Path) -> None:
    app = follow(press(show(find("11/协办单位", "blank").name), "later"))
    assert read_position(app).startswith(T("asking.position", at=1, n=COUNT))
    assert len(list_open()) == COUNT


def test_one_goes_back_and_forth_between_all_cards(desk: Path) -> None:
    app = show()
    (before,) = [b for b in app.button if b.key == "card_previous"]
    assert before.disabled
    for name, at in (("following", 2), ("previous", 1)):
        app = follow(press(app, name))
        assert read_position(app).startswith(T("asking.position", at=at, n=COUNT))


def test_an_answered_card_says_by_whom_and_is_answered_anew_or_opened_again(desk: Path) -> None:
    card = find("1/主责单位", "merge")
    press(show(), "other")
    app = show(card.name)
    headings = read_texts(app, "//p[@class='quiet']")
    assert {T("asking.stands"), T("asking.first")} <= {*headings}
    press(app, "first")
    assert look().settled.measures[0].names["main"] != ()
    app = follow(press(show(card.name), "reopen"))
    assert "1/主责单位" in list_open()
    assert "已答复" not in " ".join(read_texts(app, "//ul[@class='card-effects']"))


def test_the_newer_answer_of_another_is_shown_and_its_card_stays(desk: Path) -> None:
    card = find("1/主责单位", "merge")
    mine, theirs = show(), show()
    press(theirs, "other")
    app = press(mine, "first")
    assert "已有更新的回答" in read_texts(app, "//p[@class='notice']")[0]
    assert app.query_params["at"] == card.name
    assert read_texts(app, "//ul[@class='card-effects']")[1].startswith("已答复（")
    assert look().settled.measures[0].names["main"] == ()


def test_all_cards_are_listed_with_links_and_how_they_were_answered(desk: Path) -> None:
    press(show(), "first")
    items = find_all(show(), "//ol[@class='card-list']/li")
    assert len(items) == COUNT
    assert T("asking.open") not in items[0].text_content()
    assert T("asking.open") in items[1].text_content()
    name = find("2/主责单位", "merge").name
    assert items[1].get("aria-current") == "true"
    (link,) = items[1].xpath("a/@href")
    assert f"draft={PLAN}&step=questions&at={name}" in link


def test_where_all_is_answered_a_sentence_says_so(desk: Path) -> None:
    app = show()
    press(app, "all_first")
    for _ in range(2):
        press(show(), "first")
    assert press(follow(press(show(), "first")), "next").query_params["step"] == "names"
    app = show()
    assert read_texts(app, "//p[@class='notice']") == [T("asking.done", n=COUNT)]
    assert any(b.key == "review_next" for b in app.button)
    app = show(find("1/主责单位", "merge").name)
    assert T("asking.none_left") in read_position(app)


def test_a_cell_that_was_corrected_in_its_row_asks_no_more(desk: Path) -> None:
    publishing.decide(PLAN, [publishing.Given("11/support", "correct", "set:市财政局", "甲")])
    app = show(find("11/协办单位", "blank").name)
    assert read_texts(app, "//p[@class='notice']") == [T("asking.written")]
    assert any(T("asking.written_short") in text for text in read_texts(app, "//ol/li"))


def test_what_cannot_be_answered_here_says_where(tmp_path: Path, office_local: Path) -> None:
    rows = [
        list(HEADINGS),
        ["1", "任务", "做事。", "年底前", "市水务局", "<", "市财政局"],
        ["2", "任务二", "<", "年底前", "市水务局", "<", "市财政局"],
        ["说明：略。", *"<<<<<<"],
    ]
    typeset.write_docx(tmp_path / "a.docx", rows, before=["以下均需各区政府落实，不再列出。"])
    publishing.import_file(tmp_path / "a.docx", PLAN, "beijing", None, "甲")
    note, clause, wide = list_cards(look().settled)
    app = show(clause.name)
    assert read_texts(app, "//figcaption") == [T("asking.at_text")]
    assert T("asking.of_table") in read_texts(app, "//p[@class='quiet']")
    assert T("asking.mend") in read_texts(app, "//ul[@class='card-effects']")
    assert len(find_all(show(note.name), "//td[@aria-current][contains(., '说明')]")) == 1
    app = press(show(wide.name), "row")
    assert (app.query_params["step"], app.query_params["at"]) == ("rows", "2")


def test_a_list_shows_its_lines(tmp_path: Path, office_local: Path) -> None:
    lines = ["（一）治水", "1. 巡河。", "牵头单位：市水务局、某局等", "责任单位：各区政府"]
    path = tmp_path / "b.docx"
    typeset.pack_docx(path, "".join(map(typeset.paragraph, [*lines, "3. 清淤。", lines[2]])))
    publishing.import_file(path, PLAN, "beijing", None, "甲")
    app = show(next(c.name for c in list_cards(look().settled) if c.asked.code == "number"))
    (framed,) = read_texts(app, "//div[@class='source-frame source-lines']/p[@aria-current]")
    assert framed == "3. 清淤。"
    assert read_texts(app, "//figcaption") == [T("asking.at_line", n=5)]


def test_a_corrected_file_is_shown_to_who_has_the_page_open(desk: Path) -> None:
    app = show()
    row = ["1", "任务1", "做另一件事。", "年底前", "市水务局", "", "市财政局"]
    import_rows(desk / "明年.csv", [list(HEADINGS), row])
    assert "做另一件事。" in read_texts(app.run(), "//table[@class='source-grid']//td")


def test_nothing_asked_is_said(tmp_path: Path, office_local: Path) -> None:
    row = ["1", "任务", "做事。", "年底前", "市水务局", "<", "市财政局"]
    import_rows(tmp_path / "c.docx", [list(HEADINGS), row])
    app = show()
    assert read_texts(app, "//p[@class='notice']") == [T("asking.nothing")]
    assert [e.label for e in app.expander] == []


def test_who_may_not_write_only_looks(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_guard", dict)
    app = show()
    keys = {b.key for b in app.button if (b.key or "").startswith("card_")}
    assert keys == {"card_previous", "card_following"}
    assert len(read_texts(app, "//ul[@class='card-effects']")) == 2
