"""The ledger through `AppTest`."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.texts import LANGUAGES
from geo.model import Model
from geo.plan.resolutions import find_resolutions
from store.database import open_engine
from store.resolutions import Given, lift, resolve
from tests.pages.open_page import find_all, open_page, read_html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_measures_are_listed(lang: str) -> None:
    app = open_page("ledger", lang=lang)
    assert [e.value for e in app.exception] == []
    assert read_html(app).count("<tr data-measure=") == 31


def test_filters_come_from_the_link_and_go_into_it() -> None:
    app = open_page("ledger", unit="water,110112", role="lead,main")
    assert "2 条 + 待明确 1 条" in read_html(app)
    app.selectbox(key="ledger_task").set_value("12").run()
    assert app.query_params["task"] == "12"
    assert app.query_params["unit"] == "water,110112"
    assert "2 条措施（共 31 条）" in read_html(app)
    app.button(key="ledger_clear").click().run()
    assert "unit" not in app.query_params
    assert "31 条措施" in read_html(app)


def test_search_writes_the_link() -> None:
    app = open_page("ledger")
    app.text_input(key="ledger_q").set_value("stbhhx").run()
    assert app.query_params["q"] == "stbhhx"
    assert read_html(app).count("<tr data-measure=") == 2


def test_nonsense_gives_no_measure_and_a_way_back() -> None:
    app = open_page("ledger", q="<b>[.*")
    html = read_html(app)
    assert "0 条措施符合这些条件" in html
    assert "<b>[.*" not in html
    app.button(key="ledger_clear").click().run()
    assert read_html(app).count("<tr data-measure=") == 31


def test_unknown_filters_are_named() -> None:
    html = read_html(open_page("ledger", unit="zz", task="99"))
    assert "unit=zz" in html
    assert "task=99" in html


def test_what_is_settled_or_cannot_be_counted_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Model
) -> None:
    monkeypatch.setenv("DUTYMAP_LOCAL", str(tmp_path))
    monkeypatch.delenv("DUTYMAP_DATABASE", raising=False)
    file = find_resolutions(model.plan.code)
    file.parent.mkdir()
    header = "measure_id,districts,decided_by,date,reference\n"
    file.write_text(header + "8,蜜云,甲,2025-03-01,乙\n", encoding="utf-8")
    for lang in LANGUAGES:
        notices = read_notices(open_page("map", lang=lang))
        files = [line for line in notices if "local/ecology-2025/resolutions.csv" in line]
        assert (len(files), "蜜云" in files[1]) == (2, True)
    resolve(model, [Given("8", "密云", "甲", "2025-03-01", "会议纪要")], "乙")
    file.unlink()
    app = open_page("map", district="110118")
    assert "甲于2025-03-01认定，依据：会议纪要" in read_html(app)
    assert read_notices(app) == []
    lift(model.plan.code, "8", 1, "乙")
    assert "会议纪要" not in read_html(open_page("map", district="110118"))
    open_engine.cache_clear()


def read_notices(app: AppTest) -> list[str]:
    return [line.text_content() for line in find_all(app, "//ul[@class='notice']/li")]


def test_the_way_to_settle_what_is_open_is_shown() -> None:
    links = find_all(open_page("ledger"), "//a[contains(@href, 'step=open')]/@href")
    assert links == ["plans?step=open"]


@pytest.mark.parametrize(
    ("name", "reach"),
    [
        ("市水务局", "牵头3条，写到1个区：通州；1条只写“相关区”，待明确。"),
        ("市园林绿化局", "牵头11条，写到16个区和经开区；2条只写“相关区”，待明确。"),
    ],
)
def test_whom_a_department_has_to_speak_with(name: str, reach: str) -> None:
    contacts = find_all(open_page("ledger"), "//details[@class='contact']/summary")
    said = dict(c.text_content().split(" ", 1) for c in contacts)
    assert said[name] == reach
