"""nginx, Apache and HAProxy before the product, started from the files that an office fills in."""

from __future__ import annotations

import json
import threading
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.sync.client import ClientConnection, connect
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Origin, Subprotocol

from benchmarks.client import Session
from benchmarks.pages import DISTRICTS
from geo.intake.files import MAX_MIB
from server.doctor.proxy import check_proxy
from tests.browser.app_server import ROOT, AppServer
from tests.deploy.certificates import write_certificate
from tests.deploy.proxies import PROXIES, Office
from tests.server.loop import run_apart

QUICKER = 20
SILENT_S = 60
LARGE = MAX_MIB * 1024 * 1024
FORGED = {
    "X-Remote-User": "minister",
    "X-Remote-Name": "minister",
    "X-Remote-Groups": "administrator",
    "X-Forwarded-For": "10.9.9.9",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Host": "elsewhere.example",
}
Start = Callable[..., str]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Files of the certificate and its key; everything here trusts it."""
    files = write_certificate(tmp_path_factory.mktemp("certificate"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(files[0]))
        yield files


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], AppServer]]:
    """A server for each path, which says something twenty times as often as it comes."""
    running: dict[str, AppServer] = {}
    with ExitStack() as stack:

        def start(path: str) -> AppServer:
            if path not in running:
                pings = f"--server.websocketPingInterval={find_ping_s() // QUICKER}"
                below = [f"--server.baseUrlPath={path.strip('/')}"] if path != "/" else []
                local = str(tmp_path_factory.mktemp("local"))
                server = AppServer(pings, *below, environment={"DUTYMAP_LOCAL": local})
                stack.callback(server.stop)
                server.start()
                running[path] = server
            return running[path]

        yield start


@pytest.fixture
def start(tmp_path: Path, certificate: tuple[Path, Path]) -> Iterator[Start]:
    """Puts a proxy before a port of this machine; its address."""
    with ExitStack() as stack:

        def begin(proxy: str, port: int, **filled: object) -> str:
            office = Office(tmp_path, f"127.0.0.1:{port}", *certificate, **filled)  # type: ignore[arg-type]
            return stack.enter_context(PROXIES[proxy](office))

        yield begin


def find_ping_s() -> int:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return int(settings["server"]["websocketPingInterval"])


@pytest.mark.parametrize("path", ["/", "/duty/"])
@pytest.mark.parametrize("proxy", PROXIES)
def test_pages_clicks_and_files_come_through(
    proxy: str, path: str, start: Start, servers: Callable[[str], AppServer]
) -> None:
    address = f"{start(proxy, servers(path).port, path=path)}{path}".rstrip("/")
    with urllib.request.urlopen(f"{address}/") as page:
        assert b"<title>" in page.read()
    assert click(address) in DISTRICTS
    with open_page(address) as connection:
        assert upload(address, connection, LARGE) == 204
    for hidden in ("/readyz", "/metrics"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address}{hidden}")
        assert refused.value.code == 404


@pytest.mark.parametrize("proxy", PROXIES)
def test_the_doctor_finds_nothing_to_mend(
    proxy: str, start: Start, servers: Callable[[str], AppServer]
) -> None:
    address = f"{start(proxy, servers('/duty/').port, path='/duty/')}/duty/"
    assert [problem.rule for problem in check_proxy(address).problems] == []


def click(address: str) -> str:
    """The district that the page then shows."""

    async def go() -> str:
        session = await Session.open(address)
        await session.click()
        await session.close()
        return session.query.partition("district=")[2][:6]

    return run_apart(go())


def open_page(address: str) -> ClientConnection:
    """As a browser does: it says which page asks."""
    origin = "/".join(address.split("/")[:3])
    return connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin),
        max_size=None,
        ping_interval=None,
        max_queue=None,
    )


def upload(address: str, connection: ClientConnection, size: int) -> int:
    """The status of a file of so many bytes, sent to where the page is told to send it."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    connection.send(message.SerializeToString())
    session = receive(connection, "new_session").new_session.initialize.session_id
    message = BackMsg()
    message.file_urls_request.request_id = str(uuid4())
    message.file_urls_request.session_id = session
    message.file_urls_request.file_names.append("plan.docx")
    connection.send(message.SerializeToString())
    place = receive(connection, "file_urls_response").file_urls_response.file_urls[0].upload_url
    with urllib.request.urlopen(f"{address}/_stcore/health") as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="plan.docx"\r\n\r\n'
    body += bytes(size) + b"\r\n--x--\r\n"
    asked = urllib.request.Request(f"{address}{place}", body, method="PUT")
    asked.add_header("Content-Type", "multipart/form-data; boundary=x")
    asked.add_header("Cookie", cookie)
    asked.add_header("X-Xsrftoken", cookie.partition("=")[2])
    try:
        with urllib.request.urlopen(asked) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def receive(connection: ClientConnection, kind: str) -> ForwardMsg:
    while True:
        message = ForwardMsg()
        message.ParseFromString(bytes(connection.recv(timeout=60)))  # type: ignore[arg-type]
        if message.HasField(kind):  # type: ignore[arg-type]
            return message


@pytest.mark.parametrize("proxy", PROXIES)
def test_a_page_left_open_is_kept(
    proxy: str, start: Start, servers: Callable[[str], AppServer]
) -> None:
    """A minute of a proxy and our pings between are twenty times as quick."""
    assert find_ping_s() * 2 < SILENT_S
    address = start(proxy, servers("/").port, silence_s=SILENT_S // QUICKER)
    with open_page(address) as connection, pytest.raises(TimeoutError):
        connection.recv(timeout=2 * SILENT_S // QUICKER)


@pytest.mark.parametrize("proxy", PROXIES)
def test_what_says_nothing_at_all_is_cut(proxy: str, start: Start, silent: int) -> None:
    """So the setting above is the one that acts."""
    address = start(proxy, silent, silence_s=SILENT_S // QUICKER)
    with open_page(address) as connection, pytest.raises(ConnectionClosed):
        connection.recv(timeout=30)


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes a connection and then says nothing."""
    wait = threading.Event()

    def answer_plainly(connection: ServerConnection, request: Request) -> Response | None:
        is_page = "Upgrade" in request.headers
        return None if is_page else connection.respond(HTTPStatus.OK, "")

    with serve(
        lambda connection: wait.wait(60),
        "127.0.0.1",
        0,
        subprotocols=[Subprotocol("streamlit")],
        process_request=answer_plainly,
        ping_interval=None,
    ) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield int(server.socket.getsockname()[1])
        wait.set()
        server.shutdown()
    thread.join(20)


@pytest.fixture
def echo() -> Iterator[int]:
    """The port of a server that answers with the headers it was asked with."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = json.dumps({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
    thread.join(20)


@pytest.mark.parametrize("proxy", PROXIES)
def test_what_a_browser_says_of_itself_is_not_passed_on(
    proxy: str, start: Start, echo: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = start(proxy, echo)
    asked = urllib.request.Request(f"{address}/_stcore/health", headers=FORGED)
    asked.add_header("Host", "duty.example:444")
    with urllib.request.urlopen(asked) as answer:
        told = json.loads(answer.read())
    assert [name for name in told if name.startswith("x-remote-") and told[name]] == []
    assert told["host"] == "duty.example:444"
    assert (told["x-forwarded-for"], told["x-forwarded-proto"]) == ("127.0.0.1", "https")
    assert told.get("x-forwarded-host", "duty.example:444") == "duty.example:444"
