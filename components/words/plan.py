"""Titles, labels, deadlines and chapters of a plan in the reader's language."""

from __future__ import annotations

import pandas as pd

from components.session.remember import remember
from components.texts import Texts
from geo.model import Model
from geo.plan.ledger import write_initials


@remember
def list_chapters(model: Model, t: Texts, *, short: bool = False) -> dict[int, str]:
    """Chapter titles by number: as printed, or the short ones of ours where there are any."""
    titles = _list_titles(model, "chapter", t)
    headings = _list_headings(model, "chapter")
    if not short:
        return titles
    shorts: dict[int, str] = {h.number: t.pick(h.short, h.short_en) for h in headings.itertuples()}
    return {number: shorts.get(number, "") or title for number, title in titles.items()}


@remember
def list_tasks(model: Model, t: Texts) -> dict[int, str]:
    """Task titles by number: as printed, or translated."""
    return _list_titles(model, "task", t)


def _list_titles(model: Model, kind: str, t: Texts) -> dict[int, str]:
    measures = model.plan.measures
    printed = dict(zip(measures[f"{kind}_no"], measures[kind], strict=True))
    english = {h.number: h.title_en for h in _list_headings(model, kind).itertuples()}
    return {
        number: t.pick(title, str(english.get(number, title))) for number, title in printed.items()
    }


def _list_headings(model: Model, kind: str) -> pd.DataFrame:
    return model.plan.headings[model.plan.headings["kind"] == kind]


@remember
def list_labels(model: Model, t: Texts) -> dict[str, str]:
    """Short titles of ours by measure."""
    measures = model.plan.measures
    return dict(zip(measures["measure_id"], measures[t.pick("label", "label_en")], strict=True))


def name_measure(model: Model, measure_id: str, t: Texts) -> str:
    """Number and short title."""
    return f"{measure_id} {list_labels(model, t)[measure_id]}"


def name_metric(model: Model, metric: str, t: Texts) -> str:
    if metric.startswith("ch"):
        return list_chapters(model, t, short=True)[int(metric.removeprefix("ch"))]
    return t(f"metric.{metric}")


def quote_deadlines(model: Model, t: Texts) -> str:
    """The deadlines of the plan in quotation marks, for a sentence."""
    quoted = [t("list.quoted", text=text) for text in list_deadlines(model, t).values()]
    return t("list.comma").join(quoted)


@remember
def list_deadlines(model: Model, t: Texts) -> dict[str, str]:
    """Deadlines by their printed form."""
    return {d["printed"]: t.pick(d["printed"], d["en"]) for d in model.plan.meta["deadlines"]}


def name_plan(model: Model, t: Texts) -> str:
    return t.pick(model.plan.meta["title"], model.plan.meta["title_en"])


def name_annex(model: Model, t: Texts) -> str:
    """Where the plan stands in its parent document."""
    return t.pick(model.plan.meta["annex"], model.plan.meta["annex_en"])


def list_search_examples(model: Model) -> dict[str, str]:
    """`word, initials, pair` that a search of this plan finds: the start of a measure's title, its
    initials, and a district with it that the measure's cells name."""
    named = model.duties[model.duties["basis"] == "named"]
    named = named[named["unit_code"].isin(model.region.districts["unit_code"])]
    measures = model.plan.measures.set_index("measure_id")["label"]
    title = measures[named["measure_id"].iloc[0]] if len(named) else measures.iloc[0]
    word = title.split()[0] if title.isascii() else title[:4]
    pair = word
    if len(named):
        pair = f"{model.region.parties.at[named['unit_code'].iloc[0], 'short_name']} {word}"
    return {"word": word, "initials": write_initials(word), "pair": pair}
