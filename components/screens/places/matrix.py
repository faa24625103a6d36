"""Measures against places: which duty has a place in a district, and which has none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from components.html.duties import OPEN_MARK
from components.html.links import write_tagged
from components.html.template import draw
from components.texts import Texts
from components.words.plan import list_chapters
from components.words.units import name_party
from components.words.words import Words
from geo.plan.duties import OPEN_BASIS


@dataclass(frozen=True)
class Cell:
    """What a measure is to a party: a mark and a number where there is something, and in words."""

    words: str
    mark: str = ""
    number: str = ""
    css: str = ""


@dataclass(frozen=True)
class MeasureRow:
    number: Markup
    label: str
    cells: list[Cell]


def write_place_matrix(words: Words) -> Markup:
    """Every measure and every party on one sheet; see `restoration.matrix_help` for the marks."""
    model, t = words.model, words.t
    places = model.place_duties.groupby(["measure_id", "unit_code"])["place_id"].nunique()
    bases = model.duties.set_index(["measure_id", "unit_code"])["basis"]
    counts, held = places.to_dict(), bases.to_dict()
    titles, chapters = list_chapters(words, short=True), []
    measures = model.plan.measures.to_dict("records")
    for chapter, of_chapter in groupby(measures, itemgetter("chapter_no")):
        rows = []
        for measure in of_chapter:
            keys = [(measure["measure_id"], code) for code in model.codes]
            cells = [_describe_cell(counts.get(key, 0), held.get(key, ""), t) for key in keys]
            label = t.pick(measure["label"], measure["label_en"])
            rows.append(MeasureRow(write_tagged(words, measure["measure_id"]), label, cells))
        chapters.append((titles[chapter], rows))
    parties = [name_party(words, code, short=True) for code in model.codes]
    return draw(
        "screens/places/matrix.matrix",
        title=t("restoration.matrix"),
        explanation=t("restoration.matrix_help"),
        columns=[t("compare.column_measure"), *parties],
        chapters=chapters,
    )


def _describe_cell(places: int, basis: str, t: Texts) -> Cell:
    if not places and not basis:
        return Cell(t("restoration.cell_none"))
    number = str(places) if places > (basis != OPEN_BASIS) else ""
    if not basis:
        return Cell(t("restoration.cell_place"), "◇", number, "place-only")
    if basis == OPEN_BASIS:
        words = t("restoration.cell_open", n=places) if places else t("basis.relevant")
        return Cell(words, OPEN_MARK, number, "is-open")
    if places:
        return Cell(t("restoration.cell_both", n=places), "●", number, "weight-lead_main")
    return Cell(t("restoration.cell_duty"), "○")
