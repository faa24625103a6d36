"""A real server with a gateway before it: who asks from where, and whose page is whose.

The gateway asks from 127.0.0.2; everybody else from 127.0.0.1.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from server.guard.sockets import ENDED
from store.access.events import list_events
from store.access.sessions import end_sessions_of
from tests.browser.app_server import AppServer, run_app
from tests.pages.kept_plan import own_database

GATEWAY, OTHER = "127.0.0.2", "127.0.0.1"
SETTINGS = f"""
[sign_in]
source = "proxy"
[proxy]
addresses = ["{GATEWAY}", "10.1.2.3"]
[groups]
desk = ["collector"]
"""
RUN_S = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    folder = tmp_path_factory.mktemp("signing-in")
    settings = folder / "access.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    with own_database(folder), run_app(environment=list_environment(settings, folder)) as server:
        yield server


def list_environment(settings: Path, folder: Path) -> dict[str, str]:
    return {"DUTYMAP_ACCESS": str(settings), "DUTYMAP_LOCAL": str(folder / "local")}


def name_person(person: str, name: str) -> dict[str, str | bytes]:
    """As a gateway says it; names as they are."""
    return {"X-Remote-User": person, "X-Remote-Name": name.encode(), "X-Remote-Groups": "desk"}


def ask(server: AppServer, peer: str, headers: Mapping[str, str | bytes]) -> tuple[int, str]:
    """Status of the first page and the cookie that it gives."""
    answer = get(server, peer, "/progress", {"Accept": "text/html", **headers})
    return answer.status, (answer.getheader("Set-Cookie") or "").partition(";")[0]


def read(
    server: AppServer, peer: str, path: str, headers: Mapping[str, str | bytes]
) -> tuple[int, str]:
    """Status, and where it leads."""
    answer = get(server, peer, path, headers)
    return answer.status, answer.getheader("Location") or ""


def get(
    server: AppServer, peer: str, path: str, headers: Mapping[str, str | bytes]
) -> http.client.HTTPResponse:
    port = urlsplit(server.address).port
    connection = http.client.HTTPConnection("127.0.0.1", port, 60, source_address=(peer, 0))
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer


def open_page(server: AppServer, peer: str, headers: Mapping[str, str | bytes]) -> ClientConnection:
    told = {k: v if isinstance(v, str) else v.decode("latin-1") for k, v in headers.items()}
    address = server.address.replace("http://localhost", "ws://127.0.0.1")
    return connect(
        f"{address}/_stcore/stream",
        additional_headers=told,
        source_address=(peer, 0),
        max_size=None,
    )


def run_page(connection: ClientConnection) -> str:
    """All that the page `/progress` says in one run."""
    asked = BackMsg()
    asked.rerun_script.page_name = "progress"
    connection.send(asked.SerializeToString())
    said = b""
    end = time.monotonic() + RUN_S
    while time.monotonic() < end:
        data = connection.recv(RUN_S)
        assert isinstance(data, bytes)
        said += data
        message = ForwardMsg()
        message.ParseFromString(data)
        if message.WhichOneof("type") == "script_finished":
            return said.decode("utf-8", "replace")
    raise TimeoutError("the page was not made")


def test_the_list_is_of_those_who_really_ask(server: AppServer) -> None:
    zhang = name_person("zhang", "张三")
    status, cookie = ask(server, GATEWAY, zhang)
    assert (status, cookie.partition("=")[0]) == (200, "dutymap")
    for told in ("10.1.2.3", GATEWAY):
        forged = zhang | {"X-Forwarded-For": told, "X-Real-IP": told}
        assert ask(server, OTHER, forged) == (200, "")
    with open_page(server, OTHER, zhang | {"Cookie": cookie}) as page:
        assert "zhang" not in run_page(page)
    end = time.monotonic() + RUN_S
    while "forged_headers" not in (kinds := [one.kind for one in list_events().events]):
        assert time.monotonic() < end, kinds
        time.sleep(0.1)


def test_each_page_is_of_its_own_person_and_ends_with_the_session(server: AppServer) -> None:
    people = [name_person("wang", "王五"), name_person("li", "李四"), {}]
    told = [who | {"Cookie": ask(server, GATEWAY, who)[1]} for who in people]
    with ExitStack() as stack, ThreadPoolExecutor(len(people)) as pool:
        pages = [stack.enter_context(open_page(server, GATEWAY, who)) for who in told]
        for _ in range(2):
            said = [*pool.map(run_page, pages)]
            found = [[name in text for name in ("王五 (wang)", "李四 (li)")] for text in said]
            assert found == [[True, False], [False, True], [False, False]]
        end_sessions_of("wang", "离职")
        with pytest.raises(ConnectionClosed) as caught:
            while True:
                pages[0].recv(RUN_S)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == ENDED
        assert "李四 (li)" in run_page(pages[1])
        with open_page(server, GATEWAY, told[0]) as page:
            assert "wang" not in run_page(page), "a gateway that knows them does not sign in again"


CLOSED = ("/media/x.xlsx", "/drawn/map/0.js", "/api/v1/plans", "/map.json", "/_stcore/metrics")
OPEN = ("/healthz", "/metrics")


def test_closed_reading_is_closed_for_pages_files_and_connections(tmp_path: Path) -> None:
    settings = tmp_path / "access.toml"
    settings.write_text(f"{SETTINGS}[reading]\nopen = false\n", encoding="utf-8")
    zhang, frame = name_person("zhang", "张三"), "/component/components.map.frame.frame/index.html"
    with run_app(environment=list_environment(settings, tmp_path)) as server:
        for path in (*CLOSED, frame, "/progress"):
            status, location = read(server, OTHER, path, zhang)
            assert (status, location) == (401, ""), "what a browser says of itself opens nothing"
        page = {**zhang, "Accept": "text/html"}
        assert read(server, OTHER, "/progress?unit=110118", page) == (
            303,
            "/sign-in?next=/progress%3Funit%3D110118",
        )
        for path in OPEN:
            assert read(server, OTHER, path, {}) == (200, "")
        with pytest.raises(InvalidStatus) as caught:
            open_page(server, OTHER, zhang)
        assert caught.value.response.status_code == 401
        for path in ("/api/v1/plans", "/map.json", frame, "/progress"):
            assert read(server, GATEWAY, path, page) == (200, "")
        with open_page(server, GATEWAY, zhang) as opened:
            assert "张三 (zhang)" in run_page(opened)
