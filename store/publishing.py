"""From a file to a plan that is shown: read, answered, published, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, select

from geo.intake.files import read_bytes
from geo.packages import package
from geo.packages.problems import DataError, Problem, raise_if_any
from store.answers import REOPEN, check_answer
from store.asked import Asked
from store.database import read, stamp
from store.decisions import keep_decision, refuse_outdated
from store.folders import find_version_folder, write_out
from store.memory import draft_for
from store.names import load_region_names
from store.packages import Facts, build_package, check_package
from store.readings import find_reading, hash_data, keep_file, keep_reading
from store.schema import admit, write
from store.state import State, load_state
from store.tables import READINGS
from store.versions import (
    CODE,
    Version,
    append_publication,
    append_version,
    find_shown,
    list_versions,
    load_files,
)

Contents = tuple[str, str, bytes]
"""A file that is read already: its name, suffix and bytes."""


@dataclass(frozen=True)
class Given:
    """An answer somebody gives. `seen`: the id of the decision that stood when it was given, 0
    where none did."""

    key: str
    question: str
    answer: str
    who: str
    why: str = ""
    seen: int = 0


def import_file(
    file: Path | Contents,
    plan: str,
    region: str,
    sheet: str | None,
    who: str,
    columns: Mapping[str, str] | None = None,
    series: str = "",
) -> None:
    """Read an office's file for a plan and keep both; the same reading is kept once. `columns`:
    what a person says that headings are; without, it is what was said last in the series, as far
    as it fits."""
    contents = read_bytes(file) if isinstance(file, Path) else file
    require_free_code(plan)
    name, _, data = contents
    known = load_region_names(region).known
    draft, said = draft_for(plan, contents, known, sheet, columns, series)
    with write("import", plan) as connection:
        file_id = keep_file(connection, name, data, who)
        last = find_reading(connection, plan)
        read_now = (draft, said, name, region, hash_data(data))
        if last and (last.draft, last.columns, last.file, last.region, last.sha256) == read_now:
            return
        keep_reading(connection, file_id, plan, region, sheet or "", said, draft, who)


def require_free_code(plan: str) -> None:
    if not CODE.fullmatch(plan) or len(plan) > 64:
        raise DataError([Problem("bad_code", "--code", value=plan)])
    if plan in package.list_plans():
        raise DataError([Problem("shipped_code", "--code", value=plan)])


def list_imported(connection: Connection) -> list[str]:
    """Codes of the plans for which a file was read, sorted."""
    plans = select(READINGS.c.plan).distinct().order_by(READINGS.c.plan)
    return [*connection.execute(plans).scalars()]


def state_facts(plan: str, facts: Mapping[str, str], who: str) -> None:
    """State facts of a plan, over whatever was stated before."""
    if not facts:
        return
    with write("answer", plan) as connection:
        holding = load_state(connection, plan).settled.holding
        standing = {one.tag: decision.id for one, decision in holding.items()}
        given = [
            Given("plan", f"fact:{fact}", text, who, seen=standing.get(f"fact:{fact}", 0))
            for fact, text in facts.items()
        ]
        _decide(connection, plan, given)


def find_region(plan: str) -> str | None:
    """The region a plan was read for last."""
    with read() as connection:
        reading = find_reading(connection, plan) if connection else None
    return reading.region if reading else None


def decide(plan: str, given: Sequence[Given]) -> int:
    """Keep answers, all of them or none; how many were new. Raises `DataError` with every one that
    cannot be taken: unknown, impossible, or given on a state that is no more."""
    names = [one for one in given if one.key.startswith("names/")]
    others = [one for one in given if one not in names]
    with write("answer", plan) as connection:
        count = _decide(connection, plan, others) if others else 0
        return count + (_decide(connection, plan, names) if names else 0)


def _decide(connection: Connection, plan: str, given: Iterable[Given]) -> int:
    state, count = load_state(connection, plan), 0
    problems: list[Problem] = []
    asked = {(one.key, one.tag): one for one in state.settled.asked}
    holding = dict(state.settled.holding)
    for one in given:
        try:
            found = asked.get((one.key, one.question))
            if found is None:
                value = f"{one.key} {one.question}"
                raise DataError([Problem("not_asked", plan, None, "key", value)])
            check_answer(found, one.answer, state.region.codes)
            standing = holding.get(found)
            is_same = one.answer == (standing.answer if standing else REOPEN)
            if is_same and not (standing and standing.plan != plan and standing.id == one.seen):
                continue  # what another plan taught may be said of this one too
            refuse_outdated(plan, found, one.answer, one.seen, standing)
        except DataError as error:
            problems += error.problems
            continue
        reading_id = state.reading.id
        holding[found] = keep_decision(
            connection, plan, reading_id, found, one.answer, standing, one.who, one.why
        )
        count += 1
    raise_if_any(problems)
    return count


def publish(plan: str, who: str, why: str, *, is_draft: bool = False) -> Version:
    """Make a version of a plan as it is read and answered now, and show it: one transaction, after
    everything that can fail was done. The version that is the same already is shown again."""
    admit("publish", plan)
    require_free_code(plan)
    with read() as connection:
        if connection is None:
            raise DataError([Problem("not_imported", plan)])
        state = load_state(connection, plan)
        versions = list_versions(connection, plan)
        last = load_files(connection, versions[-1]) if versions else None
    is_draft |= state.settled.facts.get("status") == "draft"
    require_answers(plan, state.settled.open, is_draft=is_draft)
    facts = Facts(plan, len(versions) + 1, "draft" if is_draft else "final", stamp()[:10])
    if versions:
        same = replace(facts, number=versions[-1].number, made_on=versions[-1].made_at[:10])
        if build_package(state.reading, state.settled, state.region, same) == last:
            return show_version(plan, versions[-1].number, who, why)
    files = build_package(state.reading, state.settled, state.region, facts)
    check_package(plan, files)
    write_out(find_version_folder(package.hash_bytes(files["datapackage.json"]), plan), files)
    with write("publish", plan) as connection:
        require_unchanged(connection, plan, state, versions)
        used = [decision.id for decision in state.settled.holding.values()]
        version_id = append_version(
            connection, plan, facts.number, facts.status, files, state.reading.id, used, who
        )
        append_publication(connection, plan, version_id, who, why)
        return list_versions(connection, plan)[-1]


def require_answers(plan: str, still_open: Sequence[Asked], *, is_draft: bool) -> None:
    """A draft may leave questions open, but not what every page and file names."""
    wanted = [one for one in still_open if one.code == "fact" or not is_draft]
    raise_if_any(Problem("still_open", plan, None, "key", f"{one.key} {one.tag}") for one in wanted)


def require_unchanged(
    connection: Connection, plan: str, state: State, versions: Sequence[Version]
) -> None:
    """Raise `DataError` where somebody answered, read or published since `state` was looked at."""
    now = load_state(connection, plan)
    if (now.reading.id, now.settled.holding) != (state.reading.id, state.settled.holding) or (
        len(list_versions(connection, plan)) != len(versions)
    ):
        raise DataError([Problem("moved_on", plan)])


def show_version(plan: str, number: int, who: str, why: str) -> Version:
    """Show a version that was made before, whichever is shown now."""
    with write("publish", f"{plan}@{number}") as connection:
        versions = {version.number: version for version in list_versions(connection, plan)}
        if number not in versions:
            raise DataError([Problem("no_version", plan, value=f"{plan}@{number}")])
        shown = find_shown(connection, plan)
        if shown is None or shown.number != number:
            append_publication(connection, plan, versions[number].id, who, why)
        return versions[number]


def withdraw(plan: str, who: str, why: str) -> None:
    """Show no version of a plan any more; all are kept."""
    with write("withdraw", plan) as connection:
        if find_shown(connection, plan) is None:
            raise DataError([Problem("not_published", plan)])
        append_publication(connection, plan, None, who, why)
