"""The 通报 of a month as slides: its counts, what is stuck, and behind a chapter every report."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from components.map.picture import FillRow, Legend, Picture
from components.slides.highlight import REACHED, draw_alone
from components.slides.slide import Fact, Line, Slide, Table
from components.texts import Texts
from components.words.bulletin import (
    Measure,
    group_by_unit,
    head_units,
    list_counts,
    list_months,
    list_rules,
    list_tasks_told,
    list_unit_counts,
    name_bulletin,
    name_line,
    name_line_unit,
    say_before,
    say_now,
    say_reason,
    tell_report,
    write_overview,
)
from components.words.plan import cite_briefly
from components.words.progress import say_state
from components.words.source import write_date
from components.words.units import credit_map, join_parties, name_code
from components.words.words import Words
from store.progress.comments import Comment
from store.progress.report import Bulletin, Entry

COMPARED = (0, 1, 2, 4, 9, 11)
"""Of `list_counts`, what a slide sets side by side: to report, reported, missing, returned,
blocked, late."""
ROOM, STEP = 800, 20
"""Letters that a page of lines holds where they can still be read from the last row; a Chinese one
is two."""
HEAD_ROOM = 40
"""What a line takes besides its letters."""


def build_bulletin_slides(words: Words, bulletin: Bulletin) -> list[Slide]:
    """Cover, both months' counts, what is blocked, missing, returned, late and done, each chapter,
    and what the plan leaves open. A list that is empty has no slide."""
    t = words.t
    done = [e for e in bulletin.counted if e.state.status == "done"]
    lists = {
        "blocked": (bulletin.blocked, _tell_reports),
        "missing": (bulletin.select_stage("missing"), _tell_numbers),
        "returned": (bulletin.select_stage("returned"), _tell_reasons),
        "late": (bulletin.late, _tell_numbers),
        "done": (done, _tell_reports),
    }
    slides = [_build_cover(words, bulletin), _build_counts(words, bulletin)]
    for name, (entries, tell) in lists.items():
        slides += _build_pages(words, bulletin, name, entries, tell)
    slides += _build_chapters(words, bulletin)
    asked = _build_pages(words, bulletin, "asked", bulletin.asked, _tell_answers)
    said = [
        note
        for line, comment in bulletin.comments_asked
        for note in _note_comment(words, comment, name_line(words, line))
    ]
    slides += [_add_notes(asked[0], said), *asked[1:]] if asked else []
    rules = [t("file.memo_fact", label=label, value=v) for label, v in list_rules(words, bulletin)]
    return [_add_notes(slide, rules) for slide in slides]


def _add_notes(slide: Slide, notes: Sequence[str]) -> Slide:
    return replace(slide, notes=(*slide.notes, *notes))


def _write_source(words: Words, bulletin: Bulletin) -> str:
    plan, credit = cite_briefly(words), credit_map(words)
    date = write_date(bulletin.today, words.t)
    return words.t("bulletin.slide_source", plan=plan, credit=credit, date=date)


def _build_cover(words: Words, bulletin: Bulletin) -> Slide:
    plan, month = name_bulletin(words, bulletin)
    facts = tuple(Fact(str(now), name) for name, now, _ in list_counts(bulletin, words.t)[:3])
    picture = _draw_units(words, "cover", bulletin.counted)
    source, notes = _write_source(words, bulletin), tuple(write_overview(bulletin, words.t))
    return Slide(
        "cover", f"{plan}{words.t.pick('', ' ')}{month}", "", facts, picture, source, notes
    )


def _build_counts(words: Words, bulletin: Bulletin) -> Slide:
    """Both months, one below the other; in the notes every unit's counts."""
    t = words.t
    told = [list_counts(bulletin, t)[at] for at in COMPARED]
    now, before = list_months(bulletin, t)
    rows = [(now, *(str(n) for _, n, _ in told))]
    if bulletin.counts_before:
        rows.append((before, *(str(n) for _, _, n in told)))
    table = Table([t("bulletin.period"), *(name for name, _, _ in told)], rows)
    notes = [*write_overview(bulletin, t), t("bulletin.units_note"), *_note_units(words, bulletin)]
    picture = _draw_units(words, "counts", bulletin.counted)
    title, subtitle = t("bulletin.slide_counts"), name_bulletin(words, bulletin)[0]
    source = _write_source(words, bulletin)
    return Slide("counts", title, subtitle, (), picture, source, tuple(notes), table)


def _note_units(words: Words, bulletin: Bulletin) -> list[str]:
    t, heads = words.t, head_units(words.t)
    lines = []
    for unit, counts in list_unit_counts(words, bulletin):
        said = [str(now) if before is None else f"{now}/{before}" for now, before in counts]
        pairs = [f"{head} {n}" for head, n in zip(heads, said, strict=True)]
        lines.append(t("file.memo_fact", label=unit, value=t("list.comma").join(pairs)))
    return lines


Tell = Callable[[Words, Sequence[Entry]], list[Line]]


def _build_pages(
    words: Words, bulletin: Bulletin, name: str, entries: Sequence[Entry], tell: Tell
) -> list[Slide]:
    """As many slides as the lines need."""
    t = words.t
    pages = split_pages(tell(words, entries), t) if entries else []
    notes = [note for entry in entries for note in _quote(words, entry)]
    slides = []
    for number, lines in enumerate(pages, start=1):
        subtitle = t("bulletin.slide_sub", n=len(entries), page=number, pages=len(pages))
        slides.append(
            Slide(
                f"{name}{number}",
                t(f"bulletin.slide_{name}"),
                subtitle,
                (),
                _draw_units(words, name, entries),
                _write_source(words, bulletin),
                tuple(notes) if number == 1 else (subtitle,),
                lines=tuple(lines),
            )
        )
    return slides


def split_pages(lines: Iterable[Line], t: Texts) -> list[list[Line]]:
    """Lines by the page, the pages about as full as each other; a line that fills more than a page
    goes on in the next, and says so."""
    pieces = [piece for line in lines for piece in _cut(line, t)]
    least = len(_fill_pages(pieces, ROOM))
    filled = (_fill_pages(pieces, room) for room in range(ROOM // 2, ROOM + 1, STEP))
    return next(pages for pages in filled if len(pages) == least)


def _fill_pages(pieces: Iterable[Line], room: int) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    left = room
    for piece in pieces:
        need = _count_letters(piece.head + piece.text) + HEAD_ROOM
        if need > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(piece)
        left -= need
    return pages


def _count_letters(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _cut(line: Line, t: Texts) -> list[Line]:
    """A line in pieces that fit on a page each."""
    size = ROOM // 2 - HEAD_ROOM - len(line.head)
    texts = [line.text[at : at + size] for at in range(0, len(line.text), size)] or [""]
    heads = [line.head, *[t("bulletin.goes_on", head=line.head)] * (len(texts) - 1)]
    return [Line(head, text) for head, text in zip(heads, texts, strict=True)]


def _head(words: Words, entry: Entry) -> str:
    line = entry.state.line
    return words.t("list.dot").join((name_line_unit(words, line), name_line(words, line)))


def _tell_reports(words: Words, entries: Sequence[Entry]) -> list[Line]:
    return [Line(_head(words, e), tell_report(e.state, words.t)) for e in entries]


def _tell_reasons(words: Words, entries: Sequence[Entry]) -> list[Line]:
    return [Line(_head(words, e), say_reason(e.state)) for e in entries]


def _tell_numbers(words: Words, entries: Sequence[Entry]) -> list[Line]:
    """Each unit with the numbers of its measures."""
    comma = words.t("list.comma")
    return [
        Line(unit, comma.join(entry.state.line.measure_id for entry in mine))
        for unit, mine in group_by_unit(words, entries).items()
    ]


def _tell_answers(words: Words, entries: Sequence[Entry]) -> list[Line]:
    """Each unit with what it says of the measures of which it was asked."""
    t = words.t
    return [
        Line(
            unit,
            t("list.comma").join(
                f"{e.state.line.measure_id} {say_state(e.state, t)}" for e in mine
            ),
        )
        for unit, mine in group_by_unit(words, entries).items()
    ]


def _build_chapters(words: Words, bulletin: Bulletin) -> list[Slide]:
    """Each chapter's counts; in the notes the plan's words and every report on them."""
    t = words.t
    tasks = list_tasks_told(words, bulletin)
    slides = []
    for number, chapter in enumerate(dict.fromkeys(task.chapter for task in tasks), start=1):
        measures = [m for task in tasks if task.chapter == chapter for m in task.measures]
        entries = [entry for measure in measures for entry in measure.entries]
        missing = sum(entry.state.stage == "missing" for entry in entries)
        blocked = sum(entry.state.status == "blocked" for entry in entries)
        names = [name for name, *_ in list_counts(bulletin, t)]
        numbers = (len(entries) - missing, missing, blocked)
        facts = [Fact(str(n), names[at]) for n, at in zip(numbers, (1, 2, 9), strict=True)]
        notes = [note for measure in measures for note in _note_measure(words, measure)]
        slides.append(
            Slide(
                f"chapter{number}",
                chapter or t("bulletin.gone"),
                t("bulletin.slide_chapter", measures=len(measures), n=len(entries)),
                tuple(facts),
                _draw_units(words, f"chapter{number}", entries),
                _write_source(words, bulletin),
                tuple(notes),
            )
        )
    return slides


def _note_measure(words: Words, measure: Measure) -> list[str]:
    lines = [f"{measure.number} {measure.wording}", measure.deadline]
    for entry in measure.entries:
        lines += _quote(words, entry)
    for comment in measure.comments:
        lines += _note_comment(words, comment)
    return lines


def _note_comment(words: Words, comment: Comment, measure: str = "") -> list[str]:
    who = (name_code(words, comment.unit_code), measure, words.t("bulletin.comment"))
    label = words.t("list.dot").join(filter(None, who))
    return words.t("file.memo_fact", label=label, value=comment.text).split("\n")


def _quote(words: Words, entry: Entry) -> list[str]:
    """How a line stands, how it stood, and what was reported, word for word."""
    t, state = words.t, entry.state
    before = t("file.memo_fact", label=t("bulletin.head_before"), value=say_before(entry, t))
    stands = t("list.dot").join((*say_now(state, t).split("\n"), before))
    head = t("file.memo_fact", label=_head(words, entry), value=stands)
    return [head, *filter(None, tell_report(state, t).split("\n"))]


def _draw_units(words: Words, key: str, entries: Sequence[Entry]) -> Picture:
    """The districts whose lines these are; which of them they are is in words beside the map."""
    t = words.t
    held = {entry.state.line.unit_code for entry in entries}
    codes = [code for code in words.model.region.districts["unit_code"] if code in held]
    picture = draw_alone(words, dict.fromkeys(codes, REACHED))
    text, count = t(f"bulletin.map_{key.rstrip('0123456789')}"), t("legend.districts", n=len(codes))
    names = join_parties(words, codes, short=True)
    row = FillRow(
        key=key, kind="class", text=text, fill=REACHED, count=count, names=names, codes=codes
    )
    return Picture(f"bulletin:{key}", picture.values, Legend("", "", (row,) if codes else ()))
