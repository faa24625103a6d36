"""A small plan as it was read, with the proof that is asked for."""

from __future__ import annotations

from geo.intake.draft import Draft, Measure
from geo.intake.known import Name
from geo.intake.proof import Entry, Proof

LETTERS = {"measures": 7, "furniture": 2, "left_out": 1}
MEASURE = Measure(
    measure_id="1",
    task_no="1",
    chapter="一、水",
    task="治水",
    text="=巡查",
    deadline="年底前",
    names={"lead": (Name("甲局", "甲局", "named"),), "main": (Name("甲局", "甲局", "named"),)},
    merged=("lead", "main"),
    place="1",
    row=2,
)


def build_proof(
    second: int, differing: tuple[str, ...] = (), left: tuple[Entry, ...] = ()
) -> Proof:
    return Proof({}, LETTERS | {"second": second}, (), differing, left)


def build_draft(proof: Proof) -> Draft:
    roles = {"lead": "牵头单位", "main": "责任单位", "support": "配合单位"}
    return Draft((MEASURE,), (), roles, (), proof)
