"""What a program asks for and gets, without a server between."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from typing import Any

from geo.__main__ import main
from server.api.bodies import write_page, write_rows
from server.api.resources import RESOURCES

Rows = list[dict[str, Any]]
BY_NAME = {resource.name: resource for resource in RESOURCES}


def ask(name: str, **params: str) -> Rows:
    """The rows of a resource."""
    rows: Rows = json.loads(write_rows(BY_NAME[name], "json", params)[0])["rows"]
    return rows


def ask_features(name: str, **params: str) -> Rows:
    """What each place or unit of a resource's map says of itself."""
    features = json.loads(write_rows(BY_NAME[name], "geojson", params)[0])["features"]
    return [feature["properties"] for feature in features]


def ask_page(page: str, **params: str) -> Rows:
    """The rows of a page's address with `.json`."""
    rows: Rows = json.loads(write_page(page, "json", params)[0])["rows"]
    return rows


def ask_file(page: str, **params: str) -> list[dict[str, str]]:
    """Those of its address with `.csv`, by their headings."""
    data = write_page(page, "csv", params)[0]
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def run(*arguments: str) -> list[dict[str, str]]:
    """The rows that `python -m geo` prints."""
    with contextlib.redirect_stdout(io.StringIO(newline="")) as printed:
        assert main(list(arguments)) == 0
    return list(csv.DictReader(io.StringIO(printed.getvalue(), newline="")))
