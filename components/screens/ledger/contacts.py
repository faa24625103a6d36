"""Whom a lead department has to speak with: the measures it leads, and the districts they reach."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from components.html.links import write_measure_link
from components.html.template import draw
from components.html.wording import write_label
from components.session.remember import remember
from components.words.reach import write_joint_reach, write_reach
from components.words.several import count_by_plan
from components.words.units import name_unit
from components.words.words import Words
from geo.plan.ledger import list_led


@dataclass(frozen=True)
class Led:
    """A measure that the department leads, and whom it reaches."""

    link: Markup
    label: Markup
    reach: str


@dataclass(frozen=True)
class Contact:
    """A lead department, whom its measures reach taken together, and each of them."""

    name: str
    reach: str
    measures: list[Led]


def _count(words: Words, led: list[str]) -> str:
    t = words.t
    text = t("ledger.contact_measures", n=len(led), reach=write_joint_reach(words, led))
    plans = count_by_plan(words, led)
    return t("several.by_plan", text=text, plans=plans) if plans else text


@remember
def write_contacts(words: Words) -> Markup:
    """Every lead department as a line that says which districts it has to speak with."""
    model, t = words.model, words.t
    measures = model.plan.measures.set_index("measure_id")
    contacts = [
        Contact(
            name_unit(words, code),
            _count(words, led),
            [
                Led(
                    write_measure_link(measure_id, words),
                    write_label(measures.loc[measure_id], t),
                    write_reach(words, measure_id),
                )
                for measure_id in led
            ],
        )
        for code, led in list_led(model.duties, model.region.units).items()
    ]
    return draw("screens/ledger/contacts.contacts", contacts=contacts)
