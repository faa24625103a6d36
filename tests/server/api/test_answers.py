"""What programs read, asked over the wire as they ask, below a sub-path."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.browser.app_server import run_app

Answered = tuple[int, bytes, http.client.HTTPMessage]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server answers programs."""
    local = {"DUTYMAP_LOCAL": str(tmp_path_factory.mktemp("local"))}
    with run_app("--server.baseUrlPath=duty", environment=local) as server:
        yield f"{server.address}/api/v1"


def ask(address: str, method: str = "GET", **headers: str) -> Answered:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        spelt = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, f"{parts.path}?{parts.query}", headers=spelt)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def test_an_answer_says_by_its_tag_that_nothing_changed(root: str) -> None:
    status, body, headers = ask(f"{root}/duties")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body)["resource"] == "duties"
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-cache", "nosniff")
    again, nothing, told = ask(f"{root}/duties", If_None_Match=f'"other", W/{headers["ETag"]}')
    assert (again, nothing, told["ETag"]) == (304, b"", headers["ETag"])
    status, _, filtered = ask(f"{root}/duties?basis=relevant", If_None_Match=headers["ETag"])
    assert (status, filtered["ETag"] != headers["ETag"]) == (200, True)


def test_the_format_is_an_ending_or_a_parameter(root: str) -> None:
    status, body, headers = ask(f"{root}/places/sites.csv")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert ask(f"{root}/places/sites?format=csv")[1] == body
    assert ask(f"{root}/units.geojson")[2]["Content-Type"] == "application/geo+json"
    assert ask(f"{root}/duties.geojson")[0] == 404


def test_an_unknown_code_is_told_in_both_languages(root: str) -> None:
    status, body, headers = ask(f"{root}/duties.csv?district=nowhere")
    (problem,) = json.loads(body)["problems"]
    assert (status, headers["Cache-Control"]) == (400, "no-store")
    assert problem["rule"] == "parameter_value"
    assert "没有这个代码" in problem["zh"]
    assert "no such code" in problem["en"]


def test_what_is_no_resource_is_no_page_either(root: str) -> None:
    status, body, _ = ask(f"{root}/pages")
    (problem,) = json.loads(body)["problems"]
    assert (status, problem["rule"]) == (404, "address_unknown")


def test_it_is_for_reading_and_for_no_other_site(root: str) -> None:
    assert ask(f"{root}/duties", "POST")[0] == 405
    status, body, headers = ask(f"{root}/plans", Origin="https://elsewhere.example")
    assert status == 200
    assert [name for name in headers if name.lower().startswith("access-control")] == []
    assert ask(f"{root}/plans", "HEAD")[:2] == (200, b"")
    assert body


def test_the_description_says_where_it_stands(root: str) -> None:
    status, body, _ = ask(f"{root}/openapi.json?lang=en")
    document = json.loads(body)
    assert (status, document["servers"]) == (200, [{"url": "/duty/api/v1"}])
    host = root.removesuffix("/duty/api/v1")
    path = f"{host}{document['servers'][0]['url']}/plans.csv"
    assert ask(path)[0] == 200
    assert ask(f"{host}/api/v1/plans.csv")[0] == 200, "at the root too, for who looks after it"
