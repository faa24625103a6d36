"""The table of resources as an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any

from components.texts import Texts
from server.api.resources import DOCUMENT, FORMATS, RESOURCES, Resource

VERSION = "1.0.0"
"""Of what is promised: the first number is that of the address."""
PROBLEMS = {"$ref": "#/components/responses/problems"}


def build_list(t: Texts, root: str) -> dict[str, Any]:
    """What there is to ask for, in short; `root`: the address that all of it stands below."""
    return {
        "title": t("app.title"),
        "about": t("api.about"),
        "version": VERSION,
        "document": f"{root}/{DOCUMENT}",
        "resources": [
            {
                "resource": resource.name,
                "about": t(f"api.{resource.key}"),
                "addresses": [f"{root}/{resource.name}.{form}" for form in resource.formats],
                "parameters": list(resource.parameters),
                "required": list(resource.required),
            }
            for resource in RESOURCES
        ],
    }


def build_document(t: Texts, root: str) -> dict[str, Any]:
    """`root`: the address that its paths stand below, without a host."""
    paths = {}
    for resource in RESOURCES:
        paths[f"/{resource.name}"] = _describe(resource, "", t)
        for form in resource.formats:
            paths[f"/{resource.name}.{form}"] = _describe(resource, form, t)
    return {
        "openapi": "3.1.0",
        "info": {"title": t("app.title"), "version": VERSION, "description": t("api.about")},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {
            "schemas": {resource.key: _describe_row(resource) for resource in RESOURCES},
            "responses": {
                "problems": {
                    "description": t("api.problems"),
                    "content": {FORMATS["json"]: {"schema": _describe_problems()}},
                },
            },
        },
    }


def _describe(resource: Resource, form: str, t: Texts) -> dict[str, Any]:
    """`form`: what the address ends in, "" where `format` says it."""
    parameters = [_describe_parameter(name, resource, t) for name in resource.parameters]
    if not form:
        parameters.append(_describe_format(resource, t))
    return {
        "get": {
            "operationId": f"{resource.key}_{form}" if form else resource.key,
            "summary": t(f"api.{resource.key}"),
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": t(f"api.{resource.key}"),
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": {
                        FORMATS[one]: {"schema": _describe_body(resource, one)}
                        for one in ([form] if form else resource.formats)
                    },
                },
                "304": {"description": t("api.unchanged")},
                "400": PROBLEMS,
                "401": PROBLEMS,
                "503": PROBLEMS,
            },
        }
    }


def _describe_parameter(name: str, resource: Resource, t: Texts) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": name in resource.required,
        "description": t(f"api.of_{name}"),
        "schema": {"type": "string"},
    }


def _describe_format(resource: Resource, t: Texts) -> dict[str, Any]:
    allowed = {"type": "string", "enum": list(resource.formats), "default": resource.formats[0]}
    return {**_describe_parameter("format", resource, t), "schema": allowed}


def _describe_body(resource: Resource, form: str) -> dict[str, Any]:
    if form != "json":
        return {"type": "string" if form == "csv" else "object"}
    plan = {name: {"type": "string"} for name in ("plan", "version", "source_hash")}
    parts = {
        "resource": {"const": resource.name},
        "plans": {"type": "array", "items": {"type": "object", "properties": plan}},
        "rows": {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.key}"}},
    }
    return {"type": "object", "required": list(parts), "properties": parts}


def _describe_row(resource: Resource) -> dict[str, Any]:
    """Every column is there; what a datum leaves blank is null or empty."""
    types = {name: resource.typed.get(name, "string") for name in resource.columns}
    return {
        "type": "object",
        "required": list(resource.columns),
        "properties": {name: {"type": [type_, "null"]} for name, type_ in types.items()},
    }


def _describe_problems() -> dict[str, Any]:
    problem = {name: {"type": "string"} for name in ("rule", "zh", "en")}
    items = {"type": "object", "required": list(problem), "properties": problem}
    return {"type": "object", "properties": {"problems": {"type": "array", "items": items}}}
