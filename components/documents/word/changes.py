"""What changed for one unit from one edition to the next, as a memo."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document

from components.documents.change_rows import cite_editions, list_facts
from components.documents.word.memo import TEXT_WIDTH_CM, close_memo
from components.documents.word.parts import (
    NOTE,
    SOURCE,
    add_heading,
    add_row,
    add_table,
    add_text,
    open_template,
)
from components.texts import Texts
from components.words.changes import (
    Between,
    Side,
    Told,
    list_units,
    name_kind,
    tell_changes,
    write_changes,
)
from components.words.editions import name_editions
from components.words.source import Origin
from geo.plan.changes import SUMMARY

TITLE_CM, FACTS_CM = 2.6, 3.4
TEXT_CM = (TEXT_WIDTH_CM - TITLE_CM - FACTS_CM) / 2


def write_changes_memo(origin: Origin, between: Between, code: str) -> bytes:
    """A docx of one unit; `origin` is of the later edition."""
    t = origin.words.t
    document = open_template(t)
    title = t("changes.memo_title", name=list_units(between)[code])
    add_heading(document, title, "Title")
    before, after = name_editions(*between.sides)
    add_text(document, t("changes.memo_basis", before=before, after=after), SOURCE)
    add_text(document, write_changes(between, code))
    told = tell_changes(between, code)
    _add_kinds(document, [one for one in told if not one.group.is_open], t)
    still_open = [one for one in told if one.group.is_open]
    if still_open:
        add_heading(document, t("changes.memo_open"), "Heading 1")
        add_text(document, t("rules.relevant"), NOTE)
        _add_kinds(document, still_open, t)
    return close_memo(document, title, origin, cite_editions(between))


def _add_kinds(document: Document, told: Sequence[Told], t: Texts) -> None:
    for kind in SUMMARY:
        found = [one for one in told if one.group.counted_as == kind]
        if not found:
            continue
        add_heading(
            document, t("changes.count", kind=name_kind(kind, t), n=len(found)), "Heading 2"
        )
        if kind == "same":
            _add_same(document, found, t)
        elif kind in ("new", "gone"):
            _add_alone(document, found, t)
        else:
            _add_changed(document, found, t)


def _add_changed(document: Document, told: Sequence[Told], t: Texts) -> None:
    """Old and new wordings side by side, with numbers, roles, way of listing and deadline."""
    heads = ("file.head_label", "changes.head_facts", "changes.before", "changes.after")
    widths = (TITLE_CM, FACTS_CM, TEXT_CM, TEXT_CM)
    table = add_table(document, [t(head) for head in heads], widths)
    for one in told:
        sides = [_write_side(side, t) for side in (one.before, one.after)]
        add_row(table, (one.title, list_facts(one, t), *sides), widths)


def _add_alone(document: Document, told: Sequence[Told], t: Texts) -> None:
    """What only one edition has, with its wording."""
    widths = (TITLE_CM + FACTS_CM, 2 * TEXT_CM)
    heads = (t("file.head_label"), t("file.head_text"))
    table = add_table(document, heads, widths)
    for one in told:
        side = one.after if one.after.text else one.before
        add_row(table, (one.title, _write_side(side, t)), widths)


def _write_side(side: Side, t: Texts) -> str:
    numbers = t("list.comma").join(side.numbers)
    held = t("file.held", roles=side.roles, basis=side.basis)
    return "\n".join((t("list.dot").join((numbers, held, side.deadline)), side.text))


def _add_same(document: Document, told: Sequence[Told], t: Texts) -> None:
    """What is unchanged, a line each."""
    widths = (2.2, 2.2, TEXT_WIDTH_CM - 8.8, 4.4)
    heads = (t("changes.before"), t("changes.after"), t("file.head_label"), t("file.head_roles"))
    table = add_table(document, heads, widths)
    for one in told:
        numbers = [t("list.comma").join(side.numbers) for side in (one.before, one.after)]
        held = t("file.held", roles=one.after.roles, basis=one.after.basis)
        add_row(table, (*numbers, one.title, held), widths, (0, 1))
