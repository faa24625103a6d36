"""The names of a plan's unit cells as values: where each stands, and what it stands for."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from components.html.links import join_address
from components.screens.review.link import ReviewLink, write_link
from components.screens.review.review import Review
from geo.intake.known import Name, fold
from geo.plan.plan import ROLES
from store.answers import DEPARTMENT, NAMED_DEPARTMENT, REOPEN, UNIT, list_codes
from store.asked import UNKNOWN, Asked, name_rows
from store.database import read
from store.decisions import Decision
from store.learnt import find_titles
from store.names import count_added, find_units, list_names

MOST_ALIKE, LEAST_LIKE = 3, 0.6


@dataclass(frozen=True)
class Place:
    """A measure in whose cells a name stands."""

    number: str
    address: str


@dataclass(frozen=True)
class Named:
    """A name that the region does not know. `given`: the answer that holds, by whichever plan;
    None where it is open. `places`: the measures in whose cells it stands, by its roles there."""

    asked: Asked
    places: dict[str, list[Place]]
    given: Decision | None

    @property
    def printed(self) -> str:
        return self.asked.value

    @property
    def count(self) -> int:
        """In how many measures."""
        return len({place.number for places in self.places.values() for place in places})

    @property
    def answer(self) -> str:
        return self.given.answer if self.given else ""


@dataclass(frozen=True)
class Known:
    """A name that the region knows: in how many measures it stands, and for whom."""

    printed: str
    units: str
    count: int


def list_named(review: Review) -> list[Named]:
    """In printed order."""
    settled = review.state.settled
    places = _find_places(review)
    return [
        Named(one, places[one.value], given if given and given.answer != REOPEN else None)
        for one in settled.asked
        if one.code == UNKNOWN
        for given in [settled.holding.get(one)]
    ]


def _find_places(review: Review) -> dict[str, dict[str, list[Place]]]:
    """Where each name stands, by its roles in a measure."""
    t, measures = review.t, review.state.settled.printed
    places: dict[str, dict[str, list[Place]]] = {}
    for number, measure in zip(name_rows(measures), measures, strict=True):
        link = write_link(ReviewLink(review.code, step="rows", at=number))
        place = Place(number, join_address("plans", link, t))
        roles: dict[str, list[str]] = {}
        for role in ROLES:
            for name in measure.names.get(role, ()):
                roles.setdefault(name.printed, []).append(t(f"role.{role}"))
        for printed, said in roles.items():
            joined = t("list.comma").join(dict.fromkeys(said))
            places.setdefault(printed, {}).setdefault(joined, []).append(place)
    return places


def name_units(review: Review, codes: Iterable[str]) -> str:
    """Units of the region in the reader's language; a name that has no English stands as it is."""
    named, t = review.state.region.names_by_code, review.t
    return t("list.comma").join(t.pick(*named[code]) for code in codes if code in named)


def list_units(review: Review, printed: str) -> dict[str, str]:
    """Whom a name may be, by the answer that says so: those spelt most alike first, then the
    region's in its order, then the departments that this plan registered."""
    registered = {
        f"{NAMED_DEPARTMENT}{name}": name
        for other, answer in review.state.settled.names.items()
        if answer.startswith(DEPARTMENT)
        for name in [other if answer == DEPARTMENT else answer.removeprefix(NAMED_DEPARTMENT)]
        if other != printed
    }
    codes = review.state.region.units["unit_code"]
    listed = {f"{UNIT}{code}": name_units(review, [code]) for code in codes} | registered
    alike = find_alike(review, printed, listed)
    return {answer: listed[answer] for answer in dict.fromkeys([*alike, *listed])}


def find_alike(review: Review, printed: str, answers: Iterable[str]) -> list[str]:
    """Answers whose units are spelt most like a name: proposals, which prove nothing."""
    spelt: dict[str, list[str]] = {}
    for spelling, units in review.state.region.units_by_spelling.items():
        if len(units) == 1:
            spelt.setdefault(f"{UNIT}{units[0][0]}", []).append(spelling)
    likeness = {
        answer: max(
            difflib.SequenceMatcher(None, fold(printed), fold(spelling)).ratio()
            for spelling in spelt.get(answer, [answer.partition(":")[2]])
        )
        for answer in answers
    }
    near = [answer for answer in likeness if likeness[answer] >= LEAST_LIKE]
    split = [answer for answer in find_split(review, printed) if answer in likeness]
    likely = sorted(near, key=lambda answer: -likeness[answer])[:MOST_ALIKE]
    return [*dict.fromkeys([*split, *likely])]


def say_answer(review: Review, answer: str) -> str:
    """What an answer says of a name, in words."""
    t, kind = review.t, answer.partition(":")[0]
    if answer.startswith(NAMED_DEPARTMENT):
        return t("naming.is_named_department", name=answer.removeprefix(NAMED_DEPARTMENT))
    units = name_units(review, list_codes(answer)) if list_codes(answer) else ""
    return t("naming.is_units", names=units) if units else t(f"naming.is_{kind}")


def count_by(review: Review, printed: str, answer: str) -> int:
    """How many duties an answer adds."""
    state = review.state
    settled = state.settled
    return count_added(settled.printed, settled.names, state.region, printed, answer)


def list_known(review: Review) -> list[Known]:
    measures = review.state.settled.printed
    counts = Counter(
        name.printed for m in measures for name in {n for names in m.names.values() for n in names}
    )
    return [
        Known(name.printed, _say_known(review, name), counts[name.printed])
        for name in list_names(measures)
        if name.basis != UNKNOWN
    ]


def _say_known(review: Review, name: Name) -> str:
    if name.basis in ("all", "relevant", "open"):
        return review.t(f"naming.is_{name.basis}")
    region = review.state.region
    units = name_units(review, [code for code, _ in find_units(name, "", region)])
    former = region.former_by_spelling.get(fold(name.spelling))
    return review.t("former.known", units=units, former=former) if former else units


def find_split(review: Review, printed: str) -> list[str]:
    """Answers by the units that came of a former one, where several did and a name is its."""
    region = review.state.region
    former = region.former_by_spelling.get(fold(printed))
    return [f"{UNIT}{code}" for code in region.successors[former]] if former else []


def list_titles(named: Iterable[Named]) -> dict[str, str]:
    """Titles of the plans that were answered, by their codes."""
    plans = {one.given.plan for one in named if one.given}
    with read() as connection:
        return find_titles(connection, plans) if connection else {}
