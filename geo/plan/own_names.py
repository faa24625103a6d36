"""What a plan brings along beside its region: names of units, and departments.

They are the plan's alone. A department is known by its code in every plan of the region; nothing
else of a region can be added so, since whoever answers for a territory has a boundary or a place.
"""

from __future__ import annotations

import pandas as pd

from geo.packages.problems import Problem
from geo.plan.plan import Plan
from geo.region.units import append_units, sort_like_units

OWN_KIND = "department"
"""What a unit is that a plan adds."""


def find_own_problems(plan: Plan, units: pd.DataFrame) -> list[Problem]:
    """Units of the plan's own that the region has already, or that are no department; and names
    of its own for units that neither of them has."""
    known = set(units["unit_code"])
    file, problems = plan.package.label, []
    for row, unit in plan.units.iterrows():
        at = (file("units"), int(str(row)))
        if unit["unit_code"] in known:
            problems.append(Problem("unique", *at, "unit_code", unit["unit_code"]))
        if unit["kind"] != OWN_KIND:
            problems.append(Problem("enum", *at, "kind", unit["kind"], {"allowed": OWN_KIND}))
    known |= set(plan.units["unit_code"])
    details = {"where": "units.csv"}
    return problems + [
        Problem("unknown_code", file("unit_names"), int(str(row)), "unit_code", code, details)
        for row, code in plan.unit_names["unit_code"].items()
        if code not in known
    ]


def add_own(plan: Plan, units: pd.DataFrame, unit_names: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """`units` and `unit_names` of a region, with the departments and names that a plan adds."""
    units = append_units(units, plan.units)
    if not plan.unit_names.empty:
        names = pd.concat([unit_names, plan.unit_names], ignore_index=True)
        unit_names = sort_like_units(names, units)
    return {"units": units, "unit_names": unit_names}
