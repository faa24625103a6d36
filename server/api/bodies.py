"""What an answer holds: rows as JSON and CSV, maps as GeoJSON, the description of it all."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence

import pandas as pd

from components.documents.duty_csv import neutralise
from components.session.link import FILTERS, SHARED_PARAMETERS, TRACKING_PREFIXES
from components.session.models import get_model
from components.texts import Texts
from geo.model import Model
from server.api.asked import Asked, build_unknown_value, read_asked
from server.api.openapi import build_document, build_list
from server.api.pages import OWN_PARAMETERS, PAGE_FORMATS, REQUIRED
from server.api.resources import FORMATS, Resource
from server.api.rows import COLLECTIONS, ROWS
from server.api.shown import SHOWN, Shown
from server.problems import refuse


def write_rows(
    resource: Resource, form: str, params: Mapping[str, str], *, sees_progress: bool = True
) -> tuple[bytes, str]:
    """The answer and its media type."""
    params = dict(params)
    if not form:
        form = params.pop("format", next(iter(FORMATS)))
    if form not in resource.formats:
        refuse([build_unknown_value("format", form[:40])])
    asked = read_asked(params, resource.parameters, resource.required, sees_progress=sees_progress)
    if form == "geojson":
        return COLLECTIONS[resource.name](asked), FORMATS[form]
    rows = ROWS[resource.name](asked)
    body = write_csv(rows) if form == "csv" else write_json(resource, asked, rows)
    return body, FORMATS[form]


def write_page(
    page: str, form: str, params: Mapping[str, str], *, sees_progress: bool = True
) -> tuple[bytes, str]:
    """What a page shows by the parameters of its link; of these, what a messenger appended is
    passed over, as the page does."""
    known = dict.fromkeys((*SHARED_PARAMETERS, *FILTERS, "show", *OWN_PARAMETERS[page]))
    told = {n: v for n, v in params.items() if n in known or not n.startswith(TRACKING_PREFIXES)}
    asked = read_asked(told, known, REQUIRED.get(page, ()), sees_progress=sees_progress)
    shown = SHOWN[page](asked)
    if form == "csv":
        return write_shown(shown, asked.words.t), PAGE_FORMATS[form]
    models = _list_models(asked) if shown.models is None else shown.models
    value = {"page": page, "plans": tell_plans(models), "rows": list_records(shown.rows)}
    return write_value(value), PAGE_FORMATS[form]


def write_shown(shown: Shown, t: Texts) -> bytes:
    """The file that the page offers, or one like it: UTF-8 with a BOM, for a spreadsheet."""
    if shown.write:
        return shown.write()
    rows = shown.rows
    if shown.heads:
        truths = {
            column: rows[column].map({True: t("file.yes"), False: t("file.no")})
            for column in rows.select_dtypes(bool)
        }
        rows = rows.assign(**truths).rename(columns=dict(shown.heads))
    return BOM_UTF8 + write_csv(rows)


def write_csv(rows: pd.DataFrame) -> bytes:
    """UTF-8 with plain line ends, headed by the columns; what a spreadsheet would take for a
    formula gets a leading apostrophe, where it is a text."""
    safe = {
        column: [neutralise(value) if isinstance(value, str) else value for value in rows[column]]
        for column in rows.select_dtypes(exclude=["number", "bool"])
    }
    return rows.assign(**safe).to_csv(index=False, lineterminator="\n").encode("utf-8")


def write_json(resource: Resource, asked: Asked, rows: pd.DataFrame) -> bytes:
    """`{"resource", "plans": [{"plan", "version", "source_hash"}], "rows": […]}`: of which plans
    the rows are, the earlier edition first, and what proves their wording."""
    plans = tell_plans(_list_models(asked)) if "plan" in resource.parameters else []
    told = {"resource": resource.name, "plans": plans, "rows": list_records(rows)}
    return write_value(told)


def list_records(rows: pd.DataFrame) -> list[dict[str, object]]:
    """A dict a row; what is missing is None."""
    records = rows.to_json(orient="records", force_ascii=False, double_precision=15)
    found: list[dict[str, object]] = json.loads(records)
    return found


def _list_models(asked: Asked) -> list[Model]:
    against = asked.view.against
    return [*([get_model(against)] if against else []), *asked.model.parts]


def tell_plans(models: Sequence[Model]) -> list[dict[str, str]]:
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
