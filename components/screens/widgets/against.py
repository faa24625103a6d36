"""The edition that a link compares the plan with, for the pages that say so beside their own."""

from __future__ import annotations

import streamlit as st

from components.html.problems import write_problems
from components.session.link import View
from components.session.models import get_model
from components.words.changes import Between, look_between
from components.words.words import Words
from geo.packages.problems import DataError


def find_between(words: Words, view: View) -> Between | None:
    """Both as they are linked now; where that cannot be asked, why is shown, and nothing else."""
    if view.against is None:
        return None
    try:
        return look_between(Words(get_model(view.against), words.t), words)
    except DataError as error:
        st.html(write_problems(error.problems, words.t))
        return None
