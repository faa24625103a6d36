"""Starts Apache as the distribution brings it, as the gateway that signs people in."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.app_server import ROOT, find_free_port
from tests.server.guard.provider import Provider

DEPLOY = ROOT / "deploy"
MODULES = Path("/usr/lib/apache2/modules")
LOADED = (
    *("mpm_event", "authn_core", "authz_core", "authz_user", "headers", "auth_openidc"),
    *("proxy", "proxy_http"),
)
SITE = """
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
ServerName localhost
Listen 127.0.0.1:{port}
{modules}
<VirtualHost 127.0.0.1:{port}>
  ProxyPreserveHost On
  ProxyPass /gateway !
  ProxyPass / http://127.0.0.1:{product}/ upgrade=websocket
  Include {folder}/dutymap-oidc.conf
</VirtualHost>
"""


@contextmanager
def run_gateway(
    folder: Path, provider: Provider, product: int, unknown: str = "auth"
) -> Iterator[str]:
    """Its address. `product`: the port; `unknown`: what is done with who has not signed in."""
    port = find_free_port()
    oidc = write_gateway(provider, port, unknown)
    (folder / "dutymap-oidc.conf").write_text(oidc, encoding="utf-8")
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED)
    site = SITE.format(folder=folder, port=port, product=product, modules=modules)
    (folder / "apache.conf").write_text(site, encoding="utf-8")
    apache = shutil.which("apache2", path="/usr/sbin:/usr/local/sbin") or "apache2"
    process = subprocess.Popen([apache, "-D", "FOREGROUND", "-f", str(folder / "apache.conf")])
    try:
        _wait_until_listening(port, process)
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def write_gateway(provider: Provider, port: int, unknown: str) -> str:
    """The lines that begin with `Define`, with their values."""
    values = {
        "PROVIDER": provider.issuer,
        "CALLBACK": f"http://localhost:{port}/gateway",
        "CLIENT": "duty",
        "CLIENT_SECRET": "of-tests",
        "PASSPHRASE": "a-passphrase-of-tests",
        "UNKNOWN": unknown,
        "SIGN_IN": "/sign-in",
    }
    text = (DEPLOY / "apache-oidc.conf").read_text(encoding="utf-8")
    defined = re.compile(r"^Define DUTYMAP_(\w+) .+$", re.MULTILINE)
    assert {line[1] for line in defined.finditer(text)} == {*values}
    return defined.sub(lambda line: f"Define DUTYMAP_{line[1]} {values[line[1]]}", text)


def _wait_until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"Apache stopped with {process.returncode}")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Apache did not listen within 20 s")
