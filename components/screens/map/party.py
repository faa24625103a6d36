"""A party's panel as one document: head, figures, sentence, chapters, duties, neighbours.

One piece of HTML, so that the map's script can show the document of a clicked district before the
server answers (`map/assets/ahead.js`), and filter its duties by a figure without asking it.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from components.html.changes import write_against
from components.html.duties import write_chapter_bar, write_duties
from components.html.heads import write_party_head
from components.html.links import write_address, write_link
from components.html.sentence import write_copied
from components.html.states import write_unit_slot
from components.html.template import draw
from components.screens.widgets.panel import write_empty
from components.session.link import View
from components.session.remember import remember
from components.words.bases import name_count
from components.words.changes import Between
from components.words.leads import list_leads
from components.words.sentence import write_sentence
from components.words.units import name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.count import HEADLINES, select_metric
from geo.plan.duties import split_open
from geo.plan.plan import ROLES

ON_MAP = "on_map"


@dataclass(frozen=True)
class Figure:
    """A headline figure, what it counts, and what the list says once it is chosen."""

    key: str
    count: int
    name: str
    chosen: str
    empty: Markup


@remember
def write_party_document(
    words: Words,
    code: str,
    metric: str,
    bases: tuple[str, ...],
    between: Between | None = None,
    followed: tuple[str, ...] = (),
) -> Markup:
    """The whole document. Where the map shows part of the duties, so does the list at first.

    `between`: the plan and the edition it is compared with, where it is. `followed`: plans whose
    duties get a place for what was reported on them, which is not written here: the document is
    everybody's.
    """
    model, t, metric = words.model, words.t, View(metric=metric).counted
    duties = model.duties[model.duties["unit_code"] == code]
    figures = list_figures(model, duties, metric, bases)
    first = ON_MAP if ON_MAP in figures else ""
    sentence = write_sentence(words, code)
    return draw(
        "screens/map/party.party",
        t=t,
        code=code,
        head=write_party_head(words, code, sentence),
        figures=[
            _describe_figure(words, code, key, ids, metric, bases) for key, ids in figures.items()
        ],
        first=first,
        against=write_against(between, code) if between else "",
        state=write_unit_slot(followed),
        sentence=write_copied(sentence, t),
        leads=_link_leads(words, code),
        chapter_bar=write_chapter_bar(words, code),
        nothing="" if any(figures.values()) else _write_empty(words, code, None),
        duties=write_duties(words, duties, figures, first, followed),
        neighbours=[
            (other, name_party(words, other)) for other in model.region.neighbours.get(code, [])
        ],
    )


def _link_leads(words: Words, code: str) -> Markup:
    """To whom: the departments that lead what the party has to do, each with its duties."""
    t = words.t
    links = [
        write_link(
            write_address("district", {"district": code, "lead": lead.code}, words),
            t("profile.lead_count", name=lead.name, n=len(lead.measure_ids)),
        )
        for lead in list_leads(words, (code,))
    ]
    return Markup(t("list.comma")).join(links)


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
    on_map = select_metric(joined, metric)
    return {ON_MAP: on_map.loc[on_map["basis"].isin(bases), "measure_id"].tolist(), **figures}


def _describe_figure(
    words: Words, code: str, key: str, measure_ids: list[str], metric: str, bases: tuple[str, ...]
) -> Figure:
    """What is shown under a figure; where that is nothing, why, and what to do."""
    t = words.t
    what = name = t(f"panel.{key}")
    if key == ON_MAP:
        what = name_count(words, metric, bases)
    empty = Markup("")
    if not measure_ids:
        empty = _write_empty(words, code, metric if key == ON_MAP else None)
    chosen = t("panel.filtered", what=what, n=len(measure_ids))
    return Figure(key, len(measure_ids), name, chosen, empty)


def _write_empty(words: Words, code: str, metric: str | None) -> Markup:
    """Why no duty is listed: what the plan leaves open is named, never passed over."""
    model, t = words.model, words.t
    lines = [t("panel.none")]
    if metric:
        of_party = model.joined[model.joined["unit_code"] == code]
        of_metric = select_metric(of_party, metric)
        _, still_open = split_open(of_metric)
        if not still_open.empty:
            lines.append(t("panel.none_open", n=len(still_open)))
    lines.append(t("panel.none_way"))
    return write_empty(lines)
