"""What an office does now and then: a file read, two editions compared, a region built."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from benchmarks.goals import Results
from benchmarks.reading import measure_reading
from benchmarks.synthetic import PLAN, write_packages
from geo.model import Model, load_model
from geo.plan.changes import list_changes, summarise_changes
from geo.plan.editions import Edition, Link, find_kind, link_editions
from geo.plan.proposals import propose_links
from geo.region.build import build_region

MEASURES = 110
PROVINCE = "360000"
"""A province of 100 counties."""


def measure_office() -> Results:
    """Seconds by name; the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        write_packages(Path(folder), 16, MEASURES)
        model = load_model(PLAN, Path(folder))
    before, after = (make_edition(model, mark) for mark in ("甲", "乙"))
    with get_context("spawn").Pool(1) as alone:  # whose readers hold nothing of ours
        read = alone.apply(measure_reading)
    return read | {
        "editions.seconds": measure(lambda: compare(before, after, model.codes)),
        "region.seconds": measure(lambda: build_region(PROVINCE)),
    }


def measure(act: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)


def make_edition(model: Model, mark: str) -> Edition:
    """The plan with every wording ended otherwise, so that no two of an edition are equal and
    nothing is linked by its wording alone."""
    measures = model.plan.measures.copy()
    measures["text"] = measures["text"] + mark + measures["measure_id"]
    return Edition(mark, measures, model.duties)


def compare(before: Edition, after: Edition, codes: list[str]) -> None:
    """Every measure proposed, linked as proposed, and what changed for every party counted."""
    proposals = propose_links(link_editions(before, after), before, after)
    decided = [
        Link(find_kind(one.before, one.after) or "", one.before, one.after) for one in proposals
    ]
    links = link_editions(before, after, decided)
    summarise_changes(list_changes(before, after, links, codes), codes)
