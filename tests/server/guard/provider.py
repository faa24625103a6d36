"""A real OpenID Connect provider and the product signing in with it, both on this machine."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
from oidc_provider_mock import User, app
from werkzeug.serving import make_server

from server.guard.provider import DESCRIPTION
from tests.browser.app_server import AppServer

ZHANG, LI = "zhang-7f3", "li-204"
PEOPLE = (
    User(sub=ZHANG, claims={"name": "张三", "groups": ["desk"]}),
    User(sub=LI, claims={"name": "李四"}),
)
SECRET = "a secret of tests, and of nothing else"
PAGE = {"accept": "text/html"}
LINK = "/ledger?q=%E6%A0%91&lang=en"
GROUPS = '[groups]\ndesk = ["plan_desk", "administrator"]\n'
CLOSED = f'[sign_in]\nsource = "oidc"\n[reading]\nopen = false\n{GROUPS}'


@dataclass
class Provider:
    """`changes`: of what it says of itself, made before it is asked."""

    port: int = 0
    changes: dict[str, str] = field(default_factory=dict)
    is_away: bool = False

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def sign_in(self, client: httpx.Client, address: str, person: str, **more: str) -> str:
        """The address that the provider leads back to, as nobody has followed it yet."""
        answer = client.post(address, data={"sub": person, **more}, follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]


@contextmanager
def run_provider() -> Iterator[Provider]:
    provider, mock = Provider(), app(user_claims=PEOPLE)

    def tell(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if provider.is_away:
            start("503 Service Unavailable", [])
            return []
        if environ["PATH_INFO"] != DESCRIPTION or not provider.changes:
            return mock.wsgi_app(environ, start)
        told = mock.test_client().get(DESCRIPTION, base_url=provider.issuer).json
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({**told, **provider.changes}).encode()]

    server = make_server("localhost", 0, tell, threaded=True)
    provider.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def write_secrets(folder: Path, port: int, provider: Provider, path: str = "") -> Path:
    """`port`: of the product."""
    file = folder / "secrets.toml"
    told = {
        "redirect_uri": f"http://localhost:{port}{path}/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "duty",
        "client_secret": "of tests",
        "server_metadata_url": f"{provider.issuer}{DESCRIPTION}",
    }
    lines = [f'{key} = "{value}"\n' for key, value in told.items()]
    file.write_text("[auth]\n" + "".join(lines), encoding="utf-8")
    return file


@contextmanager
def run_product(
    folder: Path, provider: Provider, access: str = CLOSED, path: str = ""
) -> Iterator[AppServer]:
    """`access`: the settings; `path`: the sub-path."""
    settings = folder / "access.toml"
    settings.write_text(access, encoding="utf-8")
    below = [f"--server.baseUrlPath={path.strip('/')}"] if path else []
    environment = {"DUTYMAP_LOCAL": str(folder / "local"), "DUTYMAP_ACCESS": str(settings)}
    server = AppServer(
        f"--secrets.files={folder / 'secrets.toml'}", *below, environment=environment
    )
    write_secrets(folder, server.port, provider, path)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def open_browser(address: str) -> httpx.Client:
    """What a browser keeps and sends; nothing is followed by itself. A gateway's certificate is of
    this test's making."""
    return httpx.Client(base_url=address, headers=PAGE, timeout=30, verify=False)


def find_onward(answer: httpx.Response) -> str:
    """Where a page leads by itself."""
    way = re.search(r"<meta http-equiv='refresh' content='0;url=([^']+)'>", answer.text)
    assert (answer.status_code, bool(way)) == (200, True), answer.text
    return html.unescape(way[1]) if way else ""


def begin(client: httpx.Client, link: str) -> str:
    """Click on the page that asks to sign in; the address of the provider's page."""
    asked = client.get(link, follow_redirects=True)
    way = re.search(r"<form method='post' action='([^']+)'", asked.text)
    assert way, asked.text
    begun = client.post(way[1].replace("&amp;", "&"))
    led = client.get(find_onward(begun))
    assert led.status_code == 302, led.text
    return led.headers["location"]


def sign_in(
    client: httpx.Client, provider: Provider, link: str = LINK, person: str = ZHANG
) -> httpx.Response:
    """The answer to the provider's leading back."""
    return client.get(provider.sign_in(client, begin(client, link), person))
