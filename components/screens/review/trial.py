"""The step `trial` of a review."""

from __future__ import annotations

from components.screens.review.review import Review
from components.screens.widgets.panel import show_heading


def show_trial(review: Review) -> None:
    show_heading(review.t("review.step_trial"))
