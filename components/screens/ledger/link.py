"""The ledger's filters in the link: `q, task, deadline, unit, role, state`, as codes.

`task` is a task number or a chapter (`ch3`). `unit` holds up to two parties; `role` stands beside
each: `lead`, `main`, `support` or `any`, with `:basis` behind it if one is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

from components.session.link import Notice
from components.session.progress import Progress, find_progress
from components.words.duty_states import CHOICES
from geo.model import Model
from geo.plan.duties import BASES
from geo.plan.ledger import LedgerFilter, PartyFilter
from geo.plan.plan import ROLES

MAX_PARTIES = 2
ANY_ROLE = "any"
MAX_QUERY = 60


def parse_filter(params: Mapping[str, str], model: Model) -> tuple[LedgerFilter, list[Notice]]:
    """The filter of a link, with a notice for everything in it that is not known."""
    notices: list[Notice] = []

    def refuse(name: str, value: str) -> None:
        shown = value if len(value) <= MAX_QUERY else value[:MAX_QUERY] + "…"
        notices.append(Notice("notice.unknown_value", {"name": name, "value": shown}))

    chapter_no, task_no = _parse_task(params.get("task"), model)
    if params.get("task") and chapter_no is None and task_no is None:
        refuse("task", params["task"])
    deadlines = {d["code"]: d["printed"] for d in model.plan.meta["deadlines"]}
    deadline = deadlines.get(params.get("deadline", ""))
    if params.get("deadline") and deadline is None:
        refuse("deadline", params["deadline"])
    parties, unknown = _parse_parties(params, model)
    for name, value in unknown:
        refuse(name, value)
    query = params.get("q", "")[:MAX_QUERY]
    return LedgerFilter(query, chapter_no, task_no, deadline, parties), notices


def _parse_task(value: str | None, model: Model) -> tuple[int | None, int | None]:
    chapters = {f"ch{n}": int(n) for n in model.plan.measures["chapter_no"].unique()}
    tasks = {str(n): int(n) for n in model.plan.measures["task_no"].unique()}
    return chapters.get(value or ""), tasks.get(value or "")


def _parse_parties(
    params: Mapping[str, str], model: Model
) -> tuple[tuple[PartyFilter, ...], list[tuple[str, str]]]:
    known = set(model.region.units["unit_code"])
    units = [unit for unit in params.get("unit", "").split(",") if unit]
    roles = params.get("role", "").split(",")
    parties, unknown = [], [("unit", unit) for unit in units[MAX_PARTIES:]]
    for position, unit in enumerate(units[:MAX_PARTIES]):
        if unit not in known:
            unknown.append(("unit", unit))
            continue
        asked = roles[position] if position < len(roles) else ""
        role, _, basis = asked.partition(":")
        if role not in ("", ANY_ROLE, *ROLES) or basis not in ("", *BASES):
            unknown.append(("role", asked))
            role = basis = ""
        wanted_role = role if role in ROLES else None
        parties.append(PartyFilter(unit, wanted_role, basis or None))
    return tuple(parties), unknown


def write_filter(wanted: LedgerFilter, model: Model) -> dict[str, str]:
    """The parameters of a filter; `parse_filter` reads them back. Empty conditions are left out."""
    params = {}
    if wanted.query:
        params["q"] = wanted.query
    if wanted.task_no is not None:
        params["task"] = str(wanted.task_no)
    elif wanted.chapter_no is not None:
        params["task"] = f"ch{wanted.chapter_no}"
    codes = {d["printed"]: d["code"] for d in model.plan.meta["deadlines"]}
    if wanted.deadline is not None:
        params["deadline"] = codes[wanted.deadline]
    if wanted.parties:
        params["unit"] = ",".join(party.unit_code for party in wanted.parties)
        roles = [
            (party.role or ANY_ROLE) + (f":{party.basis}" if party.basis else "")
            for party in wanted.parties
        ]
        if set(roles) != {ANY_ROLE}:
            params["role"] = ",".join(roles)
    return params


def find_filter_notices(params: Mapping[str, str], model: Model) -> list[Notice]:
    """What in a link to the ledger could not be followed."""
    notices = parse_filter(params, model)[1]
    state = params.get("state", "")
    if state and not (find_progress(model) and state in CHOICES):
        notices.append(
            Notice("notice.unknown_value", {"name": "state", "value": state[:MAX_QUERY]})
        )
    return notices


def read_state(params: Mapping[str, str], progress: Progress | None) -> str:
    """The state by which measures are picked, one of `CHOICES`; "" for any, as without a month."""
    state = params.get("state", "")
    return state if progress and state in CHOICES else ""
