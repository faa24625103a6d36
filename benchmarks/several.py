"""Five plans shown together beside one of them: a click on the map, until the panel is complete."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.clicks import Samples, click_and_wait, open_page
from benchmarks.pages import Checks
from benchmarks.servers import serve
from benchmarks.synthetic import PLAN, write_packages
from data.build.register import register_files
from geo.model import load_model
from geo.together import SEPARATOR, join_models

COUNT, MEASURES = 5, 110
CLICKED = ("100006", "100007", "100010", "100011")
"""In the middle of the grid of 16, away from the buttons."""
ROUNDS = 5
AHEAD_MS = 12_000
"""Until the answers sent ahead are there: of five plans they are megabytes."""


def write_plans(data_dir: Path) -> list[str]:
    """Copies of the synthetic plan under codes and titles of their own; gives all codes."""
    write_packages(data_dir, 16, MEASURES)
    codes = [PLAN, *(f"{PLAN}-{number}" for number in range(2, COUNT + 1))]
    for code in codes[1:]:
        folder = data_dir / "plans" / code
        shutil.copytree(data_dir / "plans" / PLAN, folder)
        path = folder / "plan.json"
        meta = json.loads(path.read_text(encoding="utf-8"))
        meta |= {"plan": code, "title": f"{meta['title']} {code[-1]}"}
        path.write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
        register_files(folder / "datapackage.json")
    return codes


def measure_several(browser: Browser) -> Samples:
    """Milliseconds as `one.panel` and `several.panel`; the two take turns."""
    samples: Samples = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        codes = write_plans(Path(folder))
        models = [load_model(code, Path(folder)) for code in codes]
        shown = {"one": Checks(models[0]), "several": Checks(join_models(models))}
        links = {"one": PLAN, "several": SEPARATOR.join(codes)}
        with serve("ours", Path(folder)) as server:
            pages = {}
            for kind, plans in links.items():
                drawn = "(find) => find('.dm-legend-row') && find('.party-document')"
                pages[kind] = open_page(browser, server, f"?plan={plans}", drawn)
                pages[kind].wait_for_timeout(AHEAD_MS)
            for number in range(ROUNDS + 1):
                for kind, page in pages.items():
                    for code in CLICKED:
                        panel = shown[kind].panel(code)
                        found = click_and_wait(page, f"path.district-{code}", panel=panel)
                        if number:  # the first round warms up
                            samples[f"{kind}.panel"].append(found["panel"])
            for page in pages.values():
                page.close()
    return samples
