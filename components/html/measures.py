"""A list of measures with their wording as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from components.html.links import write_measure_link
from components.html.template import draw
from components.html.wording import write_label, write_wording
from components.session.remember import remember
from components.words.units import join_parties
from components.words.words import Words


def write_measure_list(
    words: Words, measure_ids: list[str], *, with_mentions: bool = False
) -> Markup:
    """Measures one below the other, with whom their wording mentions if asked for."""
    measures = words.model.plan.measures.set_index("measure_id")
    mentions = _list_mentions(words) if with_mentions else {}
    articles = [
        write_measure(
            measure_id,
            measures.loc[measure_id],
            [mentions.get(measure_id, words.t("city.open_nobody"))] if with_mentions else [],
            words,
        )
        for measure_id in measure_ids
    ]
    return draw("html/measures.measures", articles=articles)


def write_measure(
    measure_id: str, measure: Mapping[str, Any], facts: list[str], words: Words, chapter: str = ""
) -> Markup:
    """Number, short title, chapter if given, and wording of a measure, and what there is to say
    of it."""
    return draw(
        "html/measures.measure",
        number=measure_id,
        link=write_measure_link(measure_id, words),
        label=write_label(measure, words.t),
        chapter=chapter,
        wording=write_wording(measure, words.t),
        facts=facts,
    )


@remember
def _list_mentions(words: Words) -> dict[str, str]:
    """Whom the wording of a measure mentions, in words, where it mentions anybody."""
    found = words.model.duties[words.model.duties["basis"] == "mentioned"]
    return {
        str(measure_id): words.t(
            "city.open_mentioned",
            names=join_parties(words, codes, short=True),
        )
        for measure_id, codes in found.groupby("measure_id")["unit_code"]
    }
