"""Which plans a link names, and which of them can be shown together."""

from __future__ import annotations

from collections.abc import Sequence

from components.session.models import get_model
from components.session.rights import may_do
from geo.model import Model
from geo.packages.package import DEFAULT_PLAN
from geo.together import MAX_PLANS, SEPARATOR
from store.shelf import find_default, is_draft, knows_plan

LeftOut = tuple[str, dict[str, str]]
"""Why a plan is not shown: the key of a text, and its values."""


def is_readable(plan: str) -> bool:
    """Whether a plan is there for this reader."""
    return (not is_draft(plan) or may_do("answer")) and knows_plan(plan)


def find_for_everybody(asked: str) -> Model | None:
    """The model of exactly these plans, where nobody needs a right to read them."""
    plans = split_plans(asked)
    if not plans or len(plans) > MAX_PLANS or any(map(is_draft, plans)):
        return None
    return get_model(SEPARATOR.join(plans)) if all(map(knows_plan, plans)) else None


def split_plans(asked: str) -> list[str]:
    """The plans of a link, each once."""
    return [plan for plan in dict.fromkeys(asked.split(SEPARATOR)) if plan]


def list_references(model: Model) -> list[str]:
    """The plans of a model as links name them."""
    return [part.reference for part in model.parts]


def name_in_links(model: Model) -> str:
    """The plan of a link to this model; "" where one that names none leads here."""
    is_implied = model.reference == DEFAULT_PLAN and not model.is_named
    return "" if is_implied else model.reference


def find_plans(asked: str) -> list[str]:
    """The plans that a link shows: those that it names, as far as they can be shown together; where
    it names none of them, what opens by default."""
    return choose_plans(split_plans(asked))[0] or choose_plans(find_default())[0] or [DEFAULT_PLAN]


def find_gone() -> list[str]:
    """Plans that the office set to open by default, and that are not shown."""
    kept = choose_plans(find_default())[0]
    return [plan for plan in find_default() if plan not in kept]


def choose_plans(asked: Sequence[str]) -> tuple[list[str], list[LeftOut]]:
    """The plans that can be shown together, and why each other one is not. The first says which
    region; raises `DataError` where one of several cannot be read."""
    kept: list[str] = []
    left_out: list[LeftOut] = []
    for plan in asked:
        if not is_readable(plan):
            left_out.append(("notice.unknown_value", {"name": "plan", "value": plan}))
        elif len(kept) == MAX_PLANS:
            left_out.append(("notice.too_many_plans", {"plan": plan, "most": str(MAX_PLANS)}))
        elif kept and _find_region(plan) != _find_region(kept[0]):
            left_out.append(("notice.other_region", {"plan": plan, "first": kept[0]}))
        else:
            kept.append(plan)
    return kept, left_out


def _find_region(plan: str) -> str:
    return str(get_model(plan).plan.meta["region"])
