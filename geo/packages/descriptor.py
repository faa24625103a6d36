"""What this code relies on in a `datapackage.json`, checked before anything reads it."""

from __future__ import annotations

import re
from typing import Any

from geo.packages.problems import Problem

FIELD_TYPES = ("string", "integer", "number", "boolean", "date")
PROPERTY_TYPES = ("string", "array")
RESOURCE_KEYS = ("name", "path", "hash")


def find_descriptor_problems(descriptor: Any, file: str) -> list[Problem]:
    """Entries of the descriptor that are missing or of the wrong form."""
    if not isinstance(descriptor, dict):
        return [Problem("wrong_form", file, details={"form": "object"})]
    resources = descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        return [Problem("wrong_form", file, None, "resources", details={"form": "array"})]
    problems = [
        Problem("missing_key", file, None, key, str(resource.get("name", "")))
        for resource in resources
        for key in RESOURCE_KEYS
        if not isinstance(resource.get(key), str)
    ]
    problems += [
        Problem(
            "wrong_form", file, None, "as_drawn", str(resource.get("name", "")), {"form": "array"}
        )
        for resource in resources
        if not isinstance(resource.get("as_drawn", []), list)
    ]
    tables = [resource for resource in resources if "schema" in resource]
    problems += [problem for table in tables for problem in _find_field_problems(table, file)]
    return problems + [
        Problem("bad_field", file, None, "properties", f"{resource.get('name')}: {_name(field)}")
        for resource in resources
        for field in _list_properties(resource)
        if not _is_usable(field, PROPERTY_TYPES)
    ]


def _list_properties(resource: dict[str, Any]) -> list[Any]:
    """The descriptions of a GeoJSON's properties; anything but a list is one bad entry."""
    properties = resource.get("properties", [])
    return properties if isinstance(properties, list) else [properties]


def _find_field_problems(table: dict[str, Any], file: str) -> list[Problem]:
    name = str(table.get("name", ""))
    schema = table["schema"] if isinstance(table["schema"], dict) else {}
    fields, key = schema.get("fields"), schema.get("primaryKey", [])
    if not isinstance(fields, list) or not fields:
        return [Problem("missing_key", file, None, "fields", name)]
    problems = [
        Problem("bad_field", file, None, "fields", f"{name}: {_name(field)}")
        for field in fields
        if not _is_usable(field)
    ]
    if not isinstance(key, list) or set(key) - {_name(field) for field in fields}:
        problems.append(Problem("bad_field", file, None, "primaryKey", f"{name}: {key}"))
    return problems


def _name(field: Any) -> str:
    return str(field.get("name")) if isinstance(field, dict) else str(field)


def _is_usable(field: Any, types: tuple[str, ...] = FIELD_TYPES) -> bool:
    if not isinstance(field, dict) or not isinstance(field.get("name"), str):
        return False
    constraints = field.get("constraints", {})
    try:
        re.compile(constraints.get("pattern", ""))
    except (re.error, AttributeError, TypeError):
        return False
    return field.get("type") in types
