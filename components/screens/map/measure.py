"""The panel of one measure: its words, whom it reaches and in which role, its places and figures.

One piece of HTML like a party's, see `party.py`.
"""

from __future__ import annotations

from markupsafe import Markup

from components.html.duties import list_cells, write_doubts
from components.html.heads import write_announcement, write_panel_title
from components.html.links import write_address
from components.html.template import draw
from components.html.wording import write_wording
from components.session.remember import remember
from components.words.duties import name_part
from components.words.places import is_site, name_place, name_precision
from components.words.plan import list_chapters, list_deadlines, name_measure, name_task
from components.words.reach import list_reached, write_reach
from components.words.several import number_measure
from components.words.targets import list_target_places
from components.words.units import name_party
from components.words.words import Words
from geo.places.sites import ROLE_OF_PLAN
from geo.plan.duties import OPEN_BASIS
from geo.plan.plan import ROLES, print_target


@remember
def write_measure_document(words: Words, measure_id: str, code: str | None) -> Markup:
    """The whole document; `code`: the chosen party, whose part in the measure is told first."""
    model, t = words.model, words.t
    measure = model.plan.find_measure(measure_id)
    name, reach = name_measure(words, measure_id), write_reach(words, measure_id)
    reached = list_reached(words, measure_id)
    task = name_task(words, measure["task_no"])
    chapter = list_chapters(words)[measure["chapter_no"]]
    return draw(
        "screens/map/measure.measure",
        measure_id=measure_id,
        steps=[("", t("measure.back")), *_list_steps(words, measure_id)],
        title=write_panel_title(name),
        place=t("measure.place", chapter=chapter, task=task),
        spoken=write_announcement(t("measure.announce", name=name, reach=reach)),
        reach=reach,
        own=_describe_own(words, measure_id, code) if code else "",
        wording=write_wording(measure, t),
        deadline=list_deadlines(words)[measure["deadline"]],
        cells=list_cells(words, {role: measure[role] for role in ROLES}, measure["shared_cell"]),
        doubts=write_doubts(words, [measure_id]),
        role=t("measure.reached_one", part=reached[0][0]) if len(reached) == 1 else "",
        lists=[
            (t("measure.reached"), _write_parts(reached) if len(reached) > 1 else []),
            (t("measure.places"), _list_places(words, measure_id)),
            (t("measure.figures"), _list_figures(words, measure_id)),
        ],
    )


def _describe_own(words: Words, measure_id: str, code: str) -> str:
    """The part of one party in the measure."""
    model, t = words.model, words.t
    duties = model.duties[model.duties["measure_id"] == measure_id]
    found = duties[duties["unit_code"] == code].to_dict("records")
    name = name_party(words, code)
    if not found:
        return t("measure.own", name=name, part=t("measure.unreached"))
    duty = found[0]
    if duty["basis"] == OPEN_BASIS:
        return t("measure.own_open", name=name)
    part = name_part(duty, t)
    return t("measure.own", name=name, part=part)


def _write_parts(reached: list[tuple[str, str]]) -> list[Markup]:
    return [draw("screens/map/measure.part", roles=roles, names=names) for roles, names in reached]


def _list_places(words: Words, measure_id: str) -> list[Markup]:
    """What of the plan's places belongs to the measure, each a link to its own panel."""
    model = words.model
    sites = model.sites[model.sites["role"] == ROLE_OF_PLAN]
    areas, links = model.region.protected.areas, model.plan.area_links
    linked = links.loc[links["measure_id"] == measure_id, "area_id"]
    places = [
        *sites[[measure_id in ids for ids in sites["measure_ids"]]].to_dict("records"),
        *areas[areas["area_id"].isin(linked)].to_dict("records"),
    ]
    return [_link_place(words, place) for place in places]


def _link_place(words: Words, place: dict[str, object]) -> Markup:
    t = words.t
    key = str(place.get("site_id") or place.get("area_id"))
    page = "restoration" if is_site(words.model, key) else "protected"
    return draw(
        "screens/map/measure.place",
        address=write_address(page, {"place": key}, words),
        name=name_place(place, t),
        precision=name_precision(place, t),
    )


def _list_figures(words: Words, measure_id: str) -> list[Markup]:
    """The figures as printed, each before the words that hold it and for whom it is."""
    targets = words.model.plan.targets.itertuples(index=False)
    return [
        draw(
            "screens/map/measure.figure",
            figure=print_target(target.phrase, target.quantity, target.unit)[0],
            phrase=target.phrase,
            place=place,
        )
        for target, place in zip(targets, list_target_places(words), strict=True)
        if target.measure_id == measure_id
    ]


def _list_steps(words: Words, measure_id: str) -> list[tuple[str, str]]:
    """The measures before and after, in the order of the plan."""
    numbers = words.model.plan.measures["measure_id"].tolist()
    at = numbers.index(measure_id)
    steps = []
    if at:
        before = number_measure(words, numbers[at - 1])
        steps.append((numbers[at - 1], words.t("measure.previous", name=before)))
    if at + 1 < len(numbers):
        after = number_measure(words, numbers[at + 1])
        steps.append((numbers[at + 1], words.t("measure.next", name=after)))
    return steps
