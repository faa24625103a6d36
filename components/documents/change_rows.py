"""What every file says of the changes between two editions: rows in words, and their source."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.texts import Texts
from components.words.changes import (
    Between,
    Side,
    Told,
    list_units,
    name_kind,
    say_fact,
    say_unlinked,
    say_writing,
    tell_changes,
)
from components.words.editions import name_editions

OF_SIDES = ("measure_id", "roles", "basis", "deadline", "text")
COLUMNS = (
    *("unit", "kind", "label", "facts"),
    *(f"{name}_{side}" for name in OF_SIDES for side in ("before", "after")),
    *("is_counted", "unit_code"),
)


def list_change_rows(between: Between, codes: Sequence[str]) -> pd.DataFrame:
    """One row per group of linked measures that lists a unit: `COLUMNS`, of the units `codes` in
    their order, all words; `is_counted` is false for what the plan leaves open."""
    rows = [
        {"unit": list_units(between)[code], "unit_code": code, **_describe(told, between.t)}
        for code in codes
        for told in tell_changes(between, code)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _describe(told: Told, t: Texts) -> dict[str, object]:
    described: dict[str, object] = {
        "kind": name_kind(told.group.counted_as, t),
        "label": told.title,
        "facts": list_facts(told, t),
        "is_counted": not told.group.is_open,
    }
    for name, side in (("before", told.before), ("after", told.after)):
        described |= {f"{key}_{name}": value for key, value in _list_words(side, t).items()}
    return described


def _list_words(side: Side, t: Texts) -> dict[str, str]:
    return {
        "measure_id": t("list.comma").join(side.numbers),
        "roles": side.roles,
        "basis": side.basis,
        "deadline": side.deadline,
        "text": side.text,
    }


def list_facts(told: Told, t: Texts) -> str:
    """What changed, a line each; and whether that is a matter of writing."""
    lines = [say_fact(fact, t) for fact in told.facts]
    wording = name_kind("wording", t) if "wording" in told.group.kinds else ""
    return "\n".join(filter(None, [*lines, wording, say_writing(told, t)]))


def head_column(name: str, t: Texts) -> str:
    """The heading of one of `COLUMNS`."""
    of, _, side = name.rpartition("_")
    if side in ("before", "after"):
        return t(f"changes.head_{side}", name=t(f"file.head_{of}"))
    return t(f"changes.head_{name}" if name in ("kind", "facts") else f"file.head_{name}")


def cite_editions(between: Between) -> list[tuple[str, str]]:
    """Both editions, how changes are counted, and what is in none."""
    t, names = between.t, name_editions(*between.sides)
    sides = (t(f"changes.{side}") for side in ("before", "after"))
    rule = t("changes.rule") + t.pick("", " ") + say_unlinked(between)
    return [*zip(sides, names, strict=True), (t("changes.rule_title"), rule.strip())]
