"""Every check, and how it is told."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from functools import partial

from geo.packages.problems import DataError, Problem
from server.doctor.address import check_address
from server.doctor.database import (
    check_backup,
    check_chain,
    check_clock,
    check_database,
    check_role,
    check_writing,
)
from server.doctor.findings import BROKEN, NOTED, SOUND, Found
from server.doctor.machine import (
    check_access,
    check_data,
    check_folder,
    check_fonts,
    check_packages,
    check_secret,
)
from server.doctor.proxy import check_proxy
from server.problems import tell_problem

CHECKS: dict[str, Callable[[], Found]] = {
    "packages": check_packages,
    "data": check_data,
    "folder": check_folder,
    "fonts": check_fonts,
    "address": check_address,
    "access": check_access,
    "secret": check_secret,
    "database": check_database,
    "writing": check_writing,
    "chain": check_chain,
    "role": check_role,
    "backup": check_backup,
    "clock": check_clock,
}
MARKS = {SOUND: "ok  ", NOTED: "note", BROKEN: "FAIL"}


def run(arguments: list[str]) -> int:
    """1 where something is broken."""
    parser = argparse.ArgumentParser(prog="python -m geo doctor", description=__doc__)
    parser.add_argument(
        "--url",
        action="append",
        default=[],
        help="an address as browsers know it, asked through the proxy; several: once each",
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    options = parser.parse_args(arguments)
    found = list_findings(options.url)
    print(write_json(found) if options.json else write_text(found))
    return int(any(one.state == BROKEN for _, one in found))


def list_findings(urls: list[str]) -> list[tuple[str, Found]]:
    found = [(name, look(check)) for name, check in CHECKS.items()]
    return found + [("proxy", look(partial(check_proxy, url))) for url in urls]


def look(check: Callable[[], Found]) -> Found:
    """What a check cannot even begin without is a finding too."""
    try:
        return check()
    except DataError as error:
        return Found(error.problems)


def write_text(found: list[tuple[str, Found]]) -> str:
    lines = []
    for name, one in found:
        lines.append(f"{MARKS[one.state]} {name:<9} {one.fact}".rstrip())
        lines += [f"       {problem.advise()}" for problem in (*one.problems, *one.notes)]
    return "\n".join(lines)


def tell(problem: Problem) -> dict[str, str | None]:
    """As the server does for anybody, and besides where it is: who calls this keeps the machine."""
    return {"where": problem.file, "value": problem.value, **tell_problem(problem)}


def write_json(found: list[tuple[str, Found]]) -> str:
    checks = [
        {
            "name": name,
            "state": one.state,
            "fact": one.fact,
            "problems": [tell(problem) for problem in one.problems],
            "notes": [tell(problem) for problem in one.notes],
        }
        for name, one in found
    ]
    is_sound = not any(one.state == BROKEN for _, one in found)
    return json.dumps({"ok": is_sound, "checks": checks}, ensure_ascii=False, indent=1)
