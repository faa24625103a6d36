"""A review says of a former name what it is today; of what was split a person says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.texts import LANGUAGES, Texts
from geo.own_regions import keep_former, keep_region
from store import publishing
from store.shelf import load_plan
from tests.geo.intake.typeset import write_docx
from tests.pages.open_page import find_all, open_page
from tests.store.jinhua import FACTS, REGION
from tests.store.office import lay_out

PLAN = "old-plan"
FORMER = """\
former_code,name,unit_code,valid_from,valid_to
330721,金华县,330702,,2000
330799,北山县,330702,,
330799,北山县,330703,,
"""
ROWS = lay_out(
    ["1", "目标", "改善环境。", "年底前", "金华县政府", "北山县政府", "———"],
    ["2", "机制", "在金华县建立机制。", "年底前", "婺城区政府", "有关县（市、区）政府", "———"],
)


@pytest.fixture
def desk(tmp_path: Path, office_local: Path) -> None:
    keep_region(REGION)
    keep_former(REGION, "former.csv", FORMER.encode())
    write_docx(tmp_path / "plan.docx", ROWS)
    publishing.import_file(tmp_path / "plan.docx", PLAN, REGION, None, "甲")
    publishing.state_facts(PLAN, FACTS, "甲")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_former_name_says_whose_it_is_and_one_that_was_split_asks(desk: None, lang: str) -> None:
    app, t = open_page("plans", draft=PLAN, step="names", lang=lang), Texts(lang)
    assert [e.value for e in app.exception] == []
    known = {
        row.xpath("th")[0].text_content(): row.xpath("td")[0].text_content()
        for row in find_all(app, "//details[@class='names-known']//tbody/tr")
    }
    today = t.pick("婺城区", "Wucheng District")
    assert known["金华县政府"] == t("former.known", units=today, former="金华县")
    assert known["婺城区政府"] == today
    (row,) = find_all(app, "//div[@class='name-row']")
    both = t.pick("婺城区、金东区", "Wucheng District, Jindong District")
    assert row.text_content().strip().startswith("北山县政府")
    assert t("former.split", names=both) in row.text_content()


def test_once_settled_its_duties_are_those_of_today(desk: None) -> None:
    given = publishing.Given("names/北山县政府", "unknown:北山县政府", "unit:330703", "甲")
    publishing.decide(PLAN, [given])
    publishing.publish(PLAN, "甲", "")
    duties = load_plan(PLAN).duties
    counted = duties.loc[duties["basis"] != "relevant", ["unit_code", "measure_id", "basis"]]
    assert sorted(counted.itertuples(index=False, name=None)) == [
        ("330702", "1", "named"),
        ("330702", "2", "named"),
        ("330703", "1", "named"),
    ]
