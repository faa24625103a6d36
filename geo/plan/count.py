"""Task load: duties counted per party, by role, basis, chapter and deadline.

Load is not performance. Duties of basis `relevant` are counted apart, never added silently.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd

from geo.packages.problems import Problem
from geo.plan.duties import BASES, COUNTED_BASES, EVERYONE_BASIS, OPEN_BASIS, split_open
from geo.plan.plan import ROLES, Plan

METRICS = ("all", "own", "main", "lead", "support")
"""What is counted of every plan. `own`: what is written to a party, not to all of them."""
HEADLINES = ("total", "main", "lead", "support", "relevant")
"""The columns of `summarise_duties` that are told of every party first, in this order."""

COUNTED_COLUMNS = ["unit_code", "basis"]
"""What `count_by_party` needs: of millions of duties nothing else is copied."""


def join_measures(
    duties: pd.DataFrame, measures: pd.DataFrame, deadlines: Mapping[str, str]
) -> pd.DataFrame:
    """Duties with `chapter_no, task_no, deadline` of their measure, and `due`, the deadline's code.

    `deadlines`: printed forms by code.
    """
    columns = ["measure_id", "chapter_no", "task_no", "deadline"]
    joined = duties.merge(measures[columns], on="measure_id", validate="m:1")
    codes = {printed: code for code, printed in deadlines.items()}
    due = pd.Categorical(joined["deadline"].map(codes), categories=list(deadlines))
    return joined.assign(due=due)


def list_metrics(measures: pd.DataFrame, deadlines: Mapping[str, str]) -> list[str]:
    """Metric codes: `METRICS`, `ch1 …` by chapter, and the codes of the deadlines in use.

    `deadlines`: printed forms by code.
    """
    chapters = [f"ch{number}" for number in sorted(measures["chapter_no"].unique())]
    used = set(measures["deadline"])
    return [*METRICS, *chapters, *(code for code, printed in deadlines.items() if printed in used)]


def is_chapter(metric: str) -> bool:
    return re.fullmatch(r"ch\d+", metric) is not None


def find_reserved_codes(plan: Plan) -> list[Problem]:
    """Deadlines whose code means another metric."""
    codes = [str(deadline["code"]) for deadline in plan.meta["deadlines"]]
    file = plan.package.label("plan")
    return [
        Problem("reserved_code", file, None, "deadlines", code)
        for code in codes
        if code in METRICS or is_chapter(code)
    ]


def select_metric(joined: pd.DataFrame, metric: str) -> pd.DataFrame:
    """Rows of `joined` (see `join_measures`) a metric counts."""
    return joined[is_of_metric(joined, metric)]


def is_of_metric(joined: pd.DataFrame, metric: str) -> pd.Series:
    """Whether a metric counts it, for every row of `joined`."""
    if metric == "all":
        return pd.Series(True, index=joined.index)
    if metric == "own":
        return joined["basis"] != EVERYONE_BASIS
    if metric in ROLES:
        return joined[metric]
    if is_chapter(metric):
        return joined["chapter_no"] == int(metric.removeprefix("ch"))
    if metric in joined["due"].cat.categories:
        return joined["due"] == metric
    raise ValueError(f"unknown metric {metric!r}")


def count_load(
    joined: pd.DataFrame, metric: str, bases: Collection[str], codes: list[str]
) -> pd.DataFrame:
    """`counted, relevant` by `unit_code`, for every code, zeros included.

    `counted`: duties of the metric with one of `bases`, `relevant` aside.
    `relevant`: duties of the metric that the plan leaves open, whether chosen or not.
    """
    is_chosen = is_of_metric(joined, metric)
    if set(bases) | {OPEN_BASIS} < set(BASES):
        is_chosen = is_chosen & joined["basis"].isin({*bases, OPEN_BASIS})
    return count_by_party(joined.loc[is_chosen, COUNTED_COLUMNS], codes)


def count_by_party(duties: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """`counted, relevant` of any selection of duties by `unit_code`, for every code, zeros
    included. Every count of the product is one of these."""
    counted, still_open = split_open(duties)
    columns = {
        "counted": counted["unit_code"].value_counts(),
        "relevant": still_open["unit_code"].value_counts(),
    }
    frame = pd.DataFrame(columns, index=pd.Index(codes, name="unit_code"))
    return frame.fillna(0).astype("int64")


def summarise_duties(
    joined: pd.DataFrame, codes: list[str], chapters: Collection[int], deadlines: Collection[str]
) -> pd.DataFrame:
    """Headline counts by `unit_code`, for every code, zeros included.

    Over counted duties: `total`, `lead`, `main`, `support`, `lead_and_main`, each basis of
    `COUNTED_BASES`, `ch<n>` for each of `chapters`, `deadline:<printed>` for each of `deadlines`,
    whether anything falls on it or not. Over the open ones: `relevant`.
    """
    selections = {
        "total": joined["basis"].notna(),
        **{role: joined[role] for role in ROLES},
        "lead_and_main": joined["lead"] & joined["main"],
        **{basis: joined["basis"] == basis for basis in COUNTED_BASES},
        **{f"ch{number}": joined["chapter_no"] == number for number in chapters},
        **{f"deadline:{printed}": joined["deadline"] == printed for printed in deadlines},
    }
    counts = {
        name: count_by_party(joined.loc[is_chosen, COUNTED_COLUMNS], codes)
        for name, is_chosen in selections.items()
    }
    columns = {name: count["counted"] for name, count in counts.items()}
    return pd.DataFrame(columns | {OPEN_BASIS: counts["total"]["relevant"]})


def list_unreached(duties: pd.DataFrame, measures: pd.DataFrame, codes: list[str]) -> list[str]:
    """Measures that reach none of `codes`, in the plan's order."""
    reached = set(duties.loc[duties["unit_code"].isin(codes), "measure_id"])
    return [measure_id for measure_id in measures["measure_id"] if measure_id not in reached]


def classify_load(values: Collection[int], max_classes: int = 5) -> list[tuple[int, int]]:
    """Integer classes of equal width over the values above zero, as inclusive `(low, high)`.

    Equal widths keep the classes readable aloud ("14 to 16") and comparable; zero is a class
    of its own and not among them. No values above zero give no classes.
    """
    positive = [value for value in values if value > 0]
    if not positive:
        return []
    low, high = min(positive), max(positive)
    width = -(-(high - low + 1) // max_classes)
    return [(start, min(start + width - 1, high)) for start in range(low, high + 1, width)]


def measure_ranges(summary: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """`low, high` over `codes` for each column of `summary`, the scale of a headline figure."""
    chosen = summary.loc[codes]
    return pd.DataFrame({"low": chosen.min(), "high": chosen.max()})


def list_open_measures(duties: pd.DataFrame, measures: pd.DataFrame) -> list[str]:
    """Measures whose unit cell says 相关区, in the plan's order, settled since or not."""
    said = {"mentioned", "resolved", "relevant"}
    found = set(duties.loc[duties["basis"].isin(said), "measure_id"])
    return [measure_id for measure_id in measures["measure_id"] if measure_id in found]
