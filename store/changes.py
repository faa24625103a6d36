"""The command `python -m geo changes`: what changed from one edition to the next, for every unit.

Only what is linked is compared. What nobody linked yet is counted on the error output; `--open`
prints it with proposals, and filled in it comes back by `--decisions`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path

from geo.packages.problems import DataError, Problem, print_problems
from geo.plan.changes import COLUMNS, list_changes
from geo.plan.editions import KINDS, Link, Links, find_kind, list_unlinked
from geo.plan.proposals import propose_links
from store.database import read
from store.editions import (
    Editions,
    GivenLink,
    decide_links,
    find_links,
    load_links,
    open_editions,
)
from store.links import UNDONE
from store.terminal import read_answers, write_rows
from store.users import find_user

GIVEN_COLUMNS = ("measure_from", "measure_to", "answer", "who", "why", "seen")
OPEN_COLUMNS = (
    *("measure_from", "measure_to", "kind", "likeness", "text_from", "text_to"),
    *GIVEN_COLUMNS[2:],
)
"""What `--open` prints; filled in from `answer` on, it is what `--decisions` takes. `kind` and
`likeness` (0 to 1) are a proposal and nothing more; the measures may be changed, several of one
edition joined by ";"."""
LINK_COLUMNS = ("measure_from", "measure_to", "kind", "by", "who", "when", "why", "seen")
"""What `--links` prints; `by`: `text` or `person`."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("changes", help="what changed between two editions of a plan")
    parser.add_argument("--from", dest="from_plan", required=True, help="the earlier plan")
    parser.add_argument("--to", dest="to_plan", required=True, help="the later plan")
    parser.add_argument("--party", help="of this unit alone, by its code")
    parser.add_argument("--decisions", type=Path, help="links as CSV: " + ",".join(GIVEN_COLUMNS))
    parser.add_argument("--who", default=find_user(), help="who links, where a row does not say")
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--open", action="store_true", help="what is not linked, with proposals")
    printed.add_argument("--links", action="store_true", help="what is linked, and by whom")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    editions = open_editions(options.from_plan, options.to_plan)
    codes = list_codes(editions, options.party)
    if options.decisions:
        decide_links(editions, read_links(options.decisions, options.who))
    if options.links:
        print_links(editions)
        return 0
    links = find_links(editions)
    if options.open:
        print_open(links, editions)
        return 0
    changes = list_changes(*editions.sides, links, codes)
    write_rows(COLUMNS, changes[[*COLUMNS]].itertuples(index=False, name=None))
    unlinked = list_unlinked(links, *editions.sides)
    if any(unlinked):
        details = {"before": str(len(unlinked[0])), "after": str(len(unlinked[1]))}
        print_problems([Problem("unlinked", editions.label, details=details)])
    return 0


def list_codes(editions: Editions, party: str | None) -> list[str]:
    """Every unit of the region and of either plan, or the one asked for."""
    codes = editions.units.index.tolist()
    if party is None:
        return codes
    if party not in codes:
        details = {"where": editions.after.region.package.label("units")}
        raise DataError([Problem("unknown_code", "--party", value=party, details=details)])
    return [party]


def print_open(links: Links, editions: Editions) -> None:
    """`OPEN_COLUMNS`: proposals, most alike first, then what is in none, in printed order."""
    before, after = editions.sides
    texts, texts_now = (
        dict(zip(side.measure_ids, side.measures["text"], strict=True)) for side in editions.sides
    )
    proposals = propose_links(links, before, after)
    old, new = list_unlinked(links, before, after)
    used = {one for p in proposals for one in p.before}, {o for p in proposals for o in p.after}
    rows = []
    for one in proposals:
        wordings = (
            "\n".join(known[measure] for measure in side)
            for known, side in ((texts, one.before), (texts_now, one.after))
        )
        link = ";".join(one.before), ";".join(one.after), find_kind(one.before, one.after) or ""
        rows.append([*link, f"{one.likeness:.2f}", *wordings])
    rows += [[one, "", "gone", "", texts[one], ""] for one in old if one not in used[0]]
    rows += [["", one, "new", "", "", texts_now[one]] for one in new if one not in used[1]]
    write_rows(
        OPEN_COLUMNS, ([*map(keep_number, row[:2]), *row[2:], "", "", "", ""] for row in rows)
    )


def keep_number(cell: str) -> str:
    """The measure so that a spreadsheet, which would make 9.1 of 9.10, takes it for a text."""
    return f"{cell};" if re.fullmatch(r"\d+\.\d*0", cell) else cell


def print_links(editions: Editions) -> None:
    with read() as connection:
        standing = load_links(connection, editions) if connection else []
    rows = []
    for one in standing:
        said = one.entry.decided_by, one.entry.decided_at, one.entry.why, str(one.entry.id)
        rows.append([*describe(one.link), "person", *said])
    rows += [[*describe(link), "text", "", "", "", ""] for link in find_links(editions).by_text]
    write_rows(LINK_COLUMNS, rows)


def describe(link: Link) -> list[str]:
    return [";".join(link.before), ";".join(link.after), link.kind]


def read_links(path: Path, who: str) -> list[GivenLink]:
    """Links from a CSV file in UTF-8; rows without an answer are passed over."""
    allowed = (*KINDS, UNDONE)
    given = []
    for row in read_answers(path, GIVEN_COLUMNS[:3], GIVEN_COLUMNS):
        if row["answer"] not in allowed:
            details = {"allowed": " ".join(allowed)}
            raise DataError(
                [Problem("unknown_answer", path.name, None, "answer", row["answer"], details)]
            )
        before, after = (split_measures(row[name]) for name in GIVEN_COLUMNS[:2])
        person, why = row.get("who", "") or who, row.get("why", "")
        given.append(GivenLink(row["answer"], before, after, person, why, int(row["seen"])))
    return given


def split_measures(cell: str) -> tuple[str, ...]:
    parts: Sequence[str] = cell.replace("；", ";").split(";")
    return tuple(part.strip() for part in parts if part.strip())
