"""What was reported on a duty, in a document that is remembered without it.

The document is drawn once for everybody, with a place for the words behind each duty; they are
filled in anew in every run. Either way it has the same elements, so that a keyboard finds its way
from the one to the other (`screens/map` sends documents ahead).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from components.html.links import write_address
from components.html.template import draw, join
from components.session.progress import Progress
from components.words.duty_states import label_missing, say_unit, say_whole
from components.words.progress import mark_state
from components.words.several import is_several
from components.words.words import Words
from geo.together import split_id

if TYPE_CHECKING:
    from store.progress.states import State

SLOT = re.compile(r"<a class='duty-state' data-state-of='([^']*)'><i aria-hidden='true'></i></a>")
"""What `write_slot` writes."""


COUNT_SLOT = re.compile(r"<span data-reported-of='([^']*)'></span>")


def write_count_slot(code: str, name: str) -> Markup:
    """A party's name, and a place for how much of its reports is missing."""
    return draw("html/states.count_slot", code=code, name=name)


def add_counts(document: Markup, words: Words, progress: Progress | None) -> Markup:
    """The document with how much every party has not reported."""
    if progress is None:
        return document
    # Whoever has states has asked a database.
    from store.progress.states import count_states

    filled = [Markup(piece) for piece in COUNT_SLOT.split(document)]
    filled[1::2] = [
        draw(
            "html/states.count",
            code=code,
            said=label_missing(count_states(progress.of_unit(str(code)).values()), words.t),
        )
        for code in filled[1::2]
    ]
    return join(filled)


def write_unit_slot(followed: Collection[str]) -> Markup:
    """A place for what a unit reported on all its duties."""
    return draw("html/states.slot", number="") if followed else Markup("")


def write_slot(words: Words, measure_id: str, followed: Collection[str]) -> Markup:
    """A place for the words, where the measure's plan is one of those `followed`."""
    if not followed or split_id(words.model, measure_id)[0].reference not in followed:
        return Markup("")
    return draw("html/states.slot", number=measure_id)


def add_states(document: Markup, words: Words, progress: Progress | None, code: str) -> Markup:
    """The document with what the unit reported on each duty, and in all; where there is no state,
    nothing."""
    if progress is None:
        return document
    states = progress.of_unit(code)
    pieces = SLOT.split(document)
    # What a pattern cuts of markup is markup.
    filled = [Markup(piece) for piece in pieces]
    filled[1::2] = [
        _fill(words, progress, states, measure_id)
        if (measure_id := number.unescape())
        else write_unit_state(words, progress, code)
        for number in filled[1::2]
    ]
    return join(filled)


def write_unit_state(words: Words, progress: Progress, code: str) -> Markup:
    """How much of what a unit is to report came in; it leads to its lines, of
    several plans to their months."""
    said = say_unit(words, progress, code)
    if not said:
        return draw("html/states.unknown", number="")
    one = {"period": next(iter(progress.periods.values())).code, "unit": code}
    address = write_address("progress", {} if is_several(words) else one, words)
    return draw("html/states.state", number="", address=address, mark="", said=said)


def _fill(words: Words, progress: Progress, states: Mapping[str, State], measure_id: str) -> Markup:
    if measure_id not in states:
        return draw("html/states.unknown", number=measure_id)
    state = states[measure_id]
    return draw(
        "html/states.state",
        number=measure_id,
        address=write_line_address(words, measure_id, progress, state),
        mark=mark_state(state),
        said=say_whole(state, words.t),
    )


def write_line_address(words: Words, measure_id: str, progress: Progress, state: State) -> str:
    """Of the page on which the line is reported."""
    part, _ = split_id(words.model, measure_id)
    asked = {"period": progress.periods[part.reference].code, "line": state.line.key}
    return write_address("progress", asked, Words(part, words.t))
