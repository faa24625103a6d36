"""All parties at once as HTML: the table of marks, and a small map per measure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd
from markupsafe import Markup

from components.html.duties import mark_roles, write_doubts
from components.html.links import write_address, write_link, write_measure_link
from components.html.template import draw
from components.map.small import ROLE_FILLS, UNNAMED_FILL, draw_svg_map, name_weight
from components.texts import Texts
from components.words.bases import name_basis
from components.words.duties import name_roles
from components.words.plan import list_chapters, name_measure
from components.words.units import name_party
from components.words.words import Words
from geo.plan.duties import OPEN_BASIS, index_duties, split_open

MEASURE_MAP_WIDTH_PX = 190


@dataclass(frozen=True)
class HeatCell:
    css: str
    mark: str
    words: str


@dataclass(frozen=True)
class MeasureMap:
    number: str
    heading: Markup
    image: Markup


def write_heat_table(words: Words) -> Markup:
    """Every party and every measure on one sheet; a mark and a shade per duty."""
    model, t = words.model, words.t
    chapters = list_chapters(words, short=True)
    duties = index_duties(model.duties, model.plan.measures, model.codes)
    bands = [
        (chapters[chapter], [_write_heat_row(words, measure, duties) for measure in of_chapter])
        for chapter, of_chapter in groupby(
            model.plan.measures.to_dict("records"), itemgetter("chapter_no")
        )
    ]
    return draw(
        "screens/compare/sheets.heat",
        caption=t("compare.heat_title"),
        columns=[t("compare.column_measure"), *(_link_party(words, c) for c in model.codes)],
        bands=bands,
        doubts=write_doubts(words, model.plan.doubtful),
    )


def _link_party(words: Words, code: str) -> Markup:
    """The short name, which leads to the district's page."""
    address = write_address("district", {"district": code}, words)
    return write_link(address, name_party(words, code, short=True))


def _write_heat_row(
    words: Words, measure: Mapping[str, Any], duties: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> Markup:
    t = words.t
    number = measure["measure_id"]
    found = [duties[number].get(code) for code in words.model.codes]
    return draw(
        "screens/compare/sheets.heat_row",
        link=write_measure_link(number, words),
        label=t.pick(measure["label"], measure["label_en"]),
        cells=[_describe_duty(duty, t) if duty else None for duty in found],
        nothing=t("compare.none_words"),
    )


def _describe_duty(duty: Mapping[str, Any], t: Texts) -> HeatCell:
    css = "is-open" if duty["basis"] == OPEN_BASIS else f"weight-{name_weight(duty)}"
    mark = t("role.doubtful", roles=mark_roles(duty)) if duty["is_doubtful"] else mark_roles(duty)
    return HeatCell(css, mark, f"{name_roles(duty, t)} {name_basis(duty, t)}")


def write_measure_maps(words: Words) -> Markup:
    """A small map for each measure that reaches a party, in the party's counted role."""
    model = words.model
    duties = model.duties[model.duties["unit_code"].isin(model.codes)]
    return draw(
        "screens/compare/sheets.measure_maps",
        legend=write_weight_legend(words.t),
        maps=[
            _draw_measure(words, str(measure_id), reached)
            for measure_id, reached in duties.groupby("measure_id", sort=False)
        ],
        doubts=write_doubts(words, model.plan.doubtful),
    )


def _draw_measure(words: Words, measure_id: str, reached: pd.DataFrame) -> MeasureMap:
    """`reached`: the measure's duties of parties on the map."""
    counted, still_open = split_open(reached)
    fills = {d["unit_code"]: ROLE_FILLS[name_weight(d)] for d in counted.to_dict("records")}
    heading = name_measure(words, measure_id)
    if measure_id in words.model.plan.doubtful:
        heading = words.t("role.doubtful", roles=heading)
    image = draw_svg_map(
        words.model,
        fills,
        title=heading,
        width=MEASURE_MAP_WIDTH_PX,
        hatched=set(still_open["unit_code"]),
    )
    return MeasureMap(measure_id, write_measure_link(measure_id, words, heading), image)


def write_weight_legend(t: Texts) -> Markup:
    filled = [(fill, t(f"compare.legend_{weight}")) for weight, fill in ROLE_FILLS.items()]
    return draw(
        "screens/compare/sheets.legend",
        filled=filled,
        open_words=t("compare.legend_open"),
        empty_fill=UNNAMED_FILL,
        empty_words=t("compare.legend_none"),
    )
