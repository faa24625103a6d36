"""Where the server listens, looked at without one that runs, beside one, and beside another."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from server.doctor.address import check_address
from tests.browser.app_server import find_free_port, run_app

Set = Callable[..., None]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Set:
    def use(**told: object) -> None:
        shipped: dict[str, object] = {"server.address": "127.0.0.1", "server.port": 1}
        named = {name.replace("_", "."): value for name, value in told.items()}
        monkeypatch.setattr("streamlit.get_option", (shipped | named).get)

    return use


@pytest.fixture
def stranger() -> Iterator[int]:
    """The port of another program."""
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def list_told() -> list[tuple[str, str | None]]:
    return [(problem.rule, problem.value) for problem in check_address().problems]


def test_nothing_is_wrong_before_the_start_and_while_it_runs(settings: Set) -> None:
    settings(server_port=find_free_port(), server_baseUrlPath="/duty/")
    assert list_told() == []
    assert check_address().fact.endswith("/duty/")
    with run_app() as server:
        settings(server_address="0.0.0.0", server_port=server.port)
        assert list_told() == []


def test_the_environment_goes_before_the_file(
    settings: Set, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names as in deploy/dutymap.env."""
    settings(server_port=1)
    port = find_free_port()
    for name, value in (
        ("SERVER_ADDRESS", "localhost"),
        ("SERVER_PORT", str(port)),
        ("SERVER_BASE_URL_PATH", "duty"),
        ("BROWSER_SERVER_ADDRESS", "http://x"),
    ):
        monkeypatch.setenv(f"STREAMLIT_{name}", value)
    assert check_address().fact == f"http://localhost:{port}/duty/"
    assert list_told() == [("bad_server_name", "http://x")]


def test_a_port_that_another_program_has_is_told(settings: Set, stranger: int) -> None:
    settings(server_port=stranger)
    assert list_told() == [("port_of_another", str(stranger))]


def test_a_port_that_speaks_something_else_is_told(settings: Set) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def answer() -> None:
            for _ in range(2):  # whether somebody is there, and who
                connection = server.accept()[0]
                connection.sendall(b"220 mail\r\n")
                connection.close()

        thread = Thread(target=answer)
        thread.start()
        settings(server_port=port)
        assert list_told() == [("port_of_another", str(port))]
        thread.join(20)


def test_an_address_of_another_machine_is_told(settings: Set) -> None:
    settings(server_address="192.0.2.1")
    assert list_told() == [("address_not_ours", "192.0.2.1")]


def test_a_path_and_a_name_that_no_browser_would_write_are_told(settings: Set) -> None:
    settings(
        server_baseUrlPath="du ty",
        browser_serverAddress="http://duty.example",
    )
    assert list_told() == [
        ("bad_base_path", "/du ty"),
        ("bad_server_name", "http://duty.example"),
    ]
