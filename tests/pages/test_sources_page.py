"""The page of sources through `AppTest`: every file, every column, every section."""

from __future__ import annotations

from typing import Any

import pytest

from components.screens.sources.tables import SECTIONS
from components.texts import LANGUAGES, Texts
from components.words.rules import RULES
from geo.packages.package import Package, list_plans
from geo.plan.proof import list_tokens
from geo.region.boundaries import compare_areas
from tests.pages.open_page import find_all, open_page
from tests.real_model import MODEL

PACKAGES = (MODEL.plan.package, MODEL.region.package)
FILES = [
    (package, resource) for package in PACKAGES for resource in package.descriptor["resources"]
]


def list_fields(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return list(resource.get("schema", {}).get("fields", resource.get("properties", [])))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_and_rule_is_there(lang: str) -> None:
    app = open_page("sources", lang=lang)
    assert [e.value for e in app.exception] == []
    assert find_all(app, "//@id[starts-with(., 'sources-')]") == [f"sources-{s}" for s in SECTIONS]
    t = Texts(lang)
    rules = [cell.text_content() for cell in find_all(app, "//tr[@data-rule]/td[1]")]
    assert rules == [t(f"rules.{rule}") for rule in RULES]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_is_listed_with_its_hash_and_columns(lang: str) -> None:
    app = open_page("sources", lang=lang)
    assert len(FILES) > 8
    key = "description_zh" if lang == "zh" else "description"
    offenders = []
    for package, resource in FILES:
        (block,) = find_all(app, f"//article[@data-file='{resource['path']}']")
        fields, said = list_fields(resource), block.text_content()
        assert block.xpath(".//span[@class='hash']/@title") == [resource["hash"]]
        assert block.xpath(".//tbody/tr/td[1]/text()") == [field["name"] for field in fields]
        wanted = [f"{resource['bytes']:,}", resource[key], *(field[key] for field in fields)]
        wanted += [str(resource[n]) for n in ("rows", "features") if n in resource]
        offenders += [(package.folder.name, resource["path"], w) for w in wanted if w not in said]
    assert offenders == []


def test_every_file_can_be_downloaded_and_the_descriptors_too() -> None:
    keys = {button.key for button in open_page("sources").get("download_button")}

    def name(package: Package, path: str) -> str:
        return f"get_{package.descriptor['name']}_{path}"

    wanted = {name(package, resource["path"]) for package, resource in FILES}
    wanted |= {name(package, "datapackage.json") for package in PACKAGES}
    assert wanted - keys == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_proof_and_areas_are_those_of_the_model(lang: str) -> None:
    app = open_page("sources", lang=lang)
    figures = find_all(app, "//div[@class='figure']/b/text()")
    cells = len(list(list_tokens(MODEL.plan.measures)))
    assert figures == ["0", str(cells), "177", "32"]
    largest = compare_areas(MODEL.region.districts, MODEL.region.area_km2).max()
    (area,) = find_all(app, "//h3[@id='sources-places']/following-sibling::dl[1]/dd[3]/text()")
    assert f"{largest * 100:.1f}" in area


def test_line_to_cite_can_be_copied() -> None:
    codes = [element.value for element in open_page("sources").code]
    assert [c for c in codes if "生态保护2025年行动计划" in c] != []


def test_only_plans_on_disk_are_served() -> None:
    app = open_page("sources", plan="../../etc")
    assert [e.value for e in app.exception] == []
    assert list_plans() == ["ecology-2025"]
    assert "/etc" not in "".join(str(b.key) for b in app.get("download_button"))
