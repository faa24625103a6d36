"""What a link to the month's reports shows: which month, which part of the page, which lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import streamlit as st

from components.html.links import write_address
from components.words.words import Words
from store.progress.states import STAGES

STEPS = ("board", "files", "review", "later", "asked", "told", "period")
"""Who has reported what; workbooks out and in; reports to accept or return; later dates; whose the
duties are that the plan leaves open; the month's 通报, and notices to units; the month's dates."""
TIMES = ("late", "near")
DUE, ASKED = "due", "asked"
"""All that is to be reported; what the plan leaves open."""
CHOICES = (DUE, *STAGES, *TIMES, ASKED)
"""What `stage` of a link picks lines by."""
KEPT = ("lang", "plan")
"""What a link keeps beside its own parameters."""


@dataclass(frozen=True)
class ProgressLink:
    """`period`: its code, "" for the last one. `step`: one of `STEPS`. `unit`: a unit's code, ""
    for all. `stage`: one of `CHOICES`, "" for all. `at`: what of the step is open, in words of its
    own. `line`: the key of a line that is shown alone."""

    period: str = ""
    step: str = STEPS[0]
    unit: str = ""
    stage: str = ""
    at: str = ""
    line: str = ""


def read_link(params: Mapping[str, str]) -> ProgressLink:
    """An unknown step is the first, an unknown stage none."""
    step, stage = params.get("step", STEPS[0]), params.get("stage", "")
    return ProgressLink(
        params.get("period", ""),
        step if step in STEPS else STEPS[0],
        params.get("unit", ""),
        stage if stage in CHOICES else "",
        params.get("at", ""),
        params.get("line", ""),
    )


def write_link(link: ProgressLink) -> dict[str, str]:
    """The parameters of a link; `read_link` reads them back."""
    told = {name: value for name, value in asdict(link).items() if value}
    return {name: value for name, value in told.items() if (name, value) != ("step", STEPS[0])}


def go(link: ProgressLink, **changes: Any) -> None:
    """Lead to another place of the page: writes the URL, from which the next run reads it."""
    kept = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    st.query_params.from_dict(kept | write_link(replace(link, **changes)))


def lead_to(words: Words, link: ProgressLink, **changes: Any) -> str:
    """The address of another place of the page."""
    return write_address("progress", write_link(replace(link, **changes)), words)
