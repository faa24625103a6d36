"""A site or a protected area as HTML: where, why, whose duty, and from which source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
from markupsafe import Markup

from components.html.duties import write_held
from components.html.links import write_tagged
from components.html.table import write_table
from components.html.template import draw
from components.html.wording import write_label, write_wording
from components.texts import Texts
from components.words.places import (
    list_categories,
    name_districts,
    name_kind,
    name_level,
    name_place,
    name_point_basis,
    name_precision,
    name_source,
    write_number,
)
from components.words.several import join_numbers, number_measure
from components.words.units import name_party
from components.words.words import Words
from geo.places.locations import OUTSIDE, SYMBOLIC, round_shares


@dataclass(frozen=True)
class Cited:
    """Who says so, and where: text only, no link is followed."""

    line: str
    url: str


@dataclass(frozen=True)
class CitedFact:
    text: str
    source: Cited


def write_place_head(place: Mapping[str, Any], kind: str, extra: str, t: Texts) -> Markup:
    """Name, kind, how sure the location is; spoken to a screen reader."""
    name, precision = name_place(place, t), name_precision(place, t)
    chips = [("kind", kind), ("role", extra), (f"precision-{place['precision']}", precision)]
    spoken = t("place.announce", name=name, kind=kind, precision=precision)
    return draw("html/places.head", name=name, chips=chips, spoken=spoken)


def write_site_head(words: Words, site: Mapping[str, Any]) -> Markup:
    return write_place_head(
        site, name_kind(words, site["kind"]), words.t(f"place.role_{site['role']}"), words.t
    )


def write_site(words: Words, site: Mapping[str, Any]) -> Markup:
    """The measure's wording, each district's role, shares, facts with sources, the location."""
    t = words.t
    return draw(
        "html/places.site",
        t=t,
        measures=_list_site_measures(words, site),
        shares=_write_shares(words, site),
        facts=_write_facts(site, t),
        is_symbolic=site["precision"] == SYMBOLIC,
        note=t.pick(site["note"], site["note_en"]),
    )


def _list_site_measures(words: Words, site: Mapping[str, Any]) -> list[Markup]:
    model, t = words.model, words.t
    measures = model.plan.measures.set_index("measure_id")
    duties = model.site_duties[model.site_duties["site_id"] == site["site_id"]]
    articles = []
    for measure_id in site["measure_ids"]:
        measure = measures.loc[measure_id]
        rows = duties[duties["measure_id"] == measure_id].to_dict("records")
        articles.append(
            draw(
                "html/places.site_measure",
                number=measure_id,
                shown=write_tagged(words, measure_id),
                label=write_label(measure, t),
                wording=write_wording(measure, t),
                reached=[(name_party(words, r["unit_code"]), write_reach(r, t)) for r in rows],
            )
        )
    return articles


def write_reach(duty: dict[str, Any], t: Texts) -> Markup:
    """Role and basis of a duty, or that the measure does not reach the district."""
    if duty["basis"]:
        return write_held(duty, t)
    return draw("html/places.not_reached", words=t("place.not_reached"))


def _write_shares(words: Words, site: Mapping[str, Any]) -> Markup:
    """Shares of length or area, outside the city included; only where a site has them."""
    model, t = words.model, words.t
    shares = model.site_shares[model.site_shares["site_id"] == site["site_id"]]
    shares = shares.dropna(subset="share")
    if len(shares) < 2:
        return Markup("")
    is_area = shares["area_km2"].notna().any()
    column = "area_km2" if is_area else "length_km"
    unit = "area" if is_area else "length"
    amount = "place.amount_area" if is_area else "place.amount_length"
    percents = round_shares(shares["share"].tolist())
    rows = [
        (_name_share(words, row), _write_percent(percent, t), t(amount, n=f"{row[column]:.1f}"))
        for row, percent in zip(shares.to_dict("records"), percents, strict=True)
    ]
    total = t(f"place.shares_{unit}", total=f"{shares[column].sum():.1f}")
    table = write_table([t("place.districts"), t("place.share"), t("place.amount")], rows)
    return draw("html/places.shares", title=t("place.shares"), total=total, table=table)


def _name_share(words: Words, row: dict[str, Any]) -> str:
    if row["unit_code"] == OUTSIDE:
        return words.t("place.outside")
    name = name_party(words, row["unit_code"])
    return name if row["is_named"] else words.t("place.stray", name=name)


def _write_percent(percent: int, t: Texts) -> str:
    return t("place.percent", n=percent) if percent else t("place.under_one")


def _write_facts(site: Mapping[str, Any], t: Texts) -> Markup:
    """What sources say of the site; then the sources that back its place alone."""
    sources = {s["id"]: Cited(name_source(s, t), s["url"]) for s in site["sources"]}
    facts = [
        CitedFact(t.pick(fact["text"], fact["text_en"]), sources[fact["src"]])
        for fact in site["facts"]
    ]
    cited = {fact["src"] for fact in site["facts"]}
    others = [source for key, source in sources.items() if key not in cited]
    return draw("html/places.facts", t=t, facts=facts, others=others)


def write_area_head(words: Words, area: Mapping[str, Any]) -> Markup:
    kind = list_categories(words)[area["category"]]
    return write_place_head(area, kind, name_level(area, words.t), words.t)


def write_area(words: Words, area: Mapping[str, Any]) -> Markup:
    """Everything the register says of a protected area; what no source says is said to be so."""
    t = words.t
    facts = [
        (t("place.level"), name_level(area, t)),
        (t("place.year"), _write_year(area, t)),
        (t("place.area_ha"), _write_hectares(area, t)),
        (t("place.where"), _describe_point(area, t)),
        (t("place.source_facts"), str(area["source_facts"])),
    ]
    note = t.pick(area["source_note"], area["source_note_en"])
    if note:
        facts.append(("", note))
    facts.append(("", t(f"place.confidence_{area['confidence']}")))
    return draw("html/places.area", pointers=_list_pointers(words, area), facts=facts)


def _write_year(area: Mapping[str, Any], t: Texts) -> str:
    return str(int(area["year"])) if pd.notna(area["year"]) else t("place.blank")


def _write_hectares(area: Mapping[str, Any], t: Texts) -> str:
    hectares = write_number(area["area_ha"])
    return t("place.hectares", n=hectares) if hectares else t("place.blank")


def _describe_point(area: Mapping[str, Any], t: Texts) -> str:
    basis = name_point_basis(area, t)
    if not basis:
        return t("place.no_point")
    return t("place.point", precision=name_precision(area, t), basis=basis)


def _list_pointers(words: Words, area: Mapping[str, Any]) -> list[str]:
    """The measures whose wording means this area."""
    links = words.model.plan.area_links
    return [
        words.t("place.pointed", measure=number_measure(words, link.measure_id), phrase=link.phrase)
        for link in links[links["area_id"] == area["area_id"]].itertuples()
    ]


def write_site_list(words: Words, sites: gpd.GeoDataFrame) -> Markup:
    """Sites as a plain table: name, kind, measures, districts, precision."""
    t = words.t
    columns = [
        t("place.sites"),
        t("place.kind"),
        t("place.measure"),
        t("place.all_districts"),
        t("place.where"),
    ]
    rows = [
        (
            name_place(site, t),
            name_kind(words, site["kind"]),
            join_numbers(words, site["measure_ids"]) or t(f"place.role_{site['role']}"),
            name_districts(words, site["district_codes"]),
            name_precision(site, t),
        )
        for site in sites.to_dict("records")
    ]
    return draw("html/places.scroll", table=write_table(columns, rows))


def write_area_list(words: Words, areas: gpd.GeoDataFrame) -> Markup:
    """Protected areas as a plain table: name, category, level, year, hectares, location."""
    t = words.t
    categories = list_categories(words)
    keys = ("category", "level", "year", "area_ha", "where")
    columns = [t("place.areas"), *(t(f"place.{key}") for key in keys)]
    rows = [
        (
            name_place(area, t),
            categories[area["category"]],
            name_level(area, t),
            _write_year(area, t),
            _write_hectares(area, t),
            name_precision(area, t),
        )
        for area in areas.to_dict("records")
    ]
    return draw("html/places.scroll", table=write_table(columns, rows))
