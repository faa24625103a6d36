"""The 通报 of a month as a memo: counts, what is stuck, and every report word for word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx.document import Document

from components.documents.word.memo import TEXT_WIDTH_CM, close_memo
from components.documents.word.parts import (
    NOTE,
    SOURCE,
    add_band,
    add_heading,
    add_row,
    add_span,
    add_table,
    add_text,
    open_template,
)
from components.texts import Texts
from components.words.bulletin import (
    Measure,
    Task,
    group_by_unit,
    head_units,
    list_counts,
    list_months,
    list_rules,
    list_tasks_told,
    list_unit_counts,
    name_bulletin,
    name_line,
    name_line_roles,
    name_line_unit,
    say_before,
    say_deadline,
    say_now,
    say_reason,
    tell_report,
    write_overview,
)
from components.words.plan import cite_plan
from components.words.progress import name_month
from components.words.source import Origin
from components.words.units import name_code
from components.words.words import Words
from store.progress.report import Bulletin, Entry

UNIT_CM, STATE_CM = 2.5, 2.4
COUNT_WIDTHS_CM = (TEXT_WIDTH_CM - 6.4, 3.2, 3.2)
Cells = Callable[[Entry], tuple[str, ...]]


def write_bulletin(origin: Origin, bulletin: Bulletin) -> bytes:
    """A docx; its counts are those of `count_states`, and its texts those that were reported."""
    words, t = origin.words, origin.words.t
    document = open_template(t)
    title = name_bulletin(words, bulletin)
    for line in title:
        add_heading(document, line, "Title")
    month = name_month(bulletin.period.code, t)
    add_text(document, t("bulletin.basis", plan=cite_plan(words), month=month), SOURCE)
    _add_overview(document, bulletin, t)
    _add_units(document, words, bulletin)
    _add_lists(document, words, bulletin)
    _add_tasks(document, words, bulletin)
    _add_asked(document, words, bulletin)
    return close_memo(document, t.pick("", " ").join(title), origin, list_rules(words, bulletin))


def _add_overview(document: Document, bulletin: Bulletin, t: Texts) -> None:
    add_heading(document, t("bulletin.overview"), "Heading 1")
    for sentence in write_overview(bulletin, t):
        add_text(document, sentence)
    heads = (t("bulletin.head_count"), *list_months(bulletin, t))
    table = add_table(document, heads, COUNT_WIDTHS_CM)
    for name, now, before in list_counts(bulletin, t):
        values = (name, str(now), t("file.no_duty") if before is None else str(before))
        add_row(table, values, COUNT_WIDTHS_CM, (1, 2))


def _add_units(document: Document, words: Words, bulletin: Bulletin) -> None:
    t = words.t
    add_heading(document, t("bulletin.units"), "Heading 1")
    note = add_text(document, t("bulletin.units_note"), NOTE)
    note.paragraph_format.keep_with_next = True
    heads = (t("bulletin.head_unit"), *head_units(t))
    widths = (UNIT_CM + 1.2, *[(TEXT_WIDTH_CM - UNIT_CM - 1.2) / (len(heads) - 1)] * 7)
    table = add_table(document, heads, widths)
    for name, counts in list_unit_counts(words, bulletin):
        cells = [str(now) if before is None else f"{now}/{before}" for now, before in counts]
        add_row(table, (name, *cells), widths, range(1, len(heads)))


def _add_lists(document: Document, words: Words, bulletin: Bulletin) -> None:
    """What is stuck, missing, returned and late, by unit."""
    t = words.t

    def tell_blocked(entry: Entry) -> tuple[str, ...]:
        return (tell_report(entry.state, t), say_before(entry, t))

    def tell_missing(entry: Entry) -> tuple[str, ...]:
        return (say_deadline(words, entry.state.line), say_before(entry, t))

    def tell_returned(entry: Entry) -> tuple[str, ...]:
        return (say_reason(entry.state), say_before(entry, t))

    lists: tuple[tuple[str, list[Entry], str, Cells], ...] = (
        ("blocked", bulletin.blocked, "head_said", tell_blocked),
        ("missing", bulletin.select_stage("missing"), "head_deadline", tell_missing),
        ("returned", bulletin.select_stage("returned"), "head_reason", tell_returned),
        ("late", bulletin.late, "head_deadline", tell_missing),
    )
    for name, entries, head, tell in lists:
        add_heading(document, t(f"bulletin.{name}", n=len(entries)), "Heading 1")
        if not entries:
            add_text(document, t("bulletin.none"))
            continue
        heads = [t(f"bulletin.{key}") for key in ("head_measure", head, "head_before")]
        _add_by_unit(document, words, entries, heads, tell)


def _add_by_unit(
    document: Document, words: Words, entries: Sequence[Entry], heads: Sequence[str], tell: Cells
) -> None:
    widths = (4.4, TEXT_WIDTH_CM - 4.4 - STATE_CM, STATE_CM)
    table = add_table(document, heads, widths)
    for unit, mine in group_by_unit(words, entries).items():
        add_band(table, unit)
        for entry in mine:
            add_row(table, (name_line(words, entry.state.line), *tell(entry)), widths, (2,))


def _add_tasks(document: Document, words: Words, bulletin: Bulletin) -> None:
    """Every measure with what each unit reported on it, by chapter and task."""
    t = words.t
    tasks = list_tasks_told(words, bulletin)
    add_heading(document, t("bulletin.tasks", n=len(bulletin.counted)), "Heading 1")
    for chapter in dict.fromkeys(task.chapter for task in tasks):
        add_heading(document, chapter or t("bulletin.gone"), "Heading 2")
        _add_chapter(document, words, [task for task in tasks if task.chapter == chapter])


def _add_chapter(document: Document, words: Words, tasks: Sequence[Task]) -> None:
    t = words.t
    widths = (UNIT_CM, STATE_CM, TEXT_WIDTH_CM - UNIT_CM - 2 * STATE_CM, STATE_CM)
    keys = ("unit_roles", "now", "said", "before")
    table = add_table(document, [t(f"bulletin.head_{key}") for key in keys], widths)
    for task in tasks:
        if task.title:
            add_band(table, task.title)
        for measure in task.measures:
            add_span(table, _head_measure(words, measure))
            for entry in measure.entries:
                add_row(table, _tell_entry(words, entry), widths, (0, 1, 3))
            for comment in measure.comments:
                unit = name_code(words, comment.unit_code)
                told = (unit, t("bulletin.comment"), comment.text, "")
                add_row(table, told, widths, (0, 1, 3))


def _head_measure(words: Words, measure: Measure) -> str:
    label = words.t.pick("", f"{measure.label}\n")
    return f"{measure.number} {label}{measure.wording}\n{measure.deadline}"


def _tell_entry(words: Words, entry: Entry) -> tuple[str, ...]:
    t, line = words.t, entry.state.line
    unit = f"{name_line_unit(words, line)}\n{name_line_roles(line, t)}"
    said = [tell_report(entry.state, t)]
    if reason := say_reason(entry.state):
        said.append(t("file.memo_fact", label=t("bulletin.head_reason"), value=reason))
    return unit, say_now(entry.state, t), "\n".join(filter(None, said)), say_before(entry, t)


def _add_asked(document: Document, words: Words, bulletin: Bulletin) -> None:
    if not bulletin.asked:
        return
    t = words.t
    add_heading(document, t("bulletin.asked", n=len(bulletin.asked)), "Heading 1")
    add_text(document, t("rules.relevant"), NOTE)
    heads = [t(f"bulletin.head_{key}") for key in ("measure", "now", "said")]
    widths = (5.0, STATE_CM + 0.6, TEXT_WIDTH_CM - 5.6 - STATE_CM)
    table = add_table(document, heads, widths)
    for unit, mine in group_by_unit(words, bulletin.asked).items():
        add_band(table, unit)
        for entry in mine:
            state = entry.state
            told = (name_line(words, state.line), say_now(state, t), tell_report(state, t))
            add_row(table, told, widths, (1,))
    if bulletin.comments_asked:
        add_band(table, t("bulletin.comment"))
    for line, comment in bulletin.comments_asked:
        unit = name_code(words, comment.unit_code)
        add_row(table, (name_line(words, line), unit, comment.text), widths, (1,))
