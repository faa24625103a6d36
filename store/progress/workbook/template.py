"""The workbook that a unit fills in, and the one that answers: only its lines, a row each.

What the unit reports comes first, then what it may comment on. Nothing is hidden: the last column
says which line a row is and upon which revision, and everything else is found again by it.
"""

from __future__ import annotations

import io
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

import xlsxwriter

from geo.packages.problems import Problem
from store.progress.calendar import find_day
from store.progress.periods import Period
from store.progress.reports import FIELDS, STATUSES, Said
from store.progress.states import State
from store.progress.workbook.cells import Mark, tidy
from store.progress.workbook.merge import COMMENT
from store.progress.workbook.words import say

FONTS = {"zh": "微软雅黑", "en": "Microsoft YaHei"}
"""Named, not embedded: one typeface under its two names."""
SIZE_PT, TITLE_PT, SMALL_PT = 10, 14, 8
A4 = 9
HEAD, OURS, FILLED, GRID, INK, FAINT = "1F5C4A", "F1F3F2", "FFFBEA", "C9D2CF", "1F2A27", "8A9693"
WIDTHS = {
    **{"measure": 6, "wording": 26, "roles": 8, "deadline": 9, "last": 16, "stage": 9},
    **{"status": 8, "text": 27, "value": 8, "obstacle": 16, "waits_for": 9, "expected": 11},
    **{"document_no": 10, "filled_by": 8, COMMENT: 14, "result": 26, "mark": 25},
}
"""In digits; together, without the mark and the result, what an A4 page holds at 8 pt."""
CENTRED = ("measure", "roles", "deadline", "stage", "status", "value", "expected", "filled_by")
LINE_PT, PADDING_PT, MAX_PT = 15, 5, 409
WIDE_DIGITS = 2
"""A Chinese letter's width in digits, with what a line loses at its end."""
HEAD_ROW = 3
"""From 0: title, unit, note, then the headings."""
PROBLEM_COLUMNS = {"sheet_row": 34, "found": 22, "why": 44, "fix": 44}


@dataclass(frozen=True)
class Answer:
    """What became of a returned workbook: `results` by the line's id; `given`: what rows that were
    not kept said, with `marks`, what they said it upon, so that they can be mended in place."""

    results: Mapping[int, str]
    given: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    marks: Mapping[int, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


def name_template(period: Period, unit: str, lang: str = "zh") -> str:
    """The file's name; `unit`: the unit's name."""
    name = say(lang, "file_name", period=period.code, unit=tidy(unit))
    return re.sub(r'[\\/:*?"<>|\s]+', " ", name).strip(" .") + ".xlsx"


def write_template(
    states: Sequence[State],
    unit_code: str,
    period: Period,
    last: Mapping[int, Said],
    lang: str = "zh",
    title: str = "",
    comments: Mapping[int, Sequence[str]] | None = None,
    answer: Answer | None = None,
) -> bytes:
    """An xlsx of the lines of one unit among `states`. `last`: what it said the period before, by
    the line's id, see `find_earlier`; `title`: the plan's; `comments`: its own of this period by
    the line's id. The same bytes for the same content."""
    own = [state for state in states if state.line.unit_code == unit_code]
    ordered = sorted(own, key=lambda state: not state.is_reporting)
    columns = [name for name in WIDTHS if answer or name != "result"]
    book = _Book(lang, period)
    sheet = book.add_sheet(say(lang, "sheet"))
    heading = say(lang, "title", title=title or period.plan, period=period.code)
    _write_head(book, sheet, heading, ordered[0].line.unit if ordered else unit_code, columns)
    for row, state in enumerate(ordered, start=HEAD_ROW + 1):
        told = list((comments or {}).get(state.line.id, ()))
        texts = list_texts(state, period, last.get(state.line.id), told, lang)
        if answer:
            line_id = state.line.id
            texts |= answer.given.get(line_id, {})
            texts["result"] = answer.results.get(line_id, "")
            texts["mark"] = answer.marks.get(line_id, texts["mark"])
        _write_row(book, sheet, row, state, {name: texts[name] for name in columns})
    _set_up(book, sheet, heading, HEAD_ROW + len(ordered), columns)
    if answer and answer.problems:
        _write_problems(book, answer.problems)
    return book.close()


def list_texts(
    state: State, period: Period, last: Said | None, comments: Sequence[str], lang: str
) -> dict[str, str]:
    """Every cell of a row by its column."""
    line, said = state.line, state.report.said if state.report else Said()
    rev = (state.report.rev if state.report else 0) if state.is_reporting else len(comments)
    roles = [say(lang, f"role.{role}") for role in line.roles]
    texts = {
        "measure": line.measure_id,
        "wording": line.wording,
        "roles": say(lang, "joint").join(roles + [say(lang, "role.asked")] * state.is_asked),
        "deadline": line.deadline,
        "last": say_last(last, lang) if last else "",
        "stage": say_stage(state, lang),
        **{name: getattr(said, name) for name in FIELDS},
        COMMENT: comments[-1] if comments and not state.is_reporting else "",
        "mark": Mark(period.code, line.key, rev).write(),
    }
    texts["status"] = say_status(said.status, lang)
    return {name: tidy(text) for name, text in texts.items()}


def say_status(status: str, lang: str) -> str:
    return say(lang, f"status.{status}") if status in STATUSES else status


def say_last(last: Said, lang: str) -> str:
    told = say(lang, "stop").join(filter(None, (last.text, last.value, last.obstacle)))
    status = say_status(last.status, lang)
    return say(lang, "last", status=status, text=told) if told else status


def say_stage(state: State, lang: str) -> str:
    if not state.is_reporting:
        return say(lang, "stage.comment")
    if state.stage == "returned" and state.review and state.review.reason:
        return say(lang, "returned", reason=state.review.reason)
    return say(lang, f"stage.{state.stage}")


class _Book:
    """A workbook being written, its formats made once each."""

    def __init__(self, lang: str, period: Period) -> None:
        self.lang, self.period = lang, period
        self._target = io.BytesIO()
        usual = {"font_name": FONTS[lang], "font_size": SIZE_PT, "font_color": f"#{INK}"}
        options = {"in_memory": True, "default_format_properties": usual}
        self._book = xlsxwriter.Workbook(self._target, options)
        made = datetime.combine(find_day(period.opened_at), time())
        self._book.set_properties({"created": made})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def add_sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.ignore_errors({"number_stored_as_text": "A1:Z9999"})
        sheet.hide_gridlines(2)
        return sheet

    def find_format(self, **words: Any) -> Any:
        key = tuple(sorted(words.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(words)
        return self._formats[key]

    def find_cell(self, column: str, *, is_filled: bool = False) -> Any:
        """Of a table: light where a unit fills in, else locked; all is text, so that a
        spreadsheet makes no date or formula of it."""
        return self.find_format(
            **{"num_format": "@", "text_wrap": True, "valign": "top", "border": 1},
            border_color=f"#{GRID}",
            bg_color=f"#{FILLED if is_filled else OURS}",
            align="center" if column in CENTRED else "left",
            locked=not is_filled,
            font_color=f"#{FAINT if column == 'mark' else INK}",
            font_size=SMALL_PT if column == "mark" else SIZE_PT,
        )

    def find_head(self) -> Any:
        return self.find_format(
            **{"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"},
            **{"border": 1, "border_color": f"#{GRID}", "font_color": "#FFFFFF"},
            bg_color=f"#{HEAD}",
        )

    def close(self) -> bytes:
        self._book.close()
        return self._target.getvalue()


def _write_head(book: _Book, sheet: Any, heading: str, unit: str, columns: Sequence[str]) -> None:
    lang = book.lang
    sheet.write_string(0, 0, tidy(heading), book.find_format(bold=True, font_size=TITLE_PT))
    sheet.write_string(1, 0, say(lang, "unit", unit=tidy(unit)), book.find_format(bold=True))
    due = say(lang, "due", due=book.period.due.isoformat())
    sheet.write_string(1, columns.index("deadline"), due, book.find_format(bold=True))
    sheet.write_string(2, 0, say(lang, "note"), book.find_format(italic=True))
    heads = {name: say(lang, f"head.{name}") for name in columns}
    sheet.set_row(HEAD_ROW, fit_height(heads, WIDTHS))
    for x, (name, head) in enumerate(heads.items()):
        sheet.set_column(x, x, WIDTHS[name])
        sheet.write_string(HEAD_ROW, x, head, book.find_head())


def _write_row(book: _Book, sheet: Any, row: int, state: State, texts: Mapping[str, str]) -> None:
    filled = (*FIELDS,) if state.is_reporting else (COMMENT, "filled_by")
    for x, (name, text) in enumerate(texts.items()):
        look = book.find_cell(name, is_filled=name in filled)
        if text:
            sheet.write_string(row, x, text, look)
        else:
            sheet.write_blank(row, x, None, look)
    sheet.set_row(row, fit_height(texts, WIDTHS))
    if state.is_reporting:
        names = [*texts]
        _add_lists(book, sheet, row, names.index("status"), names.index("expected"), state)


def fit_height(texts: Mapping[str, str], widths: Mapping[str, float]) -> float:
    """Of a row by its texts: not every program that opens xlsx makes it high enough itself."""
    lines = max(_count_lines(text, widths[name]) for name, text in texts.items())
    return min(MAX_PT, lines * LINE_PT + PADDING_PT)


def _count_lines(text: str, width: float) -> int:
    """That a text takes in a column of so many digits, of which the cell's margins take one."""
    widths = [
        sum(WIDE_DIGITS if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)
        for line in text.split("\n")
    ]
    return sum(max(1, math.ceil(digits / (width - 1))) for digits in widths)


def _add_lists(book: _Book, sheet: Any, row: int, status: int, day: int, state: State) -> None:
    lang = book.lang
    words = [say(lang, f"status.{status}") for status in STATUSES]
    chosen = {
        "validate": "list",
        "source": words,
        "error_title": say(lang, "status_title"),
        "error_message": say(lang, "status_list", statuses=say(lang, "joint").join(words)),
    }
    if state.is_asked:
        chosen["input_title"] = say(lang, "role.asked")
        not_ours = say(lang, "status.not_ours")
        chosen["input_message"] = say(lang, "status_asked", not_ours=not_ours)
    sheet.data_validation(row, status, row, status, chosen)
    hint = {"validate": "any", "input_title": say(lang, "head.expected")}
    hint["input_message"] = say(lang, "expected_hint")
    sheet.data_validation(row, day, row, day, hint)


def _set_up(book: _Book, sheet: Any, heading: str, last: int, columns: Sequence[str]) -> None:
    """Filters, what stays in view, A4 landscape without the marks, a lock without a password."""
    sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.print_area(0, 0, last, len(columns) - 2)
    sheet.repeat_rows(HEAD_ROW)
    allowed = ("sort", "autofilter", "insert_rows", "format_cells", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys(allowed, True))
    _set_up_page(book, sheet, heading)


def _set_up_page(book: _Book, sheet: Any, heading: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    # The colour, black, keeps a title's first digits out of the size; an ampersand begins a code.
    font = f'&C&"{FONTS[book.lang]},Regular"&{SMALL_PT}&K000000'
    sheet.set_header(font + tidy(heading).replace("\n", " ")[:120].replace("&", "&&"))
    sheet.set_footer(font + say(book.lang, "page", page="&P", pages="&N"))


def _write_problems(book: _Book, problems: Sequence[Problem]) -> None:
    """All that was not kept, also what is of no row of the unit's."""
    lang = book.lang
    sheet = book.add_sheet(say(lang, "sheet_problems"))
    for x, (name, width) in enumerate(PROBLEM_COLUMNS.items()):
        sheet.set_column(x, x, width)
        sheet.write_string(0, x, say(lang, f"problem.{name}"), book.find_head())
    for y, one in enumerate(problems, start=1):
        at = " ".join(filter(None, (one.file, str(one.row or ""), one.column)))
        found = (at, one.value or "", one.why(lang), one.fix(lang))
        texts = {name: tidy(text) for name, text in zip(PROBLEM_COLUMNS, found, strict=True)}
        sheet.set_row(y, fit_height(texts, PROBLEM_COLUMNS))
        for x, text in enumerate(texts.values()):
            sheet.write_string(y, x, text, book.find_cell("why"))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _set_up_page(book, sheet, say(lang, "sheet_problems"))
