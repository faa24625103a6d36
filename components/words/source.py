"""Where a file comes from: plan, boundaries, date, and what proves its wording."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from components.texts import Texts
from components.words.bases import name_bases
from components.words.plan import list_single, name_annex, name_plan
from components.words.rules import write_counting_rule
from components.words.words import Words
from store.progress.calendar import find_time

HASH_DIGITS = 16
"""Enough to tell texts apart, short enough for a printed line."""


CITED = ("parent_title", "parent_no", "issuer", "published_date")


@dataclass(frozen=True)
class Origin:
    """What every file that leaves says of itself: of which model and in which language it speaks,
    when it was made, and which bases it counts, by default those of `name_bases`."""

    words: Words
    today: datetime.date
    bases: Collection[str] | None = None

    @property
    def date(self) -> str:
        return write_date(self.today, self.words.t)


def write_date(day: datetime.date, t: Texts) -> str:
    """A date as a document of the language prints it."""
    digits = t.pick("", "02")
    month, date = f"{day.month:{digits}}", f"{day.day:{digits}}"
    return t("file.date", year=day.year, month=month, day=date)


def write_time(stamp: str) -> str:
    """A time as the store keeps it, by China's clock: `2026-01-31 16:00`."""
    return f"{find_time(stamp):%Y-%m-%d %H:%M}"


def credit_boundary(words: Words) -> str:
    """Where the boundaries come from, as the data package says it."""
    sources = words.model.region.package.resource("districts")["sources"]
    titles = words.t("file.semicolon").join(source["title"] for source in sources)
    return words.t("file.boundary_value", sources=titles)


def list_provenance(origin: Origin) -> list[tuple[str, str]]:
    """Labels and values of where a file comes from and how it counts.

    No approval number of our own is claimed for the boundaries.
    """
    words = origin.words
    t = words.t
    return [
        *cite_origin(words),
        (t("file.source_rule"), write_counting_rule(words)),
        (t("file.source_open"), t("rules.relevant")),
        (t("file.source_bases"), name_bases(words, origin.bases) or t("legend.none")),
        *((t("file.source_uncounted"), line) for line in list_uncounted(words)),
        *describe_file(origin),
    ]


def list_uncounted(words: Words) -> list[str]:
    """What the office settled and a file does not count, each with why."""
    notices, lang = words.model.notices, words.t.lang
    return [" ".join((problem.value or "", problem.why(lang))).strip() for problem in notices]


def cite_origin(words: Words) -> list[tuple[str, str]]:
    """Every plan, where it stands, and what proves its wording."""
    t = words.t
    cited = []
    for each in list_single(words):
        annex = name_annex(each)
        cited += [
            (t("file.source_title"), t("file.title_value", title=name_plan(each))),
            *([(t("file.source_annex"), annex)] if annex else []),
            *_cite_parent(each),
            (t("file.source_proof"), _describe_proof(each)),
        ]
    return cited


def describe_file(origin: Origin) -> list[tuple[str, str]]:
    """Boundaries, coordinates, date, and what made the file."""
    t = origin.words.t
    return [
        (t("file.source_boundary"), credit_boundary(origin.words)),
        (t("file.source_datum"), t("file.datum_value")),
        (t("file.source_date"), origin.date),
        (t("file.source_product"), t("app.title")),
    ]


def _cite_parent(words: Words) -> list[tuple[str, str]]:
    """The parent document, as far as it is cited, each with the quality of its source."""
    t = words.t
    entries = {entry["field"]: entry for entry in words.model.plan.meta["citation"]}
    found = [(field, entries[field]) for field in CITED if field in entries]
    return [
        (t(f"file.source_{field}"), t(f"file.quality_{entry['quality']}", value=entry["value"]))
        for field, entry in found
    ]


def _describe_proof(words: Words) -> str:
    model = words.model
    return words.t(
        "file.proof_value",
        measures=len(model.plan.measures),
        version=model.plan.meta["version"],
        hash=model.plan.package.resource("source")["hash"].partition(":")[2][:HASH_DIGITS],
    )
