"""A party's panel as one document: head, figures, sentence, chapters, duties, neighbours.

One piece of HTML, so that the map's script can show the document of a clicked district before the
server answers (`map/assets/ahead.js`), and filter its duties by a figure without asking it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from components.html.duties import write_chapter_bar, write_duties
from components.html.heads import write_party_head
from components.session.link import View
from components.session.remember import remember
from components.texts import Texts
from components.words.duties import name_bases
from components.words.plan import name_metric
from components.words.sentence import write_sentence
from components.words.units import name_party
from geo.model import Model
from geo.plan.duties import split_open
from geo.plan.load import HEADLINES, select_metric
from geo.plan.plan import ROLES

ON_MAP = "on_map"


@remember
def write_party_document(
    model: Model, code: str, metric: str, bases: tuple[str, ...], t: Texts
) -> str:
    """The whole document. Where the map shows part of the duties, so does the list at first."""
    duties = model.duties[model.duties["unit_code"] == code]
    figures = list_figures(model, duties, metric, bases)
    first = ON_MAP if ON_MAP in figures else ""
    sentence = write_sentence(model, code, t)
    counts = model.summary.loc[code]
    merged = t("panel.merged", main=counts["main"], both=counts["lead_and_main"])
    copy = escape(t("panel.copy"))
    return (
        f"<article class='party-document' data-code='{escape(code)}'>"
        f"<button type='button' class='back' data-choose=''>{escape(t('panel.back'))}</button>"
        f"{write_party_head(model, code, sentence, t)}"
        f"{_write_figures(figures, first, t)}"
        f"<p class='quiet merged'>{escape(merged)}</p>"
        f"<div class='sentence'><p>{escape(sentence)}</p>"
        f"<button type='button' data-copy data-copied='{escape(t('panel.copied'))}'>{copy}</button>"
        f"</div>{write_chapter_bar(model, code, t)}"
        f"{_write_filter_lines(model, code, figures, metric, bases, first, t)}"
        f"{write_duties(model, duties, t, figures, first)}"
        f"{_write_neighbours(model, code, t)}</article>"
    )


def list_figures(
    model: Model, duties: pd.DataFrame, metric: str, bases: tuple[str, ...]
) -> dict[str, list[str]]:
    """The measures behind each headline figure of one party; `on_map` where it says something."""
    counted, still_open = split_open(duties)
    figures = {"total": counted["measure_id"].tolist()}
    figures |= {role: counted.loc[counted[role], "measure_id"].tolist() for role in ROLES}
    figures["relevant"] = still_open["measure_id"].tolist()
    figures = {name: figures[name] for name in HEADLINES}
    default = View()
    if (metric, bases) == (default.metric, default.bases):
        return figures
    joined = model.joined.loc[model.joined["unit_code"].isin(duties["unit_code"].unique())]
    on_map = select_metric(joined, metric, model.ongoing)
    return {ON_MAP: on_map.loc[on_map["basis"].isin(bases), "measure_id"].tolist(), **figures}


def _write_figures(figures: Mapping[str, list[str]], first: str, t: Texts) -> str:
    """The headline figures, each a button for the duties behind it."""
    buttons = "".join(
        f"<button type='button' data-figure='{name}' aria-pressed='{str(name == first).lower()}'>"
        f"<b>{len(ids)}</b> <span>{escape(t(f'panel.{name}'))}</span></button>"
        for name, ids in figures.items()
    )
    label = escape(t("panel.rows_label"))
    return f"<div class='panel-figures' role='group' aria-label='{label}'>{buttons}</div>"


def _write_filter_lines(
    model: Model,
    code: str,
    figures: Mapping[str, list[str]],
    metric: str,
    bases: tuple[str, ...],
    first: str,
    t: Texts,
) -> str:
    """What is shown under each figure; where that is nothing, why, and what to do."""
    lines = []
    for name, ids in figures.items():
        what = t(f"panel.{name}")
        if name == ON_MAP:
            named = name_bases(model, bases, t)
            what = t("legend.metric", metric=name_metric(model, metric, t), bases=named)
        line = f"<p class='quiet'>{escape(t('panel.filtered', what=what, n=len(ids)))}</p>"
        if not ids:
            line += _write_empty(model, code, metric if name == ON_MAP else None, t)
        hidden = "" if name == first else " hidden"
        lines.append(f"<div data-for='{name}'{hidden}>{line}</div>")
    nothing = "" if any(figures.values()) else _write_empty(model, code, None, t)
    return f"<div class='filter-lines' aria-live='polite'>{''.join(lines)}</div>{nothing}"


def _write_empty(model: Model, code: str, metric: str | None, t: Texts) -> str:
    """Why no duty is listed: what the plan leaves open is named, never passed over."""
    lines = [t("panel.none")]
    if metric:
        of_party = model.joined[model.joined["unit_code"] == code]
        of_metric = select_metric(of_party, metric, model.ongoing)
        _, still_open = split_open(of_metric)
        if not still_open.empty:
            lines.append(t("panel.none_open", n=len(still_open)))
    lines.append(t("panel.none_way"))
    return f"<div class='empty'>{'<br>'.join(escape(line) for line in lines)}</div>"


def _write_neighbours(model: Model, code: str, t: Texts) -> str:
    neighbours = model.region.neighbours.get(code, [])
    if not neighbours:
        return ""
    buttons = "".join(
        f"<button type='button' data-choose='{escape(other)}'>"
        f"{escape(name_party(model, other, t))}</button>"
        for other in neighbours
    )
    return f"<h3>{escape(t('panel.neighbours'))}</h3><div class='choices'>{buttons}</div>"
