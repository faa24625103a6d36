"""The panel's words: sentence, duties as HTML, base map input."""

import re

import pytest

from components.html.duties import write_chapter_bar, write_duties
from components.map.basemap import build_basemap
from components.texts import Texts
from components.words.sentence import write_sentence
from components.words.units import list_cell_units
from components.words.words import Words
from geo.model import Model
from tests.html_tree import parse_html

ZH, EN = Texts("zh"), Texts("en")


def test_sentence_of_a_district(model: Model) -> None:
    assert write_sentence(Words(model, ZH), "110118") == (
        "密云区在计划31条措施中承担19条：主责15条（其中兼牵头7条），协办4条；"
        "单位栏写明9条、各区都有8条、正文提及2条；年底前17条、持续推进2条。"
        "另有6条只写“相关区”，计划未指明是否包括密云区，待明确，不计入。"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sentence_numbers_are_the_summary(model: Model, lang: str) -> None:
    wrong = []
    for code in model.codes:
        counts = model.summary.loc[code]
        numbers = [
            int(n) for n in re.findall(r"\d+", write_sentence(Words(model, Texts(lang)), code))
        ]
        if lang == "zh":
            parts = [31, *counts[["total", "main", "lead_and_main", "support"]]]
            if numbers[:5] != parts:
                wrong.append(code)
        if counts["relevant"] and numbers[-1] != counts["relevant"]:
            wrong.append(code)
    assert wrong == []


def test_every_duty_shows_its_wording_role_and_basis(model: Model) -> None:
    duties = model.duties[model.duties["unit_code"] == "110118"]
    shown = parse_html(write_duties(Words(model, ZH), duties)).xpath("//article[@class='duty']")
    found = [(duty.get("data-measure"), duty.get("data-basis")) for duty in shown]
    assert sorted(found) == sorted(zip(duties["measure_id"], duties["basis"], strict=True))
    texts = model.plan.measures.set_index("measure_id")["text"]
    wordings = {
        duty.get("data-measure"): duty.xpath("string(.//*[@class='wording'])") for duty in shown
    }
    assert wordings == {measure_id: texts[measure_id] for measure_id in duties["measure_id"]}
    marks = [mark for duty in shown for mark in duty.xpath(".//*[@class='role']/i/text()")]
    assert marks.count("◆") == int((duties["lead"] & duties["main"]).sum())


def test_open_duties_stand_apart(model: Model) -> None:
    duties = model.duties[model.duties["unit_code"] == "110105"]
    shown = parse_html(write_duties(Words(model, ZH), duties))
    still_open = shown.xpath("//section[@class='duty-open']//@data-basis")
    assert set(still_open) == {"relevant"}
    assert shown.xpath("//@data-basis").count("relevant") == len(still_open)


def test_english_cells_are_translated(model: Model) -> None:
    duties = model.duties[
        (model.duties["unit_code"] == "110118") & (model.duties["measure_id"] == "9.3")
    ]
    html = write_duties(Words(model, EN), duties)
    assert "All districts, Beijing Economic-Technological Development Area" in html


def test_chapter_bar_leads_to_the_chapters(model: Model) -> None:
    bar = parse_html(write_chapter_bar(Words(model, ZH), "bda"))
    assert bar.xpath("//a/@href") == ["#duties-ch3", "#duties-ch4"]


@pytest.mark.parametrize(
    ("choice", "url", "key", "problem"),
    [
        ("none", "", "", None),
        ("inhouse", "http://tiles/{z}/{x}/{y}.png", "", None),
        ("inhouse", "javascript:alert(1)//{z}{x}{y}", "", "basemap.bad_url"),
        ("inhouse", "http://tiles/{z}/{x}.png", "", "basemap.bad_url"),
        ("tianditu", "", "", "basemap.need_key"),
        ("tianditu", "", "abc&x=1", "basemap.bad_key"),
        ("tianditu", "", "abc123", None),
    ],
)
def test_base_map_input(choice: str, url: str, key: str, problem: str | None) -> None:
    basemap, found = build_basemap(choice, url, key)
    assert found == problem
    assert (basemap is None) == (choice == "none" or problem is not None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_long_unit_cell_is_folded_with_the_own_name_and_opens_whole(
    model: Model, lang: str
) -> None:
    words = Words(model, Texts(lang))
    duties = model.duties[model.duties["unit_code"] == "110118"]
    article = parse_html(write_duties(words, duties)).find(".//article[@data-measure='7.1']")
    fold = article.find(".//details[@class='units']")
    first, whole = fold.find("summary"), fold.xpath("string()")
    cell = model.plan.measures.set_index("measure_id").at["7.1", "main"]
    printed = list_cell_units(words, cell)
    own = printed[12]
    assert (len(printed), own) == (14, {"zh": "密云区政府", "en": "Miyun"}[lang])
    comma = words.t("list.comma")
    assert whole.endswith(comma.join(printed))
    assert comma.join(printed[:3]) in first.xpath("string()")
    assert [b.text for b in fold.iterfind(".//b[@class='own']")] == [own, own]
    assert words.t("panel.units_all", n=14) in first.xpath("string()")


def test_a_short_unit_cell_is_whole(model: Model) -> None:
    duties = model.duties[model.duties["unit_code"] == "110118"]
    tree = parse_html(write_duties(Words(model, ZH), duties))
    folded = tree.xpath("//article[.//details[@class='units']]/@data-measure")
    cells = model.plan.measures.set_index("measure_id")[["lead", "main", "support"]]
    long = [m for m in cells.index if (cells.loc[m].str.count(";") + 1 > 4).any()]
    assert folded == [m for m in long if m in set(duties["measure_id"])] != []
