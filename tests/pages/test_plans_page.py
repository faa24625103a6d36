"""The page of plans through `AppTest`: the shelf, and a file read without being kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.plans.paste import _take
from components.texts import LANGUAGES, Texts
from store import publishing
from tests.geo.intake import typeset
from tests.pages.open_page import find_all, open_page


def choose(app: AppTest, path: Path) -> AppTest:
    return app.file_uploader(key="plan_file").set_value((path.name, path.read_bytes(), "")).run()


def read_texts(app: AppTest, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in find_all(app, path)]


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    path = tmp_path / "明年的计划.docx"
    typeset.write_docx(path, typeset.lay_out_measures(typeset.read_measures()))
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_shelf_has_the_shipped_plan_and_its_map(lang: str) -> None:
    app = open_page("plans", lang=lang)
    t = Texts(lang)
    (line,) = read_texts(app, "//ul[@class='shelf']/li")
    assert t("plans.counts", tasks=15, measures=31) in line
    (link,) = find_all(app, "//ul[@class='shelf']//a")
    assert link.get("href") == ("./?" if lang == "zh" else "./?lang=en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_is_read_whole_and_nothing_is_asked(lang: str, shipped: Path) -> None:
    app = choose(open_page("plans", lang=lang), shipped)
    assert [e.value for e in app.exception] == []
    t = Texts(lang)
    (said,) = read_texts(app, "//p[@class='draft-said']")
    assert said == " ".join(
        (t("plans.read", tasks=15, measures=31) + t("plans.nothing_asked")).split()
    )
    rows = find_all(app, "//div[@class='plan-table']//tr[@data-measure]")
    texts = [" ".join(row.xpath("td[2]")[0].text_content().split()) for row in rows]
    assert texts == [measure["text"] for measure in typeset.read_measures()]
    assert app.get("download_button")[0].proto.label == t("plans.csv")


def test_what_is_asked_stands_with_its_place_and_both_readings(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "序号,工作措施,责任单位,完成时限\n1,巡查河道,市水利局,年底前\n2,种树,,年底前\n",
        encoding="utf-8-sig",
    )
    app = choose(open_page("plans"), path)
    t = Texts("zh")
    assert t("plans.asked", n=2) in read_texts(app, "//p[@class='draft-said']")[0]
    asked = read_texts(app, "//table[@class='plain'][1]/tbody/tr/td[1]")
    assert asked == ["措施1 · CSV · 第2行 · 责任单位", "措施2 · CSV · 第3行 · 责任单位"]
    assert read_texts(app, "//mark") == ["市水利局"]
    (blank,) = [text for text in read_texts(app, "//tr[@data-measure='2']/td") if "空白" in text]
    assert blank == t("plans.blank")


def test_a_refused_file_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "旧版.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64)
    app = choose(open_page("plans"), path)
    assert [e.value for e in app.exception] == []
    assert "另存为 .docx" in read_texts(app, "//table[@class='plain']//td[last()]")[0]


def test_of_several_sheets_one_is_chosen(tmp_path: Path) -> None:
    measures = typeset.read_measures()
    book = typeset.build_xlsx(typeset.lay_out_measures(measures[:3]))
    other = typeset.build_xlsx(typeset.lay_out_measures(measures)).active
    sheet = book.create_sheet("甲、乙")
    for row in other.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate] = cell.value
    for merged in other.merged_cells.ranges:
        sheet.merge_cells(str(merged))
    path = tmp_path / "两张表.xlsx"
    book.save(path)
    app = choose(open_page("plans"), path)
    app.selectbox(key="plan_file_sheets").select("甲、乙").run()
    assert "31" in read_texts(app, "//p[@class='draft-said']")[0]


def test_a_pasted_table_is_read_with_its_merged_cells_or_by_its_tabs() -> None:
    taken: list[tuple[str, bytes]] = []
    t = Texts("zh")
    for pasted in ({"html": "<table></table>", "text": "a\tb"}, {"text": "a\tb"}, {}, None):
        _take(pasted, lambda name, data: taken.append((name, data)), t)
    assert taken == [("粘贴的表格.html", b"<table></table>"), ("粘贴的表格.tsv", b"a\tb")]


@pytest.fixture
def published(shipped: Path, office_local: Path) -> str:
    """The shipped plan's Word file, imported and published under another code."""
    publishing.import_file(shipped, "next-year", "beijing", None, "甲")
    publishing.state_facts("next-year", {"title": "明年的计划", "annex": "附件1"}, "甲")
    publishing.publish("next-year", "甲", "")
    return "next-year"


def test_a_published_plan_stands_on_the_shelf_and_says_what_the_shipped_one_says(
    published: str,
) -> None:
    shelf = read_texts(open_page("plans"), "//ul[@class='shelf']/li")
    assert [line.split(" ")[0] for line in shelf] == ["生态保护2025年行动计划", "明年的计划"]
    duties = "//article[@data-measure]/@data-measure"
    facts = "//div[@class='facts']"
    views = (
        ("map", duties, {"district": "110118"}),
        ("map", facts, {"district": "110118"}),
        ("compare", "//div[@class='sentence']/p", {"compare": "110118,110119"}),
        ("ledger", "//tr[@data-measure]/td[5]", {}),
    )
    for page, path, params in views:
        ours, theirs = (
            [
                # a Word file with merged cells leaves none of the doubts of the shipped layout
                (node if isinstance(node, str) else node.text_content()).replace("†", "")
                for node in find_all(open_page(page, **params, **plan), path)
            ]
            for plan in ({}, {"plan": published})
        )
        assert (page, ours) == (page, theirs)
        assert ours


def test_links_of_a_published_plan_stay_with_it(published: str) -> None:
    views = (
        ("map", {}),
        ("map", {"district": "110118"}),
        ("map", {"measure": "9.1"}),
        ("district", {"district": "110118"}),
        ("compare", {"compare": "110118,110119"}),
        ("compare", {"show": "heat"}),
        ("compare", {"show": "tasks"}),
        ("ledger", {}),
    )
    for page, params in views:
        links = find_all(
            open_page(page, plan=published, **params), "//a[contains(@href, '?')]/@href"
        )
        assert (page, params, [link for link in links if f"plan={published}" not in link]) == (
            page,
            params,
            [],
        )
