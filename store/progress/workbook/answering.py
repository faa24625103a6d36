"""The answer to a returned workbook: a fresh one that says of every row what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from geo.packages.problems import Problem
from store.progress.lines import Line
from store.progress.reports import Report
from store.progress.workbook.cells import Mark
from store.progress.workbook.earlier import find_earlier
from store.progress.workbook.judging import Judgement
from store.progress.workbook.matching import Match, Matched
from store.progress.workbook.sides import Sides
from store.progress.workbook.template import Answer, say_status, write_template
from store.progress.workbook.words import say


def build_answer(
    connection: Connection,
    problems: Sequence[Problem],
    matched: Matched,
    found: Judgement,
    sides: Sides,
    kept: Mapping[int, Report],
    lang: str,
    title: str,
) -> bytes:
    """`kept`: new reports by the line's id. Rows that could not be kept say again what they said,
    upon the revision that they were upon, to be mended; all others say what stands now."""
    assert matched.unit
    states = [
        replace(state, report=kept[state.line.id], review=None) if state.line.id in kept else state
        for state in sides.states
    ]
    comments = {line_id: list(told) for line_id, told in sides.comments.items()}
    for one in found.comments:
        comments.setdefault(one.line.id, []).append(one.text)
    own = [state.line for state in states if state.line.unit_code == matched.unit.unit_code]
    marks = {one.line.id: find_mark(one, sides) for one in matched.matches}
    held = {*found.given, *(one.line.id for one in found.conflicts)}
    answer = Answer(
        {line.id: say_result(line, matched, found, lang) for line in own},
        found.given,
        {line_id: mark for line_id, mark in marks.items() if line_id in held},
        problems,
    )
    code = matched.unit.unit_code
    last = find_earlier(connection, sides.period, own)
    return write_template(states, code, sides.period, last, lang, title, comments, answer)


def find_mark(match: Match, sides: Sides) -> str:
    """The mark that a row came with; where it does not say upon what, or upon what never was, one
    that says upon nothing: what stands is then a side of its own, and not written over."""
    line, rev = match.line, match.rev
    is_reporting = any(one.is_reporting for one in sides.states if one.line.id == line.id)
    is_known = rev is not None and sides.knows(line, rev, is_reporting=is_reporting)
    return Mark(sides.period.code, line.key, rev if is_known and rev else 0).write()


def say_result(line: Line, matched: Matched, found: Judgement, lang: str) -> str:
    """What became of the row of a line."""
    if not any(match.line.id == line.id for match in matched.matches):
        return say(lang, "result_absent")
    told = [
        say(
            lang,
            "result_conflict",
            field=say(lang, f"head.{one.field}"),
            ours=quote(one.field, one.ours, lang),
            theirs=quote(one.field, one.theirs, lang),
        )
        for one in found.conflicts
        if one.line.id == line.id
    ]
    told += [
        say(
            lang,
            "result_settled",
            field=say(lang, f"head.{one.field}"),
            ours=quote(one.field, one.ours, lang),
        )
        for one in found.settled
        if one.line.id == line.id
    ]
    for problem in found.problems_of.get(line.id, []):
        told += [problem.why(lang), problem.fix(lang).rstrip("。.")]
    for revision in found.revisions:
        if revision.line.id == line.id:
            fields = [say(lang, f"head.{name}") for name in revision.fields]
            told.append(say(lang, "result_kept", fields=say(lang, "joint").join(fields)))
    told += [say(lang, "result_comment") for one in found.comments if one.line.id == line.id]
    return say(lang, "stop").join(told) or say(lang, "result_untouched")


def quote(field: str, text: str, lang: str) -> str:
    if not text:
        return say(lang, "nothing")
    return say(lang, "quoted", text=say_status(text, lang) if field == "status" else text)
