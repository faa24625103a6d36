"""What a unit holds of several rows taken together: its roles, and how the rows list it."""

from __future__ import annotations

from collections.abc import Sequence

from components.texts import Texts
from geo.plan.plan import ROLES


def name_held_roles(roles: Sequence[str], t: Texts) -> str:
    """`lead, main` are one word pair, as on every page."""
    held = [role for role in ROLES if role in roles]
    if held[:2] == ["lead", "main"]:
        held[:2] = ["lead_main"]
    return t("list.comma").join(t(f"role.{role}") for role in held)


def name_held_bases(bases: Sequence[str], t: Texts) -> str:
    """Each way of listing once, with how many rows list the unit so where they are several."""
    counts = {basis: list(bases).count(basis) for basis in dict.fromkeys(bases)}
    return t("list.comma").join(
        t("changes.basis_rows", basis=t(f"basis.{basis}"), n=n) if n > 1 else t(f"basis.{basis}")
        for basis, n in counts.items()
    )
