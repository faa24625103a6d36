"""What an answer holds: rows as JSON and CSV, maps as GeoJSON, the description of it all."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd

from components.documents.duty_csv import neutralise
from components.session.models import get_model
from geo.model import Model
from server.api.asked import Asked, build_unknown_value, read_asked
from server.api.openapi import build_document, build_list
from server.api.resources import FORMATS, Resource
from server.api.rows import COLLECTIONS, ROWS
from server.problems import refuse


def write_rows(resource: Resource, form: str, params: Mapping[str, str]) -> tuple[bytes, str]:
    """The answer and its media type."""
    params = dict(params)
    if not form:
        form = params.pop("format", next(iter(FORMATS)))
    if form not in resource.formats:
        refuse([build_unknown_value("format", form[:40])])
    asked = read_asked(params, resource.parameters, resource.required)
    if form == "geojson":
        return COLLECTIONS[resource.name](asked), FORMATS[form]
    rows = ROWS[resource.name](asked)
    body = write_csv(rows) if form == "csv" else write_json(resource, asked, rows)
    return body, FORMATS[form]


def write_csv(rows: pd.DataFrame) -> bytes:
    """UTF-8 with plain line ends, headed by the columns; what a spreadsheet would take for a
    formula gets a leading apostrophe, where it is a text."""
    safe = rows.map(lambda value: neutralise(value) if isinstance(value, str) else value)
    return safe.to_csv(index=False, lineterminator="\n").encode("utf-8")


def write_json(resource: Resource, asked: Asked, rows: pd.DataFrame) -> bytes:
    """`{"resource", "plans": [{"plan", "version", "source_hash"}], "rows": […]}`: of which plans
    the rows are, the earlier edition first, and what proves their wording."""
    plans = _list_plans(asked) if "plan" in resource.parameters else []
    records = json.loads(rows.to_json(orient="records", force_ascii=False, double_precision=15))
    return write_value({"resource": resource.name, "plans": plans, "rows": records})


def _list_plans(asked: Asked) -> list[dict[str, str]]:
    against = asked.view.against
    models: list[Model] = [*([get_model(against)] if against else []), *asked.model.parts]
    return [
        {
            "plan": model.reference,
            "version": str(model.plan.meta["version"]),
            "source_hash": model.plan.package.resource("source")["hash"],
        }
        for model in models
    ]


def write_list(params: Mapping[str, str], root: str) -> tuple[bytes, str]:
    """What there is to ask for below the address `root`."""
    words = read_asked(params, ("lang",)).words
    return write_value(build_list(words.t, root)), FORMATS["json"]


def write_document(params: Mapping[str, str], root: str) -> tuple[bytes, str]:
    """The description of all of it, below the address `root`."""
    words = read_asked(params, ("lang",)).words
    return write_value(build_document(words.t, root)), FORMATS["json"]


def write_value(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8")
