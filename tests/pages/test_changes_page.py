"""`/plans?from=A&to=B` through `AppTest`: what changed, for one unit and for all, and
the links that a person makes between two editions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.documents.offers import list_change_files
from components.screens.changes import links
from components.screens.widgets import against
from components.session import rights
from components.texts import LANGUAGES, Texts
from components.words.changes import list_parties_between, list_units, write_changes
from components.words.source import Origin
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import DataError, Problem
from geo.plan.changes import SUMMARY
from geo.plan.editions import Link
from store.editions import find_links, open_editions
from tests.geo.next_edition import MIYUN
from tests.kept_editions import LAST, NEXT, PAIR, SETTLED, decide, keep_editions, look
from tests.pages.open_page import find_all, open_page

ZH = Texts("zh")


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office"), SETTLED):
        yield


@pytest.fixture
def unlinked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with keep_editions(tmp_path_factory.mktemp("office")):
        yield


def show(**params: str) -> AppTest:
    app = open_page("plans", **(PAIR | params))
    assert [error.value for error in app.exception] == []
    return app


def read_texts(app: AppTest, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in find_all(app, path)]


def read_params(app: AppTest) -> dict[str, str]:
    pairs = app.query_params.items()
    return {key: value if isinstance(value, str) else value[0] for key, value in pairs}


def list_decided() -> tuple[Link, ...]:
    return find_links(open_editions(DEFAULT_PLAN, NEXT)).decided


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
    for code, kinds in (("", ["xlsx"]), (MIYUN, ["xlsx", "docx"])):
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
        ("map", {}, []),
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


@pytest.mark.usefixtures("unlinked")
def test_the_likeliest_pair_is_asked_first_and_one_click_links_it() -> None:
    app = show(step="links", lang="zh")
    assert read_texts(app, "//h3")[-1] == ZH("linking.position", at=1, n=9)
    first = [app.multiselect[at].value for at in range(2)]
    numbers = find_all(app, "//section[@class='linked-side']/article/@data-measure")
    assert first == [["9.3"], ["9.3"]] and numbers == ["9.3", "9.3"]
    marks = read_texts(app, "//section[@class='linked-side']//*[self::del or self::ins]")
    assert marks == ["删去：建设生态保育小区100处，", "增加：建成生态保育小区120处，"]
    app.text_input(key="linking_why").set_value("看过两版")
    app.text_input(key="writer").set_value("李工").run()
    app.button(key="linking_same_9.3_9.3").click().run()
    assert [error.value for error in app.exception] == []
    assert list_decided() == (Link("same", ("9.3",), ("9.3",)),)
    assert read_texts(app, "//h3")[-1] == ZH("linking.position", at=1, n=8)
    (line,) = [text for text in read_texts(app, "//p[@class='linked-line']") if "李工" in text]
    assert line.startswith("同一条 9.3") and line.endswith("看过两版")
    (undo,) = [button for button in app.button if button.label == ZH("linking.undo")]
    undo.click().run()
    assert list_decided() == ()


@pytest.mark.usefixtures("unlinked")
def test_what_is_split_merged_new_or_gone_is_said_by_the_measures_chosen() -> None:
    app = show(step="links", at="from:15.2")
    before, after = app.multiselect
    assert before.value == ["15.2"]
    after.set_value(["15.2", "15.3"]).run()
    app.button(key="linking_split_15.2_15.2;15.3").click().run()
    app = show(step="links", at="to:5")
    app.multiselect[0].set_value(["5.1", "5.2"])
    app.multiselect[1].set_value(["5"]).run()
    app.button(key="linking_merged_5.1;5.2_5").click().run()
    app = show(step="links", at="from:13.1")
    app.button(key="linking_gone_13.1_").click().run()
    app = show(step="links", at="to:17")
    app.button(key="linking_new__17").click().run()
    assert [one.describe() for one in list_decided()] == [
        *("split 15.2 → 15.2;15.3", "merged 5.1;5.2 → 5", "gone 13.1 → ", "new  → 17"),
    ]
    app = show(step="links")
    kinds = {text.split()[0] for text in read_texts(app, "//p[@class='linked-line']")}
    assert kinds == {"拆分", "合并", "不再列出", "新增", "同一条"}


@pytest.mark.usefixtures("unlinked")
def test_several_against_several_are_no_link_and_neither_is_nothing() -> None:
    app = show(step="links", at="from:15.2")
    app.multiselect[0].set_value(["15.2", "10"])
    app.multiselect[1].set_value(["15.2", "15.3"]).run()
    assert ZH("linking.no_kind") in read_texts(app, "//p[@class='quiet']")
    kinds = [b.key.split("_")[1] for b in app.button if b.key and b.key.startswith("linking_")]
    assert kinds == ["gone", "gone", "new", "new", "later"]
    app.multiselect[0].set_value([])
    app.multiselect[1].set_value([]).run()
    assert ZH("linking.one_each") in read_texts(app, "//p[@class='quiet']")
    assert ZH("linking.nothing_chosen") in read_texts(app, "//section/p[@class='quiet']")
    later = next(b for b in app.button if b.key and b.key.startswith("linking_later"))
    later.click().run()
    assert read_params(app)["at"] != "from:15.2"
    assert read_params(app)["step"] == "links"


@pytest.mark.usefixtures("unlinked")
def test_an_answer_upon_a_state_that_is_no_more_is_refused_with_the_newer_one() -> None:
    app = show(step="links", at="from:9.3")
    decide([Link("same", ("9.3",), ("9.3",))], who="王工")
    app.button(key="linking_gone_9.3_").click().run()
    assert [error.value for error in app.exception] == []
    (told,) = [text for text in read_texts(app, "//p[@class='notice']") if "王工" in text]
    assert "same 9.3 → 9.3" in told
    assert list_decided() == (Link("same", ("9.3",), ("9.3",)),)


@pytest.mark.usefixtures("settled")
def test_who_may_only_read_sees_the_same_and_no_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "may_write", lambda: False)
    app = show(step="links")
    assert ZH("review.reading_only") in read_texts(app, "//p[@class='notice']")
    assert [b.key for b in app.button if b.key and b.key.startswith("linking_")] == []
    assert [one.disabled for one in app.multiselect] == [True, True]
    assert len(read_texts(app, "//p[@class='linked-line']")) == len(SETTLED) + 23


@pytest.mark.usefixtures("settled")
def test_a_click_of_who_may_not_write_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    app = show(step="links")
    monkeypatch.setattr(rights, "is_at_the_machine", lambda *_: False)
    app.button(key="linking_new__17").click().run()
    assert len(list_decided()) == len(SETTLED)
    told = read_texts(app, "//p[@class='notice']")
    assert Problem("not_at_machine", "").why("zh") in "".join(told)


def test_where_all_is_linked_nothing_is_asked() -> None:
    app = show(**{"from": DEFAULT_PLAN, "to": DEFAULT_PLAN, "step": "links"})
    assert read_texts(app, "//p[@class='notice']") == [ZH("linking.done")]
    assert LAST.after == ("17",)
