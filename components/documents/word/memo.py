"""Duties as a memo in the style of an official document."""

from __future__ import annotations

import datetime
import io
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from docx.document import Document

from components.documents.archive import seal_archive
from components.documents.plain_text import clean_text
from components.documents.rows import list_duty_rows
from components.documents.word.parts import (
    DATE,
    NOTE,
    SOURCE,
    add_band,
    add_heading,
    add_row,
    add_table,
    add_text,
    open_template,
)
from components.documents.word.places import add_places
from components.texts import Texts
from components.words.comparison import (
    build_comparison,
    describe_cell,
    name_kind,
    write_comparison_counts,
    write_situation,
)
from components.words.duties import list_doubts
from components.words.plan import cite_plan
from components.words.sentence import write_sentence
from components.words.several import number_measure
from components.words.source import Origin, cite_origin, list_provenance
from components.words.units import name_party
from components.words.words import Words
from geo.plan.compare import Row, select_rows

DUTY_WIDTHS_CM = (1.1, 4.55, 2.05, 1.85, 1.7, 4.35)
TEXT_WIDTH_CM = sum(DUTY_WIDTHS_CM)
CENTRED = (0, 2, 3, 4)
MAX_COLUMNS = 4
"""Parties that fit side by side on a page; more are listed by what they hold."""


def write_memo(origin: Origin, codes: Sequence[str]) -> bytes:
    """A docx of the parties `codes`: of one, its duties; of a few, how they compare; of many, their
    comparison and then the duties of each."""
    words, t = origin.words, origin.words.t
    document = open_template(t)
    title = _write_title(words, codes)
    add_heading(document, title, "Title")
    source = t("file.memo_basis", plan=cite_plan(words))
    add_text(document, source, SOURCE)
    if len(codes) > 1:
        _add_comparison(document, words, codes)
    if 1 < len(codes) <= MAX_COLUMNS:
        add_text(document, t("file.compare_lists"), NOTE)
    else:
        rows = list_duty_rows(words, codes)
        for code in codes:
            _add_party(document, words, code, rows, is_one_of_many=len(codes) > 1)
    return close_memo(document, title, origin)


def close_memo(
    document: Document,
    title: str,
    origin: Origin,
    facts: Sequence[tuple[str, str]] = (),
    *,
    counts_duties: bool = True,
) -> bytes:
    """Add sources and counting rule, `facts` of this file first, and return the file; one that
    does not count duties need not say how they count."""
    told = list_provenance(origin) if counts_duties else cite_origin(origin.words)
    _add_source(document, origin, [*facts, *told])
    _describe(document, title, origin)
    target = io.BytesIO()
    document.save(target)
    return seal_archive(target.getvalue(), origin.today)


def _write_title(words: Words, codes: Sequence[str]) -> str:
    t = words.t
    names = [name_party(words, code) for code in codes]
    if len(names) == 1:
        return t("file.memo_title_one", name=names[0])
    if len(names) == 2:
        return t("file.memo_title_two", names=t("list.comma").join(names))
    return t("file.memo_title_many", name=names[0], n=len(names))


def _add_comparison(document: Document, words: Words, codes: Sequence[str]) -> None:
    t = words.t
    comparison = build_comparison(words.model, codes)
    add_heading(document, t("file.compare_title"), "Heading 1")
    add_text(document, write_comparison_counts(words, comparison))
    add_text(document, t("file.compare_note"), NOTE)
    tables = (("compare_table", comparison.unlike), ("compare_open", comparison.still_open))
    for title, rows in tables:
        if not rows:
            continue
        add_heading(document, t(f"file.{title}", n=len(rows)), "Heading 2")
        if len(codes) <= MAX_COLUMNS:
            _add_side_by_side(document, words, rows, codes)
        else:
            _add_situations(document, words, rows, codes)
        _add_doubts(document, words, [row.measure_id for row in rows])
    shared = select_rows(comparison.rows, "shared")
    if shared and len(codes) <= MAX_COLUMNS:
        add_heading(document, t("file.compare_shared", n=len(shared)), "Heading 2")
        _add_shared(document, words, shared)
        _add_doubts(document, words, [row.measure_id for row in shared])


def _name_measure(words: Words, row: Row) -> str:
    measure = words.model.plan.find_measure(row.measure_id)
    return str(words.t.pick(measure["label"], measure["label_en"]))


def _add_doubts(document: Document, words: Words, measure_ids: Collection[str]) -> None:
    """What the daggers on the roles above stand for."""
    for line in list_doubts(words, measure_ids):
        add_text(document, line, NOTE)


def _add_side_by_side(
    document: Document, words: Words, rows: Sequence[Row], codes: Sequence[str]
) -> None:
    t = words.t
    told = 5.6 if len(codes) < 3 else 4.0
    room = TEXT_WIDTH_CM - 1.2 - told - 2.4
    widths = (1.2, told, *[room / len(codes)] * len(codes), 2.4)
    names = [name_party(words, code) for code in codes]
    heads = (
        t("file.head_measure_id"),
        t("file.head_label"),
        *names,
        t("file.head_difference"),
    )
    table = add_table(document, heads, widths)
    centred = (0, *range(2, len(widths)))
    measures = words.model.plan.measures
    wordings = dict(zip(measures["measure_id"], measures["text"], strict=True))
    for row in rows:
        parts = [describe_cell(row.cells.get(code), t, short=len(codes) > 2) for code in codes]
        cells = ["\n".join(part) for part in parts]
        title, kind = _name_measure(words, row), name_kind(words, row)
        text = title if row.kind == "open" else f"{title}\n{wordings[row.measure_id]}"
        add_row(table, (number_measure(words, row.measure_id), text, *cells, kind), widths, centred)


def _add_shared(document: Document, words: Words, rows: Sequence[Row]) -> None:
    """What all of them have in the same roles, a line each."""
    widths = (1.2, TEXT_WIDTH_CM - 1.2 - 2.6 - 3.4, 2.6, 3.4)
    names = ("measure_id", "label", "roles", "basis")
    table = add_table(document, [words.t(f"file.head_{name}") for name in names], widths)
    for row in rows:
        held = describe_cell(next(iter(row.cells.values())), words.t, short=True)
        add_row(
            table,
            (number_measure(words, row.measure_id), _name_measure(words, row), *held),
            widths,
            (0, 2, 3),
        )


def _add_situations(
    document: Document, words: Words, rows: Sequence[Row], codes: Sequence[str]
) -> None:
    widths = (1.2, 3.4, TEXT_WIDTH_CM - 1.2 - 3.4 - 2.2, 2.2)
    names = ("measure_id", "label", "situation", "difference")
    table = add_table(document, [words.t(f"file.head_{name}") for name in names], widths)
    for row in rows:
        situation = write_situation(words, row, codes)
        title, kind = _name_measure(words, row), name_kind(words, row)
        add_row(
            table, (number_measure(words, row.measure_id), title, situation, kind), widths, (0, 3)
        )


def _add_party(
    document: Document, words: Words, code: str, rows: pd.DataFrame, *, is_one_of_many: bool
) -> None:
    t = words.t
    if is_one_of_many:  # the title of a memo on one party names it already
        add_heading(document, name_party(words, code), "Heading 1", new_page=True)
    add_text(document, write_sentence(words, code))
    mine = rows[rows["unit_code"] == code]
    counted, still_open = mine[mine["is_counted"]], mine[~mine["is_counted"]]
    add_heading(document, t("file.memo_duties", n=len(counted)), "Heading 2")
    if counted.empty:
        add_text(document, t("panel.none"), NOTE)
    else:
        _add_duties(document, words, counted)
        _add_doubts(document, words, set(counted["measure_id"]))
    if not still_open.empty:
        add_heading(document, t("panel.open_section", n=len(still_open)), "Heading 2")
        note = add_text(document, t("rules.relevant"), NOTE)
        note.paragraph_format.keep_with_next = True
        _add_duties(document, words, still_open)
    add_places(document, words, code)


def _add_duties(document: Document, words: Words, rows: pd.DataFrame) -> None:
    """The duties of one party below the chapters of the plan."""
    t = words.t
    names = ("measure_id", "text", "roles", "basis", "deadline", "cells")
    table = add_table(document, [t(f"file.head_{name}") for name in names], DUTY_WIDTHS_CM)
    chapter = None
    for row in rows.to_dict("records"):
        if row["chapter"] != chapter:
            chapter = row["chapter"]
            add_band(table, str(chapter))
        wording = t.pick("", f"{row['label']}\n") + row["text"]
        values = (
            number_measure(words, row["measure_id"]),
            wording,
            row["roles"],
            row["basis"],
            row["deadline"],
        )
        add_row(table, (*values, _write_units(row, t)), DUTY_WIDTHS_CM, CENTRED)


def _write_units(row: dict[Any, Any], t: Texts) -> str:
    """The unit cells of a measure, a line each; a merged cell is one."""
    if row["is_shared"]:
        cells = [(t("role.lead_main"), row["lead"])]
    else:
        cells = [(t("role.lead"), row["lead"]), (t("role.main"), row["main"])]
    cells.append((t("role.support"), row["support"]))
    return "\n".join(t("file.cell_units", role=role, names=names) for role, names in cells)


def _add_source(document: Document, origin: Origin, told: Sequence[tuple[str, str]]) -> None:
    t = origin.words.t
    add_heading(document, t("file.memo_rule_title"), "Heading 2")
    for label, value in told:
        if label != t("file.source_date"):  # the memo ends with it
            add_text(document, t("file.memo_fact", label=label, value=value), NOTE)
    add_text(document, origin.date, DATE)


def _describe(document: Document, title: str, origin: Origin) -> None:
    t, today = origin.words.t, origin.today
    properties = document.core_properties
    properties.title = clean_text(title)[:255]
    properties.author = properties.last_modified_by = t("app.title")
    properties.comments, properties.language = "", t.pick("zh-CN", "en")
    properties.created = properties.modified = datetime.datetime.combine(today, datetime.time())
