"""The shipped plan and an edited copy as its next edition, published by an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from components.texts import Texts
from components.words.changes import Between, look_between
from components.words.words import Words
from geo.packages.package import DEFAULT_PLAN
from geo.plan.editions import Link
from store import publishing
from store.editions import GivenLink, decide_links, open_editions
from store.shelf import load_plan
from tests.geo.intake.typeset import lay_out_measures, write_docx
from tests.geo.next_edition import DECIDED, edit_measures
from tests.pages.kept_plan import own_database

NEXT = "next-edition"
PAIR = {"from": DEFAULT_PLAN, "to": NEXT}
*SETTLED, LAST = DECIDED
"""All that a person has to say of the two, but for the last."""


def publish_next(folder: Path) -> None:
    path = folder / "next.docx"
    write_docx(path, lay_out_measures(edit_measures()))
    publishing.import_file(path, NEXT, "beijing", None, "甲")
    facts = {"title": "生态保护2026年行动计划", "annex": "附件5", "year": "2026"}
    publishing.state_facts(NEXT, facts, "甲")
    publishing.publish(NEXT, "甲", "")


def decide(links: Iterable[Link], who: str = "乙") -> None:
    given = [GivenLink(one.kind, one.before, one.after, who, "看过两版") for one in links]
    decide_links(open_editions(DEFAULT_PLAN, NEXT), given)


@contextmanager
def keep_editions(folder: Path, links: Iterable[Link] = ()) -> Iterator[None]:
    """In a database of its own below `folder`, with `links` decided."""
    with own_database(folder):
        publish_next(folder)
        decide(links)
        yield


def look(lang: str = "zh") -> Between:
    before, after = (Words(load_plan(code), Texts(lang)) for code in PAIR.values())
    return look_between(before, after)
