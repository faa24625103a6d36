"""A plan's tables: measures, targets, headings, and the unit cells as single names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any
from geo.plan.figures import find_figures, write_plain
from geo.plan.meta import read_meta
from geo.region.units import find_unknown_names

ROLES = ("lead", "main", "support")
QUALIFIERS = ("约", "近", "超过", "不少于", "不低于", "不超过", "不高于")
"""Words before a figure without which it would say something else."""
OPTIONAL = {
    "targets": ("measure_id", "quantity", "unit", "phrase"),
    "headings": ("kind", "number", "short", "short_en", "title_en"),
    "measure_areas": ("measure_id", "phrase", "area_id"),
    "unit_names": ("spelling", "unit_code", "basis"),
    "district_works": ("site_id", "name", "name_en", "kind", "measure_id", "note", "note_en"),
    "units": ("unit_code", "name", "kind"),
}
"""Tables that a plan may do without, with the columns that the code relies on."""
LEFT_OUT = ("label", "label_en", "text_en", "note", "note_en")
"""Columns of measures that may be empty or missing."""
OPENING_LETTERS = 14


@dataclass(frozen=True, eq=False, repr=False)
class Plan:
    """One plan, validated. `measures` has one row per printed row, in printed order; `has_label`
    says whether a label is ours or the opening of the wording.

    `area_links`: `measure_id, phrase, area_id`, protected areas that a wording points to.
    `unit_names`: `spelling, unit_code, basis`, what its cells say beyond the names of the region.
    `works`: `site_id, …, measure_id, note, note_en`, works over whole districts. `units`:
    `unit_code, name, kind, …`, departments that its cells name and the region does not list.
    """

    package: Package
    meta: dict[str, Any]
    source: str
    measures: pd.DataFrame
    targets: pd.DataFrame
    headings: pd.DataFrame
    area_links: pd.DataFrame
    unit_names: pd.DataFrame
    works: pd.DataFrame
    units: pd.DataFrame

    @property
    def code(self) -> str:
        return str(self.meta["plan"])

    @property
    def doubtful(self) -> list[str]:
        """Measures whose roles would be others by the other reading, which their note tells."""
        return list(self.meta["doubtful_measures"])

    def find_measure(self, measure_id: str) -> Mapping[str, Any]:
        """The row of a measure; raises `KeyError` where the plan has none of this number."""
        return self._rows[measure_id]

    @cached_property
    def _rows(self) -> dict[str, dict[str, Any]]:
        return {str(row["measure_id"]): row for row in self.measures.to_dict("records")}

    def cite(self, field: str) -> str:
        """A value of the citation, e.g. `parent_title`, `published_date`."""
        return next(str(c["value"]) for c in self.meta["citation"] if c["field"] == field)


def read_plan(package: Package) -> Plan:
    """Read every file of a plan; raises `DataError` with the offenders of the first bad file."""
    plan = Plan(
        package,
        read_meta(package),
        package.read_text("source"),
        fill_in(package.read_table("measures")),
        *(package.read_optional_table(name, columns) for name, columns in OPTIONAL.items()),
    )
    raise_if_any(
        _find_cell_problems(plan)
        + _find_deadline_problems(plan)
        + _find_heading_problems(plan)
        + find_target_problems(plan)
        + _find_topic_problems(plan)
    )
    return plan


def fill_in(measures: pd.DataFrame) -> pd.DataFrame:
    """`measures` with what a plan may leave out: the opening of the wording stands in for a label.

    Without an English label the other one stands; a translation and notes that are not there stay
    empty.
    """
    filled = measures.assign(**{name: "" for name in LEFT_OUT if name not in measures})
    filled["has_label"] = filled["label"] != ""
    text = filled["text"].str.rstrip("。")
    opening = text.where(text.str.len() <= OPENING_LETTERS, text.str[:OPENING_LETTERS] + "…")
    filled["label"] = filled["label"].where(filled["has_label"], opening)
    filled["label_en"] = filled["label_en"].where(filled["label_en"] != "", filled["label"])
    return filled


def list_cell_names(measures: pd.DataFrame) -> pd.DataFrame:
    """`row, measure_id, role, spelling`: one row per name of a unit cell, merged cells twice; none
    of an empty cell."""
    long = measures.reset_index(names="row").melt(
        id_vars=["row", "measure_id"],
        value_vars=list(ROLES),
        var_name="role",
        value_name="spelling",
    )
    long = long[long["spelling"] != ""]
    return long.assign(spelling=long["spelling"].str.split(";")).explode(
        "spelling", ignore_index=True
    )


def find_name_problems(plan: Plan, unit_names: pd.DataFrame) -> list[Problem]:
    """Unit names of the plan that no row of `unit_names` knows as the name of a cell."""
    cells = list_cell_names(plan.measures)
    # A spelling known only from wordings would give no duty, and the cell would be lost.
    cell_names = unit_names[unit_names["basis"] != "mentioned"]
    no_unit = [*plan.meta["no_unit"], *plan.meta["other_units"]]
    return find_unknown_names(cells, cell_names, plan.package.label("measures"), no_unit)


def _find_cell_problems(plan: Plan) -> list[Problem]:
    file, measures = plan.package.label("measures"), plan.measures
    unequal = measures[measures["shared_cell"] & (measures["lead"] != measures["main"])]
    problems = [
        Problem("unequal_shared_cell", file, row, "main", value)
        for row, value in unequal["main"].items()
    ]
    dashes = set(plan.meta["no_unit"])
    for role in ROLES:
        for row, cell in measures[role].items():
            names = cell.split(";")
            if dashes & set(names) and (role != "support" or len(names) > 1):
                problems.append(Problem("dash_misplaced", file, row, role, cell))
    return problems


def _find_deadline_problems(plan: Plan) -> list[Problem]:
    """Deadlines of measures that `plan.json` does not list."""
    known = [deadline["printed"] for deadline in plan.meta["deadlines"]]
    # A schema may allow a measure without one, for a table that prints none.
    details = {"where": plan.package.label("plan"), "known": ", ".join(known)}
    file, printed = plan.package.label("measures"), plan.measures["deadline"]
    return [
        Problem("unknown_deadline", file, row, "deadline", value, details)
        for row, value in printed[~printed.isin([*known, ""])].items()
    ]


def _find_heading_problems(plan: Plan) -> list[Problem]:
    measures, headings = plan.measures, plan.headings
    problems: list[Problem] = []
    if not plan.package.has("headings"):
        return problems
    for kind in ("chapter", "task"):
        used = set(measures[f"{kind}_no"])
        titled = headings[headings["kind"] == kind]
        problems += [
            Problem(
                "unused_code",
                plan.package.label("measures"),
                None,
                f"{kind}_no",
                str(number),
                {"where": "headings.csv"},
            )
            for number in sorted(used - set(titled["number"]))
        ]
        problems += [
            Problem(
                "unknown_code",
                plan.package.label("headings"),
                row,
                "number",
                str(number),
                {"where": "measures.csv"},
            )
            for row, number in titled["number"].items()
            if number not in used
        ]
    return problems


def _find_topic_problems(plan: Plan) -> list[Problem]:
    """Measures that a list of `plan.json` names and the plan does not have."""
    known, file = set(plan.measures["measure_id"]), plan.package.label("plan")
    return [
        Problem("unknown_code", file, None, key, measure_id, {"where": "measures.csv"})
        for key in ("protected_measures", "doubtful_measures")
        for measure_id in plan.meta[key]
        if measure_id not in known
    ]


def find_target_problems(plan: Plan) -> list[Problem]:
    """Targets whose phrase or figure is not in the text, and figures of the text left out."""
    if not plan.package.has("targets"):
        return []
    file = plan.package.label("targets")
    text = plan.measures.set_index("measure_id")["text"]
    problems = []
    for target in plan.targets.itertuples():
        if target.measure_id not in text:
            details = {"where": "measures.csv"}
            problems.append(
                Problem(
                    "unknown_code", file, target.Index, "measure_id", target.measure_id, details
                )
            )
        elif target.phrase not in text[target.measure_id]:
            problems.append(
                Problem("phrase_not_in_text", file, target.Index, "phrase", target.phrase)
            )
        elif f"{_write_figure(target.quantity)}{target.unit}" not in write_plain(target.phrase):
            value = f"{_write_figure(target.quantity)}{target.unit}"
            problems.append(
                Problem("quantity_not_in_phrase", file, target.Index, "quantity", value)
            )
    return problems + _find_missing_targets(plan)


def print_target(phrase: str, quantity: float, unit: str) -> tuple[str, str]:
    """A target's figure as its phrase prints it, with what makes it approximate or a limit, and
    the quoted span of years it is for, or ""."""
    figure = f"{_write_figure(quantity)}{unit}"
    found = re.search(rf"(?:{'|'.join(QUALIFIERS)})?{re.escape(figure)}", phrase)
    span = re.search(r"“[^”]+”(?:期间|时期)", phrase)
    return found.group() if found else figure, span.group() if span else ""


def _write_figure(quantity: float) -> str:
    """`quantity` as a plan prints it: no exponent, no trailing zeros."""
    return f"{quantity:.15g}"


def _find_missing_targets(plan: Plan) -> list[Problem]:
    listed = {(t.measure_id, _write_figure(t.quantity)) for t in plan.targets.itertuples()}
    problems = []
    for row, measure in plan.measures.iterrows():
        for figure in find_figures(measure["text"], plan.meta["no_target"]):
            if (measure["measure_id"], figure) not in listed:
                problems.append(
                    Problem(
                        "missing_target",
                        plan.package.label("measures"),
                        int(str(row)),
                        "text",
                        measure["measure_id"],
                        {"figure": figure},
                    )
                )
    return problems
