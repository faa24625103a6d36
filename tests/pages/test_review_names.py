"""The step of a review that says whom the names stand for which the region does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.review.names import KINDS
from components.session import reader
from components.texts import LANGUAGES, Texts
from store import publishing
from store.database import read
from store.publishing import Given
from store.rights import acting_as, find_machine
from tests.geo.intake.typeset import write_docx
from tests.pages.open_page import find_all, open_page
from tests.store.office import lay_out

PLAN, OTHER = "next-year", "sister"
ROWS = lay_out(
    ["1", "目标", "改善环境。", "年底前", "市水利局", "通州区政府", "各区政府"],
    ["2", "机制", "建立机制。", "年底前", "市林业厅", "<", "市水利局"],
    ["3", "监测", "监测水质。", "年底前", "市水务局", "相关区政府", "市水利局、各相关部门"],
)
"""The names 市水利局, three times, and 市林业厅, once in a merged cell, are nobody's."""


@pytest.fixture
def desk(tmp_path: Path, office_local: Path) -> Path:
    path = tmp_path / "计划.docx"
    write_docx(path, ROWS)
    keep(path, PLAN)
    return path


def keep(path: Path, plan: str) -> None:
    publishing.import_file(path, plan, "beijing", None, "甲")
    publishing.state_facts(plan, {"title": f"{plan}计划"}, "甲")


def answer(plan: str, name: str, given: str) -> None:
    publishing.decide(plan, [Given(f"names/{name}", f"unknown:{name}", given, "甲")])


def show(at: str = "", lang: str = "zh", plan: str = PLAN) -> AppTest:
    app = open_page("plans", draft=plan, step="names", at=at, lang=lang)
    assert [e.value for e in app.exception] == []
    return app


def press(app: AppTest, key: str) -> AppTest:
    (button,) = [b for b in app.button if b.key == key]
    app = button.click().run()
    assert [e.value for e in app.exception] == []
    return app


def list_rows(app: AppTest) -> list[str]:
    return [" ".join(n.text_content().split()) for n in find_all(app, "//div[@class='name-row']")]


def read_answers(plan: str = PLAN) -> dict[str, str]:
    with read() as connection:
        assert connection
        return publishing.load_state(connection, plan).settled.names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_name_says_where_it_stands_and_what_is_spelt_alike(desk: Path, lang: str) -> None:
    app, t = show(lang=lang), Texts(lang)
    first, second = list_rows(app)
    for role, numbers in (("lead", "1"), ("support", "2 3")):
        assert f"{t('naming.places', roles=t(f'role.{role}'))} {numbers}" in first
    alike = t.pick("市水务局", "Municipal Water Authority")
    assert t("naming.alike", names=alike) in first
    both = t("list.comma").join([t("role.lead"), t("role.main")])
    assert second.startswith(f"市林业厅{t('naming.places', roles=both)} 2")
    (link, *_) = find_all(app, "//div[@class='name-row']//a/@href")
    assert f"plans?draft={PLAN}&step=rows&at=1" in link


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_region_knows_is_folded_away_with_whom_it_means(desk: Path, lang: str) -> None:
    app, t = show(lang=lang), Texts(lang)
    (known,) = find_all(app, "//details[@class='names-known']")
    assert known.get("open") is None
    cells = [
        [" ".join(c.text_content().split()) for c in row] for row in known.xpath(".//tbody/tr")
    ]
    assert cells == [
        ["通州区政府", t.pick("通州区", "Tongzhou"), "1"],
        ["各区政府", t("naming.is_all"), "1"],
        ["市水务局", t.pick("市水务局", "Municipal Water Authority"), "1"],
        ["相关区政府", t("naming.is_relevant"), "1"],
        ["各相关部门", t("naming.is_open"), "1"],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_chosen_beforehand_and_every_choice_says_what_it_does(
    desk: Path, lang: str
) -> None:
    app, t = show("市水利局", lang), Texts(lang)
    (radio,) = [r for r in app.radio if r.key == "name_kind_市水利局"]
    assert (radio.value, radio.label) == (None, t("naming.question", name="市水利局"))
    assert radio.options == [t(f"naming.kind_{kind}") for kind in KINDS]
    # of 16 districts 各区政府 in measure 1 reaches all, and nobody in 2 and 3
    added = {"department": 3, "all": 32}
    assert [*radio.proto.captions] == [
        t(
            f"naming.effect_{kind}",
            n=3,
            **({"added": t("naming.adds", n=added[kind])} if kind in added else {}),
        )
        for kind in KINDS
    ]
    (decide,) = [b for b in app.button if b.key == "name_decide"]
    assert decide.disabled


def choose(app: AppTest, name: str, kind: str) -> AppTest:
    return app.radio(key=f"name_kind_{name}").set_value(kind).run()


@pytest.mark.parametrize("kind", [k for k in KINDS if k not in ("unit", "units")])
def test_a_name_is_settled_and_the_next_one_is_asked(desk: Path, kind: str) -> None:
    app = press(choose(show("市水利局"), "市水利局", kind), "name_decide")
    assert read_answers() == ({"市水利局": kind} if kind != "no_unit" else {})
    assert [r.key for r in app.radio] == ["name_kind_市林业厅"]
    said = " ".join(list_rows(app))
    assert Texts("zh")(f"naming.is_{kind}") in said


def test_a_unit_is_chosen_of_a_list_that_begins_with_those_spelt_alike(desk: Path) -> None:
    t = Texts("zh")
    app = choose(show("市水利局"), "市水利局", "unit")
    box = app.selectbox(key="name_unit_of_市水利局")
    assert (box.value, box.options[:3]) == (None, ["市水务局", "东城区", "西城区"])
    app = box.set_value("unit:water").run()
    # in measure 3 the unit has a duty already
    then = t("naming.then", said=t("naming.is_units", names="市水务局"), added="增加2条职责")
    assert then in [n.text_content() for n in find_all(app, "//p[@class='quiet']")]
    press(app, "name_decide")
    assert read_answers() == {"市水利局": "unit:water"}


def test_a_group_is_chosen_of_the_units(desk: Path) -> None:
    app = choose(show("市林业厅"), "市林业厅", "units")
    app = app.multiselect(key="name_units_of_市林业厅").set_value(["fpb", "110112"]).run()
    app = press(app, "name_decide")
    assert read_answers() == {"市林业厅": "units:fpb,110112"}
    assert "指市园林绿化局、通州区" in " ".join(list_rows(app))
    again = show("市林业厅")
    assert again.multiselect(key="name_units_of_市林业厅").value == ["fpb", "110112"]


def test_a_department_that_was_registered_may_be_meant_by_another_name(desk: Path) -> None:
    answer(PLAN, "市水利局", "department")
    app = choose(show("市林业厅"), "市林业厅", "unit")
    box = app.selectbox(key="name_unit_of_市林业厅")
    assert box.options[-1] == "市水利局"
    app = press(box.set_value("department:市水利局").run(), "name_decide")
    assert read_answers()["市林业厅"] == "department:市水利局"
    assert Texts("zh")("naming.is_named_department", name="市水利局") in " ".join(list_rows(app))
    assert show("市林业厅").radio(key="name_kind_市林业厅").value == "unit"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_names_are_registered_as_departments_by_one_click(desk: Path, lang: str) -> None:
    app, t = show(lang=lang), Texts(lang)
    assert [(c.label, c.value) for c in app.checkbox] == [
        (t("naming.mark", name=name), False) for name in ("市水利局", "市林业厅")
    ]
    (button,) = [b for b in app.button if b.key == "names_register"]
    assert (button.label, button.disabled) == (t("naming.register_none"), True)
    app = press(app, "names_mark_all")
    labels = [b.label for b in app.button]
    assert {t("naming.mark_none"), t("naming.register", n=2)} <= {*labels}
    app = press(press(app, "names_mark_all"), "names_mark_all")
    app = press(app, "names_register")
    assert read_answers() == {"市水利局": "department", "市林业厅": "department"}
    assert t("naming.answered", n=2) in [h.text_content() for h in find_all(app, "//h3")]
    assert t("naming.nothing_open") in [n.text_content() for n in find_all(app, "//p")]


def test_one_mark_registers_one_department(desk: Path) -> None:
    app = show().checkbox(key="name_mark_市林业厅").check().run()
    press(app, "names_register")
    assert read_answers() == {"市林业厅": "department"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_answer_is_changed_and_taken_back(desk: Path, lang: str) -> None:
    t = Texts(lang)
    answer(PLAN, "市水利局", "department")
    app = show("市水利局", lang)
    labels = {b.key: b.label for b in app.button}
    assert labels["name_opener_市水利局"] == f"{t('naming.close')} *市水利局*"
    assert labels["name_opener_市林业厅"] == f"{t('naming.settle')} *市林业厅*"
    assert labels["name_later"] == t("naming.reopen")
    assert labels["name_decide"] == t("naming.decide")
    radio = app.radio(key="name_kind_市水利局")
    assert radio.value == "department"
    # what an answer does is told as if there were none yet
    assert t("naming.adds", n=3) in radio.proto.captions[KINDS.index("department")]
    app = press(choose(app, "市水利局", "all"), "name_decide")
    assert read_answers() == {"市水利局": "all"}
    labels = {b.key: b.label for b in app.button}
    assert labels["name_opener_市水利局"] == f"{t('naming.again')} *市水利局*"
    press(press(app, "name_opener_市水利局"), "name_later")
    assert read_answers() == {}


def test_not_now_closes_the_card_and_keeps_nothing(desk: Path) -> None:
    app = press(choose(show("市水利局"), "市水利局", "all"), "name_later")
    assert (read_answers(), [r.key for r in app.radio]) == ({}, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_another_plan_taught_says_so_and_may_be_settled_anew(desk: Path, lang: str) -> None:
    t = Texts(lang)
    answer(PLAN, "市水利局", "department")
    keep(desk, OTHER)
    app = show(lang=lang, plan=OTHER)
    assert t("naming.learnt", n=1) in [h.text_content() for h in find_all(app, "//h3")]
    (row,) = [row for row in list_rows(app) if row.startswith("市水利局")]
    begin = t("naming.taken", title=f"{PLAN}计划", who="甲", when="|").partition("|")[0]
    assert begin in row
    app = press(show("市水利局", lang, OTHER), "name_decide")
    assert t("naming.answered", n=1) in [h.text_content() for h in find_all(app, "//h3")]
    answer_again = press(choose(show("市水利局", lang, OTHER), "市水利局", "all"), "name_decide")
    assert t("naming.is_all") in " ".join(list_rows(answer_again))
    assert (read_answers(OTHER)["市水利局"], read_answers()) == ("all", {"市水利局": "department"})


def test_an_answer_on_what_is_no_more_is_refused_and_told(desk: Path) -> None:
    app = choose(show("市水利局"), "市水利局", "all")
    answer(PLAN, "市水利局", "no_unit")
    app = press(app, "name_decide")
    (problem,) = find_all(app, "//p[@class='notice'][contains(., 'no_unit')]")
    assert "甲" in problem.text_content()
    assert read_answers() == {}


def test_who_may_not_write_only_looks(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "read_guard", dict)
    for _ in range(2):
        app = show("市水利局")
        assert len(list_rows(app)) == 2
        assert [*app.radio, *app.checkbox] == []
        assert [b.key for b in app.button if b.key.startswith("name")] == []
        with acting_as(find_machine()):
            answer(PLAN, "市水利局", "department")
