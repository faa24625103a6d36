"""Two plans shown together, each of which has markup in its title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from lxml.html import HtmlElement

from components.session import models
from components.session import plans as session_plans
from geo.model import Model
from tests.html_tree import parse_html
from tests.pages.open_page import open_framed, open_page, read_html
from tests.taken_away import MARKUP


def show_several(
    attacked: Model, lang: str, patch: pytest.MonkeyPatch
) -> Iterator[tuple[str, HtmlElement]]:
    """What the pages wrote that tell plans apart."""
    plans = {}
    for code, title in (("a", f"{MARKUP}甲"), ("b", f"乙{MARKUP}")):
        meta = {**attacked.plan.meta, "title": title, "title_en": title}
        plans[code] = replace(attacked, plan=replace(attacked.plan, meta=meta), reference=code)
    patch.setattr(session_plans, "knows_plan", plans.__contains__)
    patch.setattr(models, "_load_model", lambda plan, _: plans[plan])
    for page in ("compare", "ledger", "sources"):
        app = open_page(page, lang=lang, plan="a,b", compare="110118,110119")
        assert (page, [error.value for error in app.exception]) == (page, [])
        yield f"{page} of several", parse_html(read_html(app))
        framed = open_framed(page, lang=lang, plan="a,b")
        yield f"{page} in a frame", parse_html(read_html(framed))
