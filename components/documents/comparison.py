"""The comparison of parties in words, for the workbook and the memo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.documents.rows import name_basis
from components.names import name_party, name_roles
from components.texts import Texts
from geo.compare import Cell, Row, compare_parties, select_rows
from geo.model import Model
from geo.plan import ROLES


@dataclass(frozen=True)
class Comparison:
    """The compared measures of `codes`, with those that differ apart."""

    codes: tuple[str, ...]
    rows: list[Row]
    different: list[Row]


def build_comparison(model: Model, codes: Sequence[str]) -> Comparison:
    rows = compare_parties(model.duties, model.plan.measures, codes)
    return Comparison(tuple(codes), rows, select_rows(rows, "different"))


def describe_cell(cell: Cell | None, t: Texts, *, short: bool = False) -> tuple[str, ...]:
    """A party's part in a measure: its roles and its basis in words, or a dash.

    `short` leaves "open" unsaid, where there is little room and a note says it.
    """
    if cell is None:
        return (t("file.no_duty"),)
    roles = name_roles({role: role in cell.roles for role in ROLES}, t)
    return roles, t(f"basis.{cell.basis}") if short else name_basis(cell.basis, t)


def name_cell(cell: Cell | None, t: Texts) -> str:
    """The same in one line, and in words where there is none."""
    if cell is None:
        return t("file.no_duty_words")
    roles, basis = describe_cell(cell, t)
    return t("file.held", roles=roles, basis=basis)


def name_differences(model: Model, row: Row, t: Texts) -> str:
    """What differs in a measure, or that nothing does; a party alone with it is named."""
    if not row.differences:
        return t("file.kind_shared")
    kinds = [t(f"file.kind_{kind}") for kind in row.differences]
    if row.only:
        kinds.append(t("file.only", name=name_party(model, row.only, t, short=True)))
    return t("list.comma").join(kinds)


def write_situation(model: Model, row: Row, codes: Sequence[str], t: Texts) -> str:
    """Who holds what in a measure, parties with the same part together; for many parties."""
    holders: dict[str, list[str]] = {}
    for code in codes:
        name = name_party(model, code, t, short=True)
        holders.setdefault(name_cell(row.cells.get(code), t), []).append(name)
    # Those whom the measure does not reach come last, whatever the order of the parties.
    ordered = sorted(holders.items(), key=lambda item: item[0] == name_cell(None, t))
    return t("file.semicolon").join(
        t("file.situation", held=held, names=t("list.comma").join(names)) for held, names in ordered
    )


def write_comparison_counts(model: Model, comparison: Comparison, names: str, t: Texts) -> str:
    """How many measures are shared and how many differ, and in what."""
    different = comparison.different
    kinds = {
        kind: sum(kind in row.differences for row in different)
        for kind in ("absence", "role", "basis")
    }
    return t(
        "file.compare_counts",
        names=names,
        total=len(comparison.rows),
        shared=len(comparison.rows) - len(different),
        different=len(different),
        **kinds,
    )
