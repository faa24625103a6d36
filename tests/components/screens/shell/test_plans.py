"""Other plans, the same view: what is kept of it and what would mean something else."""

from __future__ import annotations

import pytest

from components.screens.shell.plans import keep_view
from geo.model import Model
from geo.packages.package import DEFAULT_PLAN
from geo.together import join_models
from tests.components.words.test_several import BOTH, WATER
from tests.real_model import MODEL

NEXT = join_models([WATER, MODEL])


@pytest.mark.parametrize(
    ("before", "after", "params", "kept"),
    [
        (MODEL, BOTH, {"measure": "9.1"}, {"measure": f"{DEFAULT_PLAN}:9.1"}),
        (BOTH, NEXT, {"measure": "water:9.1"}, {"measure": "water:9.1"}),
        (BOTH, WATER, {"measure": "water:9.1"}, {"measure": "9.1"}),
        (BOTH, MODEL, {"measure": "water:9.1"}, {}),
        (MODEL, BOTH, {"measure": "none"}, {}),
        (MODEL, BOTH, {"metric": "ch2", "task": "3", "slide": "2", "run": "ch1"}, {}),
        (MODEL, BOTH, {"metric": "year_end", "lang": "en"}, {"metric": "year_end", "lang": "en"}),
        (BOTH, MODEL, {"place": "water:miyun_reservoir", "deadline": "may"}, {}),
        (MODEL, BOTH, {"unit": "110118,zz"}, {}),
        (MODEL, BOTH, {"against": "earlier"}, {}),
        (BOTH, MODEL, {"against": "earlier"}, {"against": "earlier"}),
        (MODEL, BOTH, {"unit": "110118", "q": "河"}, {"unit": "110118", "q": "河"}),
        (MODEL, BOTH, {"district": "110118", "compare": "110118,110119"}, None),
    ],
)
def test_a_view_keeps_what_the_other_plans_have_too(
    before: Model, after: Model, params: dict[str, str], kept: dict[str, str] | None
) -> None:
    plan = {} if after is MODEL else {"plan": after.reference}
    asked = {**params, "plan": before.reference}
    assert keep_view(asked, before, after) == {**(params if kept is None else kept), **plan}
