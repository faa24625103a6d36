"""The measures that leave districts open: which of them this office means, and who said so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from components.html.links import write_address, write_link
from components.html.measures import write_measure
from components.html.table import write_table
from components.screens.plans.settle import Settling, settle_page, show_import, show_settling
from components.screens.widgets.panel import write_notice, write_quiet
from components.screens.widgets.writer import say_reading_only, show_writer
from components.session.models import get_model
from components.session.rights import may_do
from components.words.plan import list_single, name_plan
from components.words.several import is_several
from components.words.source import write_time
from components.words.units import join_parties, print_cell
from components.words.words import Words
from geo.plan.plan import ROLES
from geo.plan.resolutions import list_settleable
from store.resolutions import SEPARATOR, Entry, find_standing
from store.shelf import find_state, knows_plan

STEP = "open"
"""The value of the link's `step` that opens this part of the page."""


@dataclass(frozen=True)
class OpenMeasure:
    """`measure`: its row, None where the plan has it no more; `entries`: what was ever said of it,
    the last one counts."""

    id: str
    measure: Mapping[str, Any] | None
    entries: tuple[Entry, ...]

    @property
    def standing(self) -> Entry | None:
        return self.entries[-1] if self.entries else None

    @property
    def is_settled(self) -> bool:
        return bool(self.standing and self.standing.districts)


def show_open_duties(words: Words) -> None:
    """Of the version of the plan that is shown, whichever the page is of."""
    settle_page()
    if is_several(words):
        st.html(_write_ways(words))
        return
    t, plan = words.t, words.model.plan.code
    if not knows_plan(plan):
        return  # a draft of a plan that shows no version yet
    state = find_state(plan)
    words = Words(get_model(plan), t)
    t = words.t
    measures = list_open(words, state.entries)
    if not measures:
        return
    settled = sum(each.is_settled for each in measures)
    title = t("settle.title", open=len(measures) - settled, settled=settled)
    chosen = st.query_params.get("measure", "")
    is_asked = st.query_params.get("step") == STEP or chosen in [each.id for each in measures]
    with st.expander(title, expanded=is_asked), st.container(key="open_duties"):
        st.html(write_quiet(t("settle.help")))
        is_writing = may_do("settle") and not state.unread
        if is_writing:
            show_writer(t("settle.writer"))
            show_import(words)
        elif not state.unread:
            st.html(write_notice(say_reading_only(t)))
        for each in measures:
            settling = describe(words, each)
            with st.container(key=f"open_measure_{each.id}", gap="small"):
                st.html(write_open(words, each, settling.named))
                if is_writing:
                    show_settling(words, settling, is_chosen=each.id == chosen)


def _write_ways(words: Words) -> Markup:
    """Of several plans each settles its own: the ways there."""
    ways = [
        write_link(write_address("plans", {"step": STEP}, each), name_plan(each))
        for each in list_single(words)
    ]
    joined = Markup(words.t("list.comma")).join(ways)
    return Markup("<p>{} {}</p>").format(words.t("several.settle"), joined)


def list_open(words: Words, entries: Sequence[Entry]) -> list[OpenMeasure]:
    """What the plan leaves open, in its order; then what was settled of measures that are open no
    more."""
    plan, standing = words.model.plan, find_standing(entries)
    settleable = list_settleable(plan.measures, words.model.printed_duties)
    rows = plan.measures.set_index("measure_id", drop=False).loc[settleable].to_dict("index")
    settled = [number for number, entry in standing.items() if entry.districts]
    gone = [number for number in settled if number not in settleable]
    return [
        OpenMeasure(number, rows.get(number), tuple(e for e in entries if e.measure_id == number))
        for number in (*settleable, *gone)
    ]


def describe(words: Words, each: OpenMeasure) -> Settling:
    """What may be settled of it: the districts that its cell and its wording can mean."""
    duties = words.model.printed_duties
    meant = duties[(duties["measure_id"] == each.id) & duties["unit_code"].isin(words.model.codes)]
    named = meant.loc[meant["basis"] == "mentioned", "unit_code"]
    districts = words.model.region.districts["unit_code"]
    codes = [code for code in districts if code in {*meant["unit_code"]}]
    return Settling(each.id, each.measure is not None, tuple(codes), tuple(named), each.standing)


def write_open(words: Words, each: OpenMeasure, named: Sequence[str]) -> Markup:
    """`named`: the districts that the wording names."""
    t = words.t
    said = [p for p in words.model.notices if p.value == each.id]
    facts = [
        *([_say_cells(words, each.measure)] if each.measure else []),
        *(
            [t("city.open_mentioned", names=join_parties(words, named, short=True))]
            if named
            else []
        ),
        _say_standing(words, each.standing) if each.is_settled else t("settle.open"),
        *(f"{p.why(t.lang)}{t('settle.stop')}" for p in said),
    ]
    if each.measure is None:
        html = write_notice(t("settle.gone", n=each.id)) + Markup("<p>{}</p>").format(facts[0])
    else:
        html = write_measure(each.id, each.measure, facts, words)
    return html + (_write_history(words, each.entries) if each.entries else Markup(""))


def _say_cells(words: Words, measure: Mapping[str, Any]) -> str:
    """The unit cells as printed; a merged one is told once."""
    t = words.t
    cells = {role: print_cell(words, measure[role]) for role in ROLES}
    if measure["shared_cell"]:
        cells = {"lead_main": cells["lead"], "support": cells["support"]}
    told = [t("settle.cell", role=t(f"role.{role}"), cell=cell) for role, cell in cells.items()]
    return t("file.semicolon").join(told)


def _say_standing(words: Words, entry: Entry | None) -> str:
    assert entry
    return words.t(
        "settle.standing",
        names=_name_districts(words, entry),
        decided_by=entry.decided_by,
        date=entry.date,
        reference=entry.reference,
        who=entry.kept_by,
        when=write_time(entry.kept_at),
    )


def _name_districts(words: Words, entry: Entry) -> str:
    """A district that the region has no more stays a code."""
    codes = entry.districts.split(SEPARATOR)
    known = [code for code in codes if code in words.model.codes]
    lost = [code for code in codes if code not in known]
    return words.t("list.comma").join([join_parties(words, known, short=True), *lost])


def _write_history(words: Words, entries: Sequence[Entry]) -> Markup:
    t = words.t
    names = ("when", "who", "districts", "decided_by", "date", "reference")
    rows = [
        [
            write_time(entry.kept_at),
            entry.kept_by,
            _name_districts(words, entry) if entry.districts else t("settle.lifted"),
            *((entry.decided_by, entry.date) if entry.districts else ("", "")),
            entry.reference,
        ]
        for entry in entries
    ]
    table = write_table([t(f"settle.column_{name}") for name in names], rows)
    summary = t("settle.history", n=len(entries))
    html = (
        "<details class='open-history'><summary>{}</summary><div class='scroll'>{}</div></details>"
    )
    return Markup(html).format(summary, table)
