"""What the benchmark rests on: synthetic packages that are complete, and a table that can fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.goals import judge, write_table
from benchmarks.growth import fit_exponent
from benchmarks.synthetic import PLAN, write_packages
from geo.model import Model, load_model

RESULTS = Path(__file__).parents[2] / "benchmarks" / "results.json"


def test_a_plan_of_the_real_size_has_the_real_duties(tmp_path: Path, model: Model) -> None:
    write_packages(tmp_path, 16, 31)
    synthetic = load_model(PLAN, tmp_path)
    # The development zone keeps its own duties, the districts stand in for the real ones.
    assert synthetic.summary["total"].tolist() == model.summary["total"].tolist()


@pytest.mark.parametrize("districts", [7, 40])
def test_packages_of_any_size_are_valid(tmp_path: Path, districts: int) -> None:
    write_packages(tmp_path, districts, 62)
    synthetic = load_model(PLAN, tmp_path)
    assert len(synthetic.region.districts) == districts
    assert len(synthetic.plan.measures) == 62


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_growth_is_read_from_the_sizes(exponent: float) -> None:
    sizes = [20_000, 100_000, 1_000_000]
    rows = [{"duties": float(n), "seconds": n**exponent / 1e6} for n in sizes]
    assert fit_exponent([{"duties": 10.0, "seconds": 9.0}, *rows]) == pytest.approx(exponent)


def test_a_missed_goal_is_said() -> None:
    figures = json.loads(RESULTS.read_text(encoding="utf-8"))["figures"]
    fast = judge(figures | {"ours.panel": 1.0})
    slow = judge(figures | {"ours.panel": 1_000_000.0})
    changed = [a["measure"] for a, b in zip(fast, slow, strict=True) if a["met"] != b["met"]]
    assert changed == [
        "pointer down → panel complete, against bare",
        "… against tuned bare",
        "stock recipe, in times of ours (6 at least)",
    ]
    assert write_table(slow).count("**not met**") == write_table(fast).count("**not met**") + 3
