"""Titles, labels, deadlines and chapters of a plan in the reader's language."""

from __future__ import annotations

import pandas as pd

from components.session.remember import remember
from components.texts import Texts
from components.words.several import is_several, number_measure, number_task, tag_chapter
from components.words.words import Words
from geo.model import Model
from geo.plan.count import is_chapter
from geo.plan.ledger import write_initials

MAX_NAMED = 2
"""More plans than this are counted where there is little room, not named one by one."""


@remember
def list_chapters(words: Words, *, short: bool = False) -> dict[int, str]:
    """Chapter titles by number: as printed, or the short ones of ours where there are any; of
    several plans each after the name of its plan."""
    t = words.t
    titles = _list_titles(words, "chapter")
    headings = _list_headings(words.model, "chapter")
    if short:
        shorts = {h.number: t.pick(h.short, h.short_en) for h in headings.itertuples()}
        titles = {number: shorts.get(number, "") or title for number, title in titles.items()}
    if not is_several(words):
        return titles
    tagged = {number: (tag_chapter(words, number), title) for number, title in titles.items()}
    return {number: t("list.dot").join(filter(None, parts)) for number, parts in tagged.items()}


@remember
def list_tasks(words: Words) -> dict[int, str]:
    """Task titles by number: as printed, or translated."""
    return _list_titles(words, "task")


def _list_titles(words: Words, kind: str) -> dict[int, str]:
    t = words.t
    measures = words.model.plan.measures
    printed = dict(zip(measures[f"{kind}_no"], measures[kind], strict=True))
    english = {h.number: h.title_en for h in _list_headings(words.model, kind).itertuples()}
    return {
        number: t.pick(title, str(english.get(number, title))) for number, title in printed.items()
    }


def _list_headings(model: Model, kind: str) -> pd.DataFrame:
    return model.plan.headings[model.plan.headings["kind"] == kind]


@remember
def list_labels(words: Words) -> dict[str, str]:
    """Short titles of ours by measure."""
    t = words.t
    measures = words.model.plan.measures
    return dict(zip(measures["measure_id"], measures[t.pick("label", "label_en")], strict=True))


def name_measure(words: Words, measure_id: str) -> str:
    """Number and short title."""
    return f"{number_measure(words, measure_id)} {list_labels(words)[measure_id]}"


def name_task(words: Words, task_no: int) -> str:
    """Number and title."""
    return f"{number_task(words, task_no)} {list_tasks(words)[task_no]}"


def name_metric(words: Words, metric: str) -> str:
    if is_chapter(metric):
        return list_chapters(words, short=True)[int(metric.removeprefix("ch"))]
    if metric in words.model.deadlines:
        return list_deadlines(words)[words.model.deadlines[metric]]
    return words.t(f"metric.{metric}")


def quote_deadlines(words: Words) -> str:
    """The deadlines of the plan in quotation marks, for a sentence."""
    quoted = [words.t("list.quoted", text=text) for text in list_deadlines(words).values()]
    return words.t("list.comma").join(quoted)


class Deadlines(dict[str, str]):
    """Deadlines by their printed form; a measure that has none shows none."""

    def __missing__(self, printed: str) -> str:
        return printed


@remember
def list_deadlines(words: Words) -> Deadlines:
    deadlines = words.model.plan.meta["deadlines"]
    return Deadlines((d["printed"], words.t.pick(d["printed"], d["en"])) for d in deadlines)


def name_plan(words: Words) -> str:
    """Its title; a draft says so wherever it is named, on pages and in files. Of more than
    `MAX_NAMED` plans the first one, and how many they are."""
    titles = [_name_single(part, words.t) for part in words.model.parts]
    if len(titles) > MAX_NAMED:
        return words.t("several.named", plan=titles[0], n=len(titles))
    return words.t("list.comma").join(titles)


def _name_single(model: Model, t: Texts) -> str:
    meta = model.plan.meta
    title = t.pick(meta["title"], meta["title_en"])
    return t("file.draft_value", title=title) if meta["status"] == "draft" else title


def name_annex(words: Words) -> str:
    """Where the plan stands in its parent document; "" where it has none, or where several are
    shown."""
    if is_several(words):
        return ""
    return words.t.pick(words.model.plan.meta["annex"], words.model.plan.meta["annex_en"])


def list_single(words: Words) -> list[Words]:
    """The plan, or each of those that are shown, to be told alone."""
    return [Words(part, words.t) for part in words.model.parts]


def head_role(words: Words, role: str) -> str:
    """The heading of a role's column, as the plan prints it."""
    standard = words.t(f"ledger.{role}")
    return words.t.pick(words.model.plan.meta["roles"].get(role) or standard, standard)


def cite_plan(words: Words) -> str:
    """Title and annex as a sentence names them, of every plan."""
    return words.t("list.comma").join(_cite_single(each) for each in list_single(words))


def _cite_single(words: Words) -> str:
    title, annex = words.t("file.title_value", title=name_plan(words)), name_annex(words)
    return words.t("file.annex_value", title=title, annex=annex) if annex else title


def cite_briefly(words: Words) -> str:
    """The same for where there is little room: of more than `MAX_NAMED` plans the first one, and
    how many they are."""
    cited = list_single(words)
    if len(cited) <= MAX_NAMED:
        return cite_plan(words)
    return words.t("several.named", plan=_cite_single(cited[0]), n=len(cited))


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
