"""Markup in data is text on every screen that shows it, and every piece of HTML was tried."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from components.documents.single_file import write_single_file
from components.html import template
from components.html.wording import write_wording
from components.screens.map import ahead
from components.screens.review import review
from components.screens.review.link import STEPS
from components.session import models
from components.texts import LANGUAGES, Texts
from components.words.source import Origin
from components.words.words import Words
from geo.model import Model
from geo.packages.package import DEFAULT_PLAN
from store import originals, publishing
from store.asked import hash_parts
from store.editions import GivenLink, decide_links, join_editions
from store.publishing import Given
from tests.attacked import attack, find_fallen
from tests.attacked_account import show_attacked_account
from tests.attacked_month import show_attacked_month
from tests.attacked_plans import show_several
from tests.drawn_pieces import Piece, list_pieces, record_pieces
from tests.geo.intake.boxes import HEADINGS
from tests.geo.intake.typeset import pack_docx, paragraph, write_docx
from tests.html_tree import parse_html
from tests.pages.kept_plan import CODE, own_database
from tests.pages.open_page import open_page, read_html
from tests.taken_away import MARKUP

VIEWS: list[tuple[str, dict[str, str]]] = [
    ("map", {}),
    ("map", {"district": "110118", "metric": "ch2"}),
    ("map", {"district": "bda"}),
    ("map", {"measure": "9.1", "district": "110118"}),
    ("map", {"measure": "9.3"}),
    ("map", {"district": MARKUP}),
    ("district", {}),
    ("district", {"district": "110118"}),
    ("compare", {"compare": "110118,110119"}),
    ("compare", {"show": "heat"}),
    ("compare", {"show": "tasks"}),
    ("restoration", {"place": "closed_mines"}),
    ("restoration", {"place": "riv_wenyu"}),
    ("restoration", {"district": "110118"}),
    ("restoration", {"district": "110101"}),
    ("protected", {}),
    ("protected", {"place": "nr_songshan"}),
    ("protected", {"district": "110119"}),
    ("ledger", {"unit": "110118"}),
    ("sources", {}),
    ("plans", {}),
    ("map", {"against": DEFAULT_PLAN}),
    ("map", {"district": "110118", "against": DEFAULT_PLAN}),
    ("present", {}),
    ("present", {"run": f"plan.since-{DEFAULT_PLAN},110118.since-{DEFAULT_PLAN}", "slide": "1"}),
    ("present", {"run": "plan,110118,110118-110119,110112.own,water.led1", "slide": "1"}),
]
OWN_WORDS = {
    "documents/single_file.html": {"frame"},
    "html/changes.html": {"mark", "numbers"},
    "html/places.html": {"not_reached"},
    "map/small.html": {"svg"},
    "screens/changes/links.html": {"position"},
    "screens/compare/answer.html": {"empty_cell"},
    "screens/compare/sheets.html": {"legend", "swatch"},
    "screens/district/figures.html": {"figures"},
    "screens/map/party.html": {"buttons"},
    "screens/places/matrix.html": {"cell"},
    "screens/review/publish.html": {"link", "title"},
    "screens/review/questions.html": {"position"},
    "screens/review/trial.html": {"count", "links"},
    "screens/sources/sources.html": {
        *("citing", "files", "head", "opening", "reporting", "rules"),
    },
    "screens/shell/embedded.html": {"refused"},
    "screens/sources/tables.html": {"contents", "descriptor", "figures", "rules"},
    "screens/widgets/headings.html": {"missing"},
}
"""Pieces that show words of the screen and numbers alone, or are no HTML."""
Shown = tuple[dict[str, HtmlElement], dict[Piece, bool]]


def show_names() -> None:
    """Names of a review with an answer and a unit; a file's names are read without spaces. And a
    name of an edition that the other has not."""
    import streamlit as st

    from components.html.changes import Fact
    from components.html.template import draw
    from components.screens.review.naming import Known, Place
    from components.texts import Texts
    from tests.taken_away import MARKUP

    said = dict.fromkeys(("name", "answer", "source", "split", "alike"), MARKUP)
    places, t = {MARKUP: [Place(MARKUP, MARKUP)]}, Texts("zh")
    st.html(draw("screens/review/names.row", t=t, places=places, **said))
    st.html(draw("screens/review/names.known", t=t, rows=[Known(MARKUP, MARKUP, 1)]))
    st.html(draw("html/changes.row", t=t, fact=Fact(MARKUP, MARKUP, MARKUP)))


def show_problem() -> None:
    """The error page of hostile files, notices of hostile links, the page before the product."""
    from components.entrance.page import Entrance, write_entrance
    from components.screens.shell.error_page import show_data_error
    from components.screens.shell.frame import show_notices
    from components.session.link import Notice
    from components.texts import Texts
    from geo.packages.problems import DataError, Problem
    from tests.taken_away import MARKUP

    values = {"name": MARKUP, "value": MARKUP}
    show_notices([Notice("notice.unknown_value", values)], Texts("zh"))
    show_data_error(DataError([Problem("missing_file", MARKUP, 2, MARKUP, MARKUP)]))
    write_entrance(Entrance("settings", asked=MARKUP), MARKUP)


def show_file_words() -> None:
    """What a file says beside its measures is shown without its spaces; here with them."""
    import streamlit as st

    from components.html.template import draw
    from components.screens.review.plan import show_lines
    from components.screens.widgets.headings import show_headings
    from components.texts import Texts
    from geo.intake.headers import Heading
    from tests.taken_away import MARKUP

    t = Texts("zh")
    heading = Heading(1, MARKUP, "unknown", (MARKUP,), True)
    show_headings([heading], {}, lambda *_: None, t, key="heading")
    show_lines([MARKUP], [MARKUP], t)
    card = {"address": MARKUP, "what": MARKUP, "question": MARKUP, "state": MARKUP}
    card |= {"is_shown": "", "is_open": ""}
    texts = {"what": MARKUP, "question": MARKUP, "answered": MARKUP}
    st.html(draw("screens/review/questions.ask", **texts))
    figure = {"number": MARKUP, "parts": (MARKUP,) * 3, "figure": MARKUP, "said": MARKUP}
    st.html(draw("screens/review/targets.figure", **figure))
    told = {"heading": MARKUP, "said": MARKUP, "effects": [MARKUP]}
    st.html(draw("screens/review/questions.reading", **told))
    st.html(draw("screens/review/questions.overview", t=t, cards=[card]))


def read_attacked_file(lang: str) -> AppTest:
    """The page of plans, after a plan's file was read that holds markup in every cell."""
    lines = io.StringIO()
    columns = ["序号", "重点任务", "工作措施", "责任单位", "完成时限", MARKUP]
    csv.writer(lines).writerows([columns, ["1", *[MARKUP] * 5]])
    app = open_page("plans", lang=lang)
    data = lines.getvalue().encode()
    return (
        app.file_uploader(key="plan_file")
        .set_value((f"{MARKUP}.csv".replace("/", ""), data, ""))
        .run()
    )


def review_attacked_plan(folder: Path, lang: str) -> Iterator[tuple[str, HtmlElement]]:
    """Every step of a review, of a plan that holds markup in every cell, and the first for who may
    only look; then what is asked of a kept file whose headings nobody knows."""
    headings = (*HEADINGS[:-1], MARKUP)
    row = ("7", MARKUP, MARKUP, "", MARKUP, "<", MARKUP)
    path = folder / f"{MARKUP}.docx"
    write_docx(path, [[MARKUP, *"<<<<<<"], headings, row])
    publishing.import_file(path, CODE, "beijing", None, MARKUP)
    publishing.state_facts(CODE, {"title": MARKUP}, MARKUP)
    publishing.decide(CODE, [Given("7/task", "correct", f"set:{MARKUP}", MARKUP, MARKUP)])
    publishing.publish(CODE, MARKUP, MARKUP, is_draft=True)
    write_docx(path, [["甲"]], [f"1.{MARKUP}", f"牵头单位：{MARKUP}"])
    publishing.import_file(path, "listed", "beijing", None, MARKUP)
    steps = [(CODE, step, "") for step in STEPS]
    for code, step, at in (*steps, (CODE, "rows", "7"), ("listed", "rows", "1")):
        app = open_page("plans", lang=lang, draft=code, step=step, at=at)
        assert (step, [error.value for error in app.exception]) == (step, [])
        yield f"review {code} {step} {at}", parse_html(read_html(app))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(review, "may_do", lambda action: False)
        app = open_page("plans", lang=lang, draft=CODE)
        yield "review without rights", parse_html(read_html(app))
    write_docx(folder / "a.docx", [[MARKUP, "乙"], ["丙", MARKUP]])
    sha256 = originals.keep_original(f"{MARKUP}.docx", (folder / "a.docx").read_bytes(), "甲")
    yield "kept file", parse_html(read_html(open_page("plans", lang=lang, file=sha256)))


def review_attacked_answers(folder: Path, lang: str) -> Iterator[tuple[str, HtmlElement]]:
    """A card and a row that were answered with markup, and the lines of a list that hold it."""
    table, listed = folder / "answered.docx", folder / "listed.docx"
    row = ("1", MARKUP, MARKUP, "", MARKUP, "<", MARKUP)
    write_docx(table, [HEADINGS, row])
    lines = (f"1. {MARKUP}", f"牵头单位：{MARKUP}", f"3. {MARKUP}", f"牵头单位：{MARKUP}")
    pack_docx(listed, "".join(map(paragraph, lines)))
    for path in (table, listed):
        publishing.import_file(path, path.stem, "beijing", None, MARKUP)
    asked = (("1/完成时限", "blank"), ("1/text", "correct"))
    publishing.decide(
        "answered",
        [publishing.Given(*one, f"set:{MARKUP}", MARKUP, MARKUP) for one in asked],
    )
    card = hash_parts(*asked[0])[:8]
    for plan, step, at in (
        ("answered", "questions", card),
        ("answered", "rows", "1"),
        ("listed", "questions", ""),
    ):
        app = open_page("plans", lang=lang, draft=plan, step=step, at=at)
        assert (plan, step, [error.value for error in app.exception]) == (plan, step, [])
        yield f"{plan} {step}", parse_html(read_html(app))


def compare_attacked_editions(attacked: Model, lang: str) -> Iterator[tuple[str, HtmlElement]]:
    """The page of two editions, with changes, measures to link and links that somebody made."""
    given = [
        GivenLink("gone", ("9.1",), (), MARKUP, MARKUP),
        GivenLink("same", ("9.2",), ("8",), MARKUP, MARKUP),
    ]
    decide_links(join_editions(attacked, attacked), given)
    pair = {"from": DEFAULT_PLAN, "to": DEFAULT_PLAN, "lang": lang}
    views: list[dict[str, str]] = [{}, {"district": "110118"}, {"step": "links"}]
    for view in [*views, {"step": "links", "at": "to:9.1"}]:
        app = open_page("plans", **pair, **view)
        assert (view, [error.value for error in app.exception]) == (view, [])
        yield f"editions {view}", parse_html(read_html(app))


@pytest.fixture(scope="module", params=LANGUAGES)
def shown(
    request: pytest.FixtureRequest, model: Model, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shown]:
    """What every view of the attacked model wrote, and the pieces it was drawn of."""
    attacked, t = attack(model), Texts(request.param)
    with pytest.MonkeyPatch.context() as patch, record_pieces() as drawn:
        patch.setattr(models, "_load_model", lambda *_: attacked)
        patch.setattr(ahead, "MAX_PARTIES", 0)  # the page writes the same
        written = {}
        for page, params in VIEWS:
            app = open_page(page, lang=t.lang, **params)
            assert (page, params, [error.value for error in app.exception]) == (page, params, [])
            written[f"{page} {params}"] = parse_html(read_html(app))
        written["plan's file"] = parse_html(read_html(read_attacked_file(t.lang)))
        folder = tmp_path_factory.mktemp("office")
        with own_database(folder):
            written |= dict(review_attacked_plan(folder, t.lang))
            written |= dict(review_attacked_answers(folder, t.lang))
            written |= dict(compare_attacked_editions(attacked, t.lang))
            written |= dict(show_attacked_month(attacked, t.lang))
            written |= dict(show_attacked_account(t.lang))
        origin = Origin(Words(attacked, t), datetime.date(2026, 1, 2))
        file = write_single_file(origin, ["plan", "110118"])
        written["file"] = parse_html(file.decode())
        written["map of the file"] = parse_html(written["file"].xpath("string(//@srcdoc)"))
        written["words"] = parse_html(read_html(AppTest.from_function(show_file_words).run()))
        written["problem"] = parse_html(read_html(AppTest.from_function(show_problem).run()))
        written["names"] = parse_html(read_html(AppTest.from_function(show_names).run()))
        written |= dict(show_several(attacked, t.lang, patch))
        yield written, drawn


def test_the_attack_is_text_wherever_it_is_shown(shown: Shown) -> None:
    trees, _ = shown
    assert {name: found for name, tree in trees.items() if (found := find_fallen(tree))} == {}
    silent = {name for name, tree in trees.items() if MARKUP not in tree.text_content()}
    assert silent == {"map of the file"}  # its texts come with the script


def test_every_piece_was_drawn_and_all_but_those_of_own_words_showed_the_attack(
    shown: Shown,
) -> None:
    _, drawn = shown
    assert list_pieces() - set(drawn) == set()
    silent = {piece for piece, attacked in drawn.items() if not attacked}
    assert silent == {(file, macro) for file, macros in OWN_WORDS.items() for macro in macros}


def test_markup_in_links_and_broken_files_is_text(shown: Shown) -> None:
    page = shown[0]["problem"]
    (notice,) = page.xpath("//ul[@class='notice']/li")
    assert notice.text_content().count(MARKUP) == 2
    cells = [rows.xpath(".//td/text()") for rows in page.xpath("//section[@class='data-error']")]
    assert [row[:4] for row in cells] == [[MARKUP, "2", MARKUP, MARKUP]] * 2


def test_where_nothing_escapes_the_attack_is_found(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = template._ENVIRONMENT.overlay(autoescape=False)
    monkeypatch.setattr(template, "_ENVIRONMENT", bare)
    measure = model.plan.measures.iloc[0].to_dict() | {"text": MARKUP}
    assert find_fallen(parse_html(write_wording(measure, Texts("zh")))) == ["p"]
