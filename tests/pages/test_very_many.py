"""Pages of a region of more parties than can be listed: a count, and a box that finds each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.synthetic import PLAN, write_packages
from components.map.small import draw_svg_map
from components.session.models import get_model
from components.texts import LANGUAGES, Texts
from components.words.units import MAX_LISTED, join_parties, name_party
from components.words.words import Words
from tests.pages.open_page import ROOT, find_all, open_page, read_html

COUNT = MAX_LISTED + 1
CODE = "100101"


@pytest.fixture(scope="module", params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(get_model(PLAN), Texts(request.param))


@pytest.fixture(scope="module", autouse=True)
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("many")
    write_packages(folder / "data", COUNT, 31)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUTYMAP_DATA", str(folder / "data"))
        patch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
        patch.delenv("DUTYMAP_DATABASE", raising=False)
        yield


def show(page: str, words: Words, **params: str) -> AppTest:
    app = open_page(page, plan=PLAN, lang=words.t.lang, **params)
    assert [error.value for error in app.exception] == []
    return app


def test_a_name_is_searched_for_beside_the_map(words: Words) -> None:
    app = show("map", words)
    assert find_all(app, "//*[@data-choose]") == []
    assert find_all(app, "//select[@data-chooser]//option[not(@data-measure)]")[1:] == []
    assert find_all(app, "//select[@data-chooser]/option")[0].text == words.t("search.measure")
    assert words.t("search.help") in read_html(app)
    assert app.selectbox(key="party_search").label == words.t("search.party")
    app.selectbox(key="party_search").select(CODE).run()
    assert app.query_params["district"] == CODE
    assert [title.text for title in find_all(app, "//*[@id='duty-panel-title']")] == [
        name_party(words, CODE)
    ]


def test_a_line_of_all_names_is_their_number(words: Words) -> None:
    codes = words.model.region.districts["unit_code"].tolist()
    first = words.t("list.comma").join(name_party(words, code) for code in codes[:3])
    assert join_parties(words, codes) == words.t("search.names", names=first, n=COUNT)
    listed = join_parties(words, codes[:MAX_LISTED]).split(words.t("list.comma"))
    assert len(listed) == MAX_LISTED


def test_a_row_behind_a_figure_is_searched_for(words: Words) -> None:
    app = show("map", words)
    box = app.selectbox(key="join_row_2")
    assert (box.label, len(box.options)) == (words.t("search.row"), COUNT)
    assert list_cells(app, CODE) == []
    # The footer is the router's, which a second run in `AppTest` leaves out.
    chosen = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    chosen.query_params["plan"], chosen.query_params["lang"] = PLAN, words.t.lang
    chosen.session_state["join_row_2"] = box.options.index(f"{CODE} {name_party(words, CODE)}")
    assert list_cells(chosen.run(), CODE) == [CODE]


def list_cells(app: AppTest, text: str) -> list[str]:
    cells = [str(cell.text_content()) for cell in find_all(app, "//td | //th")]
    return [cell for cell in cells if cell == text]


@pytest.mark.parametrize("page", ["district", "compare"])
def test_other_pages_search_too(words: Words, page: str) -> None:
    app = show(page, words)
    assert [button.key for button in app.button if (button.key or "").startswith("party_")] == []
    assert (words.t("search.help") in read_html(app)) is (page == "district")


def test_no_sheet_of_all_is_offered(words: Words) -> None:
    app = show("compare", words, show="heat", compare="100001,100002")
    assert find_all(app, "//table[contains(@class, 'heat')]") == []
    modes = app.segmented_control(key="compare_mode")
    assert (modes.options, modes.value) == ([words.t("compare.chosen")], "chosen")


def test_a_small_map_of_very_many_has_no_borders_between_those_drawn_alike(
    words: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count_shapes() -> int:
        image = draw_svg_map(words.model, {CODE: "zero"}, title="", width=210, outlined=[CODE])
        return image.count("path d=") + image.count("path%20d=") + image.count("path d%3D")

    bordered = count_shapes()
    monkeypatch.setattr("components.map.small.MAX_BORDERED", MAX_LISTED)
    assert (bordered, count_shapes()) == (COUNT + 1, 3)
