"""How long an office's own file takes to read, and how much memory: `python -m benchmarks.reading`.

Each file is read as `geo read` reads it, in a process of its own. Times are the best of three; the
memory is the most that any reader's process held, and what the product's own process grew by.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geo.intake.read import find_default_region, read_plan_file
from tests.geo.intake.boxes import HEADINGS
from tests.geo.intake.paper import write_pdf
from tests.geo.intake.typeset import lay_out_measures, read_measures, write_docx, write_xlsx

ROUNDS = 3
Rows = Sequence[Sequence[str]]


def main() -> None:
    plan = lay_out_measures(read_measures())
    cases: list[tuple[str, str, Callable[[Path, Rows], None], Rows, float]] = [
        ("31 measures from Word", "plan.docx", write_docx, plan, 1),
        ("110 measures from Word", "annexes.docx", write_docx, repeat(plan, 110), 3),
        ("ten pages of PDF", "plan.pdf", write_pdf, repeat(plan, 80), 3),
        ("3,000 rows from Excel", "plan.xlsx", write_xlsx, repeat(plan, 3_000), 20),
    ]
    before = measure_memory(resource.RUSAGE_SELF)
    with tempfile.TemporaryDirectory() as folder:
        for name, file, write, rows, goal in cases:
            path = Path(folder, file)
            write(path, rows)
            seconds, measures = measure(path)
            print(f"{name:<24} {seconds:6.2f} s of {goal} s, {measures} measures")
    print(f"most of a reader's process {measure_memory(resource.RUSAGE_CHILDREN):.0f} MiB")
    print(f"growth of our own {measure_memory(resource.RUSAGE_SELF) - before:.0f} MiB")


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


def measure(path: Path) -> tuple[float, int]:
    """The best time in seconds, and how many measures were read."""
    times, found = [], 0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        draft = read_plan_file(path, find_default_region())
        times.append(time.perf_counter() - began)
        assert draft.proof.holds, draft.proof.differing
        found = len(draft.measures)
    return min(times), found


def measure_memory(whose: int) -> float:
    """In MiB, the most so far."""
    return resource.getrusage(whose).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


if __name__ == "__main__":
    main()
