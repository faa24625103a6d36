"""Which of the plans that a link names are shown together."""

import pytest

from components.session import plans
from geo.packages.package import DEFAULT_PLAN
from tests.real_model import MODEL


def test_plans_are_taken_once_and_at_most_twelve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "knows_plan", lambda plan: plan.startswith("p"))
    monkeypatch.setattr(plans, "get_model", lambda plan: MODEL)
    asked = [f"p{n}" for n in range(13)]
    kept, left_out = plans.choose_plans(",".join([*asked, "p1", "", "x"]))
    assert kept == asked[:12]
    assert left_out == [
        ("notice.too_many_plans", {"plan": "p12", "most": "12"}),
        ("notice.unknown_value", {"name": "plan", "value": "x"}),
    ]
    assert plans.choose_plans("x") == ([DEFAULT_PLAN], left_out[1:])
