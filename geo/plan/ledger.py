"""Finding measures: by wording, chapter, task, deadline, and by the parties that hold them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.plan.duties import split_open
from geo.plan.plan import ROLES

MIN_INITIALS = 2
"""Shorter runs of letters would match the initials of almost any wording."""


@dataclass(frozen=True)
class PartyFilter:
    """A party that must hold the measure, in this role and by this basis, if one is given."""

    unit_code: str
    role: str | None = None
    basis: str | None = None


@dataclass(frozen=True)
class LedgerFilter:
    """Every condition must hold; an empty one holds for all measures.

    `query`: words with spaces between them, all of which are found in wording, titles or unit
    names, or as the pinyin initials of wording and titles. `deadline`: as printed. `parties`: all
    of them on the same measure.
    """

    query: str = ""
    chapter_no: int | None = None
    task_no: int | None = None
    deadline: str | None = None
    parties: tuple[PartyFilter, ...] = ()


def fold_text(text: str) -> str:
    """Text as searches compare it: NFKC, lower case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def write_initials(text: str) -> str:
    """First letters of the pinyin of each character; Latin letters and digits stay."""
    from pypinyin import Style, lazy_pinyin

    return fold_text("".join(lazy_pinyin(text, style=Style.FIRST_LETTER)))


def build_search_index(measures: pd.DataFrame) -> pd.DataFrame:
    """`words, initials` by `measure_id`, over wording, titles, labels and unit cells."""
    titles = measures["task"] + "\n" + measures["label"] + "\n" + measures["text"]
    units = measures[list(ROLES)].agg("\n".join, axis=1)
    words = titles + "\n" + measures["label_en"] + "\n" + units + "\n" + measures["measure_id"]
    return pd.DataFrame(
        {"words": words.map(fold_text), "initials": titles.map(write_initials)}
    ).set_index(pd.Index(measures["measure_id"], name="measure_id"))


def filter_measures(
    measures: pd.DataFrame, duties: pd.DataFrame, index: pd.DataFrame, wanted: LedgerFilter
) -> list[str]:
    """Ids of the measures that meet `wanted`, in the plan's order.

    `index` as from `build_search_index`. The query is plain text, never a pattern.
    """
    found = measures
    if wanted.chapter_no is not None:
        found = found[found["chapter_no"] == wanted.chapter_no]
    if wanted.task_no is not None:
        found = found[found["task_no"] == wanted.task_no]
    if wanted.deadline is not None:
        found = found[found["deadline"] == wanted.deadline]
    for party in wanted.parties:
        found = found[found["measure_id"].isin(_list_held(duties, party))]
    if wanted.query.strip():
        found = found[found["measure_id"].isin(_search(index, wanted.query))]
    return found["measure_id"].tolist()


def split_found(
    found: Sequence[str], duties: pd.DataFrame, wanted: LedgerFilter
) -> tuple[list[str], list[str]]:
    """Of the measures `found` by `wanted`: those its parties hold, and those that the plan leaves
    open for one of them, which are in no count."""
    _, open_duties = split_open(duties)
    left_open = {m for party in wanted.parties for m in _list_held(open_duties, party)}
    settled = [measure_id for measure_id in found if measure_id not in left_open]
    return settled, [measure_id for measure_id in found if measure_id in left_open]


def _list_held(duties: pd.DataFrame, party: PartyFilter) -> pd.Series:
    held = duties[duties["unit_code"] == party.unit_code]
    if party.role:
        held = held[held[party.role]]
    if party.basis:
        held = held[held["basis"] == party.basis]
    return held["measure_id"]


def _search(index: pd.DataFrame, query: str) -> list[str]:
    found = index
    for word in query.split():
        found = found[_find_word(found, fold_text(word))]
    return found.index.tolist()


def _find_word(index: pd.DataFrame, folded: str) -> pd.Series:
    hits = index["words"].str.contains(folded, regex=False)
    if len(folded) >= MIN_INITIALS and folded.isascii() and folded.isalpha():
        hits |= index["initials"].str.contains(folded, regex=False)
    return hits


def count_departments(duties: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Measures each department or committee holds: `lead, main, support` by `unit_code`."""
    offices = units.loc[units["kind"].isin(["department", "committee"]), "unit_code"]
    held = duties[duties["unit_code"].isin(offices)]
    counts = held.groupby("unit_code")[list(ROLES)].sum()
    return counts.reindex(offices.tolist()).fillna(0).astype("int64")


def cross_departments(
    duties: pd.DataFrame, units: pd.DataFrame, codes: Sequence[str], role: str = "lead"
) -> pd.DataFrame:
    """`unit_code` (department), `party`, `measure_id`, `basis`: a row for each measure that the
    department holds in `role` and through which it reaches the party."""
    departments = units.loc[units["kind"].isin(["department", "committee"]), "unit_code"]
    holding = duties.loc[duties["unit_code"].isin(departments) & duties[role]]
    reached = duties.loc[duties["unit_code"].isin(codes), ["measure_id", "unit_code", "basis"]]
    return holding[["unit_code", "measure_id"]].merge(
        reached.rename(columns={"unit_code": "party"}), on="measure_id"
    )


def select_partner_duties(duties: pd.DataFrame, units: pd.DataFrame, code: str) -> pd.DataFrame:
    """The duties of other departments and committees with which `code` works: of all of them in
    the measures that it leads, of those that lead in its other ones."""
    offices = units.loc[units["kind"].isin(["department", "committee"]), "unit_code"]
    held = duties[duties["unit_code"] == code]
    others = duties[duties["unit_code"].isin(offices) & (duties["unit_code"] != code)]
    is_led = others["measure_id"].isin(held.loc[held["lead"], "measure_id"])
    return others[is_led | (others["measure_id"].isin(held["measure_id"]) & others["lead"])]


def list_led(duties: pd.DataFrame, units: pd.DataFrame) -> dict[str, list[str]]:
    """The measures that each department or committee leads, in the order of `units`."""
    holders = units.loc[units["kind"].isin(["department", "committee"]), "unit_code"]
    led = duties[duties["lead"]].groupby("unit_code")["measure_id"].apply(list)
    return {code: led[code] for code in holders if code in led.index}
