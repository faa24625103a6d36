"""The comparison of parties in words, the same on the page, on slides and in files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.texts import Texts
from components.words.bases import name_basis
from components.words.duties import name_part, name_roles
from components.words.several import join_numbers, number_measure
from components.words.units import join_alike, join_parties, name_party
from components.words.words import Words
from geo.model import Model
from geo.plan.compare import DIFFERENCES, Cell, Row, compare_parties, select_rows

MAX_TOLD = 3
"""More measures of a kind are counted, not told one by one."""
MAX_NUMBERS = 8


@dataclass(frozen=True)
class Comparison:
    """The compared measures of `codes`."""

    codes: tuple[str, ...]
    rows: list[Row]

    @property
    def settled(self) -> list[Row]:
        """The measures in which somebody's duty counts."""
        return [row for row in self.rows if row.kind != "open"]

    @property
    def unlike(self) -> list[Row]:
        """Of these, the ones that are not the same for all."""
        return [row for row in self.settled if row.kind != "shared"]

    @property
    def still_open(self) -> list[Row]:
        return select_rows(self.rows, "open")


def build_comparison(model: Model, codes: Sequence[str]) -> Comparison:
    return Comparison(tuple(codes), compare_parties(model.duties, model.plan.measures, codes))


def describe_cell(cell: Cell | None, t: Texts, *, short: bool = False) -> tuple[str, ...]:
    """A party's part in a measure: its roles and its basis in words, or a dash.

    `short` leaves the words that mention a party unsaid, where there is little room.
    """
    if cell is None:
        return (t("file.no_duty"),)
    duty = cell.describe()
    return name_roles(duty, t), t(f"basis.{cell.basis}") if short else name_basis(duty, t)


def name_cell(cell: Cell | None, t: Texts) -> str:
    """The same in one line, and in words where there is none."""
    if cell is None:
        return t("file.no_duty_words")
    return name_part(cell.describe(), t)


def name_kind(words: Words, row: Row) -> str:
    """What a measure is to the comparison: the same, open, one party's alone, or what differs."""
    t = words.t
    if row.only:
        return t("file.only", name=name_party(words, row.only, short=True))
    if row.kind == "different":
        return t("list.comma").join(t(f"file.kind_{kind}") for kind in row.differences)
    return t(f"file.kind_{row.kind}")


def write_situation(words: Words, row: Row, codes: Sequence[str]) -> str:
    """Who holds what in a measure, parties with the same part together; for many parties."""
    t = words.t
    holders = join_alike(words, {c: name_cell(row.cells.get(c), t) for c in codes})
    # Those whom the measure does not reach come last, whatever the order of the parties.
    ordered = sorted(holders.items(), key=lambda item: item[0] == name_cell(None, t))
    return t("file.semicolon").join(
        t("file.situation", held=held, names=names) for held, names in ordered
    )


def write_comparison_counts(words: Words, comparison: Comparison) -> str:
    """How many measures are the same and how many are not, and what the plan leaves open."""
    t = words.t
    shared = len(comparison.settled) - len(comparison.unlike)
    parts = [t("file.count_shared", n=shared), *_list_unlike_counts(words, comparison)]
    text = t(
        "file.compare_counts",
        names=join_parties(words, comparison.codes),
        total=len(comparison.settled),
        parts=t("list.comma").join(parts),
    )
    still_open = len(comparison.still_open)
    return text + (t("file.count_open", n=still_open) if still_open else "")


def _list_unlike_counts(words: Words, comparison: Comparison) -> list[str]:
    """How many measures each party has alone, and how many differ otherwise and in what."""
    t = words.t
    alone = {code: select_rows(comparison.rows, f"only:{code}") for code in comparison.codes}
    parts = [
        _count_alone(words, name_party(words, c, short=True), r) for c, r in alone.items() if r
    ]
    different = select_rows(comparison.rows, "different")
    if len(different) > MAX_TOLD:
        sizes = {kind: sum(kind in row.differences for row in different) for kind in DIFFERENCES}
        kinds = [
            t("file.count_kind", kind=t(f"file.kind_{kind}"), n=n) for kind, n in sizes.items() if n
        ]
        described = t("list.comma").join(kinds)
        parts.append(t("file.count_different", n=len(different), kinds=described))
    elif different:
        told = t("file.semicolon").join(_tell_parts(words, row, comparison) for row in different)
        parts.append(t("file.count_different", n=len(different), kinds=told))
    return parts


def _count_alone(words: Words, name: str, rows: Sequence[Row]) -> str:
    """How many measures one party has alone, and which where they are few."""
    t = words.t
    if len(rows) > MAX_NUMBERS:
        return t("file.count_only", name=name, n=len(rows))
    numbers = join_numbers(words, [row.measure_id for row in rows])
    return t("file.count_only_told", name=name, n=len(rows), numbers=numbers)


def _tell_parts(words: Words, row: Row, comparison: Comparison) -> str:
    """Who holds which role in a measure; the basis too where it is what differs."""
    t = words.t

    def name(cell: Cell | None) -> str:
        if cell is None or row.differences == ("basis",):
            return name_cell(cell, t)
        return name_roles(cell.describe(), t)

    holders = join_alike(words, {c: name(row.counted.get(c)) for c in comparison.codes})
    parts = [t("file.count_part", names=names, part=part) for part, names in holders.items()]
    number = number_measure(words, row.measure_id)
    return t("file.count_row", id=number, parts=t("list.comma").join(parts))
