"""Two editions of a plan, linked measure by measure.

A link joins the measures that are one and the same in both editions (同一条, 拆分, 合并), or says
that a measure is new or no longer listed. Measures of equal wording are linked by it; everything
else is decided by a person. What nobody decided is in no link, and in no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.packages.problems import Problem
from geo.plan.proof import normalise

KINDS = ("same", "split", "merged", "new", "gone")
"""同一条 (1:1), 拆分 (1:n), 合并 (n:1), 新增 (0:1), 不再列出 (1:0)."""
MIRRORED = {"same": "same", "split": "merged", "merged": "split", "new": "gone", "gone": "new"}
"""What a kind is where the editions change places."""


@dataclass(frozen=True, eq=False, repr=False)
class Edition:
    """What is compared of a plan. `measures`: as of `geo.plan.plan.Plan`; `duties`: as of
    `geo.plan.duties.build_duties`; `label`: the plan as problems name it."""

    label: str
    measures: pd.DataFrame
    duties: pd.DataFrame

    @property
    def measure_ids(self) -> list[str]:
        return list(self.measures["measure_id"])


@dataclass(frozen=True)
class Link:
    """`before`, `after`: measures of the earlier and of the later edition, in printed order."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def measures(self) -> set[tuple[str, str]]:
        """`(side, measure)` of every measure in it."""
        return {("before", one) for one in self.before} | {("after", one) for one in self.after}

    def reverse(self) -> Link:
        return Link(MIRRORED[self.kind], self.after, self.before)

    def describe(self) -> str:
        """The link in a line: `split 9.1 → 9.1;9.2`."""
        return f"{self.kind} {';'.join(self.before)} → {';'.join(self.after)}"


@dataclass(frozen=True)
class Links:
    """`decided`: by people; `by_text`: by equal wording, among what people left."""

    decided: tuple[Link, ...] = ()
    by_text: tuple[Link, ...] = ()

    @property
    def all(self) -> tuple[Link, ...]:
        return self.decided + self.by_text

    def reverse(self) -> Links:
        """The links where the editions change places."""
        return Links(
            tuple(link.reverse() for link in self.decided),
            tuple(link.reverse() for link in self.by_text),
        )


def find_kind(before: Collection[str], after: Collection[str]) -> str | None:
    """The kind of a link by its numbers of measures; None where no link has such numbers."""
    counts = (min(len(before), 2), min(len(after), 2))
    kinds = {(1, 1): "same", (1, 2): "split", (2, 1): "merged", (0, 1): "new", (1, 0): "gone"}
    return kinds.get(counts)


def link_editions(before: Edition, after: Edition, decided: Sequence[Link] = ()) -> Links:
    """The links that people decided, and those of equal wording among the rest."""
    taken = {measure for link in decided for measure in link.measures}
    by_text = [link for link in match_by_text(before, after) if not link.measures & taken]
    return Links(tuple(decided), tuple(by_text))


def match_by_text(before: Edition, after: Edition) -> list[Link]:
    """Measures whose wording stands once in each edition, but for spaces and the width of letters
    and marks; in the order of the later edition."""
    old, new = _index_wordings(before), _index_wordings(after)
    return [Link("same", (old[text],), (one,)) for text, one in new.items() if text in old]


def _index_wordings(edition: Edition) -> dict[str, str]:
    """Measures by their wording, where it is theirs alone."""
    texts = [normalise(text) for text in edition.measures["text"]]
    counts = Counter(texts)
    return {
        text: one
        for text, one in zip(texts, edition.measure_ids, strict=True)
        if text and counts[text] == 1
    }


def find_link_problems(links: Sequence[Link], before: Edition, after: Edition) -> list[Problem]:
    """Links whose numbers of measures are not of their kind, measures that an edition does not
    have, and measures that stand in more than one link."""
    file = f"{before.label} → {after.label}"
    problems = []
    for link in links:
        if link.kind != find_kind(link.before, link.after):
            details = {"before": str(len(link.before)), "after": str(len(link.after))}
            problems.append(Problem("link_shape", file, None, "kind", link.describe(), details))
    for edition, column, used in (
        (before, "measure_from", [one for link in links for one in link.before]),
        (after, "measure_to", [one for link in links for one in link.after]),
    ):
        details = {"where": f"{edition.label}/measures.csv"}
        known = set(edition.measure_ids)
        for one, times in Counter(used).items():
            if one not in known:
                problems.append(Problem("unknown_code", file, None, column, one, details))
            if times > 1:
                problems.append(Problem("linked_twice", file, None, column, one))
    return problems


def list_unlinked(links: Links, before: Edition, after: Edition) -> tuple[list[str], list[str]]:
    """Measures of either edition that are in no link, in printed order: what is still open."""
    linked = {measure for link in links.all for measure in link.measures}
    return (
        [one for one in before.measure_ids if ("before", one) not in linked],
        [one for one in after.measure_ids if ("after", one) not in linked],
    )
