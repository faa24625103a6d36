"""The description of what programs read: of every address, and of nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from components.texts import LANGUAGES, Texts
from server.api.answers import ROOT, list_answers
from server.api.bodies import write_document, write_list
from server.api.openapi import build_document
from server.api.resources import DOCUMENT, FORMATS, RESOURCES
from server.problems import Refused


def list_references(value: Any) -> list[str]:
    """Everything that a document points to in itself."""
    if isinstance(value, list):
        return [one for each in value for one in list_references(each)]
    if not isinstance(value, dict):
        return []
    found = [value["$ref"]] if "$ref" in value else []
    return [*found, *(one for each in value.values() for one in list_references(each))]


def find(document: dict[str, Any], reference: str) -> Any:
    start, *steps = reference.split("/")
    assert start == "#"
    for step in steps:
        document = document[step]
    return document


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_address_is_described_and_nothing_else(lang: str) -> None:
    document = build_document(Texts(lang), "/duty/api/v1")
    assert document["openapi"].startswith("3.1.")
    assert document["servers"] == [{"url": "/duty/api/v1"}]
    addresses = {address.removeprefix(ROOT) for address in list_answers()}
    assert {*document["paths"]} == addresses - {"", f"/{DOCUMENT}", "/{rest:path}"}
    operations = [path["get"] for path in document["paths"].values()]
    assert len({one["operationId"] for one in operations}) == len(operations) > len(RESOURCES)
    for one in operations:
        names = [parameter["name"] for parameter in one["parameters"]]
        assert len(names) == len({*names})
        assert all(parameter["description"] for parameter in one["parameters"])
        assert {*one["responses"]["200"]["content"]} <= {*FORMATS.values()}
    references = list_references(document)
    assert references
    assert all(isinstance(find(document, reference), dict) for reference in references)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_is_one_by_the_standard(lang: str) -> None:
    document = json.loads(write_document({"lang": lang}, ROOT)[0])
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
    del document["info"]
    assert len([*OpenAPIV31SpecValidator(document).iter_errors()]) > 0


def test_the_list_names_every_address_of_the_document() -> None:
    told = json.loads(write_list({"lang": "en"}, "/duty/api/v1")[0])
    listed = {address for one in told["resources"] for address in one["addresses"]}
    paths = build_document(Texts("zh"), ROOT)["paths"]
    assert listed == {f"/duty/api/v1{path}" for path in paths if "." in path}
    assert told["document"] == f"/duty/api/v1/{DOCUMENT}"
    with pytest.raises(Refused):
        write_list({"plan": "ecology-2025"}, ROOT)


def test_what_must_be_given_is_marked() -> None:
    document = build_document(Texts("zh"), ROOT)
    parameters = document["paths"]["/changes"]["get"]["parameters"]
    assert [one["name"] for one in parameters if one["required"]] == ["against"]
    in_an_ending = document["paths"]["/changes.csv"]["get"]["parameters"]
    assert [one["name"] for one in in_an_ending] == [one["name"] for one in parameters][:-1]


def test_the_document_speaks_the_language_asked_for_and_no_other() -> None:
    body, media_type = write_document({"lang": "en"}, ROOT)
    assert (b"For reading only." in body, media_type) == (True, "application/json")
    with pytest.raises(Refused):
        write_document({"lang": "fr"}, ROOT)
