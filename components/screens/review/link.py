"""The review that a link describes: which plan, which step, which question or row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

STEPS = (
    *("plan", "columns", "questions", "names", "targets", "rows"),
    *("proof", "trial", "publish"),
)
"""The way from a file to a plan that is shown."""
KEPT = ("lang", "plan")
"""What a link keeps beside its own parameters."""


@dataclass(frozen=True)
class ReviewLink:
    """`draft`: the code of a plan for which a file was read, or "". `file`: the beginning of the
    hash of an original that no plan took up yet, or "". `step`: one of `STEPS`. `at`: what of the
    step is open, in words of its own."""

    draft: str = ""
    file: str = ""
    step: str = STEPS[0]
    at: str = ""


def read_link(params: Mapping[str, str]) -> ReviewLink:
    """An unknown step is the first."""
    step = params.get("step", STEPS[0])
    return ReviewLink(
        params.get("draft", ""),
        params.get("file", ""),
        step if step in STEPS else STEPS[0],
        params.get("at", ""),
    )


def write_link(link: ReviewLink) -> dict[str, str]:
    """The parameters of a link; `read_link` reads them back."""
    told = {"draft": link.draft, "file": link.file, "step": link.step, "at": link.at}
    return {name: value for name, value in told.items() if value}


def go(link: ReviewLink, **changes: Any) -> None:
    """Lead to another place of a review: writes the URL, from which the next run reads it."""
    kept = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    st.query_params.from_dict(kept | write_link(replace(link, **changes)))
