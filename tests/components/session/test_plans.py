"""Which of the plans that a link names are shown together."""

from dataclasses import replace

import pytest

from components.session import plans
from geo.packages.package import DEFAULT_PLAN
from tests.real_model import MODEL


def test_plans_are_taken_once_and_at_most_twelve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "knows_plan", lambda plan: plan.startswith("p"))
    monkeypatch.setattr(plans, "get_model", lambda plan: MODEL)
    asked = [f"p{n}" for n in range(13)]
    kept, left_out = plans.choose_plans(plans.split_plans(",".join([*asked, "p1", "", "x"])))
    assert kept == asked[:12]
    assert left_out == [
        ("notice.too_many_plans", {"plan": "p12", "most": "12"}),
        ("notice.unknown_value", {"name": "plan", "value": "x"}),
    ]
    assert plans.choose_plans(["x"]) == ([], left_out[1:])


@pytest.mark.parametrize(
    ("asked", "opens", "shown", "gone"),
    [
        ("p1,p2", ("p3",), ["p1", "p2"], []),
        ("", (), [DEFAULT_PLAN], []),
        ("", ("p3",), ["p3"], []),
        ("x", ("p3",), ["p3"], []),
        ("", ("p3", "x", "p4"), ["p3", "p4"], ["x"]),
        ("", ("x",), [DEFAULT_PLAN], ["x"]),
        ("p1", ("x",), ["p1"], ["x"]),
    ],
)
def test_what_the_office_set_opens_where_a_link_names_no_plan(
    asked: str,
    opens: tuple[str, ...],
    shown: list[str],
    gone: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plans, "knows_plan", lambda plan: plan.startswith("p"))
    monkeypatch.setattr(plans, "get_model", lambda plan: MODEL)
    monkeypatch.setattr(plans, "find_default", lambda: opens)
    assert (plans.find_plans(asked), plans.find_gone()) == (shown, gone)


def test_the_shipped_plan_is_named_in_links_only_where_another_may_open() -> None:
    other = replace(MODEL, reference="other")
    named = [plans.name_in_links(model) for model in (MODEL, replace(MODEL, is_named=True), other)]
    assert named == ["", DEFAULT_PLAN, "other"]


def test_a_draft_is_not_even_looked_for_where_nobody_may_review_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(plans, "knows_plan", lambda plan: not looked.append(plan))
    for may_write in (False, True):
        monkeypatch.setattr(plans, "may_do", lambda action, may=may_write: may)
        assert plans.is_readable("a@draft") == may_write
    assert looked == ["a@draft"]
