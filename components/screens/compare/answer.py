"""The chosen parties side by side as one document: the answer in words, then what differs, what
is the same and what the plan leaves open, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from components.html.changes import write_against
from components.html.duties import mark_roles, write_doubts
from components.html.links import write_address, write_link, write_measure_link
from components.html.sentence import write_copied
from components.html.template import draw
from components.html.tongue import mark_chinese
from components.html.wording import write_wording
from components.map.small import draw_svg_map
from components.screens.compare.places import write_place_comparison
from components.screens.widgets.panel import write_notice
from components.session.link import Shape
from components.session.remember import remember
from components.texts import Texts
from components.theme import SEQUENTIAL
from components.words.bases import name_basis
from components.words.changes import Between
from components.words.comparison import (
    build_comparison,
    name_kind,
    write_comparison_counts,
    write_situation,
)
from components.words.duties import name_roles
from components.words.leads import list_leads
from components.words.places import list_layers
from components.words.plan import list_chapters, list_deadlines
from components.words.several import tag_measure
from components.words.units import list_zones, name_party
from components.words.words import Words
from geo.plan.compare import Cell, Row, select_rows
from geo.plan.count import HEADLINES

OPENED = {"shared": "alike", "open": "open"}
"""The block that a link's `show` opens beside what differs."""
MAP_WIDTH_PX = 84
MAX_TOLD = 6
"""So many differing measures are shown with the plan's words; of more, each opens its own."""


@dataclass(frozen=True)
class Head:
    """A party above its column: name, zone, where it lies, how many duties of what kind."""

    name: Markup
    zone: str
    image: Markup
    total: int
    counts: list[tuple[str, int]]


@dataclass(frozen=True)
class Unlike:
    """A measure whose parts differ."""

    number: str
    link: Markup
    kind: str
    label: Markup
    wording: Markup
    deadline: Markup
    cells: list[Markup]
    difference: str
    band: str = ""
    """The plan that begins with it, where several are shown."""


@dataclass(frozen=True)
class Alike:
    """A measure with one part for all, or open for all: who holds what, in words."""

    number: str
    kind: str
    link: Markup
    label: Markup
    situation: Markup
    deadline: Markup


@dataclass(frozen=True)
class Block:
    """Measures by chapter, folded."""

    css: str
    title: str
    note: str
    is_open: bool
    chapters: list[tuple[Markup, list[Alike]]]


@remember
def write_answer(
    words: Words,
    codes: tuple[str, ...],
    show: str,
    shape: Shape = "map",
    between: Between | None = None,
) -> Markup:
    """`show`: as in a link, see `OPENED`. `shape`: of the small maps. `between`: the plan and the
    edition it is compared with, where it is."""
    t = words.t
    comparison = build_comparison(words.model, codes)
    names = t("list.comma").join(name_party(words, code) for code in codes)
    alike = _write_block(words, codes, select_rows(comparison.rows, "shared"), "alike", show)
    still_open = _write_block(words, codes, comparison.still_open, "open", show)
    return draw(
        "screens/compare/answer.answer",
        t=t,
        sentence=write_copied(write_comparison_counts(words, comparison), t),
        notice=_write_zone_notice(words, codes),
        against=[write_against(between, code) for code in codes] if between else [],
        caption=t("compare.matrix_caption", names=names),
        heads=[_write_head(words, code, shape) for code in codes],
        unlike=_list_unlike(words, comparison.unlike, codes),
        is_told=len(comparison.unlike) <= MAX_TOLD,
        blocks=[block for block in (alike, still_open) if block.chapters],
        doubts=write_doubts(words, [row.measure_id for row in comparison.rows]),
        leads=_list_common_leads(words, codes),
        places=write_place_comparison(words, codes) if list_layers(words.model) else "",
    )


def _write_zone_notice(words: Words, codes: Sequence[str]) -> Markup | str:
    zones = list_zones(words)
    differ = len({zones[code] for code in codes if code in zones}) > 1
    return write_notice(words.t("compare.cross_zone")) if differ else ""


def _write_head(words: Words, code: str, shape: Shape) -> Head:
    model, t = words.model, words.t
    name = name_party(words, code)
    counts = model.summary.loc[code]
    total, *parts = HEADLINES
    return Head(
        write_link(write_address("district", {"district": code}, words), name),
        list_zones(words).get(code, ""),
        draw_svg_map(
            model,
            {code: SEQUENTIAL[5]},
            title=t("profile.locator", name=name),
            width=MAP_WIDTH_PX,
            shape=shape,
        ),
        int(counts[total]),
        [(t(f"panel.{part}"), int(counts[part])) for part in parts],
    )


def _list_unlike(words: Words, rows: Sequence[Row], codes: Sequence[str]) -> list[Unlike]:
    told = [_write_unlike(words, row, codes) for row in rows]
    tags = [tag_measure(words, row.measure_id)[0] for row in rows]
    return [
        replace(each, band=tag) if tag and (not at or tags[at - 1] != tag) else each
        for at, (each, tag) in enumerate(zip(told, tags, strict=True))
    ]


def _write_unlike(words: Words, row: Row, codes: Sequence[str]) -> Unlike:
    t, measure = words.t, words.model.plan.find_measure(row.measure_id)
    return Unlike(
        row.measure_id,
        write_measure_link(row.measure_id, words),
        row.kind,
        mark_chinese(t.pick(measure["label"], measure["label_en"]), t),
        write_wording(measure, t),
        mark_chinese(list_deadlines(words)[measure["deadline"]], t),
        [_write_cell(row.cells.get(code), t) for code in codes],
        name_kind(words, row),
    )


def _write_cell(cell: Cell | None, t: Texts) -> Markup:
    """A party's part in a measure."""
    if cell is None:
        dash, words = t("compare.none"), t("compare.none_words")
        return draw("screens/compare/answer.empty_cell", dash=dash, words=words)
    duty = cell.describe()
    return draw(
        "screens/compare/answer.held_cell",
        css="is-open" if cell.is_open else "differs",
        mark=mark_roles(duty),
        roles=name_roles(duty, t),
        basis=mark_chinese(name_basis(duty, t), t),
    )


def _write_block(
    words: Words, codes: Sequence[str], rows: Sequence[Row], css: str, show: str
) -> Block:
    t, plan, chapters = words.t, words.model.plan, list_chapters(words)
    title, note = t(f"compare.block_{css}", n=len(rows)), t(f"compare.block_{css}_note")
    grouped = groupby(rows, lambda row: plan.find_measure(row.measure_id)["chapter_no"])
    heads = {number: mark_chinese(title, t) for number, title in chapters.items()}
    told = [(heads[c], [_write_alike(words, r, codes) for r in found]) for c, found in grouped]
    return Block(css, title, note, OPENED.get(show) == css, told)


def _write_alike(words: Words, row: Row, codes: Sequence[str]) -> Alike:
    t, measure = words.t, words.model.plan.find_measure(row.measure_id)
    return Alike(
        row.measure_id,
        row.kind,
        write_measure_link(row.measure_id, words),
        mark_chinese(t.pick(measure["label"], measure["label_en"]), t),
        mark_chinese(write_situation(words, row, codes), t),
        mark_chinese(list_deadlines(words)[measure["deadline"]], t),
    )


def _list_common_leads(words: Words, codes: tuple[str, ...]) -> list[tuple[str, list[Markup]]]:
    """Departments that lead what every one of `codes` takes part in, and in which measures."""
    t = words.t
    return [
        (
            t("compare.lead_line", name=lead.name, n=len(lead.measure_ids)),
            [write_measure_link(m, words) for m in lead.measure_ids],
        )
        for lead in list_leads(words, codes)
    ]
