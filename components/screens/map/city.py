"""The panel where no party is chosen: the whole city as one document, see `party.py`."""

from __future__ import annotations

from html import escape

from components.html.heads import write_panel_title
from components.html.measures import write_measure_list
from components.session.models import get_load
from components.session.remember import remember
from components.texts import Texts
from components.words.units import has_zone, list_zones, name_others, name_party
from geo.model import Model
from geo.plan.duties import split_open
from geo.plan.load import list_open_measures, list_unreached

WITH_MENTIONS = ("only_open", "open")
"""Lists of measures whose unit cell says 相关区."""


@remember
def write_city_document(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> str:
    """What the plan says in one line, every party with its figure on the map, the measures."""
    groups = _group_measures(model)
    counts = {name: len(measure_ids) for name, measure_ids in groups.items()}
    text = t("city.lead_text", measures=len(model.plan.measures), **counts)
    lists = "".join(
        f"<details><summary>{escape(t(f'city.{name}', n=counts[name]))}</summary>"
        f"{write_measure_list(model, ids, t, with_mentions=name in WITH_MENTIONS)}</details>"
        for name, ids in groups.items()
    )
    return (
        f"<article class='party-document' data-code=''>"
        f"<div class='panel-head'>{write_panel_title(t('city.title'))}"
        f"<span class='quiet'>{escape(t('app.intro'))}</span></div><p>{escape(text)}</p>"
        f"{_write_party_list(model, metric, bases, t)}"
        f"<div class='measure-lists'>{lists}</div></article>"
    )


def _group_measures(model: Model) -> dict[str, list[str]]:
    """The measures behind each figure of the city's line, and those that say 相关区."""
    measures = model.plan.measures
    unreached = list_unreached(model.duties, measures, model.codes)
    settled, _ = split_open(model.duties)
    unsettled = list_unreached(settled, measures, model.codes)
    return {
        "reached": [m for m in measures["measure_id"] if m not in unreached],
        "only_open": [m for m in unsettled if m not in unreached],
        "unreached": unreached,
        "open": list_open_measures(model.duties, measures),
    }


def _write_party_list(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> str:
    """The keyboard's way to what the map shows: a row of buttons for each functional zone."""
    load, zones = get_load(model, metric, bases), list_zones(model, t)
    by_zone: dict[str, list[str]] = {}
    for code in [*zones, *(code for code in model.codes if code not in zones)]:
        value = load.loc[code]
        shown = str(value["counted"])
        if "relevant" in bases and value["relevant"]:
            shown = t("map.value_open", **value.to_dict())
        elif not bases:
            shown = t("map.not_counted")
        label = t("city.count_button", name=name_party(model, code, t, short=True), value=shown)
        by_zone.setdefault(zones.get(code, t("city.no_zone")), []).append(
            f"<button type='button' data-choose='{escape(code)}'>{escape(label)}</button>"
        )
    rows = "".join(
        f"<div class='zone-row'><p class='zone'>{escape(zone)}</p>"
        f"<div class='choices'>{''.join(buttons)}</div></div>"
        for zone, buttons in by_zone.items()
    )
    key = "city.list_title_zone" if has_zone(model) else "city.list_title"
    title = t(key, n=len(model.region.districts), others=name_others(model, t))
    return f"<h3>{escape(title)}</h3><p class='quiet'>{escape(t('city.help'))}</p>{rows}"
