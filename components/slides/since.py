"""The codes of slides that tell what changed since another edition: `<unit>.since-<plan>`, or
`plan.since-<plan>` for all."""

from __future__ import annotations

from collections.abc import Mapping

from components.session.link import find_against
from components.slides.sets import ALL
from geo.model import Model

MARK = ".since-"


def join_since(unit: str, plan: str) -> str:
    return f"{unit}{MARK}{plan}"


def split_since(code: str, model: Model) -> tuple[str, str] | None:
    """Unit and earlier plan of a code; nothing where it is another slide's, or where the plan
    cannot be compared with this one."""
    unit, mark, plan = code.partition(MARK)
    if not mark or unit not in {ALL, *model.region.units["unit_code"]}:
        return None
    return (unit, plan) if find_against({"against": plan}, model) else None


def list_since(model: Model, params: Mapping[str, str], unit: str | None) -> list[str]:
    """Where the link compares the plan with another edition: what changed for all, and for
    `unit`."""
    units = [ALL, *([unit] if unit in model.codes else [])]
    return [join_since(one, plan) for plan in find_against(params, model) for one in units]
