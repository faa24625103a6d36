"""The command line: `python -m geo check`, `duties`, `read`, `region`; what keeps goes to `store`,
what looks after an installation to `server`.

No part of the model but the way into the product from a terminal, as `app.py` is from a browser: so
it may look into these, and into what writes documents, and does so only where they are asked for,
see docs/decisions/031, 046.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from geo.intake.columns import parse_columns
from geo.intake.draft import COLUMNS, list_rows
from geo.intake.files import label_file, read_bytes
from geo.intake.read import find_default_region, read_plan_file
from geo.model import Model, load_region
from geo.own_boundaries.build import Asked
from geo.own_boundaries.files import read_boundary_bytes
from geo.own_regions import Made, import_region, keep_former, keep_region, list_all_regions
from geo.packages.package import DEFAULT_PLAN, list_plans, list_regions, write_csv
from geo.packages.problems import DataError, Problem, print_problems, raise_if_any
from geo.plan.duties import list_duty_roles
from geo.region.build import find_places
from geo.region.former import COLUMNS as COLUMNS_OF_FORMER
from geo.region.units import TERRITORIAL_KINDS
from geo.together import SEPARATOR, join_models

KEEPING = {
    "plans": "an office's own plans: list, import, publish, withdraw, default, export, resolutions",
    "changes": "what changed for every unit from one edition of a plan to the next",
    "progress": "the monthly cycle: open, template, merge, status, review, report, notices, close",
    "access": "who may what: list, give, end, close, open, sessions, sign-out, events, break-glass",
    "db": "the database in which they are kept: init, upgrade, verify, backup, restore",
}
LOOKING_AFTER = {"doctor": "what is wrong with this installation, and with the proxy before it"}


def main(arguments: list[str] | None = None) -> int:
    # The output is UTF-8 with plain line ends also on Chinese Windows, whose default is GBK.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in KEEPING:
        from components.documents.commands import run

        return run(given)
    if given and given[0] in LOOKING_AFTER:
        from server.doctor.command import run as run_doctor

        return run_doctor(given[1:])
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="validate every data package")
    duties = commands.add_parser("duties", help="every duty, one row per (party, measure, role)")
    duties.add_argument(
        "--plan", default=DEFAULT_PLAN, help="its code, or several: A,B; else the shipped one"
    )
    duties.add_argument("--format", choices=["csv", "json"], default="csv")
    read = commands.add_parser(
        "read", help="what is made of an office's own file, changing nothing"
    )
    read.add_argument("file", type=Path)
    read.add_argument("--region", help="whose names of units are known")
    read.add_argument("--sheet", help="which table, where the file has several")
    read.add_argument("--columns", default="", help="what headings are: heading=field,…")
    read.add_argument("--format", choices=["csv", "json"], default="csv")
    region = commands.add_parser("region", help="regions: list them, find a place's code, build it")
    add_region_commands(region.add_subparsers(dest="action", required=True))
    for name, text in {**KEEPING, **LOOKING_AFTER}.items():
        commands.add_parser(name, help=text)
    options = parser.parse_args(given)
    if options.command == "read":
        return print_reading(options)
    if options.command == "region":
        return run_region(options)
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
        (check_plan, list_plans() or [DEFAULT_PLAN]),
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


def load_kept(plans: str) -> Model:
    """The model of a shipped plan or of one that this office published, with what it settled; of
    several, their codes joined by commas, they are one."""
    from store.shelf import load_plan

    return join_models([load_plan(plan) for plan in dict.fromkeys(plans.split(SEPARATOR))])


def check_plan(plan: str) -> None:
    raise_if_any(load_kept(plan).notices)


def print_duties(plan: str, form: str) -> None:
    model = load_kept(plan)
    for problem in model.notices:
        print(problem.line(), file=sys.stderr)
    rows = list_duty_roles(model.duties, model.region.units, TERRITORIAL_KINDS)
    if form == "csv":
        sys.stdout.write(rows.to_csv(index=False, lineterminator="\n"))
    else:
        sys.stdout.write(rows.to_json(orient="records", force_ascii=False, indent=2) + "\n")


def print_reading(options: argparse.Namespace) -> int:
    """The measures on standard output, what is asked of them on the other; 1 with one line that
    says, in both languages, why the file cannot be read and what to do."""
    region = find_default_region() if options.region is None else options.region
    try:
        columns = parse_columns(options.columns)
        draft = read_plan_file(options.file, region, options.sheet, columns)
    except DataError as error:
        print_problems(error.problems[:1])
        return 1
    rows = list_rows(draft)
    if options.format == "csv":
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    for question in draft.questions:
        print(question.line("zh"), file=sys.stderr)
    return 0


def add_region_commands(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    actions.add_parser("list", help="every region that a plan can stand on")
    found = actions.add_parser("find", help="codes of provinces and cities, by a name in Chinese")
    found.add_argument("name", help="part of its name, or of that of one of its counties")
    built = actions.add_parser("build", help="make the region of a province or city of China")
    built.add_argument("code", help="its 6-digit division code")
    own = actions.add_parser("import", help="make the region of an office's own boundaries")
    own.add_argument("file", type=Path, help=".geojson, .gpkg, .kml, or a Shapefile as .zip")
    own.add_argument("--code", required=True, help="what links and plans call it")
    own.add_argument("--name", required=True, help="what it is called, in Chinese")
    own.add_argument("--name-column", default="", help="which column has the names")
    own.add_argument("--code-column", default="", help="which column has the codes")
    own.add_argument("--layer", default="", help="which layer, where the file has several")
    former = actions.add_parser("former", help="say which units a region once had, as CSV")
    former.add_argument("code", help="that of a region that was built or imported")
    former.add_argument("file", type=Path, help="columns: " + ",".join(COLUMNS_OF_FORMER))
    own.add_argument("--datum", choices=["wgs84", "gcj02"], default="", help="if it is in doubt")


def keep_former_units(options: argparse.Namespace) -> Made:
    name, _, data = read_bytes(options.file)
    return keep_former(options.code, name, data)


def run_region(options: argparse.Namespace) -> int:
    try:
        match options.action:
            case "list":
                return print_regions()
            case "find":
                return print_places(options.name)
            case "import":
                return print_made(import_own_region(options))
            case "former":
                return print_made(keep_former_units(options))
        return print_made(keep_region(options.code))
    except DataError as error:
        print_problems(error.problems)
        return 1


def print_regions() -> int:
    """CSV: `code,name,districts,origin`; `origin` is `shipped` or `office`."""
    rows = [(r.code, r.name, r.districts, r.origin) for r in list_all_regions()]
    write_rows(("code", "name", "districts", "origin"), rows)
    return 0


def print_places(text: str) -> int:
    """CSV: `code,name,districts`; raises `DataError` where no place has such a name."""
    places = find_places(text)
    raise_if_any([Problem("no_place_named", "NAME", value=text)] if not places else [])
    rows = [(code, place.name, len(counties)) for code, (place, counties) in places.items()]
    write_rows(("code", "name", "districts"), rows)
    return 0


def import_own_region(options: argparse.Namespace) -> Made:
    columns = (options.name_column, options.code_column)
    asked = Asked(options.code, options.name, *columns, options.layer, options.datum)
    return import_region(label_file(options.file), read_boundary_bytes(options.file), asked)


def print_made(made: Made) -> int:
    """The folder on standard output; what became of it, and of its outlines, on the other."""
    print(made.folder)
    for line in made.describe():
        print(line, file=sys.stderr)
    return 0


def write_rows(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    sys.stdout.write(write_csv(columns, rows))


if __name__ == "__main__":
    sys.exit(main())
