"""The comparison page through `AppTest`."""

import pytest
from streamlit.testing.v1 import AppTest

from components.texts import Texts
from components.words.comparison import build_comparison, write_comparison_counts
from components.words.words import Words
from geo.model import Model
from tests.pages.open_page import find_all, open_page, read_html


def list_keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def test_two_parties_are_compared() -> None:
    app = open_page("compare", compare="110118,110119")
    assert [e.value for e in app.exception] == []
    assert "密云区、延庆区的职责逐条对照" in read_html(app)


def test_with_nobody_the_page_says_what_to_do() -> None:
    app = open_page("compare")
    assert [e.value for e in app.exception] == []
    assert "选两个到七个区" in read_html(app)
    zones = [button for button in app.button if button.key and button.key.startswith("zone_")]
    assert "生态涵养区 5区" in [button.label for button in zones]
    zones[0].click().run()
    assert len(app.query_params["compare"].split(",")) > 1


def test_one_party_shows_how_to_add_another() -> None:
    app = open_page("compare", compare="110118")
    assert "再加一个区" in read_html(app)
    peers = sorted(key for key in list_keys(app) if key.startswith("peer_"))
    assert peers
    app.button(key=peers[0]).click().run()
    assert app.query_params["compare"] == f"110118,{peers[0].removeprefix('peer_')}"


def test_eight_ask_to_remove_one() -> None:
    seven = "110118,110119,110117,110116,110115,110114,110113"
    app = open_page("compare", compare=f"{seven},110109")
    assert [e.value for e in app.exception] == []
    assert "最多对比七个，现有8个" in read_html(app)
    app.button(key="remove_110109").click().run()
    assert app.query_params["compare"] == seven
    assert "职责逐条对照" in read_html(app)


@pytest.mark.parametrize(("kind", "n"), [("neighbours", 4), ("zone", 5)])
def test_neighbours_and_the_same_zone_are_chosen_at_one_press(kind: str, n: int) -> None:
    app = open_page("compare", district="110118")
    app.button(key=f"group_{kind}").click().run()
    chosen = app.query_params["compare"].split(",")
    assert chosen[0] == "110118" and len(set(chosen)) == len(chosen) == n
    assert f"group_{kind}" not in list_keys(app)


def test_unknown_and_repeated_codes_are_dropped_with_a_notice() -> None:
    html = read_html(open_page("compare", compare="110118,zz,110118,110119"))
    assert "compare=zz" in html
    assert "110118 重复" in html
    assert "密云区、延庆区的职责逐条对照" in html


@pytest.mark.parametrize("show", ["shared", "different", "open", "only:110118", "heat", "tasks"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_filter_and_sheet_opens(show: str, lang: str) -> None:
    app = open_page("compare", compare="110118,110109", show=show, lang=lang)
    assert [e.value for e in app.exception] == []


def test_party_without_own_duties_says_so_instead_of_a_number() -> None:
    app = open_page("compare", compare="110101")
    assert "东城区没有单位栏写明或正文提及的职责" in read_html(app)
    peers = [b.label for b in app.button if b.key and b.key.startswith("peer_")]
    assert "西城区" in peers[0]


def test_crossing_zones_says_load_is_not_performance() -> None:
    assert "不代表工作好坏" in read_html(open_page("compare", compare="110101,110118"))
    assert "不代表工作好坏" not in read_html(open_page("compare", compare="110118,110119"))


def test_the_answer_stands_before_the_table_in_words(model: Model) -> None:
    app = open_page("compare", compare="110118,110119")
    (said,) = find_all(app, "//*[@class='sentence']/p")
    comparison = build_comparison(model, ("110118", "110119"))
    assert said.text == write_comparison_counts(Words(model, Texts("zh")), comparison)
    assert "仅密云1条（9.5）" in str(said.text)


def test_the_comparison_as_equal_tiles() -> None:
    app = open_page("compare", compare="110118,bda")
    app.segmented_control(key="shape_choice").set_value("tiles").run()
    assert [e.value for e in app.exception] == []
    assert app.query_params["shape"] == "tiles"
    assert app.query_params["compare"] == "110118,bda"
