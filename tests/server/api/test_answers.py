"""What programs read, asked over the wire as they ask, below a sub-path."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from server.routes import list_routes
from store import database
from store.progress.calendar import find_month
from store.progress.periods import open_period
from store.schema import upgrade
from tests.browser.app_server import run_app
from tests.real_model import MODEL
from tests.server.loop import run_apart
from tests.store.server import run_server

PORTAL = "https://portal.example.gov.cn"
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
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    again, nothing, told = ask(f"{root}/duties", If_None_Match=f'"other", W/{headers["ETag"]}')
    assert (again, nothing, told["ETag"]) == (304, b"", headers["ETag"])
    status, _, filtered = ask(f"{root}/duties?basis=relevant", If_None_Match=headers["ETag"])
    assert (status, filtered["ETag"] != headers["ETag"]) == (200, True)


def test_another_machine_gives_the_same_tag(
    root: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Of every resource, whatever the order of sets in its process."""
    names = ("plans", "units.geojson", "measures", "duties.csv", "places/sites", "progress")
    tags = [ask(f"{root}/{name}")[2]["ETag"] for name in names]
    other = {"DUTYMAP_LOCAL": str(tmp_path_factory.mktemp("other")), "PYTHONHASHSEED": "7"}
    with run_app(environment=other) as server:
        again = [ask(f"{server.address}/api/v1/{name}")[2]["ETag"] for name in names]
    assert tags == again
    assert len({*tags}) == len(names)
    assert all(tag.startswith('"') for tag in tags), "strong ones"


def test_an_answer_is_packed_for_who_takes_it_so(root: str) -> None:
    _, plain, of_plain = ask(f"{root}/duties.csv", Accept_Encoding="identity")
    status, packed, headers = ask(f"{root}/duties.csv", Accept_Encoding="br, gzip")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert (gzip.decompress(packed), len(packed) * 2 < len(plain)) == (plain, True)
    assert headers["ETag"] != of_plain["ETag"], "a strong tag is of these very bytes"
    assert {"Accept-Encoding", "Origin"} <= {*headers["Vary"].split(", ")}
    told = {"Accept_Encoding": "gzip", "If_None_Match": headers["ETag"]}
    assert ask(f"{root}/duties.csv", **told)[:2] == (304, b"")
    assert "Content-Encoding" not in of_plain
    assert ask(f"{root}/duties.csv", "HEAD", Accept_Encoding="gzip")[1] == b""


def test_the_root_alone_lists_what_there_is(root: str) -> None:
    status, body, headers = ask(f"{root}?lang=en")
    told = json.loads(body)
    assert (status, headers["Content-Type"]) == (200, "application/json")
    host = root.removesuffix("/duty/api/v1")
    addresses = [address for one in told["resources"] for address in one["addresses"]]
    assert ask(f"{host}{told['document']}")[0] == 200
    assert "/duty/api/v1/duties.csv" in addresses


def test_the_format_is_an_ending_or_a_parameter(root: str) -> None:
    status, body, headers = ask(f"{root}/places/sites.csv")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert ask(f"{root}/places/sites?format=csv")[1] == body
    assert ask(f"{root}/units.geojson")[2]["Content-Type"] == "application/geo+json"
    assert ask(f"{root}/duties.geojson")[0] == 404


def test_every_page_gives_what_it_shows_below_the_sub_path_and_at_the_root(root: str) -> None:
    below = root.removesuffix("/api/v1")
    for base in (below, below.removesuffix("/duty")):
        status, body, headers = ask(f"{base}/ledger.csv?unit=water&lang=en")
        assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
        assert body.decode("utf-8-sig").startswith("No.,Chapter")
        status, body, headers = ask(f"{base}/map.json")
        assert (status, json.loads(body)["page"]) == (200, "map")
        assert ask(f"{base}/map.json", If_None_Match=headers["ETag"])[:2] == (304, b"")
    assert ask(f"{below}/district.json")[0] == 400
    assert ask(f"{below}/ledger.csv?unit=water&unit=drc")[0] == 400, "which of them"
    pair = "from=singlemessage&from=ecology-2025&to=ecology-2025&unit=110118"
    status, body, _ = ask(f"{below}/plans.json?{pair}")
    assert (status, json.loads(body)["rows"][0]["unit_code"]) == (200, "110118")


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
    assert list_cors(headers) == []
    asked = {"Origin": "https://elsewhere.example", "Access_Control_Request_Method": "GET"}
    status, _, headers = ask(f"{root}/plans", "OPTIONS", **asked)
    assert (status, list_cors(headers)) == (405, [])
    assert ask(f"{root}/plans", "HEAD")[:2] == (200, b"")
    assert body


def list_cors(headers: http.client.HTTPMessage) -> list[str]:
    return [name for name in headers if name.lower().startswith("access-control")]


def send(method: str, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """What a server answers that one other site is listed for: the status and the headers."""
    told: list[dict[str, Any]] = []
    spelt = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    scope = {
        **{"type": "http", "method": method, "path": path, "query_string": b""},
        "headers": [(name.encode(), value.encode()) for name, value in spelt.items()],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def take(message: Any) -> None:
        told.append(message)

    app = Starlette(routes=list_routes("duty", [PORTAL]))
    run_apart(app(scope, receive, take))
    return told[0]["status"], {k.decode(): v.decode() for k, v in told[0]["headers"]}


def test_what_is_withheld_is_said_to_be_for_who_has_signed_in() -> None:
    for path in ("/api/v1/progress", "/duty/progress.csv"):
        assert send("GET", path)[0] == 200
        status, headers = send("GET", path, X_Dutymap_Withheld="progress")
        assert (status, headers["cache-control"]) == (401, "no-store")
    assert send("GET", "/ledger.json", X_Dutymap_Withheld="progress")[0] == 200


def test_where_the_database_stopped_there_is_no_answer_until_it_is_back(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("postgresql")
    monkeypatch.setenv("DUTYMAP_LOCAL", str(folder / "local"))
    paths = ("/api/v1/plans", "/api/v1/duties.csv", "/api/v1/progress", "/map.json")
    with run_server(folder) as address:
        monkeypatch.setenv("DUTYMAP_DATABASE", f"{address}postgres")
        upgrade()
        open_period(MODEL, find_month("2025-11"), "甲")
        assert [send("GET", path)[0] for path in paths] == [200] * len(paths)
    for path in paths:
        status, headers = send("GET", path)
        assert (status, headers["cache-control"], headers["retry-after"]) == (503, "no-store", "30")
    monkeypatch.delenv("DUTYMAP_DATABASE")
    assert [send("GET", path)[0] for path in paths] == [200] * len(paths)
    database.open_engine.cache_clear()


def test_only_sites_that_are_listed_may_read_in_a_browser() -> None:
    for path in ("/duty/api/v1", "/api/v1/plans", "/duty/api/v1/nothing"):
        _, headers = send("GET", path, Origin=PORTAL)
        assert headers["access-control-allow-origin"] == PORTAL
        assert headers["access-control-expose-headers"] == "ETag"
        assert "access-control-allow-credentials" not in headers
        assert "Origin" in headers["vary"].split(", ")
        _, headers = send("GET", path, Origin="https://elsewhere.example")
        assert "access-control-allow-origin" not in headers
        assert "Origin" in headers["vary"].split(", ")
    asked = {"Access_Control_Request_Method": "GET"}
    more = {"Access_Control_Request_Headers": "if-none-match"}
    status, headers = send("OPTIONS", "/duty/api/v1/plans", Origin=PORTAL, **asked, **more)
    assert (status, headers["access-control-allow-origin"]) == (200, PORTAL)
    assert "POST" not in headers["access-control-allow-methods"]
    status, headers = send("OPTIONS", "/api/v1/plans", Origin="https://elsewhere.example", **asked)
    assert (status, headers.get("access-control-allow-origin")) == (400, None)
    assert "access-control-allow-origin" not in send("GET", "/duty/healthz", Origin=PORTAL)[1]


def test_the_description_says_where_it_stands(root: str) -> None:
    status, body, _ = ask(f"{root}/openapi.json?lang=en")
    document = json.loads(body)
    assert (status, document["servers"]) == (200, [{"url": "/duty/api/v1"}])
    host = root.removesuffix("/duty/api/v1")
    path = f"{host}{document['servers'][0]['url']}/plans.csv"
    assert ask(path)[0] == 200
    assert ask(f"{host}/api/v1/plans.csv")[0] == 200, "at the root too, for who looks after it"
