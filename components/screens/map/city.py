"""The panel where no party is chosen: the whole city as one document, see `party.py`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from components.html.measures import write_measure_list
from components.html.template import draw
from components.screens.widgets.panel import write_panel_head
from components.session.models import get_load
from components.session.remember import remember
from components.texts import Texts
from components.words.units import has_zone, list_zones, name_others, name_party
from geo.model import Model
from geo.plan.duties import split_open
from geo.plan.load import list_open_measures, list_unreached

WITH_MENTIONS = ("only_open", "open")
"""Lists of measures whose unit cell says 相关区."""


@dataclass(frozen=True)
class Zone:
    """A functional zone, and a button per party: its code and its label."""

    name: str
    parties: list[tuple[str, str]]


@remember
def write_city_document(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> Markup:
    """What the plan says in one line, every party with its figure on the map, the measures."""
    groups = _group_measures(model)
    counts = {name: len(measure_ids) for name, measure_ids in groups.items()}
    list_title = "city.list_title_zone" if has_zone(model) else "city.list_title"
    return draw(
        "screens/map/city.city",
        head=write_panel_head(t("city.title"), t("app.intro")),
        lead=t("city.lead_text", measures=len(model.plan.measures), **counts),
        list_title=t(list_title, n=len(model.region.districts), others=name_others(model, t)),
        list_help=t("city.help"),
        zones=_list_zones(model, metric, bases, t),
        groups=[
            (
                t(f"city.{name}", n=counts[name]),
                write_measure_list(model, ids, t, with_mentions=name in WITH_MENTIONS),
            )
            for name, ids in groups.items()
        ],
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


def _list_zones(model: Model, metric: str, bases: tuple[str, ...], t: Texts) -> list[Zone]:
    """The keyboard's way to what the map shows: a row of buttons for each functional zone."""
    load, zones = get_load(model, metric, bases), list_zones(model, t)
    by_zone: dict[str, list[tuple[str, str]]] = {}
    for code in [*zones, *(code for code in model.codes if code not in zones)]:
        value = load.loc[code]
        shown = str(value["counted"])
        if "relevant" in bases and value["relevant"]:
            shown = t("map.value_open", **value.to_dict())
        elif not bases:
            shown = t("map.not_counted")
        label = t("city.count_button", name=name_party(model, code, t, short=True), value=shown)
        by_zone.setdefault(zones.get(code, t("city.no_zone")), []).append((code, label))
    return [Zone(name, parties) for name, parties in by_zone.items()]
