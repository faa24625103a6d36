"""A stranger's file is read in a process of its own, which may fail without taking ours along.

A library may ask for more memory than there is, or go on for ever; in Rust and C++ it then ends the
whole process. `python -m geo.intake.apart` reads bytes from its input and writes what it made of
them as JSON.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from geo.intake.files import Contents, check_contents
from geo.intake.grid import Cell, Document, Piece, Table
from geo.packages.problems import DataError, Problem

ROOT = Path(__file__).parents[2]
MEMORY_BYTES = 1_536 * 1024 * 1024
TIME_S = 120


def read_apart(name: str, suffix: str, data: bytes) -> Document:
    """The document of a file's bytes; raises `DataError` where it cannot be read, for whatever
    reason. `suffix`: one of `geo.intake.files.KINDS`."""
    try:
        done = run_apart("geo.intake.apart", [suffix], data)
    except subprocess.TimeoutExpired:
        raise DataError([Problem("too_slow", name)]) from None
    if done is None:
        raise DataError([Problem("damaged", name)])
    told = json.loads(done)
    if "rule" in told:
        raise DataError([replace(Problem("damaged", name), **told)])
    return unpack(told)


def run_apart(module: str, arguments: list[str], data: bytes) -> bytes | None:
    """What a module writes that is given `data`, in a process of its own; None where it ended in
    any other way. Raises `subprocess.TimeoutExpired`."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, input=data, capture_output=True, cwd=ROOT, timeout=TIME_S, check=False
    )
    return None if done.returncode else done.stdout


def read_document(contents: Contents) -> Document:
    """The tables and words of a file, by the reader of its kind, in this process."""
    read = find_reader(contents.kind)
    try:
        return read(contents)
    except DataError:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # what a stranger's library does with a broken file nobody has listed
        raise DataError([Problem("damaged", contents.name)]) from None


def find_reader(kind: str) -> Callable[[Contents], Document]:
    """Readers bring libraries of their own, which take a while to import."""
    reader: Callable[[Contents], Document] = getattr(
        import_module(f"geo.intake.readers.{kind}"), f"read_{kind}"
    )
    return reader


def pack(document: Document) -> dict[str, Any]:
    """A document as JSON has it; `unpack` gives it back equal."""
    tables = [
        {
            "name": table.name,
            "cells": [
                [c.sheet_or_page, c.row, c.x0, c.x1, c.y0, c.y1, c.text, sorted(c.flags)]
                for c in table.cells
            ],
            "has_edges": table.has_edges,
            "page_tops": sorted(table.page_tops),
            "is_hidden": table.is_hidden,
        }
        for table in document.tables
    ]
    return {
        "tables": tables,
        "pieces": [[piece.place, piece.text, piece.reason] for piece in document.pieces],
        "generated": document.generated,
        "counted": document.counted,
        "differences": document.differences,
        "is_offered": document.is_offered,
    }


def unpack(told: dict[str, Any]) -> Document:
    tables = [
        Table(
            table["name"],
            tuple(map(unpack_cell, table["cells"])),
            table["has_edges"],
            frozenset(table["page_tops"]),
            table["is_hidden"],
        )
        for table in told["tables"]
    ]
    return Document(
        tuple(tables),
        tuple(Piece(*values) for values in told["pieces"]),
        told["generated"],
        None if told["counted"] is None else Counter(told["counted"]),
        tuple(told["differences"]),
        told["is_offered"],
    )


def unpack_cell(values: list[Any]) -> Cell:
    place, row, x0, x1, y0, y1, text, flags = values
    return Cell(place, row, x0, x1, y0, y1, text, frozenset(flags))


def main(suffix: str) -> None:
    limit_memory()
    try:
        document = read_document(check_contents("", suffix, sys.stdin.buffer.read()))
        told = pack(document)
    except DataError as error:
        problem = error.problems[0]
        told = {"rule": problem.rule, "row": problem.row, "details": problem.details}
    sys.stdout.buffer.write(json.dumps(told).encode("ascii"))


def limit_memory() -> None:
    """Where the system knows such a limit; elsewhere the process alone fails, not the product."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    main(sys.argv[1])
