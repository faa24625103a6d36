"""How every page opens: through the router, with its model and the notices of its link."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from components.screens.shell.frame import show_notices
from components.screens.shell.navigation import require_router
from components.session.link import (
    Notice,
    View,
    parse_view,
    read_plan_code,
)
from components.session.models import get_model
from components.session.notices import find_plan_notices
from components.texts import Texts
from components.words.words import Words
from geo.model import Model

FindNotices = Callable[[Mapping[str, str], Model], list[Notice]]


def open_page(find_more: FindNotices = lambda params, model: []) -> Model:
    """The model of the link's plan; shows a notice for everything unknown in the link.

    `find_more`: the notices of a page that has parameters of its own.
    """
    require_router()
    model = get_model(read_plan_code(st.query_params))
    view, notices = parse_view(st.query_params, model)
    of_plan = find_plan_notices(st.query_params, model)
    show_notices([*of_plan, *notices, *find_more(st.query_params, model)], Texts(view.lang))
    return model


def read_view(model: Model) -> tuple[View, Words]:
    """The view of the link now and the words of its language, for each run of a page's fragment."""
    view, _ = parse_view(st.query_params, model)
    return view, Words(model, Texts(view.lang))
