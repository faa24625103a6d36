"""More plans of a region beside the one that is there: edited copies of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.build.register import register_files

TITLES = {
    "title": "清水计划",
    "title_en": "Clear water plan",
    "annex": "附件2",
    "annex_en": "annex 2",
}


def add_plan(
    data_dir: Path,
    source: str,
    code: str,
    edit: Callable[[dict[str, Any], str], str] = lambda meta, measures: measures,
    facts: dict[str, str] = TITLES,
) -> None:
    """A copy of the plan `source` under another code and title; `edit` may change its `plan.json`
    and gives its `measures.csv`."""
    plans = data_dir / "plans"
    shutil.copytree(plans / source, plans / code)
    meta_path, table_path = plans / code / "plan.json", plans / code / "measures.csv"
    meta = json.loads(meta_path.read_text(encoding="utf-8")) | {"plan": code, **facts}
    table = edit(meta, table_path.read_text(encoding="utf-8"))
    table_path.write_text(table, encoding="utf-8", newline="\n")
    meta_path.write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")
    descriptor = plans / code / "datapackage.json"
    told = json.loads(descriptor.read_text(encoding="utf-8")) | {"name": f"plan-{code}"}
    descriptor.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    register_files(descriptor)
