"""A plan's `plan.json`: title, citation, deadlines, and the furniture of the printed page."""

from __future__ import annotations

from typing import Any

from geo.packages.package import Package
from geo.packages.problems import Problem, raise_if_any

TEXTS = ("plan", "version", "region", "title")
OPTIONAL_TEXTS = ("annex", "series", "year", "document_no", "date", "status")
"""Left out, they are empty. `series`: one name for all editions of a plan; `status`: `draft`, or
`final`."""
ENGLISH = {"title_en": "title", "annex_en": "annex"}
"""Left out, the other language stands in; so does a deadline's printed form for its `en`."""
TEXT_LISTS = ("no_unit", "furniture")
OPTIONAL_LISTS = (
    *("protected_measures", "doubtful_measures", "no_target", "other_units", "kinds"),
    "reading",
)
"""Left out, they are empty. `doubtful_measures`: rows whose roles rest on a ruling, and would be
others by the other reading. `no_target`: words of the plan whose digits are no target.
`other_units`: names in its cells that stand for no unit of the region, and so for no duty. `kinds`:
names and letters of the kinds of its sites, and a `dash` for those drawn as lines.
`reading`: how the printed table was read, what it looks like first, then rule by rule."""
RECORD_LISTS = {
    "citation": ("field", "value", "source", "quality"),
    "deadlines": ("code", "printed"),
    "reading": ("text", "text_en"),
    "kinds": ("code", "name", "name_en", "glyph", "glyph_en"),
}


def read_meta(package: Package) -> dict[str, Any]:
    """`plan.json`, with every entry the code relies on; an optional list that is missing is empty.

    Raises `DataError` else.
    """
    meta, file = package.read_json("plan"), package.label("plan")
    if not isinstance(meta, dict):
        raise_if_any([Problem("wrong_form", file, details={"form": "object"})])
    keys = [k for k in (*TEXTS, *TEXT_LISTS, *RECORD_LISTS) if k not in OPTIONAL_LISTS]
    raise_if_any(Problem("missing_key", file, None, key) for key in keys if key not in meta)
    meta = {key: [] for key in OPTIONAL_LISTS} | dict.fromkeys(OPTIONAL_TEXTS, "") | meta
    meta = {"roles": {}} | meta
    meta = {english: meta[other] for english, other in ENGLISH.items()} | meta
    raise_if_any(
        Problem("wrong_form", file, None, key, details={"form": form})
        for key, form in _list_forms().items()
        if not _has_form(meta[key], key)
    )
    deadlines = [{"en": deadline["printed"]} | deadline for deadline in meta["deadlines"]]
    return {**meta, "deadlines": deadlines}


def _list_forms() -> dict[str, str]:
    texts = dict.fromkeys((*TEXTS, *OPTIONAL_TEXTS, *ENGLISH), "string")
    lists = dict.fromkeys((*TEXT_LISTS, *OPTIONAL_LISTS), "array of strings")
    records = {key: f"array of objects with {', '.join(RECORD_LISTS[key])}" for key in RECORD_LISTS}
    return {**texts, **lists, **records, "roles": "object of names by role"}


def _has_form(value: Any, key: str) -> bool:
    if key == "roles":
        return isinstance(value, dict) and all(isinstance(name, str) for name in value.values())
    if key in (*TEXTS, *OPTIONAL_TEXTS, *ENGLISH):
        return isinstance(value, str) and (value != "" or key not in TEXTS)
    if not isinstance(value, list):
        return False
    if key not in RECORD_LISTS:
        return all(isinstance(item, str) for item in value)
    return all(
        isinstance(item, dict) and all(isinstance(item.get(k), str) for k in RECORD_LISTS[key])
        for item in value
    )
