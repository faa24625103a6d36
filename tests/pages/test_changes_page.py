"""`/plans?from=A&to=B` through `AppTest`: what changed, for one unit and for all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.documents.offers import list_change_files
from components.screens.changes import changes
from components.screens.widgets import against
from components.texts import LANGUAGES, Texts
from components.words.changes import list_parties_between, list_units, write_changes
from components.words.source import Origin
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import DataError, Problem
from geo.plan.changes import SUMMARY
from tests.geo.next_edition import MIYUN
from tests.kept_editions import NEXT, PAIR, SETTLED, keep_editions, look
from tests.pages.open_page import find_all, open_page, read_params, read_texts

ZH = Texts("zh")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


def show(**params: str) -> AppTest:
    app = open_page("plans", **(PAIR | params))
    assert [error.value for error in app.exception] == []
    return app


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_party_has_its_sentence_first_and_then_its_groups(lang: str) -> None:
    app, between = show(district=MIYUN, lang=lang), look(lang)
    (sentence,) = find_all(app, "//div[@class='sentence']/p")
    assert sentence.text_content() == write_changes(between, MIYUN)
    kinds = find_all(app, "//div[@class='changes']/section[@data-kind]/@data-kind")
    assert kinds == ["new", "gone", "role", "basis", "wording", "deadline_or_figure"]
    assert between.t("changes.rule") in read_texts(app, "//p[@class='quiet']")


@pytest.mark.usefixtures("settled")
def test_the_table_has_every_unit_in_the_usual_order_and_leads_to_it() -> None:
    app, between = show(), look()
    rows = find_all(app, "//table[@class='matrix']//tr[td]")
    addresses = [row.xpath("th/a/@href")[0] for row in rows]
    parties = list_parties_between(between)
    named = [row.xpath("string(th)") for row in rows]
    assert named[: len(parties)] == [list_units(between)[code] for code in parties]
    assert f"plans?from=ecology-2025&to={NEXT}&unit=water&plan={NEXT}" in addresses
    (miyun,) = [row for row in rows if f"district={MIYUN}" in row.xpath("th/a/@href")[0]]
    figures = [int(cell.text_content()) for cell in miyun.xpath("td")]
    assert figures == [2, 2, 2, 2, 2, 2, 10, 2, 1]
    assert len(figures) == len(SUMMARY) + 2
    (notice,) = read_texts(app, "//p[@class='notice']")
    assert notice.startswith("后一版1条措施还没有人确认对应关系")


@pytest.mark.usefixtures("settled")
def test_a_unit_is_chosen_and_left_by_the_link_alone() -> None:
    app = show(lang="zh")
    app.selectbox(key="changes_unit").select("water").run()
    assert read_params(app) == {"lang": "zh", **PAIR, "unit": "water"}
    assert read_texts(app, "//div[@class='sentence']/p") == [write_changes(look(), "water")]
    app.button(key="changes_all").click().run()
    assert "unit" not in read_params(app)
    assert find_all(app, "//table[@class='matrix']")


@pytest.mark.usefixtures("settled")
def test_the_head_names_both_and_swaps_them() -> None:
    app = show(district=MIYUN)
    addresses = find_all(app, "//p[@class='changes-pair']//a/@href")
    assert addresses == [
        "./?",
        f"./?against=ecology-2025&district={MIYUN}&plan={NEXT}",
        f"plans?from={NEXT}&to=ecology-2025&district={MIYUN}",
        "plans?",
    ]
    back = show(**{"from": NEXT, "to": DEFAULT_PLAN, "district": MIYUN})
    assert read_texts(back, "//div[@class='sentence']/p")[0].startswith(
        "密云区与《生态保护2026年行动计划》相比，新增2条、不再列出2条"
    )


@pytest.mark.usefixtures("settled")
def test_files_are_offered_for_a_unit_and_for_all() -> None:
    for params in ({}, {"district": MIYUN}):
        assert show(**params).get("popover")[0].proto.popover.label == ZH("file.button")
    between = look()
    origin = Origin(between.after, datetime.date(2026, 1, 2))
    for code, kinds in (("", ["xlsx", "pptx"]), (MIYUN, ["xlsx", "docx", "pptx"])):
        offers = list_change_files(origin, between, code)
        assert list(offers) == kinds
        assert [build()[:2] for _, _, build in offers.values()] == [b"PK"] * len(kinds)
    assert offers["docx"][1] == ["生态保护2026年行动计划", "密云区", "变化"]


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ({"to": "nowhere"}, "nowhere"),
        ({"from": "nowhere"}, "nowhere"),
    ],
)
def test_a_plan_that_is_not_there_is_named(pair: dict[str, str], told: str) -> None:
    app = show(**({"from": DEFAULT_PLAN, "to": DEFAULT_PLAN} | pair))
    (notice,) = read_texts(app, "//p[@class='notice']")
    assert notice == ZH("changes.unknown_plan", plan=told)


@pytest.mark.usefixtures("settled")
def test_the_shelf_leads_from_a_plan_to_what_changed_since_the_edition_before_it() -> None:
    shelf = find_all(open_page("plans"), "//ul[@class='shelf']/li")
    links = [line.xpath("a/@href")[1:] for line in shelf]
    assert links == [[], [f"plans?from=ecology-2025&to={NEXT}&plan={NEXT}"]]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize(
    ("page", "params", "codes"),
    [
        ("map", {"district": MIYUN}, [MIYUN]),
        ("district", {"district": MIYUN}, [MIYUN]),
        ("compare", {"compare": f"{MIYUN},110119"}, [MIYUN, "110119"]),
    ],
)
def test_other_pages_say_it_beside_their_own(
    page: str, params: dict[str, str], codes: list[str]
) -> None:
    app = open_page(page, plan=NEXT, against=DEFAULT_PLAN, **params)
    assert [error.value for error in app.exception] == []
    between = look()
    told = [write_changes(between, code) + " 看有哪些变化" for code in codes]
    assert read_texts(app, "//p[@class='against']") == told
    assert find_all(open_page(page, plan=NEXT, **params), "//p[@class='against']") == []


@pytest.mark.usefixtures("settled")
def test_a_database_that_cannot_be_asked_costs_the_line_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise DataError([Problem("settled_unread", "x")])

    monkeypatch.setattr(against, "look_between", fail)
    app = open_page("district", plan=NEXT, against=DEFAULT_PLAN, district=MIYUN)
    assert [error.value for error in app.exception] == []
    assert find_all(app, "//p[@class='against']") == []
    assert "x" in read_texts(app, "//table[@class='plain']//td[1]")


def test_a_database_that_cannot_be_asked_is_told_in_place_of_two_editions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(plan: str) -> bool:
        raise DataError([Problem("old_schema", "dutymap.db", value="001")])

    monkeypatch.setattr(changes, "is_readable", fail)
    app = show()
    assert "dutymap.db" in read_texts(app, "//table[@class='plain']//td[1]")
