"""The factual sentence about a party, for copying into a report."""

from __future__ import annotations

from components.session.remember import remember
from components.texts import Texts
from components.words.plan import list_deadlines
from components.words.units import name_party
from components.words.words import Words


@remember
def write_sentence(words: Words, code: str) -> str:
    """A party's counted duties in words; what the plan leaves open follows as its own sentence."""
    model, t = words.model, words.t
    counts = model.summary.loc[code].to_dict()
    name = name_party(words, code)
    deadlines = [
        t("panel.sentence_deadline", deadline=shown, n=counts[f"deadline:{printed}"])
        for printed, shown in list_deadlines(words).items()
        if counts[f"deadline:{printed}"]
    ]
    if not counts["total"]:
        sentence = t("panel.sentence_none", name=name, measures=len(model.plan.measures))
        return sentence + _add_open(counts["relevant"], name, t)
    bases = [
        t("panel.sentence_basis", basis=t(f"basis.{basis}"), n=counts[basis])
        for basis in model.counted_bases
        if counts[basis]
    ]
    sentence = t(
        "panel.sentence",
        name=name,
        measures=len(model.plan.measures),
        total=counts["total"],
        main=counts["main"],
        both=counts["lead_and_main"],
        support=counts["support"],
        bases=t("list.comma").join(bases),
        deadlines=t("list.comma").join(deadlines),
    )
    lead_only = counts["lead"] - counts["lead_and_main"]
    if lead_only:
        sentence += t("panel.sentence_lead_only", n=lead_only)
    return sentence + _add_open(counts["relevant"], name, t)


def _add_open(count: int, name: str, t: Texts) -> str:
    return t("panel.sentence_relevant", n=count, name=name) if count else ""
