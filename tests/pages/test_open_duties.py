"""An office settles a 相关区 on the page of plans: written, changed, taken back, refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Expander

from components.texts import LANGUAGES, Texts
from geo.model import Model
from geo.packages.package import DEFAULT_PLAN
from geo.plan.resolutions import find_resolutions
from store.database import open_engine, read
from store.resolutions import Entry, Given, lift, list_entries, resolve
from store.schema import begin_writing
from store.shelf import load_plan
from store.tables import RESOLUTIONS
from tests.pages.open_page import find_all, open_page, read_html

MIYUN, YANQING = "110118", "110119"
GIVEN = Given("8", "密云", "局长办公会", "2026-03-01", "会议纪要3号")
ZH = Texts("zh")


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path / "local"))
    monkeypatch.delenv("DUTYMAP_DATABASE", raising=False)
    yield
    open_engine.cache_clear()


def read_entries() -> list[Entry]:
    with read() as connection:
        return list_entries(connection, DEFAULT_PLAN) if connection else []


def read_notices(app: AppTest) -> list[str]:
    return [line.text_content() for line in find_all(app, "//p[@class='notice']")]


def read_facts(app: AppTest, measure_id: str = "8") -> list[str]:
    facts = find_all(app, f"//article[@data-measure='{measure_id}']//p[@class='facts']")
    return [fact.text_content() for fact in facts]


def open_form(measure_id: str = "8", **params: str) -> AppTest:
    return open_page("plans", measure=measure_id, **params)


def fill_in(app: AppTest, **fields: str | list[str]) -> AppTest:
    """Fill in the form of measure 8 and save it."""
    for name, value in fields.items():
        key = f"settle_{name}_8"
        widget = app.multiselect(key=key) if name == "districts" else app.text_input(key=key)
        widget.set_value(value)
    return app.button(key="settle_save_8").click().run()


def save(app: AppTest, *districts: str, reference: str = "会议纪要3号") -> AppTest:
    given = {"decided_by": "局长办公会", "date": "2026-03-01", "reference": reference}
    return fill_in(app, districts=[*districts], **given)


def find_expander(app: AppTest) -> Expander:
    """That of the open measures; the page has one of regions too."""
    (found,) = [each for each in app.expander if "plan_regions" not in each.proto.id]
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_open_measure_is_listed_with_its_cells(lang: str, model: Model) -> None:
    app, t = open_page("plans", lang=lang), Texts(lang)
    assert [e.value for e in app.exception] == []
    expander = find_expander(app)
    assert (expander.label, expander.proto.expanded) == (
        t("settle.title", open=8, settled=0),
        False,
    )
    listed = [node.get("data-measure") for node in find_all(app, "//article[@data-measure]")]
    assert listed == [m for m in model.plan.measures["measure_id"] if m in {*listed}]
    assert len(listed) == 8
    cells = t("settle.cell", role=t("role.lead_main"), cell="")
    told = [read_facts(app, measure_id) for measure_id in listed]
    assert all(t("settle.open") in facts for facts in told)
    assert any(facts[0].startswith(cells) for facts in told)


def test_a_link_opens_it_and_one_form() -> None:
    assert find_expander(open_page("plans", step="open")).proto.expanded
    app = open_form()
    assert find_expander(app).proto.expanded
    assert [box.key for box in app.multiselect] == ["settle_districts_8"]
    app = open_page("plans")
    app.button(key="settle_open_9.5").click().run()
    assert app.query_params["measure"] == "9.5"
    assert app.multiselect(key="settle_districts_9.5").value == [MIYUN], "the wording names it"
    assert read_facts(app, "9.5")[1] == ZH("city.open_mentioned", names="密云")
    app.button(key="settle_cancel_9.5").click().run()
    assert ("measure" in app.query_params, [*app.multiselect]) == (False, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_saved_counts_and_is_taken_back(lang: str, model: Model) -> None:
    app, t = open_form(lang=lang), Texts(lang)
    app.text_input(key="writer").set_value("经办甲")
    save(app, MIYUN, YANQING)
    assert [e.value for e in app.exception] == []
    assert read_notices(app) == [t("settle.saved", n="8")]
    assert find_expander(app).label == t("settle.title", open=7, settled=1)
    (entry,) = read_entries()
    assert (entry.districts, entry.kept_by) == (f"{MIYUN};{YANQING}", "经办甲")
    assert "经办甲" in read_facts(app)[1]
    assert load_plan(DEFAULT_PLAN).summary.at[MIYUN, "resolved"] == 1
    app.button(key="settle_lift_8").click().run()
    assert read_notices(app) == [t("settle.lifted_said", n="8")]
    assert load_plan(DEFAULT_PLAN).duties.equals(model.duties)
    history = [row.text_content() for row in find_all(app, "//details//tbody/tr")]
    assert (len(history), t("settle.lifted") in history[1]) == (2, True)
    assert find_all(app, "//details/summary")[0].text_content() == t("settle.history", n=2)
    app.button(key="settle_open_8").click().run()
    assert app.multiselect(key="settle_districts_8").value == []


def test_the_whole_page_runs_upon_what_was_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    app, runs = open_form(), list[str]()
    rerun = st.rerun

    def record() -> None:
        runs.append(Path(sys._getframe(1).f_code.co_filename).name)
        rerun()

    monkeypatch.setattr(st, "rerun", record)
    save(app, MIYUN)
    assert runs.count("settle.py") == 1


def test_a_form_is_filled_with_what_stands_and_changes_it(model: Model) -> None:
    resolve(model, [GIVEN], "乙")
    app = open_page("plans")
    assert app.button(key="settle_open_8").label == ZH("settle.again", n="8")
    app.button(key="settle_open_8").click().run()
    typed = [app.text_input(key=f"settle_{f}_8").value for f in ("decided_by", "date", "reference")]
    assert typed == ["局长办公会", "2026-03-01", "会议纪要3号"]
    fill_in(app, districts=[YANQING])
    assert [entry.districts for entry in read_entries()] == [MIYUN, YANQING]


@pytest.mark.parametrize("what", ["save", "lift"])
def test_a_newer_entry_is_shown_and_not_lost(what: str, model: Model) -> None:
    resolve(model, [GIVEN], "乙")
    app = open_form() if what == "save" else open_page("plans")
    resolve(model, [Given("8", "怀柔", "区政府", "2026-04-01", "函9号", seen=1)], "丙")
    act = (
        (lambda: save(app, YANQING, reference="函10号"))
        if what == "save"
        else (lambda: app.button(key="settle_lift_8").click().run())
    )
    act()
    assert read_notices(app) == [ZH("settle.outdated", n="8")]
    assert "怀柔。区政府于2026-04-01决定，依据：函9号（丙" in read_facts(app)[1]
    assert len(read_entries()) == 2
    if what == "save":
        assert app.text_input(key="settle_reference_8").value == "函10号", "nothing typed is lost"
    act()
    assert read_entries()[-1].districts == (YANQING if what == "save" else "")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"districts": []}, ZH("settle.missing", names="认定的区")),
        ({"decided_by": " "}, ZH("settle.missing", names="决定单位")),
        ({"date": "3月1日"}, ZH("settle.no_date", today=date.today().isoformat())),
        ({"date": "2026-02-30"}, ZH("settle.no_date", today=date.today().isoformat())),
        ({"date": "20260301"}, ZH("settle.no_date", today=date.today().isoformat())),
    ],
)
def test_what_is_not_whole_is_not_saved(fields: dict[str, str | list[str]], told: str) -> None:
    whole = {"decided_by": "甲", "date": "2026-03-01", "reference": "函", "districts": [MIYUN]}
    app = fill_in(open_form(), **{**whole, **fields})
    assert (read_notices(app), read_entries()) == ([told], [])


def test_what_the_wording_names_cannot_be_left_out() -> None:
    app = open_form("9.5")
    app.multiselect(key="settle_districts_9.5").set_value([YANQING])
    for field, value in (("decided_by", "甲"), ("date", "2026-03-01"), ("reference", "函")):
        app.text_input(key=f"settle_{field}_9.5").set_value(value)
    app.button(key="settle_save_9.5").click().run()
    (notice,) = read_notices(app)
    assert (MIYUN in notice, read_entries()) == (True, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_may_not_write_reads(lang: str, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    resolve(model, [GIVEN], "乙")
    app = open_form(lang=lang)
    monkeypatch.setattr("components.session.reader.read_guard", dict)
    save(app, YANQING)
    assert len(read_entries()) == 1, "the right is asked for when it is used"
    app, t = open_form(lang=lang), Texts(lang)
    assert ([*app.multiselect], [b.key for b in app.button if "settle" in str(b.key)]) == ([], [])
    assert read_notices(app) == [t("reading_only.machine")]
    assert "会议纪要3号" in read_facts(app)[1]


def test_a_file_from_before_is_imported_by_a_button() -> None:
    path = find_resolutions(DEFAULT_PLAN)
    path.parent.mkdir(parents=True)
    header = "measure_id,districts,decided_by,date,reference\n"
    path.write_text(header + "8,蜜云,甲,2026-03-01,函\n", encoding="utf-8")
    app = open_page("plans")
    app.button(key="settle_import").click().run()
    assert ["蜜云" in line for line in read_notices(app)] == [True]
    path.write_text(header + "8,密云,甲,2026-03-01,函\n", encoding="utf-8")
    app.run()
    app.button(key="settle_import").click().run()
    told = ZH("settle.imported", file="local/ecology-2025/resolutions.csv")
    assert (read_notices(app), len(read_entries())) == ([told], 1)
    assert [b.key for b in app.button if b.key == "settle_import"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_holds_no_more_is_told_and_taken_back(lang: str, model: Model) -> None:
    resolve(model, [GIVEN], "乙")
    with begin_writing() as connection:
        strays = {"8": {"row_hash": "of another wording", "replaces": 1}, "99": {"replaces": 0}}
        for measure_id, changes in strays.items():
            entry = {**vars(read_entries()[0]), "measure_id": measure_id, **changes}
            del entry["id"]
            connection.execute(RESOLUTIONS.insert().values({**entry, "districts": "110118;000000"}))
    app, t = open_page("plans", lang=lang), Texts(lang)
    assert t("settle.gone", n="99") in read_notices(app)
    assert len(read_facts(app)) == 3, "cells, what stands, and why it is not counted"
    assert "000000" in read_html(app)
    app.button(key="settle_lift_99").click().run()
    assert "settle_lift_99" not in [b.key for b in app.button]
    lift(DEFAULT_PLAN, "8", read_entries()[1].id, "乙")
    assert load_plan(DEFAULT_PLAN).notices == ()


def test_where_the_database_is_away_nothing_can_be_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTYMAP_DATABASE", "postgresql://nobody@127.0.0.1:1/gone")
    app = open_form()
    assert [*app.multiselect] == []
    notices = [line.text_content() for line in find_all(app, "//ul[@class='notice']/li")]
    assert any("读不到本单位的认定" in line for line in notices)
    assert read_notices(app) == []


def test_a_plan_of_which_no_version_is_shown_has_nothing_to_settle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("components.screens.plans.open_duties.knows_plan", lambda plan: False)
    app = open_page("plans")
    assert ([e.value for e in app.exception], find_all(app, "//article")) == ([], [])
