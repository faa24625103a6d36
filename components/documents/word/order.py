"""A 催办单: what one unit still owes of a month, in the plan's words, and by when."""

from __future__ import annotations

from components.documents.word.memo import TEXT_WIDTH_CM, close_memo
from components.documents.word.parts import (
    SOURCE,
    add_band,
    add_heading,
    add_row,
    add_table,
    add_text,
    open_template,
)
from components.words.bulletin import list_period_rules, name_line
from components.words.notices import (
    Owed,
    say_date,
    say_owed,
    write_address,
    write_ask,
    write_summary,
)
from components.words.plan import cite_plan
from components.words.progress import name_month, say_state
from components.words.source import Origin
from store.progress.periods import Period

WIDTHS_CM = (7.0, 3.2, TEXT_WIDTH_CM - 10.2)
DATED = ("missing", "asked", "late")
"""Of what is owed, where the deadline says all there is to say."""


def write_order(origin: Origin, period: Period, unit: str, owed: Owed) -> bytes:
    """A docx of a unit's lines by `store.progress.notices.OWED`."""
    words, t = origin.words, origin.words.t
    document = open_template(t)
    title = t("notices.order_title")
    add_heading(document, title, "Title")
    month = name_month(period.code, t)
    add_text(document, t("bulletin.basis", plan=cite_plan(words), month=month), SOURCE)
    # Whom it is for stands at the margin, as in a letter.
    add_text(document, write_address(words, unit, owed)).paragraph_format.first_line_indent = 0
    add_text(document, write_summary(words, period, owed, origin.today))
    add_text(document, write_ask(period, origin.today, t))
    heads = [t(f"bulletin.head_{key}") for key in ("measure", "deadline")]
    table = add_table(document, [*heads, t("notices.head_told")], WIDTHS_CM)
    for kind, states in owed.items():
        add_band(table, t(f"notices.{kind}", n=len(states)))
        for state in states:
            told = say_owed(words, state, kind) if kind not in DATED else say_state(state, t)
            measure = f"{name_line(words, state.line)}\n{state.line.wording}"
            add_row(table, (measure, say_date(words, state), told), WIDTHS_CM, (1,))
    rules = list_period_rules(words, period, origin.today)
    return close_memo(document, title, origin, rules, counts_duties=False)
