"""The real model with an attack before every text for people, and what of a page fell for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
from lxml.html import HtmlElement

from geo.model import Model
from geo.plan.resolutions import apply_resolutions
from tests.taken_away import MARKUP

CODES = {
    *("measure_id", "unit_code", "site_id", "area_id", "kind", "role", "basis", "precision"),
    *("origin", "category", "level", "level_basis", "coord_basis", "confidence"),
}
"""Columns of text that the code compares; all others are for people."""
TOLD = {
    *("title", "title_zh", "title_en", "description", "description_zh", "credit", "credit_en"),
    *("name_en", "value", "source", "source_zh", "annex", "annex_en", "printed", "en", "accessed"),
    *(
        "no_unit",
        "text",
        "text_en",
        "publisher",
        "publisher_en",
        "date_note",
        "date_note_en",
        "date",
    ),
}
"""What JSON holds for people."""


def attack(model: Model) -> Model:
    """The model with markup before its texts, and a measure that an office with markup settled."""
    plan, region = model.plan, model.region
    resolutions = pd.DataFrame(
        [("8", ["110118", "110105"], MARKUP, "2026-01-01", MARKUP)],
        columns=model.resolutions.columns,
    )
    sites = _attack_table(model.sites)
    for column in ("facts", "sources"):
        sites[column] = sites[column].map(lambda each: _attack_json(each, TOLD))
    return replace(
        model,
        plan=replace(
            plan,
            package=_attack_package(plan.package),
            meta=_attack_json(plan.meta, {*TOLD, "name"}),
            **_attack_tables(plan, "measures", "targets", "headings", "area_links", "works"),
        ),
        region=replace(
            region,
            package=_attack_package(region.package),
            protected=replace(
                region.protected, **_attack_tables(region.protected, "areas", "categories")
            ),
            # A cell of several names has markup before the first alone.
            unit_names=pd.concat([region.unit_names, _attack_table(region.unit_names)]),
            **_attack_tables(region, "districts", "units", "zones", "former"),
        ),
        duties=apply_resolutions(_attack_table(model.duties), resolutions),
        resolutions=resolutions,
        sites=sites,
    )


def _attack_tables(owner: Any, *names: str) -> dict[str, pd.DataFrame]:
    return {name: _attack_table(getattr(owner, name)) for name in names}


def _attack_table(table: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in table if table[name].dtype == "str" and name not in CODES]
    return table.assign(
        **{name: table[name].where(table[name] == "", MARKUP + table[name]) for name in texts}
    )


def _attack_package(package: Any) -> Any:
    return replace(package, descriptor=_attack_json(package.descriptor, TOLD))


def _attack_json(value: Any, told: set[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {k: _attack_json(v, told, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_attack_json(each, told, key) for each in value)
    return MARKUP + value if isinstance(value, str) and value and key in told else value


def find_fallen(page: HtmlElement) -> list[str]:
    """Where the attack, a picture that fails to load and then acts, is an element."""
    return [str(found.getparent().tag) for found in page.xpath("//img[@src='x'] | //*[@onerror]")]
