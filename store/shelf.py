"""Shipped and published plans side by side, for everybody who reads.

A plan is named by its code; `CODE@2` is the second version of a published one, which stays readable
while the plan is shown, and `CODE@draft` is what an office is still reviewing. What is shown is
asked of the database once a run; what a version holds never changes, so its model may be
remembered by its folder.

A shipped plan stays readable whatever becomes of the database: what an office settled of it is then
not counted, and its model says so. Where nothing was ever kept, SQLAlchemy is not even imported: it
takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from geo.model import Model, load_model
from geo.packages import package
from geo.packages.package import DEFAULT_PLAN
from geo.packages.problems import DataError, Problem
from geo.plan.meta import read_meta
from geo.plan.resolutions import COLUMNS, find_resolutions, name_file, read_resolutions
from geo.together import SEPARATOR
from store.look import asked_once
from store.place import is_used

if TYPE_CHECKING:
    from store.resolutions import Entry

DRAFT = "@draft"


def is_draft(reference: str) -> bool:
    """Whether a plan is named as it stands in its review."""
    return reference.endswith(DRAFT)


def list_plans() -> list[str]:
    """Codes of all plans that can be read, sorted; only the shipped ones where the database
    cannot be asked."""
    shipped = package.list_plans()
    if not is_used():
        return shipped
    from store.database import read
    from store.versions import list_shown

    try:
        with read() as connection:
            published = list_shown(connection) if connection else {}
    except DataError:
        published = {}
    return sorted({*shipped, *published})


def list_metas() -> dict[str, dict[str, Any]]:
    """What every plan that can be read says of itself, see `geo.plan.meta.read_meta`, by its code;
    of one whose package is broken nothing is said here."""
    folders = {code: package.find_data_dir() / "plans" / code for code in package.list_plans()}
    if is_used():
        from store.database import read
        from store.folders import materialise
        from store.versions import list_shown

        with suppress(DataError), read() as connection:
            for code, version in (list_shown(connection) if connection else {}).items():
                assert connection
                folders.setdefault(code, materialise(connection, version))
    metas = {}
    for code in sorted(folders):
        with suppress(DataError):
            metas[code] = _read_meta(folders[code])
    return metas


@lru_cache
def _read_meta(folder: Path) -> dict[str, Any]:
    """A folder of a version is named by its hash, and a shipped one stays what it is."""
    return read_meta(package.open_package(folder))


def knows_plan(reference: str) -> bool:
    """Whether a link may name this plan, or this version of one."""
    return reference in package.list_plans() or find_folder(reference) is not None


@asked_once
def find_folder(reference: str) -> Path | None:
    """The package of a published plan; None for any other, which lies among the shipped ones."""
    if reference in package.list_plans() or not is_used():
        return None
    from store.database import read
    from store.folders import materialise
    from store.trial import find_trial_folder
    from store.versions import find_version

    if is_draft(reference):
        return find_trial_folder(reference.removesuffix(DRAFT))
    with read() as connection:
        version = find_version(connection, reference) if connection else None
        return materialise(connection, version) if connection and version else None


@asked_once
def find_default() -> tuple[str, ...]:
    """The plans that the office set to open where a link names none, be they still there or not;
    () where it set none, or where the database cannot be asked: the shipped plan opens then."""
    if not is_used():
        return ()
    from store.database import read
    from store.defaults import find_last

    with suppress(DataError), read() as connection:
        last = find_last(connection) if connection else None
        if last and last.plans:
            return tuple(last.plans.split(SEPARATOR))
    return ()


@dataclass(frozen=True)
class State:
    """All that a plan's model is made of beyond the shipped packages; models may be remembered by
    it. `entries`: every one that the office made of the plan's 相关区; `unread`: why they cannot be
    read; `file_time`: of a file of them from before they were kept, 0 without one; `is_named`:
    see `geo.model.Model`."""

    folder: Path | None = None
    entries: tuple[Entry, ...] = ()
    unread: tuple[Problem, ...] = ()
    file_time: int = 0
    is_named: bool = False


def find_state(reference: str) -> State:
    """What stands now. What an office settled belongs to the plan as it is shown, not to an older
    version of it."""
    folder = find_folder(reference)
    plan, _, version = reference.partition("@")
    if version and find_folder(plan) != folder:
        return State(folder)
    path = find_resolutions(plan)
    entries, unread = _read_entries(plan)
    file_time = path.stat().st_mtime_ns if path.exists() else 0
    is_named = reference == DEFAULT_PLAN and bool(find_default())
    return State(folder, entries, unread, file_time, is_named)


@asked_once
def _read_entries(plan: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    if not is_used():
        return (), ()
    from store.database import read
    from store.resolutions import list_entries

    try:
        with read() as connection:
            return tuple(list_entries(connection, plan)) if connection else (), ()
    except DataError as error:
        return (), (Problem("settled_unread", plan), *error.problems)


def load_plan(reference: str, state: State | None = None) -> Model:
    """The model of a shipped or published plan, as the office settled what it leaves open; raises
    `DataError`. What of that is not counted is in the model's notices."""
    state = find_state(reference) if state is None else state
    settled = None
    if state.entries:
        from store.resolutions import build_table

        settled = build_table(state.entries)
    model = load_model(reference, folder=state.folder, resolutions=settled)
    untaken = find_untaken(model, state.entries) if state.file_time and not state.unread else []
    notices = (*state.unread, *untaken, *model.notices)
    return replace(model, is_named=state.is_named, notices=notices)


def find_untaken(model: Model, entries: Iterable[Entry]) -> list[Problem]:
    """A problem where a file of resolutions lies there from before they were kept, with rows that
    nobody ever imported; and what is wrong with it."""
    plan = model.plan.code
    problem = Problem("not_taken_in", name_file(plan), details={"plan": plan})
    try:
        table = read_old_file(model)
    except DataError as error:
        return [problem, *error.problems]
    kept = {tuple(getattr(entry, name) for name in COLUMNS) for entry in entries}
    table["districts"] = table["districts"].map(";".join)
    return [] if kept.issuperset(table[COLUMNS].itertuples(index=False, name=None)) else [problem]


def read_old_file(model: Model) -> pd.DataFrame:
    """That file, see `geo.plan.resolutions.read_resolutions`."""
    plan = model.plan
    path, label = find_resolutions(plan.code), name_file(plan.code)
    return read_resolutions(path, label, plan.measures, model.printed_duties, model.region.units)
