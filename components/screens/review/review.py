"""A plan under review: what was read of its file, what was answered, and who may answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from components.screens.review.link import ReviewLink
from components.screens.widgets.writer import attempt
from components.session.rights import find_writer, may_do
from components.texts import Texts
from components.words.levels import name_levels
from components.words.words import Words
from geo.packages.problems import DataError, Problem
from store import publishing
from store.asked import Asked
from store.database import read
from store.publishing import Given
from store.state import State, load_state


@dataclass(frozen=True)
class Review:
    """`words`: of the plan that the page shows beside, in the reader's language."""

    words: Words
    link: ReviewLink
    state: State
    may_write: bool

    @cached_property
    def t(self) -> Texts:
        """Texts that call units what those of the plan's own region are."""
        units = self.state.region.units
        return name_levels(self.words.t, units.loc[units["kind"] == "district", "name"])

    @property
    def code(self) -> str:
        return self.link.draft


def load_review(words: Words, link: ReviewLink) -> Review:
    """The plan of a link as it stands now; raises `DataError` where no file was read for it."""
    with read() as connection:
        if connection is None:
            raise DataError([Problem("not_imported", link.draft)])
        return Review(words, link, load_state(connection, link.draft), may_do("answer"))


def give(review: Review, answers: Sequence[tuple[Asked, str]], why: str = "") -> bool:
    """Keep answers upon those that the page showed, all of them or none; what is refused, such as
    an answer upon a state that is no more, the next run shows. For callbacks."""
    holding = review.state.settled.holding
    given = [
        Given(asked.key, asked.tag, answer, find_writer(), why, standing.id if standing else 0)
        for asked, answer in answers
        for standing in [holding.get(asked)]
    ]
    return attempt(lambda: publishing.decide(review.code, given))
