"""Shipped and published plans side by side, for everybody who reads.

A plan is named by its code; `CODE@2` is the second version of a published one, which stays readable
while the plan is shown, and `CODE@draft` is what an office is still reviewing. What is shown is
asked of the database at every look; what a version holds never changes, so its model may be
remembered by its folder.

A shipped plan is read without asking the database: whatever becomes of that, it stays readable.
Where nothing was ever published, SQLAlchemy is not even imported: it takes a third of a second.
"""

from __future__ import annotations

from pathlib import Path

from geo.model import Model, load_model
from geo.packages import package
from geo.packages.problems import DataError
from store.place import is_used

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


def knows_plan(reference: str) -> bool:
    """Whether a link may name this plan, or this version of one."""
    return reference in package.list_plans() or find_folder(reference) is not None


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


def load_plan(reference: str) -> Model:
    """The model of a shipped or published plan; raises `DataError`."""
    return load_model(reference, folder=find_folder(reference))
