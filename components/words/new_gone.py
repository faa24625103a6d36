"""New and dropped duties in words: of one party, and of all of them together.

The figures are those of every sentence and table of changes, see `count_changes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from components.session.remember import remember
from components.words.changes import (
    Between,
    count_changes,
    count_unlinked,
    find_unlinked,
    list_units,
    name_kind,
    write_sides,
)
from components.words.editions import name_editions
from components.words.units import name_parties
from geo.plan.editions import KINDS

CASES = ("both", "new", "gone", "none", "unlinked")
"""What a party may have: something new and something dropped, one of them, neither; or neither
so far, for a measure that lists it is in no link yet."""


@dataclass(frozen=True)
class NewGone:
    """Groups of a unit that count: new, no longer listed; and its measures in no link."""

    new: int
    gone: int
    unlinked: int

    @property
    def case(self) -> str:
        """One of `CASES`."""
        if self.new or self.gone:
            return "both" if self.new and self.gone else "new" if self.new else "gone"
        return "unlinked" if self.unlinked else "none"


@remember
def list_new_gone(between: Between) -> dict[str, NewGone]:
    """By code, of every unit in the usual order."""
    counted = count_changes(between)[0][["new", "gone"]].to_dict("index")
    return {
        code: NewGone(counts["new"], counts["gone"], sum(count_unlinked(between, code)))
        for code, counts in ((code, counted[code]) for code in list_units(between))
    }


def label_new_gone(between: Between, code: str) -> str:
    """For where there is room for figures alone: `+2 −1`."""
    t, counts = between.t, list_new_gone(between)[code]
    if counts.case in ("none", "unlinked"):
        return t("against.none_label" if counts.case == "none" else "map.not_counted")
    figures = (("new", counts.new), ("gone", counts.gone))
    return " ".join(t(f"against.{kind}_label", n=n) for kind, n in figures if n)


def say_new_gone(between: Between, code: str) -> str:
    """`新增2条、不再列出1条`, or that there is neither."""
    t, counts = between.t, list_new_gone(between)[code]
    figures = (("new", counts.new), ("gone", counts.gone))
    said = [t("changes.count", kind=name_kind(kind, t), n=n) for kind, n in figures if n]
    return t("list.comma").join(said) or t(f"against.legend_{counts.case}")


def group_by_case(between: Between, codes: Iterable[str]) -> dict[str, list[str]]:
    """`codes` by which of `CASES` they are, in the order of these; without the empty ones."""
    counts = list_new_gone(between)
    by_case = {case: [code for code in codes if counts[code].case == case] for case in CASES}
    return {case: found for case, found in by_case.items() if found}


@remember
def say_all(between: Between) -> list[str]:
    """What became of the measures, how many parties have new and dropped duties, what is open."""
    t, edition = between.t, name_editions(*between.sides)[0]
    counts = Counter(link.kind for link in between.links.all)
    said = t("list.comma").join(
        t("against.count", kind=t(f"linking.kind_{kind}"), n=counts[kind])
        for kind in KINDS
        if counts[kind]
    )
    if not said:
        return [t("against.nothing_linked", edition=edition)]
    sentences = [t("against.measures", edition=edition, counts=said), _say_parties(between)]
    return [*sentences, *filter(None, [say_left_out(between)])]


def say_left_out(between: Between) -> str:
    """How many measures are in none of these counts, for nobody linked them yet; "" where none."""
    counts = write_sides([len(ids) for ids in find_unlinked(between)], between.t)
    return between.t("against.unlinked", counts=counts) if counts else ""


def _say_parties(between: Between) -> str:
    """How many parties of the later edition have new and how many have dropped duties."""
    counts = [list_new_gone(between)[code] for code in between.after.model.codes]
    return between.t(
        "against.parties",
        all=len(counts),
        parties=name_parties(between.after),
        new=sum(bool(one.new) for one in counts),
        gone=sum(bool(one.gone) for one in counts),
    )
