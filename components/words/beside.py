"""A plan beside another of its region: each party's duties in both, and who loses most."""

from __future__ import annotations

import pandas as pd

from components.words.units import name_party
from components.words.words import Words
from geo.model import Model


def count_beside(model: Model, before: Model) -> pd.DataFrame:
    """`counted, relevant, counted_before, relevant_before` by `unit_code` of the parties of
    `model`; 0 before where a party is none of the other's."""
    columns = {"total": "counted", "relevant": "relevant"}
    now = model.summary[list(columns)].rename(columns=columns)
    then = before.summary[list(columns)].rename(columns=columns).add_suffix("_before")
    return now.join(then).fillna(0).astype(int)


def list_fallen(beside: pd.DataFrame) -> list[str]:
    """Parties that have nothing left, or half of what they had or less."""
    before = beside["counted_before"]
    return beside.index[(before > 0) & (2 * beside["counted"] <= before)].tolist()


def say_fallen(words: Words, beside: pd.DataFrame) -> list[str]:
    """A sentence for each of `list_fallen`."""
    return [
        words.t(
            "trial.gone" if not row["counted"] else "trial.halved",
            name=name_party(words, str(code)),
            before=row["counted_before"],
            now=row["counted"],
        )
        for code, row in beside.loc[list_fallen(beside)].iterrows()
    ]
