"""The command line: `python -m geo check` and `python -m geo duties`."""

from __future__ import annotations

import argparse
import io
import sys

from geo.model import load_model, load_region
from geo.packages.package import DEFAULT_PLAN, list_plans, list_regions
from geo.packages.problems import DataError, Problem
from geo.plan.duties import list_duty_roles
from geo.region.units import TERRITORIAL_KINDS


def main(arguments: list[str] | None = None) -> int:
    # The output is UTF-8 with plain line ends also on Chinese Windows, whose default is GBK.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate every data package")
    duties = commands.add_parser("duties", help="every duty, one row per (party, measure, role)")
    duties.add_argument("--plan", default=DEFAULT_PLAN)
    duties.add_argument("--format", choices=["csv", "json"], default="csv")
    options = parser.parse_args(arguments)
    try:
        if options.command == "check":
            return check_packages()
        print_duties(options.plan, options.format)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def check_packages() -> int:
    """One line per problem on standard output; 0 where there is none, else 1."""
    problems: list[Problem] = []
    for load, codes in (
        (load_model, list_plans() or [DEFAULT_PLAN]),
        (load_region, list_regions()),
    ):
        for code in codes:
            try:
                load(code)
            except DataError as error:
                problems += error.problems
    for problem in dict.fromkeys(problems):
        print(problem.line())
    return 1 if problems else 0


def print_duties(plan: str, form: str) -> None:
    model = load_model(plan)
    rows = list_duty_roles(model.duties, model.region.units, TERRITORIAL_KINDS)
    if form == "csv":
        sys.stdout.write(rows.to_csv(index=False, lineterminator="\n"))
    else:
        sys.stdout.write(rows.to_json(orient="records", force_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
