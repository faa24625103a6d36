"""The panel where no party is chosen: the whole city as one document, see `party.py`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from components.html.changes import write_against_all
from components.html.links import write_address, write_link, write_tagged
from components.html.measures import write_measure_list
from components.html.states import write_count_slot
from components.html.template import draw
from components.html.wording import write_label
from components.map.small import draw_svg_map
from components.screens.widgets.panel import write_panel_head
from components.session.link import CHANGES, REPORTED, View
from components.session.models import get_load
from components.session.remember import remember
from components.theme import SEQUENTIAL
from components.words.changes import Between
from components.words.new_gone import label_new_gone
from components.words.plan import list_deadlines
from components.words.reach import FEW, list_measure_groups, list_rare_measures, name_reached
from components.words.units import (
    group_by_zone,
    has_zone,
    is_searched,
    list_zones,
    name_others,
    name_parties,
    name_party,
)
from components.words.words import Words

LISTED = ("every", "some", "only_open", "unreached", "open")
WITH_MENTIONS = ("only_open", "open")
"""Lists of measures whose unit cell says 相关区."""
RARE_MAP_WIDTH_PX = 44


@dataclass(frozen=True)
class Zone:
    """A functional zone, and a button per party: its code and its label."""

    name: str
    parties: list[tuple[str, str | Markup]]


@dataclass(frozen=True)
class Rare:
    """A measure written to few districts: its id, number and short title, their names, a map."""

    number: str
    shown: Markup
    label: Markup
    names: str
    image: Markup


@remember
def write_city_document(
    words: Words, metric: str, bases: tuple[str, ...], between: Between | None = None
) -> Markup:
    """What the plan says in one line, every party with its figure on the map, the measures.

    `between`: the plan and the edition it is compared with, where it is; what changed in words.
    """
    model, t = words.model, words.t
    groups = list_measure_groups(model)
    counts = {name: len(measure_ids) for name, measure_ids in groups.items()}
    rare = _list_rare(words)
    list_title = "city.list_title_zone" if has_zone(model) else "city.list_title"
    told = {"n": len(model.region.districts), "others": name_others(words)}
    if not list_zones(words):
        list_title = "city.list_title_flat"
        told = {"n": len(model.codes), "parties": name_parties(words)}
    return draw(
        "screens/map/city.city",
        head=write_panel_head(t("city.title"), t("app.intro")),
        lead=t("city.lead_text", measures=len(model.plan.measures), **counts),
        deadlines=_write_deadlines(words),
        against=write_against_all(between) if between else "",
        rare_title=t("city.rare", n=len(rare)),
        rare_help=t("city.rare_help", most=FEW),
        rare=rare,
        list_title=t(list_title, **told),
        list_help=t("search.help" if is_searched(model) else "city.help"),
        zones=_list_zones(words, metric, bases, between),
        groups=[
            (
                t(f"city.{name}", n=counts[name]),
                write_measure_list(words, groups[name], with_mentions=name in WITH_MENTIONS),
            )
            for name in LISTED
        ],
    )


def _write_deadlines(words: Words) -> Markup:
    """How many measures are due when; each number leads to them in the ledger."""
    t, plan = words.t, words.model.plan
    counts, names = plan.measures["deadline"].value_counts(), list_deadlines(words)
    links = [
        write_link(
            write_address("ledger", {"deadline": deadline["code"]}, words),
            t("city.due", name=names[deadline["printed"]], n=int(counts[deadline["printed"]])),
        )
        for deadline in plan.meta["deadlines"]
        if deadline["printed"] in counts
    ]
    return Markup(t("list.comma")).join(links)


@remember
def _list_rare(words: Words) -> list[Rare]:
    model = words.model
    measures = model.plan.measures.set_index("measure_id")
    is_drawn = not is_searched(model)  # else a district is too small to be seen
    return [
        Rare(
            measure_id,
            write_tagged(words, measure_id),
            write_label(measures.loc[measure_id], words.t),
            name_reached(words, reach),
            draw_svg_map(
                model,
                dict.fromkeys(reach.held, SEQUENTIAL[4]),
                title="",
                width=RARE_MAP_WIDTH_PX,
            )
            if is_drawn
            else Markup(""),
        )
        for measure_id, reach in list_rare_measures(model).items()
    ]


def _list_zones(
    words: Words, metric: str, bases: tuple[str, ...], between: Between | None
) -> list[Zone]:
    """The keyboard's way to what the map shows: a row of buttons for each functional zone, or none
    where the box above finds a party."""
    if is_searched(words.model):
        return []
    if metric == REPORTED:
        return [
            Zone(
                zone,
                [(c, write_count_slot(c, name_party(words, c, short=True))) for c in codes],
            )
            for zone, codes in group_by_zone(words).items()
        ]
    figures = _list_figures(words, View(metric=metric).counted, bases)
    if between and metric == CHANGES:
        figures = {code: label_new_gone(between, code) for code in words.model.codes}
    return [
        Zone(zone, [(code, _label(words, code, figures[code])) for code in codes])
        for zone, codes in group_by_zone(words).items()
    ]


def _list_figures(words: Words, metric: str, bases: tuple[str, ...]) -> dict[str, str]:
    """Each party's figure on the map of the task load."""
    t, load = words.t, get_load(words.model, metric, bases).to_dict("index")
    if not bases:
        return dict.fromkeys(words.model.codes, t("map.not_counted"))
    return {
        code: t("map.value_open", **figures)
        if "relevant" in bases and figures["relevant"]
        else str(figures["counted"])
        for code, figures in load.items()
    }


def _label(words: Words, code: str, figure: str) -> str:
    """A party with its figure on the map."""
    return words.t("city.count_button", name=name_party(words, code, short=True), value=figure)
