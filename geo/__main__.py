"""The command line: `python -m geo check`, `python -m geo duties` and `python -m geo read`."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from pathlib import Path

from geo.intake.draft import COLUMNS, list_rows
from geo.intake.read import find_default_region, read_plan_file
from geo.model import load_model, load_region
from geo.packages.package import DEFAULT_PLAN, list_plans, list_regions
from geo.packages.problems import DataError, Problem
from geo.plan.duties import list_duty_roles
from geo.region.units import TERRITORIAL_KINDS

SENTENCES = (("zh", "。"), ("en", ". "))
"""Each language with what ends a sentence in it."""


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
    read = commands.add_parser(
        "read", help="what is made of an office's own file, changing nothing"
    )
    read.add_argument("file", type=Path)
    read.add_argument("--region", help="whose names of units are known")
    read.add_argument("--sheet", help="which table, where the file has several")
    read.add_argument("--format", choices=["csv", "json"], default="csv")
    options = parser.parse_args(arguments)
    if options.command == "read":
        return print_reading(options.file, options.region, options.sheet, options.format)
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


def print_reading(file: Path, region: str | None, sheet: str | None, form: str) -> int:
    """The measures on standard output, what is asked of them on the other; 1 with one line that
    says, in both languages, why the file cannot be read and what to do."""
    try:
        draft = read_plan_file(file, find_default_region() if region is None else region, sheet)
    except DataError as error:
        problem = error.problems[0]
        where = problem.line().removesuffix(problem.why()).strip()
        told = [f"{problem.why(lang)}{mark}{problem.fix(lang)}" for lang, mark in SENTENCES]
        print(" ".join([where, *told]), file=sys.stderr)
        return 1
    rows = list_rows(draft)
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for question in draft.questions:
        print(question.line("zh"), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
