"""A former name in a plan is shown with what it is today, and is no change of duty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.html.changes import write_groups
from components.texts import Texts
from components.words.changes import Between, say_fact, say_writing, tell_changes, write_changes
from components.words.units import print_cell
from components.words.words import Words
from geo.model import Model
from geo.plan.changes import list_changes
from geo.plan.duties import build_duties
from geo.plan.editions import Edition, link_editions
from geo.plan.plan import ROLES
from tests.geo.next_edition import MIYUN
from tests.html_tree import parse_html
from tests.real_model import MODEL

ZH, EN = Texts("zh"), Texts("en")


def name_formerly(model: Model) -> Model:
    measures = model.plan.measures
    cells = {role: measures[role].str.replace("密云区政府", "密云县政府") for role in ROLES}
    measures = measures.assign(**cells)
    duties = build_duties(measures, model.region.unit_names)
    plan = replace(model.plan, measures=measures)
    return replace(model, plan=plan, duties=duties, reference="formerly")


FORMERLY = name_formerly(MODEL)


def compare(before: Model, after: Model, t: Texts) -> Between:
    editions = [Edition(m.reference, m.plan.measures, m.duties) for m in (before, after)]
    return Between(Words(before, t), Words(after, t), link_editions(*editions))


def test_a_cell_says_what_its_former_name_is_today() -> None:
    cell = "昌平区政府;密云县政府"
    assert print_cell(Words(FORMERLY, ZH), cell) == "昌平区政府、密云县政府〔今密云区〕"
    assert print_cell(Words(FORMERLY, EN), cell) == (
        "Changping, Miyun [printed by its former name, 密云县政府]"
    )


@pytest.mark.parametrize("pair", [(FORMERLY, MODEL), (MODEL, FORMERLY)])
def test_another_name_is_no_change_of_duty(pair: tuple[Model, Model]) -> None:
    between = compare(*pair, ZH)
    editions = [Edition(m.reference, m.plan.measures, m.duties) for m in pair]
    codes = MODEL.region.units["unit_code"].tolist()
    changes = list_changes(*editions, between.links, codes)
    assert {*changes["kind"]} == {"same"}
    assert "未变" in write_changes(between, MIYUN)
    assert [k for k in ("新增", "不再列出") if k in write_changes(between, MIYUN)] == []


def test_it_is_told_as_another_way_of_writing() -> None:
    told = [one for one in tell_changes(compare(FORMERLY, MODEL, ZH), MIYUN) if one.facts]
    # Nine measures name the district outright.
    assert [[say_fact(fact, ZH) for fact in one.facts] for one in told] == [
        ["单位名称：密云县政府→今名"]
    ] * 9
    assert {say_writing(one, ZH) for one in told} == {
        "旧名与今名是同一单位，只是写法不同，不算职责增减。"
    }
    turned = [one for one in tell_changes(compare(MODEL, FORMERLY, EN), MIYUN) if one.facts]
    assert say_fact(turned[0].facts[0], EN) == "Name: the name of today → 密云县政府"


def test_the_page_tells_it_among_what_is_the_same() -> None:
    groups = parse_html(write_groups(compare(FORMERLY, MODEL, ZH), MIYUN))
    same = groups.xpath("//details[@class='changes-same']//li[.//del]")
    assert (len(same), groups.xpath("//section[@data-kind]")) == (9, [])
    assert [part.text_content() for part in same[0].xpath(".//del | .//ins")] == [
        "删去：密云县政府",
        "增加：今名",
    ]
