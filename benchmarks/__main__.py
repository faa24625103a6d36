"""`make bench`: everything is measured in one run, side by side; writes `results.json`.

A part alone, which leaves the other rows as they are: `python -m benchmarks` with

  views      the memory over very many views, half an hour; `make bench` leaves it out
  pages      clicks, links and starts
  office     `office.py`
  several    `several.py`
  months     `months.py`, and clicks beside it
  machines   `machines.py`, which needs HAProxy
  guarding   `guarding.py`

Rivals take turns, so that a slow moment of the machine meets them all. Absolute times mean little
on a shared machine: read the ratios.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks import clicks, growth, loading, sessions
from benchmarks.clicks import Samples, measure_clicks, measure_large_map
from benchmarks.goals import MARKS, Results, judge, write_table
from benchmarks.guarding import measure_guarding
from benchmarks.machines import measure_machines
from benchmarks.months import measure_months, write_databases
from benchmarks.office import measure_office
from benchmarks.pages import load_checks
from benchmarks.servers import KINDS, ROOT, serve
from benchmarks.several import measure_several
from benchmarks.synthetic import write_packages
from tasks import find_system_chromium
from tests.browser.conftest import CHROMIUM_FLAGS

RESULTS = ROOT / "benchmarks" / "results.json"
STEPS = 51
BAR_WIDTH = 30
LIBRARIES = ("streamlit", "streamlit-folium", "folium", "geopandas", "shapely", "pandas", "dash")
LOAD_SESSIONS, LOAD_S = 100, 60
VIEWS = "ours.views_"
"""Start of the names of the figures that have their own run."""


class Progress:
    """A bar on one line; `step` names what comes next."""

    def __init__(self) -> None:
        self.began, self.done = time.monotonic(), 0

    def step(self, name: str) -> None:
        filled = min(BAR_WIDTH, self.done * BAR_WIDTH // STEPS)
        bar = "█" * filled + "░" * (BAR_WIDTH - filled)
        seconds = time.monotonic() - self.began
        print(f"\r{bar} {seconds:4.0f} s  {name:<50.50}", end="", flush=True)
        self.done += 1


def main(arguments: list[str]) -> int:
    measured = {
        (): measure_all,
        ("views",): measure_views,
        ("pages",): measure_pages_alone,
        ("office",): measure_office_alone,
        ("several",): measure_several_alone,
        ("months",): measure_months_alone,
        ("machines",): measure_machines_alone,
        ("guarding",): measure_guarding_alone,
    }
    if tuple(arguments) not in measured:
        print(__doc__)
        return 2
    report = measured[tuple(arguments)]()
    RESULTS.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    table = write_table(report["rows"])
    write_readme(table)
    print(f"\n\n{table}\n\nWritten: {RESULTS.relative_to(ROOT)}, README.md")
    return 0


def measure_all() -> dict[str, Any]:
    """What `results.json` holds, all but the views measured anew."""
    kept = {name: n for name, n in read_report()["figures"].items() if name.startswith(VIEWS)}
    progress, results = Progress(), Results(kept)
    samples: Samples = {}
    with open_browser() as browser:
        measure_browser(browser, progress, results, samples)
        measure_large(browser, progress, samples)
        progress.step("five plans together")
        samples |= measure_several(browser)
        measure_month(browser, progress, samples)
    measure_sessions(progress, results)
    rows = []
    for row in growth.measure_growth():
        rows.append(row)
        progress.step(f"growth: {row['districts']:,.0f} × {row['measures']:,.0f}")
    results["growth.exponent"] = growth.fit_exponent(rows)
    results["growth.seconds"], results["growth.mib"] = rows[-1]["seconds"], rows[-1]["mib"]
    progress.step("files, editions, a region")
    results |= measure_office()
    progress.step("two years of reports")
    results |= measure_months()
    progress.step("two machines")
    results |= measure_machines()
    progress.step("guard and headers")
    results |= measure_guarding()
    return describe(results | summarise(samples), rows)


def measure_pages_alone() -> dict[str, Any]:
    """What `results.json` holds, clicks, links and starts alone measured anew."""
    results, samples = Results(), Samples()
    with open_browser() as browser:
        measure_browser(browser, Progress(), results, samples)
    return renew(results | summarise(samples))


def measure_several_alone() -> dict[str, Any]:
    """What `results.json` holds, the row of `several.py` alone measured anew."""
    with open_browser() as browser:
        return renew(summarise(measure_several(browser)))


def measure_office_alone() -> dict[str, Any]:
    """What `results.json` holds, the rows of `office.py` alone measured anew."""
    return renew(measure_office())


def measure_months_alone() -> dict[str, Any]:
    """What `results.json` holds, what collecting reports costs alone measured anew."""
    samples: Samples = {}
    with open_browser() as browser:
        measure_month(browser, Progress(), samples)
    return renew(measure_months() | summarise(samples))


def measure_machines_alone() -> dict[str, Any]:
    """What `results.json` holds, the rows of two machines alone measured anew."""
    return renew(measure_machines())


def measure_guarding_alone() -> dict[str, Any]:
    """What `results.json` holds, the row of `guarding.py` alone measured anew."""
    return renew(measure_guarding())


def renew(results: Results) -> dict[str, Any]:
    """What `results.json` holds, with these in place of what it had."""
    report = read_report()
    report["figures"] |= {name: round(n, 3) for name, n in results.items()}
    report["figures"] = dict(sorted(report["figures"].items()))
    return report | {"rows": judge(report["figures"])}


def measure_views() -> dict[str, Any]:
    """What `results.json` holds, the views alone measured anew."""
    report = read_report()
    with serve("ours") as server:
        for count, mib in sessions.measure_views(server):
            print(f"{count:,} views: {mib:,.0f} MiB", flush=True)
            report["figures"][f"{VIEWS}{count}"] = round(mib, 3)
    return report | {"rows": judge(report["figures"])}


@contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or find_system_chromium(is_whole=True),
            args=CHROMIUM_FLAGS,
        )


def read_report() -> dict[str, Any]:
    report: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    return report


def write_readme(table: str) -> None:
    """Put the table between the README's marks; a test keeps it that of `results.json`."""
    readme = ROOT / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(MARKS[0])
    text = f"{before}{MARKS[0]}\n{table}\n{MARKS[1]}{rest.split(MARKS[1])[1]}"
    readme.write_text(text, encoding="utf-8", newline="\n")


def measure_browser(
    browser: Browser, progress: Progress, results: Results, samples: Samples
) -> None:
    checks = load_checks()
    with ExitStack() as stack:
        progress.step("starting servers")
        servers = {kind: stack.enter_context(serve(kind)) for kind in KINDS}
        for found in measure_clicks(browser, servers, checks, rounds=4):
            progress.step("clicks")
            samples |= found
        for found in loading.measure_links(browser, servers, checks, rounds=8):
            progress.step("opening links")
            samples |= found
        ours = loading.measure_bytes(browser, servers["ours"], checks.page_complete())
        bare = loading.measure_bytes(browser, servers["bare"], checks.answer(0))
        results["extra.kib"] = (ours - bare) / 1024
    for found in loading.measure_starts(browser, checks, rounds=3):
        progress.step("starting servers")
        samples |= found


def measure_large(browser: Browser, progress: Progress, samples: Samples) -> None:
    progress.step("a map of 3,000 districts")
    with tempfile.TemporaryDirectory() as folder:
        write_packages(Path(folder), growth.DISTRICTS[-1], growth.MEASURES[0])
        with serve("ours", Path(folder)) as server:
            samples["large.card"] = measure_large_map(browser, server)


def measure_month(browser: Browser, progress: Progress, samples: Samples) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        progress.step("starting servers")
        folders = {kind: Path(folder, kind) for kind in ("without", "with")}
        write_databases(folders)
        servers = {
            kind: stack.enter_context(serve("ours", local_dir=local))
            for kind, local in folders.items()
        }
        for found in clicks.measure_months(browser, servers, load_checks(), rounds=4):
            progress.step("clicks with a month of reports")
            samples |= found


def measure_sessions(progress: Progress, results: Results) -> None:
    weights = {}
    for kind in ("bare", "ours"):
        progress.step(f"{kind}: memory per session")
        with serve(kind) as server:
            weights[kind] = sessions.measure_session_weight(server)
    results["extra.session_mib"] = weights["ours"] - weights["bare"]
    progress.step("500 sessions opened and closed")
    with serve("ours") as server:
        for count, mib in sessions.measure_leftovers(server):
            results[f"ours.after_{count}"] = mib
    for kind in ("bare", "tuned", "ours"):
        progress.step(f"{kind}: {LOAD_SESSIONS} sessions for {LOAD_S} s")
        with serve(kind) as server:
            found = sessions.measure_load(server, LOAD_SESSIONS, LOAD_S)
        results |= {f"{kind}.load.{name}": value for name, value in found.items()}


def summarise(samples: Samples) -> Results:
    """The median of each measure, and its p95."""
    results = Results()
    for name, values in samples.items():
        results[name] = statistics.median(values)
        results[f"{name}.p95"] = sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]
    return results


def describe(results: Results, rows: list[dict[str, float]]) -> dict[str, Any]:
    """What `results.json` holds: machine, versions, every figure, every row with its verdict."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "machine": {
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
            "python": platform.python_version(),
        },
        "versions": {name: version(name) for name in LIBRARIES},
        "figures": {name: round(value, 3) for name, value in sorted(results.items())},
        "growth": rows,
        "rows": judge(results),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
