"""The proof sheet: what became of every word of the file, who ruled what, and the table to be."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st
from markupsafe import Markup

from components.documents.filenames import name_file
from components.documents.reading_csv import write_reading_csv
from components.html.reading import name_place, say_place, say_proof, write_left_out, write_measures
from components.html.table import write_table
from components.html.template import draw
from components.screens.review.review import Review
from components.texts import Texts
from components.words.source import write_time
from geo.intake.draft import Draft
from geo.intake.known import Name
from geo.intake.proof import LEFT_OUT
from store.answers import FIRST, OTHER, SET, gather_answers
from store.asked import BARE_FIGURE, CORRECT, FIGURE, Asked
from store.decisions import Decision
from store.names import find_units, list_names, name_department
from store.state import State

SHORT_HASH = 16
FURNITURE_KINDS = ("heading", "repeated_heading", "running_head", "chapter", "title", "blank")


@dataclass(frozen=True)
class Part:
    """A list of the sheet: in words, as pairs, as a table, whatever there is."""

    title: str
    note: str = ""
    pairs: Sequence[tuple[str, object]] = ()
    table: Markup | str = ""


@dataclass(frozen=True)
class Sheet:
    """A plan's state as the sheet looks at it."""

    state: State
    t: Texts

    @property
    def draft(self) -> Draft:
        return self.state.reading.draft

    @cached_property
    def answers(self) -> dict[Asked, str]:
        return gather_answers(self.state.settled.holding)

    @cached_property
    def settled(self) -> Draft:
        """The draft with its measures as they will be published, and what is still asked."""
        still_open = [one.question for one in self.state.settled.open if one.question]
        measures = self.state.settled.measures
        return replace(self.draft, measures=measures, questions=tuple(still_open))

    def find_decision(self, asked: Asked) -> Decision | None:
        """The answer that holds, None where it is open."""
        return self.state.settled.holding[asked] if asked in self.answers else None


def show_proof(review: Review) -> None:
    t, sheet = review.t, Sheet(review.state, review.t)
    st.html(write_sheet(sheet))
    st.download_button(
        t("proofing.csv"),
        write_reading_csv(sheet.settled),
        file_name=name_file([review.code, t("proofing.csv_name")], datetime.date.today(), "csv"),
        mime="text/csv",
        key="review_proof_csv",
    )


def write_sheet(sheet: Sheet) -> Markup:
    t, reading, settled = sheet.t, sheet.state.reading, sheet.state.settled
    proof = reading.draft.proof
    tasks = len(dict.fromkeys(measure.task_no for measure in settled.measures))
    return draw(
        "screens/review/proof.sheet",
        t=t,
        title=settled.facts.get("title") or reading.file,
        facts=list_file_facts(sheet),
        said=t("plans.read", tasks=tasks, measures=len(settled.measures)).rstrip("；; "),
        proof=say_proof(proof, t),
        proof_css="quiet" if proof.holds else "draft-fault",
        order=say_order([measure.task_no for measure in settled.measures], t),
        still_open=len(settled.open),
        parts=[
            Part(t("proofing.cells"), pairs=list_cells(proof.cells, t)),
            build_names(sheet),
            build_merged(sheet),
            build_rulings(sheet),
            build_left_out(sheet),
        ],
        measures=write_measures(sheet.draft, t("proofing.measures"), t, sheet.settled),
    )


def list_file_facts(sheet: Sheet) -> list[tuple[str, str]]:
    """Which file this is, and how it was read."""
    t, reading = sheet.t, sheet.state.reading
    first = reading.draft.measures[0]
    said = [
        t("proofing.column_is", name=name, field=t(f"headings.{field}"))
        for name, field in reading.columns.items()
    ]
    facts = {
        "code": reading.plan,
        "file": reading.file,
        "size": t("proofing.kib", n=f"{reading.size / 1024:,.1f}"),
        "check": reading.sha256[:SHORT_HASH],
        "read": t("proofing.by", who=reading.read_by, when=write_time(reading.read_at)),
        "sheet": name_place(reading.sheet or first.place, t),
        "columns": t("list.comma").join(said),
    }
    return [(t(f"proofing.{name}"), value) for name, value in facts.items() if value]


def say_order(printed: list[str], t: Texts) -> str:
    """Whether the tasks are numbered 1 to n, or which are not."""
    numbers = [n for at, n in enumerate(printed) if not at or n != printed[at - 1]]
    wrong = [n for at, n in enumerate(numbers, start=1) if n != str(at)]
    if not wrong:
        return t("proofing.in_order", n=len(numbers))
    return t("proofing.out_of_order", n=len(numbers), numbers=t("list.comma").join(wrong))


def list_cells(cells: Mapping[str, int], t: Texts) -> list[tuple[str, int]]:
    """How many cells of the file have each use, the most frequent first."""
    ordered = sorted(cells.items(), key=lambda item: (-item[1], item[0]))
    return [(name_kind(kind, t), n) for kind, n in ordered]


def name_kind(kind: str, t: Texts) -> str:
    if kind in FURNITURE_KINDS:
        return t(f"proofing.kind_{kind}")
    if kind in LEFT_OUT:
        return t(f"plans.reason_{kind}")
    names = [t(f"headings.{field}") for field in kind.split("+")]
    return t("proofing.kind_merged", names="＋".join(names)) if len(names) > 1 else names[0]


def build_names(sheet: Sheet) -> Part:
    """Every name of the unit cells: what it stands for and in how many cells; and where a person
    said so, who, when and why."""
    t, settled = sheet.t, sheet.state.settled
    times = count_cells(sheet.settled)
    names = list_names(settled.measures)
    pairs = []
    for name in names:
        units = say_units(sheet, name)
        said = name.printed if units == name.printed else f"{name.printed} → {units}"
        if name.basis != "unknown":
            pairs.append((said, times[name.printed]))
    asked = [one for one in settled.asked if one.code == "unknown"]
    units_of = {name.printed: say_units(sheet, name) for name in names if name.basis == "unknown"}
    rows = [
        (
            one.value,
            units_of.get(one.value) or t("proofing.no_unit"),
            times[one.value],
            *_say_who(sheet, one),
        )
        for one in asked
    ]
    columns = [t(f"proofing.column_{name}") for name in ("name", "stands", "times", "who", "why")]
    note = t("proofing.names_help", known=len(pairs), n=len(rows))
    return Part(t("proofing.names"), note, pairs, write_table(columns, rows) if rows else "")


def count_cells(draft: Draft) -> Counter[str]:
    """In how many cells each name stands; one that several roles share is one cell."""
    counted: Counter[str] = Counter()
    for measure in draft.measures:
        roles = [role for role in measure.names if role not in measure.merged[1:]]
        counted.update(name.printed for role in roles for name in measure.names[role])
    return counted


def say_units(sheet: Sheet, name: Name) -> str:
    t, region, names = sheet.t, sheet.state.region, sheet.state.settled.names
    units = find_units(name, names.get(name.printed, ""), region)
    bases = {basis for _, basis in units}
    if bases and bases <= {"all", "relevant"}:
        return t(f"proofing.stands_{'all' if bases == {'all'} else 'relevant'}", n=len(units))
    known = dict(zip(region.units["unit_code"], region.units["name"], strict=True))
    if units:
        department = name_department(name, names.get(name.printed, ""))
        return t("list.comma").join(dict.fromkeys(known.get(u, department) for u, _ in units))
    is_open = name.basis == "unknown" and name.printed not in names
    return t("proofing.stands_open" if is_open else "proofing.stands_other")


def _say_who(sheet: Sheet, asked: Asked) -> tuple[str, str]:
    """Who said so and when, and why."""
    decision = sheet.find_decision(asked)
    if decision is None:
        return "", ""
    when = write_time(decision.decided_at)
    return sheet.t("proofing.by", who=decision.decided_by, when=when), decision.why


def build_merged(sheet: Sheet) -> Part:
    """Which measures have roles that share a cell."""
    t = sheet.t
    groups: dict[tuple[str, ...], list[str]] = {}
    for measure in sheet.settled.measures:
        if measure.merged:
            groups.setdefault(measure.merged, []).append(measure.measure_id)
    lines = [
        t(
            "proofing.merged_line",
            roles="＋".join(sheet.draft.roles.get(role) or t(f"role.{role}") for role in roles),
            n=len(numbers),
            numbers=t("list.comma").join(numbers),
        )
        for roles, numbers in groups.items()
    ]
    return Part(t("proofing.merged"), " ".join(lines) or t("proofing.no_merged"))


def build_rulings(sheet: Sheet) -> Part:
    """Everything that was asked but names, every cell written anew, and every figure that somebody
    ruled, each with its ruling."""
    t, rows = sheet.t, []
    for one in sheet.state.settled.asked:
        is_offered = one.code in (CORRECT, FIGURE, BARE_FIGURE)
        if (is_offered and one not in sheet.answers) or one.code in ("fact", "unknown"):
            continue
        who, why = _say_who(sheet, one)
        rows.append(
            (_say_where(sheet, one), one.value, _say_asked(one, t), _rule(sheet, one), who, why)
        )
    columns = [
        t(f"proofing.column_{n}") for n in ("place", "printed", "asked", "ruling", "who", "why")
    ]
    note = "" if rows else t("proofing.no_rulings")
    return Part(t("proofing.rulings"), note, table=write_table(columns, rows) if rows else "")


def _say_where(sheet: Sheet, one: Asked) -> str:
    t = sheet.t
    if one.question:
        return say_place(sheet.draft, one.question, t)
    number = sheet.draft.measures[one.measure or 0].measure_id
    printed = sheet.draft.roles.get(one.field) or t(f"headings.{one.field or 'text'}")
    return f"{t('plans.at_measure', n=number)} · {printed}"


def _say_asked(one: Asked, t: Texts) -> str:
    if one.code in (FIGURE, BARE_FIGURE):
        return t("targeting.asked", figure=one.key.partition("/")[2])
    return one.question.ask(t.lang) if one.question else t("proofing.corrected")


def _rule(sheet: Sheet, one: Asked) -> str:
    t, answer = sheet.t, sheet.answers.get(one)
    if answer is None:
        written = one not in sheet.state.settled.open
        return t("proofing.written" if written else "proofing.open")
    if one.question and answer == FIRST:
        return one.question.read_first(t.lang)
    if one.question and answer == OTHER:
        return one.question.read_other(t.lang)
    if one.code in (FIGURE, BARE_FIGURE):
        return t("targeting.is_target" if answer == FIRST else "targeting.is_none")
    return t("proofing.set", text=answer.removeprefix(SET).replace(";", "、"))


def build_left_out(sheet: Sheet) -> Part:
    t = sheet.t
    table = write_left_out(sheet.draft.proof, t)
    note = t("plans.left_out_help") if table else t("proofing.nothing_left_out")
    return Part(t("plans.left_out"), note, table=table)
