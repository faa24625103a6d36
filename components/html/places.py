"""A site or a protected area as HTML: where, why, whose duty, and from which source."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import geopandas as gpd
import pandas as pd

from components.html.duties import mark_roles, write_label
from components.html.heads import write_announcement, write_panel_title
from components.html.table import write_table
from components.texts import Texts
from components.words.duties import name_basis, name_roles
from components.words.places import (
    list_categories,
    name_districts,
    name_kind,
    name_level,
    name_place,
    name_precision,
    name_source,
    write_number,
)
from components.words.units import name_party
from components.words.wording import write_wording
from geo.model import Model
from geo.places.locations import OUTSIDE, SYMBOLIC, round_shares

CHIP = "<span class='chip chip-{css}'>{text}</span>"


def write_place_head(place: Mapping[str, Any], kind: str, extra: str, t: Texts) -> str:
    """Name, kind, how sure the location is; spoken to a screen reader."""
    name, precision = name_place(place, t), name_precision(place, t)
    spoken = write_announcement(t("place.announce", name=name, kind=kind, precision=precision))
    chips = [("kind", kind), ("role", extra), (f"precision-{place['precision']}", precision)]
    marks = "".join(CHIP.format(css=css, text=escape(text)) for css, text in chips if text)
    return f"<div class='panel-head place-head'>{write_panel_title(name)}{marks}</div>{spoken}"


def write_site_head(model: Model, site: Mapping[str, Any], t: Texts) -> str:
    return write_place_head(
        site, name_kind(model, site["kind"], t), t(f"place.role_{site['role']}"), t
    )


def write_site(model: Model, site: Mapping[str, Any], t: Texts) -> str:
    """The measure's wording, each district's role, shares, facts with sources, the location."""
    parts = [_write_site_measures(model, site, t), _write_shares(model, site, t)]
    parts.append(_write_facts(site, t))
    help_text = f"<p>{escape(t('place.symbolic_help'))}</p>" * (site["precision"] == SYMBOLIC)
    note = escape(t.pick(site["note"], site["note_en"]))
    parts.append(f"<h3>{escape(t('place.how_known'))}</h3>{help_text}<p class='facts'>{note}</p>")
    return f"<div class='place'>{''.join(parts)}</div>"


def _write_site_measures(model: Model, site: Mapping[str, Any], t: Texts) -> str:
    if not site["measure_ids"]:
        return f"<p class='quiet'>{escape(t('place.no_measure'))}</p>"
    measures = model.plan.measures.set_index("measure_id")
    duties = model.site_duties[model.site_duties["site_id"] == site["site_id"]]
    parts = [f"<h3>{escape(t('place.measures'))}</h3>"]
    for measure_id in site["measure_ids"]:
        measure = measures.loc[measure_id]
        rows = duties[duties["measure_id"] == measure_id].to_dict("records")
        reached = "".join(_write_reach(model, duty, t) for duty in rows)
        parts.append(
            f"<article class='duty' data-measure='{escape(measure_id)}'>"
            f"<div class='duty-no'>{escape(measure_id)}</div><div class='duty-body'>"
            f"{write_label(measure, t)}"
            f"{write_wording(measure, t)}"
            f"<ul class='reach-list'>{reached}</ul></div></article>"
        )
    return "".join(parts)


def _write_reach(model: Model, duty: dict[str, Any], t: Texts) -> str:
    name = f"<b>{escape(name_party(model, duty['unit_code'], t))}</b>"
    return f"<li>{name} {write_held(duty, t)}</li>"


def write_held(duty: dict[str, Any], t: Texts) -> str:
    """Role and basis of a duty, or that the measure does not reach the district."""
    if not duty["basis"]:
        return f"<span class='quiet'>{escape(t('place.not_reached'))}</span>"
    return (
        f"<span class='role'><i aria-hidden='true'>{mark_roles(duty)}</i>"
        f"{escape(name_roles(duty, t))}</span> "
        f"<span class='basis basis-{duty['basis']}'>{escape(name_basis(duty, t))}</span>"
    )


def _write_shares(model: Model, site: Mapping[str, Any], t: Texts) -> str:
    """Shares of length or area, outside the city included; only where a site has them."""
    shares = model.site_shares[model.site_shares["site_id"] == site["site_id"]]
    shares = shares.dropna(subset="share")
    if len(shares) < 2:
        return ""
    is_area = shares["area_km2"].notna().any()
    column = "area_km2" if is_area else "length_km"
    unit = "area" if is_area else "length"
    amount = "place.amount_area" if is_area else "place.amount_length"
    percents = round_shares(shares["share"].tolist())
    rows = [
        (_name_share(model, row, t), _write_percent(percent, t), t(amount, n=f"{row[column]:.1f}"))
        for row, percent in zip(shares.to_dict("records"), percents, strict=True)
    ]
    total = f"{shares[column].sum():.1f}"
    columns = [t("place.districts"), t("place.share"), t("place.amount")]
    return (
        f"<h3>{escape(t('place.shares'))}</h3>"
        f"<p class='quiet'>{escape(t(f'place.shares_{unit}', total=total))}</p>"
        f"<div class='scroll'>{write_table(columns, rows)}</div>"
    )


def _name_share(model: Model, row: dict[str, Any], t: Texts) -> str:
    if row["unit_code"] == OUTSIDE:
        return t("place.outside")
    name = name_party(model, row["unit_code"], t)
    return name if row["is_named"] else t("place.stray", name=name)


def _write_percent(percent: int, t: Texts) -> str:
    return t("place.percent", n=percent) if percent else t("place.under_one")


def _write_facts(site: Mapping[str, Any], t: Texts) -> str:
    sources = {source["id"]: source for source in site["sources"]}
    cited = {fact["src"] for fact in site["facts"]}
    facts = "".join(
        f"<li>{escape(t.pick(fact['text'], fact['text_en']))}"
        f"{_write_source(sources[fact['src']], t)}</li>"
        for fact in site["facts"]
    )
    others = "".join(
        f"<li>{_write_source(source, t)}</li>"
        for key, source in sources.items()
        if key not in cited
    )
    body = (
        f"<p class='quiet'>{escape(t('place.secondary'))}</p><ul class='fact-list'>{facts}</ul>"
        if facts
        else f"<p class='quiet'>{escape(t('place.no_facts'))}</p>"
    )
    if others:
        more = escape(t("place.sources_only"))
        body += f"<p class='quiet'>{more}</p><ul class='fact-list'>{others}</ul>"
    return f"<h3>{escape(t('place.facts'))}</h3>{body}"


def _write_source(source: Mapping[str, str], t: Texts) -> str:
    """Who says so, and where: text only, no link is followed."""
    line, url = escape(name_source(source, t)), escape(source["url"])
    return f"<span class='source'>{line}<code>{url}</code></span>"


def write_area_head(model: Model, area: Mapping[str, Any], t: Texts) -> str:
    kind = list_categories(model, t)[area["category"]]
    return write_place_head(area, kind, name_level(area, t), t)


def write_area(model: Model, area: Mapping[str, Any], t: Texts) -> str:
    """Everything the register says of a protected area; what no source says is said to be so."""
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
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in facts)
    pointers = _write_pointers(model, area, t)
    return f"<div class='place'>{pointers}<dl class='area-facts'>{rows}</dl></div>"


def _write_year(area: Mapping[str, Any], t: Texts) -> str:
    return str(int(area["year"])) if pd.notna(area["year"]) else t("place.blank")


def _write_hectares(area: Mapping[str, Any], t: Texts) -> str:
    hectares = write_number(area["area_ha"])
    return t("place.hectares", n=hectares) if hectares else t("place.blank")


def _describe_point(area: Mapping[str, Any], t: Texts) -> str:
    if not area["coord_basis"]:
        return t("place.no_point")
    known = t(f"place.coord_{area['coord_basis']}")
    note = t.pick(area["coord_note"], area["coord_note_en"])
    return t("place.point", precision=name_precision(area, t), basis=note or known)


def _write_pointers(model: Model, area: Mapping[str, Any], t: Texts) -> str:
    """The measures whose wording means this area."""
    links = model.plan.area_links
    lines = [
        t("place.pointed", measure=link.measure_id, phrase=link.phrase)
        for link in links[links["area_id"] == area["area_id"]].itertuples()
    ]
    return "".join(f"<p class='pointer'>{escape(line)}</p>" for line in lines)


def write_site_list(model: Model, sites: gpd.GeoDataFrame, t: Texts) -> str:
    """Sites as a plain table: name, kind, measures, districts, precision."""
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
            name_kind(model, site["kind"], t),
            t("list.comma").join(site["measure_ids"]) or t(f"place.role_{site['role']}"),
            name_districts(model, site["district_codes"], t),
            name_precision(site, t),
        )
        for site in sites.to_dict("records")
    ]
    return f"<div class='scroll'>{write_table(columns, rows)}</div>"


def write_area_list(model: Model, areas: gpd.GeoDataFrame, t: Texts) -> str:
    """Protected areas as a plain table: name, category, level, year, hectares, location."""
    categories = list_categories(model, t)
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
    return f"<div class='scroll'>{write_table(columns, rows)}</div>"
