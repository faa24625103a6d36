"""A list of measures with their wording as HTML."""

from __future__ import annotations

from html import escape

from components.html.duties import write_label
from components.session.remember import remember
from components.texts import Texts
from components.words.units import name_party
from components.words.wording import write_wording
from geo.model import Model


def write_measure_list(
    model: Model, measure_ids: list[str], t: Texts, *, with_mentions: bool = False
) -> str:
    rows = model.plan.measures.set_index("measure_id")
    mentions = _list_mentions(model, t) if with_mentions else {}
    html = []
    for measure_id in measure_ids:
        line = mentions.get(measure_id, t("city.open_nobody"))
        html.append(
            f"<article class='duty'><div class='duty-no'>{escape(measure_id)}</div>"
            f"<div class='duty-body'>{write_label(rows.loc[measure_id], t)}"
            f"{write_wording(rows.loc[measure_id], t)}"
            + (f"<p class='facts'>{escape(line)}</p>" if with_mentions else "")
            + "</div></article>"
        )
    return f"<div class='duties'>{''.join(html)}</div>"


@remember
def _list_mentions(model: Model, t: Texts) -> dict[str, str]:
    """Whom the wording of a measure mentions, in words, where it mentions anybody."""
    found = model.duties[model.duties["basis"] == "mentioned"]
    return {
        str(measure_id): t(
            "city.open_mentioned",
            names=t("list.comma").join(name_party(model, c, t, short=True) for c in codes),
        )
        for measure_id, codes in found.groupby("measure_id")["unit_code"]
    }
