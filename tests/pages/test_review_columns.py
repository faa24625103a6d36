"""The step `columns`: what each column is, changed, confirmed, remembered; and the upload page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.texts import LANGUAGES, Texts
from geo.packages.problems import Problem
from store import originals, publishing
from tests.geo.intake.boxes import HEADINGS
from tests.geo.intake.typeset import build_xlsx, write_docx
from tests.pages.kept_plan import CODE, DUTIES, SAID, keep_plan, look, own_database
from tests.pages.open_page import find_all, open_page, read_html

BUTTON = "review_read_again_button"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with own_database(tmp_path):
        yield tmp_path


def show(lang: str = "zh", **params: str) -> AppTest:
    app = open_page("plans", lang=lang, draft=CODE, step="columns", **params)
    assert [error.value for error in app.exception] == []
    return app


def read_texts(app: AppTest, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in find_all(app, path)]


def read_choices(app: AppTest) -> list[object]:
    boxes = [box for box in app.selectbox if (box.key or "").startswith("review_heading_")]
    return [box.value for box in boxes]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_heading_stands_with_what_is_under_it_and_what_the_plan_lacks(
    folder: Path, lang: str
) -> None:
    keep_plan(folder)
    app, t = show(lang), Texts(lang)
    assert read_texts(app, "//div[@class='heading-line']/b") == [*DUTIES[0]]
    lines = [t("headings.or").join(pair) for pair in zip(*DUTIES[1:], strict=True)]
    shown = read_texts(app, "//div[@class='heading-line']/p")
    assert shown == [" ".join(line.split()) for line in lines]
    assert read_choices(app) == ["text", "main", None, "deadline"]
    assert read_texts(app, "//mark") == [t("headings.doubtful")]
    missing = read_texts(app, "//ul[@class='heading-missing']/li")
    assert missing == [t(f"headings.no_{field}") for field in ("number", "task", "lead", "support")]
    pills = [str(option) for option in app.button_group(key="review_steps").options]
    columns = t("review.step_columns")
    assert t("review.step_open", name=columns, n=1).replace("(", "\\(").replace(")", "\\)") in pills


def test_a_choice_is_in_the_link_and_survives_a_reload(folder: Path) -> None:
    keep_plan(folder)
    app = show()
    app.selectbox(key="review_heading_2").select("support").run()
    at = app.query_params["at"]
    assert read_choices(show(at=at[0] if isinstance(at, list) else at))[2] == "support"
    assert look().reading.columns == SAID


@pytest.mark.parametrize("at", ["{", "[]", '{"甲":"text","会办":"words"}'])
def test_a_link_that_says_nothing_is_passed_over(folder: Path, at: str) -> None:
    keep_plan(folder)
    app = show(at=at)
    assert read_choices(app) == ["text", "main", None, "deadline"]
    assert app.button(key=BUTTON).label == Texts("zh")("headings.confirm")


def test_the_file_is_read_again_as_chosen(folder: Path) -> None:
    keep_plan(folder)
    app = show(at='{"会办": "support"}')
    assert app.button(key=BUTTON).label == Texts("zh")("headings.read_again")
    app.button(key=BUTTON).click().run()
    assert "at" not in app.query_params
    reading = look().reading
    assert reading.columns == {**SAID, "会办": "support"}
    assert [name.printed for name in reading.draft.measures[0].names["support"]] == ["市生态环境局"]
    assert [one.code for one in look().settled.open if one.code == "column"] == []
    assert read_texts(app, "//mark") == []


def test_who_confirms_has_answered_what_was_asked_of_the_headings(folder: Path) -> None:
    keep_plan(folder)
    assert [one.code for one in look().settled.open if one.code == "column"] == ["column"]
    app = show()
    assert app.button(key=BUTTON).label == Texts("zh")("headings.confirm")
    app.button(key=BUTTON).click().run()
    assert look().reading.columns == {**SAID, "会办": "left_out"}
    assert [one.code for one in look().settled.open if one.code == "column"] == []
    assert read_choices(app) == ["text", "main", "left_out", "deadline"]


@pytest.mark.parametrize(
    ("at", "key"),
    [('{"会办": "main"}', "twice"), ('{"督办事项": "left_out"}', "incomplete")],
)
def test_what_cannot_be_read_is_said_before_it_is_tried(folder: Path, at: str, key: str) -> None:
    keep_plan(folder)
    app, t = show(at=at), Texts("zh")
    said = {"twice": t("headings.twice", field=t("headings.main"))}.get(
        key, t("headings.incomplete")
    )
    assert said in read_html(app)
    assert app.button(key=BUTTON).disabled


def test_what_was_said_last_in_the_series_is_named(folder: Path) -> None:
    keep_plan(folder, code="this-year")
    publishing.state_facts("this-year", {"series": "duties"}, "甲")
    keep_plan(folder, columns=None, series="duties")
    publishing.state_facts(CODE, {"series": "duties"}, "甲")
    said = Texts("zh")("headings.as_last", plan="this-year")
    assert look().reading.columns == SAID
    assert said in read_html(show())
    originals.read_again(CODE, {**SAID, "会办": "support"}, "甲")
    assert said not in read_html(show())


def test_another_reading_in_between_is_not_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_plan(folder)
    app = show(at='{"会办": "support"}')
    ours = originals.read_again
    theirs = {**SAID, "会办": "left_out"}

    def read_in_between(*given: object, **named: object) -> None:
        ours(CODE, theirs, "乙")
        ours(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(originals, "read_again", read_in_between)
    app.button(key=BUTTON).click().run()
    assert look().reading.columns == theirs
    assert "at" in app.query_params
    assert Problem("moved_on", CODE).why("zh") in read_texts(app, "//p[@class='notice']")[0]


def test_without_rights_the_columns_are_only_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_plan(folder)
    monkeypatch.setattr("components.session.reader.read_guard", lambda: {"x-dutymap-guard": "1"})
    app, t = show(), Texts("zh")
    fields = [t(f"headings.{field}") for field in ("text", "main", "unknown", "deadline")]
    assert read_texts(app, "//table[@class='plain']//td[2]")[:4] == fields
    assert (read_choices(app), [b for b in app.button if b.key == BUTTON]) == ([], [])


def test_a_list_has_no_columns(folder: Path) -> None:
    write_docx(folder / "a.docx", [["甲"]], ["1.巡查河道。", "牵头单位：市水务局"])
    publishing.import_file(folder / "a.docx", CODE, "beijing", None, "甲")
    app = show()
    assert Texts("zh")("headings.none") in read_html(app)
    assert not app.button(key=BUTTON).disabled


def test_another_sheet_of_the_file_is_read_instead(folder: Path) -> None:
    row = ["1", "甲", "做。", "年底前", "市水务局", "<", "———"]
    book = build_xlsx([HEADINGS, row])
    sheet = book.create_sheet("水")
    for cells in (HEADINGS, ("1", "乙", "看。", "年底前", "市水务局", "市水务局", "———")):
        sheet.append(list(cells))
    book.active.title = "气"
    book.save(folder / "a.xlsx")
    publishing.import_file(folder / "a.xlsx", CODE, "beijing", "气", "甲")
    app, t = show(), Texts("zh")
    assert t("headings.sheets", n=2, sheet="气") in read_html(app)
    app.selectbox(key="review_sheet").select("水").run()
    assert (look().reading.sheet, look().settled.measures[0].text) == ("水", "看。")
    assert t("headings.sheets", n=2, sheet="水") in read_html(app)
    app.button(key=BUTTON).click().run()
    assert (look().reading.sheet, read_texts(app, "//table[@class='plain']//td[1]")) == ("水", [])


def upload(folder: Path, rows: object, lang: str = "zh") -> AppTest:
    path = folder / "督办.docx"
    write_docx(path, rows)  # type: ignore[arg-type]
    app = open_page("plans", lang=lang)
    return app.file_uploader(key="plan_file").set_value((path.name, path.read_bytes(), "")).run()


def find_box(app: AppTest, end: str) -> Any:
    return next(b for b in app.selectbox if (b.key or "").endswith(end))


def find_button(app: AppTest, end: str) -> Any:
    return next(b for b in app.button if (b.key or "").endswith(end))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_read_on_the_spot_offers_its_rows_where_no_heading_is_known(
    folder: Path, lang: str
) -> None:
    title = ["某县督办表", "<", "<", "<", "<"]
    rows = [
        title,
        *(
            [
                *row,
                "",
            ]
            for row in DUTIES
        ),
    ]
    rows[1][4] = "会办"
    app, t = upload(folder, rows, lang), Texts(lang)
    assert [error.value for error in app.exception] == []
    assert t("headings.unknown_rows", table=t("plans.at_table", n=1)) in read_html(app)
    box = find_box(app, "_row")
    names = ["督办事项", "承办", "会办", "时间", t("headings.second", name="会办", n=2)]
    assert box.value == "1"
    assert box.options[1] == t("headings.row_of", n=2, names="、".join(names))
    assert t("headings.empty") in read_html(app)
    assert find_button(app, "_read").disabled
    for at, field in enumerate(["text", "main", "support"]):
        find_box(app, f"_{at}").select(field).run()
    find_button(app, "_read").click().run()
    assert read_texts(app, "//tr[@data-measure]/td[2]") == ["巡查河道。", "种树。"]
    app.button(key="plan_file_headings_again").click().run()
    assert t("headings.unknown_rows", table=t("plans.at_table", n=1)) in read_html(app)


def test_another_row_may_be_the_heading_and_a_cleared_box_is_left_out(folder: Path) -> None:
    app = upload(
        folder, [["甲类", "", "乙类"], ["督办", "承办", "时间"], ["做。", "市水务局", "年底前"]]
    )
    t = Texts("zh")
    find_box(app, "_row").select("0").run()
    assert t("headings.nameless", n=2) in read_texts(app, "//div[@class='heading-line']/b")
    find_box(app, "_0").select("text").run()
    find_box(app, "_1").select("main").run()
    assert not find_button(app, "_read").disabled
    find_box(app, "_1").set_value(None).run()
    assert find_button(app, "_read").disabled


def test_a_kept_file_whose_headings_nobody_knows_is_taken_up_as_said(folder: Path) -> None:
    write_docx(folder / "督办.docx", DUTIES)
    sha256 = originals.keep_original("督办.docx", (folder / "督办.docx").read_bytes(), "甲")
    app = open_page("plans", file=sha256[:16])
    assert Texts("zh")("headings.unknown_rows", table="表1") in read_html(app)
    for at, field in enumerate(["text", "main", "support"]):
        find_box(app, f"_{at}").select(field).run()
    find_button(app, "_read").click().run()
    app.text_input(key="fact_code").set_value(CODE)
    app.text_input(key="fact_title").set_value("督办计划")
    button = next(b for b in app.button if b.label == Texts("zh")("facts.take_up"))
    button.click().run()
    assert [error.value for error in app.exception] == []
    assert look().reading.columns == {**SAID, "会办": "support"}
