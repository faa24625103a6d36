"""Which plan this is, prefilled from its file, all of it to confirm."""

from __future__ import annotations

import streamlit as st

from components.screens.review.review import Review
from components.screens.widgets.panel import show_heading
from store.asked import FACTS


def show_plan(review: Review) -> None:
    show_heading(review.t("review.step_plan"))
    for fact in FACTS:
        st.text(f"{fact}: {review.state.settled.facts.get(fact, '')}")
