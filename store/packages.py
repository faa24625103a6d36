"""A settled draft as a data package, in the form of the shipped ones, and checked like them.

What its schema says of each column is at home in `package.json`. A package is known by the hash of
its descriptor, which holds the hash of every other file.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geo.intake.draft import Measure
from geo.packages.package import find_data_dir, hash_bytes, list_plans, open_package, write_csv
from geo.packages.problems import DataError
from geo.plan.own_names import OWN_KIND
from geo.plan.plan import ROLES
from geo.plan.proof import list_tokens
from store.answers import Settled
from store.asked import FACTS, hash_parts, print_cell
from store.names import RegionNames, explain_names
from store.readings import Reading
from store.targets import list_figures, settle_targets

TEMPLATE = Path(__file__).parent / "package.json"
DESCRIPTOR = "datapackage.json"
NO_UNIT = "———"
"""What stands in a support cell that says that there is none."""
COLUMNS = ("measure_id", "chapter_no", "chapter", "task_no", "task", "text", "deadline")
CITED = {"title": "title", "document_no": "parent_no", "date": "published_date"}
"""Facts that a plan is cited with, and what the citation calls them."""


@dataclass(frozen=True)
class Facts:
    """What a package says of itself beside its tables. `status`: `final` or `draft`."""

    plan: str
    number: int
    status: str
    made_on: str


def build_package(
    reading: Reading, settled: Settled, region: RegionNames, facts: Facts
) -> dict[str, bytes]:
    """The files of a package, by their names."""
    rows = write_rows(reading, settled.measures)
    own = explain_names(settled.measures, settled.names, region)
    targets = settle_targets(list_figures(settled.measures), settled.answers)
    meta = write_meta(reading, settled, facts, own.others) | {"no_target": [*targets.others]}
    departments = [(code, name, OWN_KIND) for code, name in own.departments.items()]
    files = {
        "source.txt": write_source(rows, meta["title"]),
        "plan.json": json.dumps(meta, ensure_ascii=False, indent=2) + "\n",
        "measures.csv": write_csv([*COLUMNS, *ROLES, "shared_cell"], [r.values() for r in rows]),
        "targets.csv": write_csv(["measure_id", "quantity", "unit", "phrase"], targets.rows),
        "unit_names.csv": write_csv(["spelling", "unit_code", "basis"], own.rows),
        "units.csv": write_csv(["unit_code", "name", "kind"], departments),
    }
    counts = {
        "measures.csv": len(rows),
        "targets.csv": len(targets.rows),
        "unit_names.csv": len(own.rows),
        "units.csv": len(departments),
    }
    encoded = {name: text.encode() for name, text in files.items() if counts.get(name, 1)}
    return {DESCRIPTOR: write_descriptor(reading, meta, facts, encoded, counts), **encoded}


def write_rows(reading: Reading, measures: Sequence[Measure]) -> list[dict[str, str]]:
    """The rows of `measures.csv`, in printed order."""
    chapters = {name: at for at, name in enumerate(dict.fromkeys(m.chapter for m in measures), 1)}
    numbers = number_tasks(measures)
    blank = {q.measure for q in reading.draft.questions if q.code == "blank"}
    rows = []
    for at, (measure, number) in enumerate(zip(measures, numbers, strict=True)):
        units = {role: print_cell(measure, role) for role in ROLES}
        if not units["support"] and "support" in reading.draft.roles and at not in blank:
            units["support"] = NO_UNIT
        is_shared = {"lead", "main"} <= {*measure.merged} and units["lead"] == units["main"]
        values = (measure.measure_id, chapters[measure.chapter], measure.chapter, number)
        printed = (*map(str, values), measure.task, measure.text, measure.deadline)
        row = dict(zip(COLUMNS, printed, strict=True)) | units
        rows.append(row | {"shared_cell": str(is_shared).lower()})
    return rows


def number_tasks(measures: Sequence[Measure]) -> list[str]:
    """The printed numbers of tasks; counted where one of them is no number."""
    printed = [m.task_no for m in measures]
    if all(number.isdecimal() and number.isascii() for number in printed):
        return printed
    order = {task: str(at) for at, task in enumerate(dict.fromkeys(printed), start=1)}
    return [order[task] for task in printed]


def write_meta(
    reading: Reading, settled: Settled, facts: Facts, others: list[str]
) -> dict[str, Any]:
    stated = {fact: settled.facts.get(fact, "") for fact in FACTS}
    source = {"source": reading.file, "quality": "printed"}
    cited = [{"field": f, "value": stated[k], **source} for k, f in CITED.items() if stated[k]]
    return {
        "plan": facts.plan,
        "version": str(facts.number),
        "region": reading.region,
        **{fact: value for fact, value in stated.items() if value},
        "status": facts.status,
        "roles": reading.draft.roles,
        "citation": cited,
        "deadlines": code_deadlines([m.deadline for m in settled.measures]),
        "no_unit": [NO_UNIT],
        "other_units": others,
        "furniture": [stated["title"]],
    }


def code_deadlines(printed: Iterable[str]) -> list[dict[str, str]]:
    """Deadlines as `plan.json` lists them. A wording that a shipped plan has keeps its code there,
    so links to it mean the same; any other has a code that stays from version to version."""
    known: dict[str, dict[str, str]] = {}
    for plan in list_plans():
        try:
            listed = open_package(find_data_dir() / "plans" / plan).read_json("plan")["deadlines"]
            known |= {deadline["printed"]: deadline for deadline in listed}
        except (DataError, KeyError, TypeError):
            continue  # a broken package says so where it is read itself
    return [
        known.get(text) or {"code": f"due_{hash_parts(text)[:8]}", "printed": text}
        for text in dict.fromkeys(printed)
        if text
    ]


def write_source(rows: list[dict[str, str]], title: str) -> str:
    table = pd.DataFrame(rows)
    table["shared_cell"] = table["shared_cell"] == "true"
    words = [written for _, _, written, _ in list_tokens(table)]
    return "\n".join([title, *words]) + "\n"


def write_descriptor(
    reading: Reading,
    meta: Mapping[str, Any],
    facts: Facts,
    files: Mapping[str, bytes],
    counts: Mapping[str, int],
) -> bytes:
    template = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    original = {"title": reading.file, "hash": f"sha256:{reading.sha256}"}
    resources = []
    for resource in template["resources"]:
        name = resource["path"]
        if name not in files:
            continue
        rows = {"rows": counts[name]} if name in counts else {}
        size = {"bytes": len(files[name]), "hash": hash_bytes(files[name])}
        about = {"sources": [original], "licenses": template["licenses"]}
        resources.append({**resource, **about, **size, **rows})
    described = {
        **{key: template[key] for key in template if key != "resources"},
        "name": f"plan-{facts.plan}",
        "title": meta["title"],
        "version": meta["version"],
        "created": facts.made_on,
        "sources": [original],
        "resources": resources,
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def check_package(plan: str, files: Mapping[str, bytes]) -> None:
    """Read a package as the product reads every other; raises `DataError` with all its problems."""
    from geo.model import load_model

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / plan
        write_files(folder, files)
        load_model(plan, folder=folder)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
