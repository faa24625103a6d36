"""What the page of sources says about data, rules and proof, as values."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

import pytest

from components.screens.sources.sources import find_rule_views, write_citation
from components.screens.sources.tables import (
    PRECISIONS,
    SECTIONS,
    write_citation_table,
    write_contents,
    write_file,
    write_notes,
    write_rules,
)
from components.session.link import View, parse_view, write_view
from components.texts import LANGUAGES, Texts
from components.words.rules import RULES, name_rule, write_counting_rule
from components.words.words import Words
from data.build.boundaries import MAX_DATUM_OFFSET_M
from geo.model import Model
from geo.plan.duties import BASES
from geo.plan.plan import Plan
from geo.region.boundaries import compare_areas
from tests.html_tree import parse_html

CJK = re.compile(r"[\u4e00-\u9fff]")


def list_links(html: str) -> dict[str, str]:
    rows = parse_html(html).xpath("//tr[@data-rule]")
    assert len(rows) == len(RULES)
    return {row.get("data-rule"): link for row in rows for link in row.xpath(".//a/@href")}


def test_every_basis_has_its_rule() -> None:
    assert set(BASES) - set(RULES) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_files_carry_the_rules_of_the_page(model: Model, lang: str) -> None:
    t = Texts(lang)
    said = write_counting_rule(Words(model, t))
    needed = ["duty", "merged", *model.counted_bases, "load"]
    assert [r for r in needed if t(f"rules.{r}") not in said or name_rule(r, t) not in said] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_links_to_a_view_that_shows_it(model: Model, lang: str) -> None:
    view = View(lang=lang, district="bda")
    targets = find_rule_views(model, view)
    unused = set(BASES) - set(model.bases)
    assert set(RULES) - set(targets) == unused
    wrong = [
        rule
        for rule, (_, target) in targets.items()
        if parse_view(write_view(target), model) != (target, []) or target.lang != lang
    ]
    assert wrong == []
    assert targets["relevant"] == ("map", replace(view, bases=("relevant",)))
    assert targets["unchosen"][1].bases == ()
    links = list_links(write_rules(targets, Texts(lang)))
    assert set(links) == set(targets)
    assert links["relevant"].startswith("./?") and "basis=relevant" in links["relevant"]
    assert [r for r, link in links.items() if ("lang=en" in link) != (lang == "en")] == []


def test_rule_links_lead_where_the_rule_acts(model: Model) -> None:
    targets = find_rule_views(model, View(district="bda"))
    (zero,) = targets["zero"][1].bases
    assert (model.summary[zero] == 0).any()
    _, merged = targets["merged"]
    assert model.summary.at[merged.district, "lead_and_main"] > 0
    assert targets["duty"][1].district == "bda"
    assert find_rule_views(model, View())["duty"][1].district == model.codes[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_note_is_listed_with_its_rows_and_wording(model: Model, lang: str) -> None:
    tree = parse_html(write_notes(Words(model, Texts(lang))))
    noted = model.plan.measures[model.plan.measures["note"] != ""]
    assert not noted.empty
    assert sorted(tree.xpath("//details/@data-measure")) == sorted(noted["measure_id"])
    column = "note" if lang == "zh" else "note_en"
    for row in noted.to_dict("records"):
        (found,) = tree.xpath(f"//details[@data-measure='{row['measure_id']}']")
        assert found.xpath("../self::div[@class='reading-note']/p/text()") == [row[column]]
        assert row["text"] in found.text_content()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_citation_value_has_quality_and_source(model: Model, lang: str) -> None:
    text = parse_html(write_citation_table(Words(model, Texts(lang)))).text_content()
    key = "source_zh" if lang == "zh" else "source"
    missing = [
        value
        for entry in model.plan.meta["citation"]
        for value in (entry["value"], entry.get(key, entry["source"]))
        if value not in text
    ]
    assert (len(model.plan.meta["citation"]), missing) == (6, [])
    assert text.count(Texts(lang)("sources.quality_secondary")) >= 5


def test_citation_line_names_plan_product_versions_and_date(model: Model) -> None:
    line = write_citation(Words(model, Texts("zh")), datetime.date(2026, 11, 22))
    parts = ["生态保护2025年行动计划", "附件5", "生态职责一张图", "2026年11月22日"]
    versions = [p.descriptor["version"] for p in (model.plan.package, model.region.package)]
    assert [part for part in parts if part not in line] == []
    assert [v for v in versions if line.count(v) != versions.count(v)] == []


def test_contents_name_every_section_once() -> None:
    links = parse_html(write_contents(Texts("zh"))).xpath("//a/@href")
    assert links == [f"#sources-{section}" for section in SECTIONS]


def test_descriptions_are_in_the_language_of_the_page(model: Model) -> None:
    """Whatever a Chinese page says of a file or a column, it says in Chinese."""
    silent = []
    for package in (model.plan.package, model.region.package):
        for resource in package.descriptor["resources"]:
            fields = resource.get("schema", {}).get("fields", resource.get("properties", []))
            silent += [
                f"{resource['path']} {entry['name']}"
                for entry in [resource, *fields]
                if not CJK.search(entry.get("description_zh", ""))
            ]
    assert silent == []


def test_text_from_data_is_escaped() -> None:
    evil = "<img src=x onerror=alert(1)>"
    resource = {
        "path": evil,
        "description": evil,
        "bytes": 1,
        "hash": f"sha256:{evil}' onclick='x",
        "sources": [{"title": evil, "accessed": evil}],
        "licenses": [{"title": evil}],
        "schema": {
            "fields": [
                {
                    "name": evil,
                    "type": "string",
                    "description": evil,
                    "constraints": {"pattern": evil, "enum": [evil], evil: evil},
                }
            ],
            "primaryKey": [evil],
        },
    }
    tree = parse_html(write_file(resource, Texts("zh")))
    assert tree.xpath("//img | //script | //@onclick") == []
    assert tree.xpath("//h5/text()") == [evil]


def test_hostile_note_is_escaped(model: Model) -> None:
    measures = model.plan.measures.copy()
    measures.loc[measures.index[0], ["note", "text", "label"]] = "<b onclick=x>"
    plan: Plan = replace(model.plan, measures=measures)
    html = write_notes(Words(replace(model, plan=plan), Texts("zh")))
    tree = parse_html(html)
    assert tree.xpath("//@onclick") == []
    assert "<b onclick" in tree.text_content()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_limits_of_the_build_are_those_the_page_states(model: Model, lang: str) -> None:
    t = Texts(lang)
    boundaries = model.region.package.resource("districts")
    assert f"{MAX_DATUM_OFFSET_M}" in boundaries[t.pick("datum_check", "datum_check_en")]
    assert [p for p in PRECISIONS if not t(f"sources.precision_{p}_means")] == []
    assert "3" in t("sources.precision_place_means")
    assert "10" in t("sources.precision_rough_means")


def test_areas_differ_as_the_build_allows(model: Model) -> None:
    differences = compare_areas(model.region.districts, model.region.area_km2)
    assert sorted(differences.index) == sorted(model.region.districts["unit_code"])
    assert 0 < differences.max() <= 0.02
    doubled = compare_areas(model.region.districts, model.region.area_km2 / 2)
    assert doubled.min() > 0.9
