"""`/plans?from=A&to=B&step=links` through `AppTest`: the links that a person makes between two
editions, one decision at a time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.session import reader
from components.texts import Texts
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import Problem
from geo.plan.editions import Link
from store.editions import find_links, open_editions
from tests.kept_editions import LAST, NEXT, PAIR, SETTLED, decide, keep_editions
from tests.pages.open_page import find_all, open_page, read_params, read_texts

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


def list_decided() -> tuple[Link, ...]:
    return find_links(open_editions(DEFAULT_PLAN, NEXT)).decided


@pytest.mark.usefixtures("unlinked")
def test_a_pair_stands_side_by_side_and_one_click_links_it() -> None:
    assert read_texts(show(step="links"), "//h3")[-1] == ZH("linking.position", at=1, n=8)
    app = show(step="links", lang="zh", at="from:9.3")
    assert read_texts(app, "//h3")[-1] == ZH("linking.position", at=3, n=8)
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
    assert read_texts(app, "//h3")[-1] == ZH("linking.position", at=1, n=7)
    (line,) = [text for text in read_texts(app, "//p[@class='linked-line']") if "李工" in text]
    assert line.startswith("同一条 9.3") and line.endswith("看过两版")
    (undo,) = [button for button in app.button if button.label == ZH("linking.undo")]
    undo.click().run()
    assert list_decided() == ()


@pytest.mark.usefixtures("unlinked")
def test_what_is_split_merged_new_or_gone_is_said_by_the_measures_chosen() -> None:
    app = show(step="links")
    assert [one.value for one in app.multiselect] == [["15.2"], ["15.2", "15.3"]]
    assert read_texts(app, "//section[@class='linked-side']//*[self::del or self::ins]") == []
    app.button(key="linking_split_15.2_15.2;15.3").click().run()
    assert [one.value for one in app.multiselect] == [["5.1", "5.2"], ["5"]]
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
def test_what_is_chosen_half_way_is_in_the_link_and_is_there_again() -> None:
    app = show(step="links", at="from:9.3", lang="zh")
    assert not {"before", "after"} & {*read_params(app)}
    app.multiselect[1].set_value(["9.3", "16"]).run()
    params = read_params(app)
    assert params == {
        **{"lang": "zh", **PAIR, "step": "links"},
        **{"at": "from:9.3", "before": "9.3", "after": "9.3;16"},
    }
    again = open_page("plans", **params)
    assert [one.value for one in again.multiselect] == [["9.3"], ["9.3", "16"]]
    assert read_texts(again, "//ul[contains(@class, 'notice')]/li") == []
    marked = read_texts(again, "//section[@class='linked-side']//*[self::del or self::ins]")
    assert "删去：建设生态保育小区100处，" in marked and "增加：开展库区联合巡护。" in marked
    again.multiselect[0].set_value([]).run()
    assert read_params(again)["before"] == ""
    assert open_page("plans", **read_params(again)).multiselect[0].value == []
    again.multiselect[0].set_value(["9.3"]).run()
    again.multiselect[1].set_value(["9.3"]).run()
    assert not {"before", "after"} & {*read_params(again)}


@pytest.mark.usefixtures("unlinked")
def test_a_choice_that_is_not_there_is_left_out() -> None:
    decide([Link("same", ("9.1",), ("9.1",))])
    app = show(step="links", at="from:9.3", before="9.3;nowhere;9.1", after="x")
    assert [error.value for error in app.exception] == []
    assert [one.value for one in app.multiselect] == [["9.3"], []]


@pytest.mark.usefixtures("unlinked")
def test_several_against_several_are_no_link_and_neither_is_nothing() -> None:
    app = show(step="links", at="from:15.2")
    app.multiselect[0].set_value(["15.2", "10"]).run()
    assert ZH("linking.no_kind") in read_texts(app, "//p[@class='quiet']")
    kinds = [b.key.split("_")[1] for b in app.button if b.key and b.key.startswith("linking_")]
    assert kinds == ["gone", "gone", "new", "new", "later"]
    app.multiselect[0].set_value([]).run()
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
    monkeypatch.setattr(reader, "read_guard", dict)
    app = show(step="links")
    assert ZH("reading_only.machine") in read_texts(app, "//p[@class='notice']")
    assert [b.key for b in app.button if b.key and b.key.startswith("linking_")] == []
    assert [one.disabled for one in app.multiselect] == [True, True]
    assert len(read_texts(app, "//p[@class='linked-line']")) == len(SETTLED) + 23


@pytest.mark.usefixtures("settled")
def test_a_click_of_who_may_not_write_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    app = show(step="links")
    monkeypatch.setattr(reader, "read_guard", dict)
    app.button(key="linking_new__17").click().run()
    assert len(list_decided()) == len(SETTLED)
    told = read_texts(app, "//p[@class='notice']")
    assert Problem("not_at_machine", "").why("zh") in "".join(told)


def test_where_all_is_linked_nothing_is_asked() -> None:
    app = show(**{"from": DEFAULT_PLAN, "to": DEFAULT_PLAN, "step": "links"})
    assert read_texts(app, "//p[@class='notice']") == [ZH("linking.done")]
    assert LAST.after == ("17",)
