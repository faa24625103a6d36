"""How long an office's own file takes to read, and how much memory.

Each file is read as `geo read` reads it, in a process of its own. Times are the best of three; the
memory is the most that any reader's process held.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.goals import Results
from geo.intake.read import find_default_region, read_plan_file
from tests.geo.intake.boxes import HEADINGS
from tests.geo.intake.paper import write_pdf
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_docx, write_xlsx

ROUNDS = 3
Rows = Sequence[Sequence[str]]


def measure_reading() -> Results:
    """Seconds by `reading.<case>`, and the most MiB that a reader's process held."""
    plan = lay_out_measures(read_measures())
    cases: list[tuple[str, str, Callable[[Path, Rows], None], Rows]] = [
        ("word_31", "plan.docx", write_docx, plan),
        ("word_110", "annexes.docx", write_docx, repeat(plan, 110)),
        ("pdf_10", "plan.pdf", write_pdf, repeat(plan, 80)),
        ("excel_3000", "plan.xlsx", write_xlsx, repeat(plan, 3_000)),
    ]
    results = Results()
    with tempfile.TemporaryDirectory() as folder:
        for name, file, write, rows in cases:
            path = Path(folder, file)
            write(path, rows)
            results[f"reading.{name}"] = measure(path)
    results["reading.mib"] = measure_memory(resource.RUSAGE_CHILDREN)
    return results


def repeat(plan: Rows, count: int) -> list[list[str]]:
    """The plan's rows again and again, up to `count` measures, their tasks numbered on."""
    rows, task, measures = [list(HEADINGS)], 0, 0
    while True:
        for row in plan[1:]:
            is_chapter = row[1] == "<"
            if measures >= count and row[0] != "^":
                return rows
            task += not is_chapter and row[0] != "^"
            measures += not is_chapter
            rows.append([*row] if is_chapter or row[0] == "^" else [str(task), *row[1:]])


def measure(path: Path) -> float:
    """The best time in seconds; what is read must be proved."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        draft = read_plan_file(path, find_default_region())
        times.append(time.perf_counter() - began)
        assert draft.proof.holds, draft.proof.differing
    return min(times)


def measure_memory(whose: int) -> float:
    """In MiB, the most so far."""
    return resource.getrusage(whose).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
