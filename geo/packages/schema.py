"""Column rules: the Frictionless schema of `datapackage.json`, enforced with pandera.

The rules stand once, beside the data. Frictionless takes full-width digits for numbers, so
types are checked here as plain ASCII text before they are converted.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa

from geo.packages.problems import Problem, raise_if_any

ASCII_FORMS = {
    "integer": r"-?[0-9]{1,18}",
    "number": r"-?[0-9]+(\.[0-9]+)?",
    "boolean": r"true|false",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}
CONVERSIONS = {"integer": "int64", "number": "float64"}


def build_schema(schema: dict[str, Any]) -> pa.DataFrameSchema:
    """A pandera schema over text columns from a Frictionless table schema.

    Every cell is text already (`parse_table`), so no column is checked for its dtype again: that
    was a quarter of the time to read all packages.
    """
    key = schema.get("primaryKey", [])
    return pa.DataFrameSchema(
        {field["name"]: pa.Column(None, _build_checks(field)) for field in schema["fields"]},
        checks=[pa.Check(lambda frame: ~frame.duplicated(key), error="unique")] if key else [],
        strict=True,
    )


def validate_table(frame: pd.DataFrame, schema: dict[str, Any], file: str) -> pd.DataFrame:
    """`frame` (all text) with its typed columns; raises `DataError` naming every bad cell."""
    raise_if_any(_find_offenders(frame, schema, file))
    typed = frame.copy()
    for field in schema["fields"]:
        column = field["name"]
        if field["type"] in CONVERSIONS:
            filled = typed[column].replace("", None)
            typed[column] = pd.to_numeric(filled).astype(
                "float64" if filled.isna().any() else CONVERSIONS[field["type"]]
            )
        elif field["type"] == "boolean":
            typed[column] = typed[column] == "true"
    return typed


def _build_checks(field: dict[str, Any]) -> list[pa.Check]:
    rules = field.get("constraints", {})
    checks = [pa.Check(lambda column: ~column.str.contains("[\r\n]"), error="line_break")]
    if rules.get("required"):
        checks.append(pa.Check(lambda column: column.str.strip() != "", error="required"))
    if field["type"] in ASCII_FORMS:
        checks.append(_match_or_empty(ASCII_FORMS[field["type"]], "type"))
    if "pattern" in rules:
        checks.append(_match_or_empty(rules["pattern"], "pattern"))
    if "enum" in rules:
        allowed = [*rules["enum"], ""]
        checks.append(pa.Check(lambda column: column.isin(allowed), error="enum"))
    if rules.get("unique"):
        checks.append(pa.Check(lambda column: ~column.duplicated(), error="unique"))
    return checks


def _match_or_empty(pattern: str, rule: str) -> pa.Check:
    return pa.Check(
        lambda column: (column == "") | column.str.fullmatch(pattern).astype(bool), error=rule
    )


def _find_offenders(frame: pd.DataFrame, schema: dict[str, Any], file: str) -> list[Problem]:
    try:
        build_schema(schema).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.drop_duplicates(["index", "column", "check"])
        fields = {field["name"]: field for field in schema["fields"]}
        key = schema.get("primaryKey", [])
        # A failed table-wide check gives one case per cell; one problem per row is enough.
        cases = cases[(cases["column"].isin(key[:1])) | (cases["schema_context"] == "Column")]
        return [
            Problem(
                case.check,
                file,
                int(case.index),
                case.column,
                str(case.failure_case),
                _describe(fields[case.column]),
            )
            for case in cases.sort_values("index", kind="stable").itertuples(index=False)
        ]
    return []


def _describe(field: dict[str, Any]) -> dict[str, str]:
    rules = field.get("constraints", {})
    return {
        "type": field["type"],
        "pattern": rules.get("pattern", ""),
        "allowed": ", ".join(rules.get("enum", [])),
    }
