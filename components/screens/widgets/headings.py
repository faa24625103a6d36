"""The headings of a file: what stands under each, and a box that says what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from components.html.markdown import escape_markdown
from components.html.reading import name_place
from components.html.table import write_row_table
from components.html.template import draw
from components.screens.widgets.choice import show_box
from components.screens.widgets.panel import write_notice
from components.texts import Texts
from geo.intake.columns import CHOICES, LEFT_OUT
from geo.intake.headers import UNKNOWN, Heading, is_complete
from geo.intake.tables import UnknownHeadings
from geo.plan.plan import ROLES

MISSED = ("number", "task", "deadline", *ROLES)
"""What a plan may do without, which is then said."""
LONGEST_EXAMPLE, LONGEST_ROW = 60, 40


def show_headings(
    headings: Sequence[Heading],
    chosen: Mapping[str, str],
    choose: Callable[[str, str], None],
    t: Texts,
    *,
    key: str,
) -> None:
    """A line for each heading; `chosen`: fields by heading, over our own reading. `choose` gets
    the heading and the field that somebody chose."""
    names = {field: t(f"headings.{field}") for field in CHOICES}
    for at, heading in enumerate(headings):
        line, box = st.columns([3, 2], vertical_alignment="center")
        name = name_heading(heading, t)
        is_doubtful = heading.is_doubtful and heading.name not in chosen
        with line:
            st.html(
                draw(
                    "screens/widgets/headings.heading",
                    t=t,
                    name=name,
                    examples=quote_examples(heading, t),
                    is_doubtful=is_doubtful,
                )
            )
        with box:
            show_box(
                names,
                partial(_choose, choose, heading),
                key=f"{key}_{at}",
                label=t("headings.what", name=escape_markdown(name)),
                placeholder=t("headings.choose"),
                chosen=find_field(heading, chosen),
            )


def _choose(choose: Callable[[str, str], None], heading: Heading, field: str | None) -> None:
    choose(heading.name, field or LEFT_OUT)


def write_headings(headings: Sequence[Heading], t: Texts) -> str:
    """The same for who may only look."""
    columns = [t(f"headings.column_{name}") for name in ("name", "examples", "field")]
    rows = [
        (
            name_heading(heading, t),
            [quote_examples(heading, t), t(f"headings.{heading.field}")],
        )
        for heading in headings
    ]
    return write_row_table(columns, rows)


def find_field(heading: Heading, chosen: Mapping[str, str]) -> str:
    return chosen.get(heading.name, heading.field)


def name_heading(heading: Heading, t: Texts) -> str:
    """As printed; a column without one by its number, a second one of the same words as such."""
    name, _, number = heading.name.partition("#")
    if number and not name:
        return t("headings.nameless", n=number)
    return t("headings.second", name=name, n=number) if number else name


def quote_examples(heading: Heading, t: Texts) -> str:
    quoted = [
        f"{text[:LONGEST_EXAMPLE]}…" if len(text) > LONGEST_EXAMPLE else text
        for text in heading.examples
    ]
    return t("headings.or").join(quoted) if quoted else t("headings.empty")


def show_missing(headings: Sequence[Heading], chosen: Mapping[str, str], t: Texts) -> bool:
    """What the plan then lacks, and what cannot be read so; whether it can be read."""
    fields = [find_field(heading, chosen) for heading in headings]
    faults = [
        t("headings.twice", field=t(f"headings.{field}"))
        for field in dict.fromkeys(fields)
        if fields.count(field) > 1 and field not in (LEFT_OUT, UNKNOWN)
    ]
    if not is_complete(fields) or not {"text", "task"} & {*fields}:
        faults.append(t("headings.incomplete"))
    if faults:
        st.html(write_notice(" ".join(faults)))
        return False
    lines = [t(f"headings.no_{field}") for field in MISSED if field not in fields]
    if lines:
        title = t("headings.missing")
        st.html(draw("screens/widgets/headings.missing", title=title, lines=lines))
    return True


def show_first_rows(
    error: UnknownHeadings, take: Callable[[dict[str, str]], None], t: Texts, *, key: str
) -> None:
    """Where no heading is known: which row holds them, and what each is. What is chosen stays in
    the session under `key`; `take` gets the fields by heading when all are said."""
    kept = st.session_state.setdefault(f"{key}_kept", {"row": error.likely, "said": {}})
    st.html(write_notice(t("headings.unknown_rows", table=name_place(error.table, t))))
    show_box(
        {str(at): _quote_row(row, t) for at, row in enumerate(error.rows)},
        lambda row: kept.update({"row": int(row or 0), "said": {}}),
        key=f"{key}_row",
        label=t("headings.row"),
        placeholder=t("headings.row"),
        chosen=str(kept["row"]),
    )
    headings, said = error.rows[min(kept["row"], len(error.rows) - 1)], kept["said"]
    show_headings(headings, said, lambda name, field: said.update({name: field}), t, key=key)
    is_readable = show_missing(headings, said, t)
    st.button(
        t("headings.read"),
        key=f"{key}_read",
        type="primary" if is_readable else "secondary",
        disabled=not is_readable,
        on_click=lambda: take(state_columns(headings, said)),
    )


def _quote_row(row: Sequence[Heading], t: Texts) -> str:
    names = "、".join(name_heading(heading, t) for heading in row)
    names = f"{names[:LONGEST_ROW]}…" if len(names) > LONGEST_ROW else names
    return t("headings.row_of", n=row[0].row, names=names)


def state_columns(headings: Sequence[Heading], chosen: Mapping[str, str]) -> dict[str, str]:
    """What is said of headings: what was chosen, and of those in doubt what we make of them; one
    that nobody knows is left out."""
    fields = {heading.name: find_field(heading, chosen) for heading in headings}
    return {
        heading.name: LEFT_OUT if fields[heading.name] == UNKNOWN else fields[heading.name]
        for heading in headings
        if heading.name in chosen or heading.is_doubtful
    }
