"""How reading, joining and counting grow: one process per size, which says time and memory.

Run as `python -m benchmarks.growth <data folder>`, it measures that folder and prints JSON.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.synthetic import PLAN, write_packages

DISTRICTS = (16, 160, 1600, 3000)
MEASURES = (31, 300, 3000)


def measure_growth() -> Iterator[dict[str, float]]:
    """`districts, measures, duties, seconds, mib` of each size, smallest first."""
    for districts in DISTRICTS:
        for measures in MEASURES:
            with tempfile.TemporaryDirectory() as folder:
                write_packages(Path(folder), districts, measures)
                command = [sys.executable, "-m", "benchmarks.growth", folder]
                result = json.loads(subprocess.check_output(command))
            yield {"districts": districts, "measures": measures, **result}


def fit_exponent(rows: list[dict[str, float]]) -> float:
    """How `seconds` grows with `duties`, as the slope of a line through the logarithms.

    The smallest sizes are left out: there the fixed cost of reading is all there is.
    """
    points = [
        (math.log(row["duties"]), math.log(row["seconds"]))
        for row in rows
        if row["duties"] >= MIN_DUTIES
    ]
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    over = sum((x - mean_x) * (y - mean_y) for x, y in points)
    return over / sum((x - mean_x) ** 2 for x, _ in points)


MIN_DUTIES = 10_000


def measure_folder(data_dir: Path) -> dict[str, float]:
    """Load, join and every metric of one folder, in this process."""
    from geo.model import load_model
    from geo.plan.count import classify_load, count_load
    from geo.plan.duties import COUNTED_BASES

    began = time.perf_counter()
    model = load_model(PLAN, data_dir)
    for metric in model.metrics:
        load = count_load(model.joined, metric, COUNTED_BASES, model.codes)
        classify_load(load["counted"].tolist())
    duties, ranges = len(model.duties), model.ranges
    seconds = time.perf_counter() - began
    assert not ranges.empty
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"duties": duties, "seconds": round(seconds, 3), "mib": round(peak)}


if __name__ == "__main__":
    print(json.dumps(measure_folder(Path(sys.argv[1]))))
