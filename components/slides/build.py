"""The slides as values: made from the plan, none written by hand.

Screen, PowerPoint, single file and picture all draw these, so that their numbers are the same.
"""

from __future__ import annotations

from collections.abc import Callable

from components.map.areas import draw_areas
from components.map.sites import build_site_picture
from components.map.views import draw_load, write_source_line
from components.session.link import View
from components.session.models import get_model
from components.session.plans import name_in_links
from components.slides.changes import build_change_slide
from components.slides.city import build_city_slide
from components.slides.department import build_department_slide
from components.slides.parties import build_comparison_slide, build_party_slide
from components.slides.reading import build_part_slide
from components.slides.run import is_comparison
from components.slides.sets import ALL, split_part
from components.slides.since import split_since
from components.slides.slide import Fact, Slide
from components.words.changes import look_between
from components.words.places import (
    is_tint,
    name_districts,
    name_official,
    name_place,
    name_precision,
)
from components.words.plan import list_chapters, name_annex, name_plan
from components.words.rules import write_counting_rule
from components.words.several import join_numbers, number_measure
from components.words.units import name_parties, name_party
from components.words.wording import list_wordings
from components.words.words import Words
from geo.model import Model
from geo.plan.count import HEADLINES, list_unreached, select_metric
from geo.plan.duties import split_open


def build_slides(words: Words, run: list[str]) -> list[Slide]:
    """The slides of a run, in its order."""
    return [build_slide(words, code) for code in run]


def build_slide(words: Words, code: str) -> Slide:
    makers: dict[str, Callable[[Words], Slide]] = {
        "cover": _build_cover,
        "plan": _build_plan,
        "sites": _build_sites,
        "areas": _build_areas,
    }
    if code in makers:
        return makers[code](words)
    if since := split_since(code, words.model):
        earlier = Words(get_model(since[1]), words.t)
        return build_change_slide(look_between(earlier, words), since[0])
    if code in words.model.codes:
        return build_party_slide(words, code)
    unit, part = split_part(code, words.model) or ("", "")
    if unit == ALL:
        return build_city_slide(words, part)
    if unit in words.model.codes:
        return build_part_slide(words, unit, part)
    if unit:
        return build_department_slide(words, unit, part)
    if is_comparison(code, words.model):
        return build_comparison_slide(words, code)
    return _build_chapter(words, int(code.removeprefix("ch")))


def _build_cover(words: Words) -> Slide:
    model, t = words.model, words.t
    measures = model.plan.measures
    facts = (
        Fact(str(measures["task_no"].nunique()), t("present.tasks")),
        Fact(str(len(measures)), t("present.measures")),
        Fact(str(len(model.codes)), name_parties(words)),
    )
    subtitle = t("list.dot").join(filter(None, (name_annex(words), t("app.title"))))
    notes = (write_counting_rule(words), t("rules.relevant"))
    title, source = name_plan(words), write_source_line(words)
    return Slide("cover", title, subtitle, facts, draw_load(words, "all"), source, notes)


def _build_plan(words: Words) -> Slide:
    model, t = words.model, words.t
    total, still_open = _sum(model, "total"), _sum(model, "relevant")
    unreached = list_unreached(model.duties, model.plan.measures, model.codes)
    reached = len(model.plan.measures) - len(unreached)
    facts = (
        Fact(str(total), t("present.duties")),
        Fact(str(still_open), t("present.open")),
        Fact(str(reached), t("present.reached", measures=len(model.plan.measures))),
    )
    notes = tuple(
        t("present.party_line", name=name_party(words, code), **counts)
        for code, counts in model.summary[list(HEADLINES)].to_dict("index").items()
    )
    source = write_source_line(words)
    picture = draw_load(words, "all")
    title, view = t("present.plan_title"), View(lang=t.lang, plan=name_in_links(model))
    return Slide("plan", title, name_plan(words), facts, picture, source, notes, view=view)


def _sum(model: Model, column: str) -> int:
    return int(model.summary[column].sum())


def _build_chapter(words: Words, number: int) -> Slide:
    model, t = words.model, words.t
    measures = model.plan.measures[model.plan.measures["chapter_no"] == number]
    joined = select_metric(model.joined, f"ch{number}")
    joined = joined[joined["unit_code"].isin(model.codes)]
    counted, still_open = split_open(joined)
    facts = (
        Fact(str(len(measures)), t("present.measures")),
        Fact(str(len(counted)), t("present.duties")),
        Fact(str(len(still_open)), t("present.open")),
    )
    notes, wordings = [], list_wordings(words)
    for measure in measures.to_dict("records"):
        measure_id = measure["measure_id"]
        notes.append(
            t(
                "present.measure_line",
                id=number_measure(words, measure_id),
                label=t.pick(measure["label"], measure["label_en"]),
                counted=int((counted["measure_id"] == measure_id).sum()),
                open=int((still_open["measure_id"] == measure_id).sum()),
                text=wordings[measure_id],
            )
        )
    notes.append(t("panel.ours_help"))
    return Slide(
        f"ch{number}",
        list_chapters(words)[number],
        name_plan(words),
        facts,
        draw_load(words, f"ch{number}"),
        write_source_line(words),
        tuple(notes),
    )


def _build_sites(words: Words) -> Slide:
    model, t = words.model, words.t
    of_plan = model.sites[model.sites["role"] == "plan"]
    records = of_plan.to_dict("records")
    works = sum(is_tint(site) for site in records)
    facts = (
        Fact(str(len(records) - works), t("present.sites")),
        Fact(str(works), t("present.works")),
        Fact(str(len(model.plan.targets)), t("present.citywide")),
    )
    notes = tuple(
        t(
            "present.site_line",
            name=name_place(site, t),
            ids=join_numbers(words, site["measure_ids"]),
            districts=name_districts(words, site["district_codes"]),
            precision=name_precision(site, t),
        )
        for site in records
    )
    picture = build_site_picture(words, of_plan, View(lang=t.lang))
    source, title = write_source_line(words), t("restoration.title")
    return Slide("sites", title, t("present.sites_subtitle"), facts, picture, source, notes)


def _build_areas(words: Words) -> Slide:
    model, t = words.model, words.t
    protected, measures = model.region.protected, model.plan.meta["protected_measures"]
    facts = (
        Fact(str(len(measures)), t("present.area_measures")),
        Fact(str(int(protected.categories["total"].sum())), name_official(words)),
        Fact(str(len(protected.areas)), t("protected.listed")),
    )
    wording = list_wordings(words)
    notes = (
        name_official(words, "protected.help"),
        *(
            t("present.wording_line", id=number_measure(words, m), text=wording[m])
            for m in measures
        ),
    )
    picture = draw_areas(words, View(lang=t.lang))
    source, title = write_source_line(words), t("protected.title")
    return Slide("areas", title, t("present.areas_subtitle"), facts, picture, source, notes)
